"""The W3C's inputs for any VC 2.0 credential, through our classes.

An input is a fragment: what Open Badges asks for beyond it is filled in before it is judged.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import VECTORS
from verifier.model import VerifiableCredential
from verifier.schema import read_as

FOLDER = VECTORS / "w3c-vcdm2" / "tests" / "input"

STRICTER = "Open Badges 3.0 and our rules are stricter than VC 2.0 here: "
EXCEPTIONS = {
    "credential-context-combo2-ok": STRICTER + "no inline contexts",
    "credential-evidence-ok": STRICTER + "no inline contexts, evidence of type Evidence",
    "credential-evidences-ok": STRICTER + "no inline contexts, evidence of type Evidence",
    "credential-proof-ok": STRICTER + "no inline contexts",
    "credential-refresh-type-ok": STRICTER + "no inline contexts",
    "credential-refreshs-ok": STRICTER + "one refresh service",
    "credential-schema-type-ok": STRICTER + "no inline contexts",
    "credential-status-missing-id-ok": STRICTER + "no inline contexts",
    "credential-status-ok": STRICTER + "no inline contexts",
    "credential-subject-multiple-ok": STRICTER + "one subject",
    "credential-termsofuse-id-ok": STRICTER + "no inline contexts",
    "credential-termsofuse-ok": STRICTER + "no inline contexts",
    "credential-termsofuses-ok": STRICTER + "no inline contexts",
    "credential-type-mapped-url-ok": STRICTER + "no inline contexts",
    "credential-description-language-direction-en-ok": STRICTER + "texts without language (T10)",
    "credential-description-language-en-ok": STRICTER + "texts without language (T10)",
    "credential-multi-language-description-ok": STRICTER + "texts without language (T10)",
    "credential-multi-language-name-ok": STRICTER + "texts without language (T10)",
    "credential-name-language-direction-en-ok": STRICTER + "texts without language (T10)",
    "credential-name-language-en-ok": STRICTER + "texts without language (T10)",
    "issuer-description-language-direction-en-ok": STRICTER + "texts without language (T10)",
    "issuer-description-language-en-ok": STRICTER + "texts without language (T10)",
    "issuer-multi-language-description-ok": STRICTER + "texts without language (T10)",
    "issuer-multi-language-name-ok": STRICTER + "texts without language (T10)",
    "issuer-name-language-direction-en-ok": STRICTER + "texts without language (T10)",
    "issuer-name-language-en-ok": STRICTER + "texts without language (T10)",
    "credential-subject-no-claims-fail": "the subject of a badge has an achievement; "
    "this class is for members of a portfolio, which the class of their own kind judges",
}


TIMES = {"PAST DATE": "2020-01-01T00:00:00Z", "FUTURE DATE": "2040-01-01T00:00:00Z"}


def inputs() -> Iterator[Path]:
    """Every input about a credential."""
    yield from sorted(f for f in FOLDER.rglob("*.json") if not f.name.startswith("presentation-"))


def filled(document: dict[str, Any], name: str) -> dict[str, Any]:
    """The input with what Open Badges asks for, unless the input is about just that."""
    given = {"validFrom": "2026-03-02T15:00:00Z", **document}
    if "issuer" not in document and name != "credential-no-issuer-fail":
        given["issuer"] = "did:example:issuer"
    issuer = given.get("issuer")
    if isinstance(issuer, dict):
        given["issuer"] = {"id": "did:example:issuer", "type": ["Profile"], **issuer}
    return given


@pytest.mark.parametrize("file", list(inputs()), ids=lambda file: file.stem)
def test_input(file: Path) -> None:
    """An ok input is accepted, a fail input refused, or a written exception says why not."""
    text = file.read_text(encoding="utf-8")
    for word, time in TIMES.items():
        text = text.replace(word, time)
    document = filled(json.loads(text), file.stem)
    accepted = read_as(VerifiableCredential, document, "credential")[0] is not None
    wanted = file.stem.endswith("-ok")
    assert accepted == (wanted if file.stem not in EXCEPTIONS else not wanted)


def test_the_exceptions_are_inputs() -> None:
    """Nothing stands in the list that is not there any more."""
    known = {file.stem for file in inputs()}
    assert not known or set(EXCEPTIONS) <= known
