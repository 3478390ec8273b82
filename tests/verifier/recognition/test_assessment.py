"""What a policy may ask of the assessment, and what a badge must show for it."""

import json
from typing import Any

import pytest

from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import sign
from tests.verifier.recognition.policies import EXAMPLE, codes, decided
from verifier import Report, Verifier
from verifier.recognition import Answer, recognise

KNOWN = "KNOWN_ACHIEVEMENT"
ACHIEVEMENT, SOURCE = "/credentialSubject/achievement", "/credentialSubject/source"


def asked(report: Report, did: str, **required: Any) -> tuple[str, ...]:
    """The answer of a policy that asks this of the assessment."""
    decision = decided(
        report,
        report.at,
        trustedIssuers={"allow": [did]},
        requiredAssessment=required,
    )
    return decision.outcome.value, *codes(decision)


def verified(district: DistrictSimulator, badge: bytes | None = None) -> Report:
    """The report with every pinned document compared."""
    verifier = Verifier(fetcher=district, check_evidence=True)
    return verifier.verify(badge or district.award())


def district_with(assessment: dict[str, Any] | None) -> DistrictSimulator:
    """A district whose published achievement says this of its assessment."""
    district = DistrictSimulator()
    changed = {k: v for k, v in district.achievement.items() if k != "assessment"}
    district.achievement = changed | ({} if assessment is None else {"assessment": assessment})
    district.publish(district.achievement)
    return district


def test_a_public_rubric_is_one_whose_bytes_were_compared() -> None:
    """Pinned, fetched and equal; pinned only is a question, not pinned at all a refusal."""
    district = DistrictSimulator()
    badge = district.award()
    assert asked(verified(district), district.did, publicRubric=True) == ("accepted", KNOWN)
    unfetched = Verifier(fetcher=district).verify(badge)
    expected = ("needs_review", "DEFINITION_UNAVAILABLE", KNOWN)
    assert asked(unfetched, district.did, publicRubric=True) == expected
    assert asked(unfetched, district.did) == ("accepted", KNOWN)


def test_a_badge_without_a_published_rubric_does_not_show_one() -> None:
    """An achievement that is only a name has no page to compare."""
    district = DistrictSimulator()
    urn = {**district.achievement, "id": "urn:uuid:6f2e33e5-7a29-4155-840a-59483ba10164"}
    badge = district.award(achievement=urn, stacks=[])
    decision = decided(
        verified(district, badge),
        trustedIssuers={"allow": [district.did]},
        requiredAssessment={"publicRubric": True},
    )
    assert decision.outcome is Answer.NOT_ACCEPTED
    assert codes(decision) == ["RUBRIC_NOT_PUBLIC"]
    assert decision.reasons[0].path == ACHIEVEMENT


@pytest.mark.parametrize(
    ("minimum", "outcome"),
    [
        ("3", ("accepted", KNOWN)),
        ("2.5", ("accepted", KNOWN)),
        ("4", ("not_accepted", "LEVEL_BELOW_MINIMUM", "LEVEL_BELOW_MINIMUM")),
        ("high", ("needs_review", "LEVEL_UNCHECKED", "LEVEL_UNCHECKED", KNOWN)),
        ("1e0", ("needs_review", "LEVEL_UNCHECKED", "LEVEL_UNCHECKED", KNOWN)),
        (None, ("accepted", KNOWN)),
    ],
)
def test_a_minimum_level_is_asked_of_every_criterion(
    minimum: str | None, outcome: tuple[str, ...]
) -> None:
    """Compared as a number; what cannot be compared is a question."""
    district = DistrictSimulator()
    assert asked(verified(district), district.did, minimumLevel=minimum) == outcome


def test_a_criterion_that_cannot_be_told_is_a_question() -> None:
    """A result that is missing, whatever the policy's minimum."""
    district = DistrictSimulator()
    signed = json.loads(district.award())
    unsigned = {name: value for name, value in signed.items() if name != "proof"}
    del unsigned["credentialSubject"]["result"][1]
    badge = _signed_by(district, unsigned)
    expected = ("needs_review", "LEVEL_UNCHECKED", KNOWN)
    assert asked(verified(district, badge), district.did) == expected


def test_a_badge_without_levels_reaches_no_minimum() -> None:
    """Once a badge with no rubric at all was accepted, whatever level the policy asked for."""
    district = DistrictSimulator()
    unsigned = {n: v for n, v in json.loads(district.award()).items() if n != "proof"}
    del unsigned["credentialSubject"]["achievement"]["resultDescription"]
    del unsigned["credentialSubject"]["result"]
    report = verified(district, _signed_by(district, unsigned))
    expected = ("needs_review", "LEVEL_UNCHECKED", KNOWN)
    assert asked(report, district.did, minimumLevel="3") == expected
    assert asked(report, district.did) == ("accepted", KNOWN)


@pytest.mark.parametrize("status", ["Failed", "InProgress", "Withdrew"])
def test_a_result_that_contradicts_itself_is_a_question(status: str) -> None:
    """Level reached, status not: the verifier warns, and no policy counts it unseen."""
    district = DistrictSimulator()
    unsigned = {n: v for n, v in json.loads(district.award()).items() if n != "proof"}
    unsigned["credentialSubject"]["result"][0]["status"] = status
    report = verified(district, _signed_by(district, unsigned))
    assert asked(report, district.did) == ("needs_review", "LEVEL_UNCHECKED", KNOWN)


def _signed_by(district: DistrictSimulator, unsigned: dict[str, Any]) -> bytes:
    """A badge that the issuer's own tool would refuse to sign."""
    return json.dumps(sign(unsigned, district.signer)).encode()


def test_two_results_for_one_criterion_are_a_question_in_any_order() -> None:
    """Once the last one won, so the holder could choose between two levels."""
    district = DistrictSimulator()
    signed = json.loads(district.award())
    for order in (1, -1):
        unsigned = {name: value for name, value in signed.items() if name != "proof"}
        results = unsigned["credentialSubject"]["result"]
        unsigned["credentialSubject"]["result"] = [*results, {**results[0], "value": "2"}][::order]
        badge = _signed_by(district, unsigned)
        answered = asked(verified(district, badge), district.did, minimumLevel="3")
        assert answered == ("needs_review", "LEVEL_UNCHECKED", KNOWN)


def test_evidence_must_have_a_digest_where_the_policy_asks_for_it() -> None:
    """Every artefact; a badge without artefacts has none that could be exchanged."""
    district = DistrictSimulator()
    report = verified(district)
    asks = {"evidenceDigest": True}
    assert asked(report, district.did, **asks) == ("not_accepted", "EVIDENCE_DIGEST_MISSING")
    bare = verified(district, district.award(evidence=[]))
    assert asked(bare, district.did, **asks) == ("accepted", KNOWN)


def test_an_independent_assessor_is_named_and_is_not_the_issuer() -> None:
    """The source of the assessment."""
    district = DistrictSimulator()
    asks = {"independent": True}
    assert asked(verified(district), district.did, **asks) == ("accepted", KNOWN)
    own = {"id": district.did, "type": ["Profile"]}
    for badge in (district.award(source=own), district.award(source=None)):
        report = verified(district, badge)
        assert asked(report, district.did, **asks) == ("not_accepted", "ASSESSOR_NOT_INDEPENDENT")


@pytest.mark.parametrize(
    ("stated", "count", "outcome"),
    [
        ({"assessorCount": 2}, 2, ("accepted", KNOWN)),
        ({"assessorCount": 1}, 2, ("not_accepted", "ASSESSOR_COUNT_LOW")),
        ({}, 1, ("needs_review", "ASSESSOR_COUNT_LOW", KNOWN)),
        (None, 1, ("needs_review", "ASSESSOR_COUNT_LOW", KNOWN)),
        ({"assessorCount": "2"}, 2, ("needs_review", "ASSESSOR_COUNT_LOW", KNOWN)),
        ({"assessorCount": True}, 1, ("needs_review", "ASSESSOR_COUNT_LOW", KNOWN)),
        ({"assessorCount": 0}, 0, ("accepted", KNOWN)),
    ],
)
def test_the_number_of_assessors_is_read_from_the_published_rubric(
    stated: dict[str, Any] | None, count: int, outcome: tuple[str, ...]
) -> None:
    """What has no native term and is not stated is a question, not a refusal."""
    district = district_with(stated)
    assert asked(verified(district), district.did, assessorCount=count) == outcome


@pytest.mark.parametrize(
    ("stated", "outcome"),
    [
        ({"identityChecked": True}, ("accepted", KNOWN)),
        ({"identityChecked": False}, ("not_accepted", "IDENTITY_NOT_CHECKED")),
        ({"identityChecked": "yes"}, ("needs_review", "IDENTITY_NOT_CHECKED", KNOWN)),
        ({}, ("needs_review", "IDENTITY_NOT_CHECKED", KNOWN)),
        (None, ("needs_review", "IDENTITY_NOT_CHECKED", KNOWN)),
    ],
)
def test_a_check_of_identity_is_read_from_the_published_rubric(
    stated: dict[str, Any] | None, outcome: tuple[str, ...]
) -> None:
    """True is shown, false is not offered, anything else is not stated."""
    district = district_with(stated)
    assert asked(verified(district), district.did, identityChecked=True) == outcome


def test_a_statement_counts_only_from_bytes_that_were_compared() -> None:
    """An unfetched or exchanged page says nothing."""
    district = DistrictSimulator()
    badge = district.award()
    unfetched = Verifier(fetcher=district).verify(badge)
    expected = ("needs_review", "ASSESSOR_COUNT_LOW", KNOWN)
    assert asked(unfetched, district.did, assessorCount=1) == expected
    district.publish({**district.achievement, "assessment": {"assessorCount": 99}})
    assert asked(verified(district, badge), district.did) == ("not_accepted", "CONTENT_INVALID")


def test_the_example_policy_accepts_the_simulators_badge_but_for_its_evidence() -> None:
    """The whole of it: public rubric, independence, counts and identity."""
    district = DistrictSimulator()
    report = verified(district, district.award(evidence=[]))
    (decision,) = recognise([report], EXAMPLE.read_bytes()).badges
    assert codes(decision) == ["EQUIVALENT_ACHIEVEMENT"]
