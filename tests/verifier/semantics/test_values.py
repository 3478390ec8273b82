"""Values of results: their bounds, and what is required of them."""

import pytest

from tests.verifier.badges import Badge, achievement, criterion, level, small_badge, subject
from tests.verifier.semantics.test_rubric import C1, levels, notable, read, result, three_levels
from verifier import Outcome
from verifier.schema import read_credential
from verifier.semantics.rubric import check_credits, check_rubric, rubric_rows

PASSED, FAILED, INCONCLUSIVE = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE
WARNING = Outcome.WARNING
RESULT = "/credentialSubject/result/0"
BOUNDS = {"valueMin": "0", "valueMax": "12"}


@pytest.mark.parametrize(
    ("bounds", "value", "inside"),
    [
        (BOUNDS, "0", True),
        (BOUNDS, "12.0", True),
        (BOUNDS, "12.01", False),
        (BOUNDS, "-0.5", False),
        (BOUNDS, "ten", False),
        (BOUNDS, "1e1", False),
        (BOUNDS, "٣", False),
        ({"valueMin": "-5"}, "-4", True),
        ({"valueMax": "5"}, "-4", True),
        ({"valueMin": "low", "valueMax": "5"}, "4", True),
        ({"allowedValue": ["A", "B"]}, "A", True),
        ({"allowedValue": ["A", "B"]}, "C", False),
        ({"allowedValue": ["1", "99"], **BOUNDS}, "99", False),
        ({}, "anything", True),
    ],
)
def test_a_value_lies_within_its_bounds(bounds: Badge, value: str, inside: bool) -> None:
    """Bounds are compared as decimal numbers, never as texts."""
    found = notable([result(value=value)], criterion(**bounds))
    assert found == ([] if inside else [("rubric.value", FAILED, f"{RESULT}/value")])


@pytest.mark.parametrize(
    ("rules", "value", "outcome"),
    [
        ({"requiredValue": "9"}, "10", PASSED),
        ({"requiredValue": "9"}, "9.0", PASSED),
        ({"requiredValue": "9"}, "8.99", FAILED),
        ({"requiredValue": "9"}, None, INCONCLUSIVE),
        ({"requiredValue": "B"}, "B", PASSED),
        ({"requiredValue": "B"}, "A", INCONCLUSIVE),
        ({"requiredValue": "B", "allowedValue": ["C", "B", "A"]}, "A", PASSED),
        ({"requiredValue": "B", "allowedValue": ["C", "B", "A"]}, "C", FAILED),
        ({"requiredValue": "B", "allowedValue": ["A", "B", "A"]}, "A", INCONCLUSIVE),
        ({"requiredValue": "A", "allowedValue": ["A", "B", "A"]}, "B", INCONCLUSIVE),
    ],
)
def test_a_required_value_is_compared_in_the_order_that_is_signed(
    rules: Badge, value: str | None, outcome: Outcome
) -> None:
    """Allowed values are an ordered list under the signature; without them numbers compare."""
    findings = check_rubric(read([result(value=value)], criterion(**rules)))
    (required,) = [f.outcome for f in findings if f.check == "rubric.required"]
    assert required is outcome


def test_level_and_value_must_both_be_reached() -> None:
    """The worse of the two answers counts."""
    both = {**three_levels(), "requiredValue": "9"}
    for value, outcome in (("10", PASSED), ("8", FAILED), (None, INCONCLUSIVE)):
        (row,) = rubric_rows(read([result(achievedLevel=f"{C1}-2", value=value)], both))
        assert row.met is outcome


POINTS = {"rubricCriterionLevel": levels("1", "2.0", "x"), "requiredLevel": f"{C1}-1"}


@pytest.mark.parametrize(
    ("rules", "level", "value", "told"),
    [
        ({}, 2, "2.0", False),
        ({}, 2, "2", False),
        ({}, 3, "x", False),
        ({}, 2, None, False),
        ({}, 2, "3", True),
        ({}, 2, "Good", True),
        ({}, 3, "3", True),
        ({"valueMax": "4"}, 2, "3", False),
        ({"resultType": "Percent", "valueMax": "100"}, 2, "85", False),
        ({"resultType": "LetterGrade", "allowedValue": ["B", "A"]}, 2, "A", False),
        ({"resultType": "RubricScore"}, 2, "3", True),
    ],
)
def test_a_value_that_is_not_the_points_of_its_level_is_told(
    rules: Badge, level: int, value: str | None, told: bool
) -> None:
    """It contradicts itself; a grade or a percentage beside a level is a scale of its own."""
    achieved = {"achievedLevel": f"{C1}-{level}", "value": value}
    found = notable([result(**achieved)], criterion(**{**POINTS, "requiredLevel": None, **rules}))
    assert found == ([("rubric.value", WARNING, f"{RESULT}/value")] if told else [])


def test_points_of_a_level_that_is_not_there_are_not_compared() -> None:
    without = criterion(rubricCriterionLevel=[level(id=f"{C1}-1")])
    assert notable([result(achievedLevel=f"{C1}-1", value="3")], without) == []


@pytest.mark.parametrize(("earned", "told"), [(1, False), (2.5, False), (2.6, True), (3, True)])
def test_more_credits_than_the_achievement_is_worth_are_told(earned: float, told: bool) -> None:
    worth = achievement(creditsAvailable=2.5)
    badge = small_badge(credentialSubject=subject(achievement=worth, creditsEarned=earned))
    credential, _ = read_credential(badge)
    assert credential is not None
    found = [(f.check, f.outcome, f.path) for f in check_credits(credential)]
    place = "/credentialSubject/creditsEarned"
    assert found == ([("rubric.credits", WARNING, place)] if told else [])
