"""What is a failure of a rubric, what a warning, and what cannot be told."""

from typing import Any

import pytest

from tests.verifier.badges import Badge, criterion, level, signed_badge, verify, with_rubric
from verifier import Outcome, State
from verifier.model import AchievementCredential
from verifier.schema import read_credential
from verifier.semantics.rubric import check_rubric

C1, C2 = "urn:x:c1", "urn:x:c2"
PASSED, FAILED = Outcome.PASSED, Outcome.FAILED
WARNING, INCONCLUSIVE = Outcome.WARNING, Outcome.INCONCLUSIVE


def result(about: str | None = C1, **changes: Any) -> Badge:
    """One result about a criterion, with members changed, added, or removed by None."""
    base = {"type": ["Result"], "resultDescription": about, **changes}
    return {name: value for name, value in base.items() if value is not None}


def levels(*points: str, at: str = C1) -> list[Badge]:
    """Levels with these points; the id of each ends in its number."""
    numbered = (
        level(id=f"{at}-{number}", name=f"Level {number}", points=value)
        for number, value in enumerate(points, start=1)
    )
    return [
        {name: value for name, value in entry.items() if value is not None} for entry in numbered
    ]


def three_levels(required: str = f"{C1}-2") -> Badge:
    """A criterion with three levels of which the second is required."""
    return criterion(rubricCriterionLevel=levels("1", "2", "3"), requiredLevel=required)


def read(results: list[Badge], *criteria: Badge) -> AchievementCredential:
    """A badge with this rubric and these results."""
    badge = with_rubric(*(criteria or (three_levels(),)))
    badge["credentialSubject"]["result"] = results
    if not results:
        del badge["credentialSubject"]["result"]
    credential, findings = read_credential(badge)
    assert credential is not None, findings
    return credential


def notable(results: list[Badge], *criteria: Badge) -> list[tuple[str, Outcome, str]]:
    """Check, outcome and place of everything that is not simply good."""
    findings = check_rubric(read(results, *criteria))
    return [(f.check, f.outcome, f.path) for f in findings if f.outcome is not PASSED]


RESULT, RUBRIC = "/credentialSubject/result/0", "/credentialSubject/achievement/resultDescription"


@pytest.mark.parametrize("achieved", [f"{C1}-2", f"{C1}-3"])
def test_a_level_reached_passes(achieved: str) -> None:
    """The required level itself, or one with more points."""
    findings = check_rubric(read([result(achievedLevel=achieved)]))
    assert [(f.check, f.outcome) for f in findings] == [
        ("rubric.level", PASSED),
        ("rubric.required", PASSED),
        ("rubric.complete", PASSED),
    ]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (result(achievedLevel=f"{C1}-1"), [("rubric.required", FAILED, RESULT)]),
        (
            result(achievedLevel="urn:x:nowhere"),
            [
                ("rubric.level", FAILED, f"{RESULT}/achievedLevel"),
                ("rubric.required", INCONCLUSIVE, RESULT),
            ],
        ),
        (
            result("urn:x:nowhere"),
            [
                ("rubric.link", FAILED, f"{RESULT}/resultDescription"),
                ("rubric.complete", WARNING, f"{RUBRIC}/0"),
            ],
        ),
        (
            result(None, achievedLevel=f"{C1}-2"),
            [("rubric.link", WARNING, RESULT), ("rubric.complete", WARNING, f"{RUBRIC}/0")],
        ),
        (result(), [("rubric.required", INCONCLUSIVE, RESULT)]),
        (
            result(achievedLevel=f"{C1}-2", status="Failed"),
            [("rubric.required", WARNING, f"{RESULT}/status")],
        ),
        (
            result(achievedLevel=f"{C1}-2", status="InProgress"),
            [("rubric.required", WARNING, f"{RESULT}/status")],
        ),
        (result(achievedLevel=f"{C1}-2", status="Completed"), []),
    ],
)
def test_each_contradiction_has_its_weight(
    given: Badge, expected: list[tuple[str, Outcome, str]]
) -> None:
    """Failures make the badge unreliable, warnings are told, the rest cannot be told."""
    assert notable([given]) == expected


def test_a_level_of_another_criterion_is_a_warning() -> None:
    """The official complete example does this; whether the requirement is met cannot be told."""
    other = criterion(id=C2, rubricCriterionLevel=levels("1", "9", at=C2))
    given = [result(achievedLevel=f"{C2}-2"), result(C2, achievedLevel=f"{C2}-1")]
    assert notable(given, three_levels(), other) == [
        ("rubric.level", WARNING, f"{RESULT}/achievedLevel"),
        ("rubric.required", INCONCLUSIVE, RESULT),
    ]


def test_a_criterion_without_a_result_and_one_with_two_are_warnings() -> None:
    """At issue both are refused."""
    good = result(achievedLevel=f"{C1}-2")
    other = criterion(id=C2)
    assert notable([], three_levels()) == [("rubric.complete", WARNING, f"{RUBRIC}/0")]
    assert notable([good], three_levels(), other) == [("rubric.complete", WARNING, f"{RUBRIC}/1")]
    twice = notable([good, good], three_levels())
    assert twice == [("rubric.complete", WARNING, f"{RUBRIC}/0")]


def test_a_status_that_nobody_gave_is_a_warning() -> None:
    """A description of type Status is answered by a status."""
    overall = criterion(resultType="Status")
    assert notable([result(status="Completed")], overall) == []
    assert notable([result()], overall) == [("rubric.required", WARNING, RESULT)]


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (result(achievedLevel=f"{C1}-1"), State.INVALID_CONTENT),
        (result(achievedLevel=f"{C1}-2"), State.VALID),
        (result(), State.VALID),
    ],
)
def test_the_rubric_reaches_the_state_of_the_report(given: Badge, state: State) -> None:
    """Below the requirement is unreliable; what cannot be told never changes the state."""
    unsigned = with_rubric(three_levels())
    unsigned["credentialSubject"]["result"] = [given]
    report = verify(signed_badge(credentialSubject=unsigned["credentialSubject"]))
    assert report.state is state
    assert any(f.check.startswith("rubric.") for f in report.findings)
