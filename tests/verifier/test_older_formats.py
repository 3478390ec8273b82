"""Badges of older formats are recognised, read where they can be, and marked."""

import json
from pathlib import Path

import pytest

from verifier import Outcome, State, Verifier
from verifier.clock import parse_timestamp
from verifier.limits import Limits
from verifier.schema import read_credential
from verifier.validity import check_validity


@pytest.mark.parametrize("name", ["simple_v1.json", "simple-eddsa-2022.json"])
def test_a_vc_1_1_badge_is_read_into_the_same_view(vectors: Path, name: str) -> None:
    """Its dates have other names and the same meaning; a warning says that it is old."""
    document = json.loads((vectors / "1edtech" / "ob30" / name).read_bytes())
    credential, findings = read_credential(document)
    assert credential is not None
    assert credential.valid_from == document["issuanceDate"]
    assert credential.achievement.id == document["credentialSubject"]["achievement"]["id"]
    assert [f.check for f in findings if f.outcome is Outcome.WARNING] == ["schema.legacy"]
    assert credential.to_json() == document


def test_a_vc_1_1_badge_expires_by_its_own_word(vectors: Path) -> None:
    """`expirationDate` counts, and so does a `validUntil` beside it."""
    document = json.loads((vectors / "1edtech" / "ob30" / "simple_v1.json").read_bytes())
    at = parse_timestamp("2026-11-21T12:00:00Z")
    for name in ("expirationDate", "validUntil"):
        expired = {**document, name: "2020-01-01T00:00:00Z"}
        findings = check_validity(expired, at, Limits(), legacy=True)
        assert [(f.check, f.outcome) for f in findings] == [
            ("time.valid_from", Outcome.PASSED),
            ("time.valid_until", Outcome.FAILED),
        ]


def test_a_proof_of_an_older_suite_is_never_valid_unchecked(vectors: Path) -> None:
    """Its contexts are accepted; whatever suite it has, an unchecked proof is no valid badge."""
    data = (vectors / "1edtech" / "ob30" / "simple_v1.json").read_bytes()
    report = Verifier().verify(data)
    assert not report
    assert report.findings[0].check == "jsonld.context"
    assert report.findings[0].outcome is Outcome.PASSED


def test_an_open_badges_2_assertion_is_named(vectors: Path) -> None:
    """The sentence says what it is and what is not checked."""
    data = (vectors / "1edtech" / "ob20" / "basic-assertion.json").read_bytes()
    report = Verifier().verify(data)
    assert report.state is State.UNSUPPORTED
    assert "Open Badges 2.0" in report.findings[0].message
    assert "neither its issuer nor its signature is checked" in report.findings[0].message
