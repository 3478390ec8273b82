"""A newer copy: only on request, only the same badge by the same issuer."""

import json
from typing import Any

import pytest

from openbadge_issuer.award import award
from openbadge_issuer.issue import issue
from openbadge_issuer.testing import DistrictSimulator
from verifier import Outcome, Report, Verifier
from verifier.context_list import EXTENSIONS

NEWER = "https://sdsm.example/newer"


def pair(district: DistrictSimulator, **newer: Any) -> tuple[bytes, dict[str, Any]]:
    """A badge that names a newer copy, and that copy, not signed yet."""
    badge = award(district.assessment(id="urn:uuid:6f1d2b1e-0c3a-4b0e-9d55-3c4f5a6b7c8d"))
    badge["@context"] = [*badge["@context"], EXTENSIONS]
    copy = {**badge, "name": "The newer copy", **newer}
    badge["refreshService"] = {"id": NEWER, "type": "1EdTechCredentialRefresh"}
    return json.dumps(issue(badge, signer=district.signer)).encode(), copy


def answer(district: DistrictSimulator, badge: bytes, *, refresh: bool = True) -> Report:
    return Verifier(fetcher=district, refresh=refresh).verify(badge)


def outcome(report: Report) -> Outcome:
    (finding,) = [f for f in report.findings if f.check == "refresh.credential"]
    return finding.outcome


def test_a_newer_copy_is_asked_for_only_on_request() -> None:
    district = DistrictSimulator()
    badge, copy = pair(district)
    district.pages[NEWER] = json.dumps(issue(copy, signer=district.signer)).encode()
    report = answer(district, badge, refresh=False)
    assert outcome(report) is Outcome.INCONCLUSIVE
    assert NEWER not in {source.url for source in report.sources}
    report = answer(district, badge)
    assert outcome(report) is Outcome.PASSED
    assert report.summary is not None
    assert report.summary.name == "The newer copy"


@pytest.mark.parametrize(
    "fault", ["gone", "garbage", "other-id", "other-issuer", "tampered", "older"]
)
def test_a_copy_that_is_not_the_issuers_own_changes_nothing(fault: str) -> None:
    district = DistrictSimulator()
    badge, copy = pair(district)
    stranger = DistrictSimulator("did:web:stranger.example")
    if fault == "other-id":
        copy["id"] = "urn:uuid:6f1d2b1e-0c3a-4b0e-9d55-3c4f5a6b7c8e"
    if fault == "older":
        copy["validFrom"] = "2026-03-02T14:59:59Z"
    if fault == "other-issuer":
        copy["issuer"] = {**copy["issuer"], "id": stranger.did}
    signer = stranger.signer if fault == "other-issuer" else district.signer
    signed = issue(copy, signer=signer)
    if fault == "tampered":
        signed["name"] = "Tampered"
    if fault != "gone":
        district.pages[NEWER] = b"<html>" if fault == "garbage" else json.dumps(signed).encode()
    report = answer(district, badge)
    assert report
    assert outcome(report) is Outcome.INCONCLUSIVE
    assert report.summary is not None
    assert report.summary.name == "Using Wait Time"
