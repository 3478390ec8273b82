"""What an achievement stands for here: the most specific rule decides, nothing is guessed."""

from typing import Any

import pytest

from tests.verifier.badges import achievement, signed_badge, subject
from tests.verifier.recognition.policies import (
    ACHIEVEMENT,
    EXACT,
    LOCAL,
    PREFIX,
    answer,
    decided,
    granted,
)
from verifier.recognition import Answer

ALIGNED = "https://frameworks.example/teaching/4.2"
VALUES = [{"unit": "cpe-hour", "value": "15", "per": "badge"}]
UNKNOWN = ("needs_review", "ACHIEVEMENT_UNKNOWN")


@pytest.mark.parametrize(
    ("rules", "outcome"),
    [
        ([EXACT], ("accepted", "EQUIVALENT_ACHIEVEMENT")),
        ([{"alignment": ALIGNED, "equivalent": LOCAL}], ("accepted", "EQUIVALENT_ACHIEVEMENT")),
        ([PREFIX], ("accepted", "KNOWN_ACHIEVEMENT")),
        ([{**EXACT, "achievement": ACHIEVEMENT + "0"}], UNKNOWN),
        ([{"achievementPrefix": "https://other.example/", "equivalent": None}], UNKNOWN),
        ([{"alignment": ALIGNED + "x", "equivalent": None}], UNKNOWN),
        (
            [{**EXACT, "conditions": ["EVIDENCE_MUST_BE_SHOWN", "INTERVIEW_REQUIRED"]}],
            (
                "accepted_with_conditions",
                *("EQUIVALENT_ACHIEVEMENT", "EVIDENCE_MUST_BE_SHOWN", "INTERVIEW_REQUIRED"),
            ),
        ),
    ],
)
def test_an_achievement_is_known_by_id_alignment_or_prefix(
    rules: list[dict[str, Any]], outcome: tuple[str, ...]
) -> None:
    """Or it is unknown, and the policy says what then."""
    alignment = {"type": ["Alignment"], "targetName": "4.2", "targetUrl": ALIGNED}
    about = subject(achievement=achievement(alignment=[alignment]))
    assert answer(signed_badge(credentialSubject=about), achievementRules=rules) == outcome


@pytest.mark.parametrize(
    ("unknown", "outcome"),
    [
        ("needs_review", ("needs_review", "ACHIEVEMENT_UNKNOWN")),
        ("not_accepted", ("not_accepted", "ACHIEVEMENT_UNKNOWN")),
        ("no_rule", ("no_rule", "NO_RULE")),
    ],
)
def test_what_no_rule_names_is_what_the_policy_says(unknown: str, outcome: tuple[str, ...]) -> None:
    """Nothing said is no refusal."""
    rules = [{"achievement": "https://other.example/1", "equivalent": None}]
    assert answer(signed_badge(), achievementRules=rules, unknownAchievement=unknown) == outcome


def test_the_most_specific_rule_decides_wherever_it_stands() -> None:
    """Exact id, then alignment, then prefix; among equals the first."""
    alignment = {"type": ["Alignment"], "targetName": "4.2", "targetUrl": ALIGNED}
    badge = signed_badge(credentialSubject=subject(achievement=achievement(alignment=[alignment])))
    exact = {**EXACT, "equivalent": "x:exact"}
    aligned = {"alignment": ALIGNED, "equivalent": "x:al"}
    other = {**EXACT, "equivalent": "x:other"}
    prefixed = {**PREFIX, "equivalent": "x:prefix"}
    for rules, expected in (
        ([prefixed, aligned, exact, other], "x:exact"),
        ([other, exact], "x:other"),
        ([prefixed, aligned], "x:al"),
        ([{**prefixed, "equivalent": None}, prefixed], None),
    ):
        assert decided(badge, achievementRules=rules).equivalent == expected


def test_an_open_condition_grants_nothing_yet() -> None:
    """The value follows when the condition is met."""
    rule = {**EXACT, "conditions": ["EVIDENCE_MUST_BE_SHOWN"]}
    decision = decided(signed_badge(), achievementRules=[rule], values=VALUES)
    assert decision.outcome is Answer.ACCEPTED_WITH_CONDITIONS
    assert granted(decision) == {}
    assert decision.equivalent == LOCAL
