"""The JSON Schemas that are checked in are those of the classes, and fit the examples."""

import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from click.testing import CliRunner
from hypothesis import given

from openbadge_issuer.cli import openbadge
from openbadge_issuer.schemas import NAMES, json_schema
from openbadge_issuer.testing_strategies import badges

PROJECT = Path(__file__).resolve().parents[2]
SCHEMAS = PROJECT / "docs" / "schemas"


@pytest.mark.parametrize("name", NAMES)
def test_the_schema_in_docs_is_what_the_command_prints(name: str) -> None:
    """If this fails: `openbadge schema NAME > docs/schemas/NAME.json`."""
    printed = CliRunner().invoke(openbadge, ["schema", name])
    assert printed.exit_code == 0
    assert (SCHEMAS / f"{name}.json").read_text(encoding="utf-8") == printed.stdout


def test_no_schema_is_left_over() -> None:
    """Every file in the folder is one of ours."""
    assert {file.stem for file in SCHEMAS.iterdir()} == set(NAMES)


@pytest.mark.parametrize(
    ("name", "example"),
    [
        ("assessment", "assessment.json"),
        ("achievement-document", "achievements/wait-time-1.json"),
        ("policy", "policies/harmony.json"),
        ("stack", "stacks/sdsm-comp-2017.json"),
    ],
)
def test_the_examples_fit(name: str, example: str) -> None:
    """What the project shows is what its schemas describe."""
    document = json.loads((PROJECT / "examples" / example).read_bytes())
    jsonschema_rs.validate(json_schema(name), document)


BADGE: Any = jsonschema_rs.Draft202012Validator(json_schema("achievement-credential"))


@given(badges())
def test_generated_badges_fit(badge: dict[str, Any]) -> None:
    """The schema says no more than the class."""
    assert BADGE.is_valid(badge)


def test_the_schema_refuses_what_the_class_refuses() -> None:
    """A badge of the wrong type, and one with null."""
    assert not BADGE.is_valid({"type": ["VerifiableCredential"]})
    assert not BADGE.is_valid(None)
