"""Every rule and every reason code, one story each."""

from datetime import UTC, datetime
from typing import Any

import pytest

from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import NOW, SIGNER, signed_badge, small_badge, unsigned_but_shaped
from tests.verifier.recognition.policies import (
    EXACT,
    LOCAL,
    answer,
    badge_for,
    codes,
    decided,
    granted,
    policy,
    report_on,
)
from verifier import Finding, Outcome, Report, Verifier
from verifier.recognition import Answer, recognise

VALUES = [{"unit": "cpe-hour", "value": "15", "per": "badge"}]


def test_a_badge_that_meets_every_rule_is_accepted_and_worth_something() -> None:
    """With the local achievement it stands for, and the sentence of the rule."""
    rule = {**EXACT, "sentence": "Wait time is part of our questioning badge."}
    decision = decided(signed_badge(), achievementRules=[rule], values=VALUES)
    assert decision.outcome is Answer.ACCEPTED
    assert decision.equivalent == LOCAL
    assert granted(decision) == {"cpe-hour": "15"}
    (reason,) = decision.reasons
    assert (reason.code, reason.message) == ("EQUIVALENT_ACHIEVEMENT", rule["sentence"])
    assert reason.path == "/credentialSubject/achievement/id"


UNCHECKED = ("needs_review", "ISSUER_UNCHECKED", "KNOWN_ACHIEVEMENT")
UNRECOGNISED = ("needs_review", "ISSUER_UNRECOGNISED", "KNOWN_ACHIEVEMENT")
REGISTRY = {"registries": ["https://dpi.example/registry.json"]}


@pytest.mark.parametrize(
    ("lists", "outcome"),
    [
        ({"allow": [SIGNER.did]}, ("accepted", "KNOWN_ACHIEVEMENT")),
        ({"deny": [SIGNER.did], "allow": [SIGNER.did]}, ("not_accepted", "ISSUER_DENIED")),
        ({"deny": [SIGNER.did], **REGISTRY}, ("not_accepted", "ISSUER_DENIED")),
        ({}, UNRECOGNISED),
        ({"allow": [SIGNER.did + "x"]}, UNRECOGNISED),
        (REGISTRY, UNCHECKED),
        ({"endorsedBy": ["did:web:dpi.example"]}, UNRECOGNISED),
        ({"allow": [SIGNER.did], **REGISTRY}, ("accepted", "KNOWN_ACHIEVEMENT")),
    ],
)
def test_denied_allowed_unknown_and_unasked_are_four_answers(
    lists: dict[str, Any], outcome: tuple[str, ...]
) -> None:
    """The local lists come first, refusal before trust."""
    assert answer(signed_badge(), trustedIssuers=lists) == outcome


@pytest.mark.parametrize(
    ("at", "outcome"),
    [
        (datetime(2031, 3, 2, 15, 0, 0, tzinfo=UTC), ("accepted", "KNOWN_ACHIEVEMENT")),
        (datetime(2031, 3, 2, 15, 0, 1, tzinfo=UTC), ("not_accepted", "TOO_OLD")),
    ],
)
def test_an_award_counts_for_as_long_as_the_policy_says(
    at: datetime, outcome: tuple[str, ...]
) -> None:
    """To the last instant, from the award and not from a later re-issue."""
    assert answer(signed_badge(), at, ageLimit="P5Y") == outcome
    again = signed_badge(awardedDate="2026-03-02T15:00:00Z", validFrom="2026-10-01T00:00:00Z")
    assert answer(again, at, ageLimit="P5Y") == outcome
    assert answer(signed_badge(), at, ageLimit=None) == ("accepted", "KNOWN_ACHIEVEMENT")


CODES = {
    "parse.json": (Outcome.FAILED, "not_accepted", "MALFORMED"),
    "proof.signature": (Outcome.FAILED, "not_accepted", "SIGNATURE_INVALID"),
    "rubric.level": (Outcome.FAILED, "not_accepted", "CONTENT_INVALID"),
    "status.revocation": (Outcome.FAILED, "not_accepted", "REVOKED"),
    "status.suspension": (Outcome.FAILED, "not_accepted", "SUSPENDED"),
    "time.valid_until": (Outcome.FAILED, "not_accepted", "EXPIRED"),
    "time.valid_from": (Outcome.FAILED, "not_accepted", "NOT_YET_VALID"),
    "proof.suite": (Outcome.INCONCLUSIVE, "needs_review", "UNSUPPORTED"),
    "issuer.key": (Outcome.INCONCLUSIVE, "needs_review", "KEY_UNAVAILABLE"),
    "status.list": (Outcome.INCONCLUSIVE, "needs_review", "STATUS_UNKNOWN"),
    "issuer.registry": (Outcome.INCONCLUSIVE, "needs_review", "ISSUER_UNCHECKED"),
}


@pytest.mark.parametrize("check", CODES)
@pytest.mark.parametrize("proven", [True, False])
def test_every_state_that_is_not_valid_has_its_code(check: str, proven: bool) -> None:
    """Whether or not a badge was proven; a refusal shows no good news beside it."""
    outcome, expected, code = CODES[check]
    good = report_on(signed_badge())
    finding = Finding(check, outcome, "So it is.", "/place")
    report = Report(NOW, (finding,), verified=good.verified if proven else None)
    decision = decided(report, values=VALUES)
    assert (decision.outcome.value, codes(decision)[0]) == (expected, code)
    assert (decision.reasons[0].message, decision.reasons[0].path) == ("So it is.", "/place")
    assert granted(decision) == {}
    if expected == "not_accepted" or not proven:
        assert codes(decision) == [code]


def test_an_issuer_that_no_list_names_is_still_the_policys_to_judge() -> None:
    """Unrecognised elsewhere is valid with a warning; the policy's own list decides."""
    good = report_on(signed_badge())
    warning = Finding("issuer.registry", Outcome.WARNING, "In none of the lists.")
    report = Report(NOW, (*good.findings, warning), verified=good.verified)
    assert report.state.value == "issuer_unrecognised"
    assert answer(report) == ("accepted", "KNOWN_ACHIEVEMENT")


def test_a_forged_badge_has_no_id_in_a_decision() -> None:
    """Nothing that it says is shown as true."""
    decision = decided(unsigned_but_shaped(small_badge()))
    assert (decision.badge, decision.equivalent) == (None, None)
    assert codes(decision) == ["SIGNATURE_INVALID"]


def test_a_policy_that_is_not_in_effect_decides_nothing() -> None:
    """Before and after its time; a forged badge is not judged by it either."""
    periods: list[dict[str, Any]] = [{"effective": "2027-01-01"}, {"expires": "2026-01-01"}]
    for period in periods:
        for badge in (signed_badge(), small_badge()):
            decision = decided(badge, values=VALUES, **period)
            assert (decision.outcome, codes(decision)) == (Answer.NO_RULE, ["POLICY_NOT_IN_EFFECT"])
            assert decision.reasons[0].path == "policy:/effective"
            assert granted(decision) == {}


def test_a_status_that_is_unknown_is_for_a_person_beside_what_else_is_found() -> None:
    """Not forged and not fine; the other rules speak too."""
    status = {"id": "urn:x:status", "type": "BitstringStatusListEntry"}
    badge = badge_for(credentialStatus=status)
    expected = ("needs_review", "STATUS_UNKNOWN", "ISSUER_UNRECOGNISED", "KNOWN_ACHIEVEMENT")
    assert answer(badge, trustedIssuers={}) == expected
    denied = answer(badge, trustedIssuers={"deny": [SIGNER.did]})
    assert denied == ("not_accepted", "ISSUER_DENIED")


@pytest.mark.parametrize(
    ("trigger", "code"),
    [("DEFINITION_UNAVAILABLE", 1), ("EVIDENCE_UNCHECKED", 1), ("STATUS_UNKNOWN", 0)],
)
def test_a_review_trigger_asks_for_a_person(trigger: str, code: int) -> None:
    """Only where the thing could not be checked."""
    district = DistrictSimulator()
    badge = district.award()
    trusted = {"allow": [district.did]}
    for checked, expected in ((False, [trigger] * code), (True, [])):
        report = Verifier(fetcher=district, check_evidence=checked).verify(badge)
        decision = decided(report, trustedIssuers=trusted, reviewTriggers=[trigger])
        assert codes(decision) == ["KNOWN_ACHIEVEMENT", *expected]


def test_an_empty_set_needs_an_instant() -> None:
    """Nobody could tell for when it is decided; with an instant nothing is worth nothing."""
    with pytest.raises(ValueError, match="an empty set of reports needs an instant"):
        recognise([], policy())
    decision = recognise([], policy(), at=NOW)
    assert (decision.badges, decision.totals, decision.at) == ((), (), NOW)
    assert recognise([report_on(signed_badge())], policy()).at == NOW
