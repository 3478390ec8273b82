"""`--context URL=FILE`: a reader hands over what a district's own terms mean."""

import hashlib
import json
from pathlib import Path

import pytest

from tests.cli.desk import openbadge
from tests.verifier.test_given_contexts import DISTRICT, GIVEN, extended, signed
from verifier.context_list import OB_CURRENT


@pytest.fixture
def badge(tmp_path: Path) -> Path:
    """A badge that uses the district's context."""
    path = tmp_path / "badge.json"
    path.write_text(json.dumps(signed(extended())))
    return path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The district's context."""
    path = tmp_path / "district=1.jsonld"
    path.write_bytes(GIVEN.documents[DISTRICT])
    return path


def test_the_file_makes_the_badge_readable(badge: Path, file: Path) -> None:
    """The report warns whose word it rests on; the exit code is that of a good badge."""
    code, out, err = openbadge("verify", badge, "--json", "--context", f"{DISTRICT}={file}")
    assert (code, err) == (0, "")
    (report,) = json.loads(out)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    said = [f for f in report["findings"] if digest in f["message"]]
    assert [(f["check"], f["outcome"], f["path"]) for f in said] == [
        ("jsonld.context", "warning", "/@context/2")
    ]


def test_without_it_nothing_is_decided(badge: Path) -> None:
    """The sentence is the option to copy."""
    code, out, _ = openbadge("verify", badge)
    assert code == 3
    assert f"--context {DISTRICT}=FILE" in out


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (f"{OB_CURRENT}={{file}}", "fixed meaning"),
        (f"{DISTRICT}=nowhere.jsonld", "cannot be opened"),
        (f"{DISTRICT}={{badge}}", "is no context"),
        (DISTRICT, "ADDRESS=FILE"),
        ("={file}", "ADDRESS=FILE"),
        (f"{DISTRICT}=", "ADDRESS=FILE"),
        ("{file}={file}", "no address"),
    ],
)
def test_a_wrong_value_is_wrong_usage(badge: Path, file: Path, value: str, words: str) -> None:
    """Before anything is verified."""
    badge.with_name("list.json").write_text("[]")
    given = value.format(file=file, badge=badge.with_name("list.json"))
    code, out, err = openbadge("verify", badge, "--context", given)
    assert (code, out) == (2, "")
    assert words in err


def test_an_address_is_given_once(badge: Path, file: Path) -> None:
    """Two files for one address would leave open which counts."""
    pair = f"{DISTRICT}={file}"
    code, _, err = openbadge("verify", badge, "--context", pair, "--context", pair)
    assert code == 2
    assert "twice" in err
