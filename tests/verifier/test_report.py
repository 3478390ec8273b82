"""What a report gives to programs and people, and what it keeps from them."""

import json

import pytest

from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import NOW, objections, signed_badge, small_badge, subject, verify
from verifier import Finding, NotValidError, Outcome, State, Verifier
from verifier.clock import parse_timestamp
from verifier.context_list import EXTENSIONS
from verifier.report import conclude
from verifier.source import Source


def test_require_gives_the_badge_or_raises_with_the_report() -> None:
    """The error carries the whole report and says the decisive sentence."""
    badge = verify(signed_badge()).require()
    assert badge.credential.issuer_name == "A district"
    report = verify(small_badge())
    with pytest.raises(NotValidError, match=r"\(invalid_signature\)\. The badge is not signed\."):
        report.require()
    with pytest.raises(NotValidError) as raised:
        report.require()
    assert raised.value.report is report


def test_nothing_claims_success_beside_a_forgery() -> None:
    """A tampered copy shows its objection alone; what it says of itself is marked as a claim."""
    badge = {**signed_badge(), "name": "Doctor of Everything"}
    report = verify(badge)
    assert report.state is State.INVALID_SIGNATURE
    assert {f.outcome for f in report.findings} == {Outcome.FAILED}
    assert report.summary is None
    assert report.claimed is not None
    assert report.claimed.name == "Doctor of Everything"


@pytest.mark.parametrize("check", ["parse.json", "proof.signature", "issuer.key"])
def test_conclude_drops_passed_rows_beside_garbage_and_forgeries(check: str) -> None:
    """And keeps them beside everything else."""
    good = Finding("jsonld.context", Outcome.PASSED, "So.")
    note = Finding("proof.suite", Outcome.WARNING, "So.")
    bad = Finding(check, Outcome.FAILED, "So.")
    assert conclude([good, note, bad]) == (note, bad)
    expired = Finding("time.valid_until", Outcome.FAILED, "So.")
    assert conclude([good, note, expired]) == (good, note, expired)


def test_the_json_of_a_report_has_the_members_of_the_contract() -> None:
    """The names and the order that the command line promises."""
    district = DistrictSimulator()
    report = Verifier(fetcher=district).verify(district.award())
    written = json.loads(json.dumps(report.to_dict(source="badge.json")))
    assert list(written) == [
        *("version", "source", "verdict", "state", "at"),
        *("badge", "claimed", "findings", "sources", "recipientMatches", "registries"),
    ]
    assert (written["version"], written["source"]) == (1, "badge.json")
    assert (written["verdict"], written["state"]) == ("valid", "valid")
    assert parse_timestamp(written["at"]) == report.at
    assert list(written["badge"]) == [
        *("id", "name", "issuer", "achievement", "recipient", "validFrom", "validUntil"),
    ]
    assert written["badge"]["issuer"] == {
        "id": district.did,
        "name": "A school district",
        "registeredName": None,
        "registeredBy": [],
    }
    assert written["badge"]["achievement"] == district.achievement["id"]
    assert written["badge"]["validUntil"] is None
    assert written["claimed"] is None
    for row in written["findings"]:
        assert list(row) == ["check", "outcome", "message", "path", "spec", "problem"]
        assert row["message"].endswith(".")
    (source,) = written["sources"]
    assert list(source) == ["url", "outcome", "sha256", "fetched"]
    assert source["url"] == "https://sdsm.example/.well-known/did.json"


def test_an_unproven_badge_is_null_and_claimed() -> None:
    """What the file says of itself stands apart, for a person to read with care."""
    unsigned = small_badge(name="Wait time")
    written = verify(unsigned).to_dict()
    assert written["badge"] is None
    issuer = unsigned["issuer"]["id"]
    assert written["claimed"] == {"id": unsigned["id"], "issuer": issuer, "name": "Wait time"}
    garbage = Verifier().verify(b"?", at=NOW).to_dict()
    assert (garbage["badge"], garbage["claimed"]) == (None, None)


def test_a_source_that_failed_has_no_digest() -> None:
    """Every attempt is listed, and says what became of it."""
    refused = Source("https://a.example/", "refused").to_dict()
    assert refused == {
        "url": "https://a.example/",
        "outcome": "refused",
        "sha256": None,
        "fetched": None,
    }


def test_all_later_stages_are_gathered() -> None:
    """An expired badge with a level that does not exist says both, and more."""
    result = {"type": ["Result"], "resultDescription": "urn:x:nowhere"}
    badge = signed_badge(
        validUntil="2026-06-30T00:00:00Z",
        credentialSubject=subject(result=[result]),
        refreshService={"id": "https://a.example/newer", "type": "1EdTechCredentialRefresh"},
        credentialStatus={"id": "urn:x:status", "type": "BitstringStatusListEntry"},
        **{"@context": [*small_badge()["@context"], EXTENSIONS]},
    )
    report = verify(badge)
    checks = {f.check for f in objections(report)}
    assert checks == {"time.valid_until", "rubric.link", "refresh.credential", "status.list"}
    assert report.state is State.INVALID_CONTENT
