"""The page of conformance names files and tests that exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "conformance.md").read_text()
TOP = "contexts|verifier|openbadge_issuer|demo_app|tests|docs|interop|scripts"
NAMES = sorted(set(re.findall(rf"`((?:{TOP})(?:/[\w./-]+)?(?:::\w+)?)`", PAGE)))


@pytest.mark.parametrize("name", NAMES)
def test_what_the_page_names_exists(name: str) -> None:
    path, _, function = name.partition("::")
    assert (ROOT / path).exists()
    if function:
        defined = ast.walk(ast.parse((ROOT / path).read_text()))
        assert function in {part.name for part in defined if isinstance(part, ast.FunctionDef)}


def test_every_row_names_its_tests() -> None:
    """A clause without a test would be a claim."""
    tables = re.findall(r"\| clause \| where \| shown by \|\n\|[-| ]+\|\n((?:\|.*\n)+)", PAGE)
    rows = [row for table in tables for row in table.splitlines()]
    assert len(rows) > 40
    assert not [row for row in rows if "`tests/" not in row.rsplit("|", 2)[1]]
