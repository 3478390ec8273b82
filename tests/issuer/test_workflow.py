"""From draft to earned: what is allowed when, and who may do it."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import TypeAdapter

from openbadge_issuer import (
    Stage,
    Submission,
    WorkflowError,
    assessment_of,
    award,
)
from openbadge_issuer.marking import Mark, ordered_levels
from openbadge_issuer.workflow import Artefact, criteria_of

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RUBRIC: dict[str, Any] = json.loads((EXAMPLES / "achievements/wait-time-1.json").read_bytes())
ID = str(RUBRIC["id"])
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
PLAN = Artefact(
    "https://sdsm.example/evidence/1", "Plan", "evidence/lesson-plan.md", "text/markdown",
    supports=(f"{ID}#c1",),
)  # fmt: skip


def marks(*levels: str, feedback: str = "Show it.") -> list[Mark]:
    return [Mark(f"{ID}#c{n}", f"{ID}#c{n}-{name}", feedback) for n, name in enumerate(levels, 1)]


GOOD = marks("demonstrated", "demonstrated", "demonstrated")
SHORT = marks("demonstrated", "partial", "demonstrated")


def submitted() -> Submission:
    return Submission("7f3a", "jordan", ID).add(PLAN).submit(RUBRIC, at=NOON)


def not_yet(times: int) -> Submission:
    work = submitted().decide("robin", SHORT, at=NOON)
    for _ in range(times - 1):
        work = work.submit(RUBRIC, at=NOON).decide("robin", SHORT, at=NOON)
    return work


def refusal(code: str) -> Any:
    return pytest.raises(WorkflowError, check=lambda exc: exc.code == code)


def test_feedback_then_resubmission_then_earned() -> None:
    """The way of one badge; every attempt is kept, and no value is ever changed in place."""
    first = submitted()
    back = first.decide("robin", SHORT, at=NOON)
    again = back.submit(RUBRIC, at=NOON + timedelta(days=2))
    done = again.decide("robin", GOOD, at=NOON + timedelta(days=3))
    assert [w.stage for w in (first, back, again, done)] == [
        Stage.SUBMITTED,
        Stage.NOT_YET_EARNED,
        Stage.SUBMITTED,
        Stage.EARNED,
    ]
    assert [attempt.earned for attempt in done.attempts] == [False, True]
    assert done.attempts[0].marks[1].feedback == "Show it."


def test_a_level_above_the_required_one_counts_and_one_below_does_not() -> None:
    """The rubric decides; one criterion that falls short is enough."""
    rubric = json.loads(json.dumps(RUBRIC))
    rubric["resultDescription"][0]["requiredLevel"] = f"{ID}#c1-partial"
    work = Submission("7f3a", "jordan", ID).add(PLAN).submit(rubric, at=NOON)
    assert work.decide("robin", GOOD, at=NOON).stage is Stage.EARNED
    below = marks("not-yet", "demonstrated", "demonstrated")
    assert work.decide("robin", below, at=NOON).stage is Stage.NOT_YET_EARNED


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (GOOD[:2], "CRITERION_MISSING"),
        ([*GOOD, GOOD[0]], "CRITERION_TWICE"),
        ([*GOOD, Mark(f"{ID}#c9", f"{ID}#c9-x")], "CRITERION_UNKNOWN"),
        ([replace(GOOD[0], level=GOOD[1].level), *GOOD[1:]], "LEVEL_OF_ANOTHER_CRITERION"),
        (marks("partial", "partial", "partial", feedback=" "), "FEEDBACK_MISSING"),
    ],
)
def test_marks_that_do_not_fit_the_rubric_are_refused(given: Sequence[Mark], code: str) -> None:
    """Missing, doubled, unknown, of another criterion, or without a word for the teacher."""
    with refusal(code):
        submitted().decide("robin", given, at=NOON)


def test_levels_without_an_order_are_not_guessed() -> None:
    """Position in the file says nothing, since it is not signed."""
    rubric = json.loads(json.dumps(RUBRIC))
    for level in rubric["resultDescription"][1]["rubricCriterionLevel"]:
        del level["points"], level["level"]
    work = Submission("7f3a", "jordan", ID).add(PLAN).submit(rubric, at=NOON)
    with refusal("LEVELS_WITHOUT_ORDER"):
        work.decide("robin", SHORT, at=NOON)
    assert len(ordered_levels(criteria_of(rubric)[1])) == 3


def test_nobody_assesses_their_own_work() -> None:
    """Two persons, always."""
    with refusal("ASSESSOR_IS_TEACHER"):
        submitted().decide("jordan", GOOD, at=NOON)


def test_the_rubric_is_pinned_by_the_first_submission() -> None:
    """A stricter rubric published later does not reach work that is under way."""
    later = {**RUBRIC, "name": "Another name"}
    again = not_yet(1).submit(later, at=NOON)
    assert again.rubric == RUBRIC


def test_after_the_last_attempt_a_coach_comes_first() -> None:
    """Three attempts were assessed; each further one needs a meeting of its own."""
    third = not_yet(3)
    assert third.needs_coaching
    with refusal("ATTEMPT_LIMIT_COACHING_REQUIRED"):
        third.submit(RUBRIC, at=NOON)
    fourth = third.record_coaching().submit(RUBRIC, at=NOON)
    assert not fourth.needs_coaching
    with refusal("ATTEMPT_LIMIT_COACHING_REQUIRED"):
        fourth.decide("robin", SHORT, at=NOON).submit(RUBRIC, at=NOON)


def test_steps_out_of_turn_are_refused() -> None:
    """Nothing changes what was handed in, and nothing is decided twice."""
    empty = Submission("7f3a", "jordan", ID)
    with refusal("NO_EVIDENCE"):
        empty.submit(RUBRIC, at=NOON)
    with refusal("NO_EVIDENCE"):
        empty.add(PLAN).remove(PLAN.id).submit(RUBRIC, at=NOON)
    with refusal("NOTHING_TO_ASSESS"):
        empty.decide("robin", GOOD, at=NOON)
    with refusal("NOTHING_TO_COACH"):
        empty.record_coaching()
    with refusal("WRONG_RUBRIC"):
        empty.add(PLAN).submit({**RUBRIC, "id": "https://a.example/b"}, at=NOON)
    with refusal("CRITERION_UNKNOWN"):
        empty.add(replace(PLAN, supports=("https://a.example/#c",))).submit(RUBRIC, at=NOON)
    with refusal("NOT_EDITABLE"):
        submitted().add(PLAN)
    with refusal("NOTHING_TO_ASSESS"):
        submitted().decide("robin", GOOD, at=NOON).decide("robin", GOOD, at=NOON)


def test_a_criterion_without_levels_is_refused_at_once() -> None:
    """What cannot be judged by level is not accepted for judging."""
    rubric = {**RUBRIC, "resultDescription": [{**RUBRIC["resultDescription"][3]}]}
    rubric["resultDescription"][0]["resultType"] = "Percent"
    with refusal("RUBRIC_WITHOUT_LEVELS"):
        Submission("7f3a", "jordan", ID).add(PLAN).submit(rubric, at=NOON)


def test_only_the_successful_attempt_reaches_the_badge() -> None:
    """Its evidence and its levels; never an earlier attempt, never the assessor's name."""
    back = submitted().decide("robin", SHORT, at=NOON).remove(PLAN.id)
    better = replace(PLAN, id="https://sdsm.example/evidence/2", file="evidence/reflection.md")
    done = back.add(better).submit(RUBRIC, at=NOON).decide("robin", GOOD, at=NOON)
    example = json.loads((EXAMPLES / "assessment.json").read_bytes())
    assessment = assessment_of(
        done,
        badge="https://sdsm.example/badges/1",
        issuer=example["issuer"],
        recipient=example["recipient"],
        source=example["source"],
        stacks=[{**example["stacks"][0]}],
    )
    text = json.dumps(award(assessment, folder=EXAMPLES))
    assert better.id in text
    assert PLAN.id not in text
    assert "robin" not in text
    assert "Show it." not in text


def test_what_is_not_earned_makes_no_assessment() -> None:
    """Neither a draft nor work that was assessed as not yet earned."""
    for work in (Submission("7f3a", "jordan", ID), submitted(), not_yet(1)):
        with refusal("NOT_EARNED"):
            assessment_of(work, badge="https://a.example/1", issuer={}, recipient={}, source={})


def test_a_submission_survives_being_stored() -> None:
    """The whole value is plain data, so a platform can keep it as JSON."""
    kind = TypeAdapter(Submission)
    assert kind.validate_json(kind.dump_json(not_yet(2))) == not_yet(2)
