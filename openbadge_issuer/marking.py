"""Whether an assessor's marks fit a rubric, and whether they reach what it requires."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from openbadge_issuer.errors import IssuerError
from verifier.model import ResultDescription, RubricCriterionLevel
from verifier.semantics.levels import Comparison, compare_levels, level_ranks


@dataclass(frozen=True, slots=True)
class Mark:
    """What an assessor decided on one criterion, and what the teacher may learn from it."""

    criterion: str
    level: str
    feedback: str = ""


class WorkflowError(IssuerError):
    """A step that is not allowed now; `code` is stable, the message is one plain sentence."""

    def __init__(self, code: str, message: str) -> None:
        """Keep the code beside the sentence."""
        self.code = code
        super().__init__(message)


def check_marks(marks: Iterable[Mark], criteria: tuple[ResultDescription, ...]) -> None:
    """One mark for each criterion, on one of its own levels, with feedback where it falls short.

    Raises:
        WorkflowError: the first thing that does not fit.
    """
    given = tuple(marks)
    counts = Counter(mark.criterion for mark in given)
    known = {criterion.id: criterion for criterion in criteria}
    for criterion in criteria:
        if counts[criterion.id] == 0:
            raise WorkflowError("CRITERION_MISSING", f"{criterion.name!r} is not decided yet.")
        if counts[criterion.id] > 1:
            raise WorkflowError("CRITERION_TWICE", f"{criterion.name!r} is decided twice.")
    for mark in given:
        if mark.criterion not in known:
            raise WorkflowError("CRITERION_UNKNOWN", "The rubric has no such criterion.")
        _check_mark(mark, known[mark.criterion])


def all_reached(marks: Iterable[Mark], criteria: tuple[ResultDescription, ...]) -> bool:
    """Whether every criterion is on the level that the rubric requires, or above.

    Raises:
        WorkflowError: the rubric does not say which of two levels is higher.
    """
    known = {criterion.id: criterion for criterion in criteria}
    return all(is_reached(mark, known[mark.criterion]) for mark in marks)


def is_reached(mark: Mark, criterion: ResultDescription) -> bool:
    """Whether one mark is on the required level or above; any level will do where none is.

    Raises:
        WorkflowError: the rubric does not say which of the two levels is higher.
    """
    if criterion.required_level is None:
        return True
    answer = compare_levels(mark.level, criterion.required_level, criterion)
    if answer is Comparison.UNKNOWN:
        message = f"The rubric does not say which level of {criterion.name!r} is higher."
        raise WorkflowError("LEVELS_WITHOUT_ORDER", message)
    return answer is Comparison.REACHED


def ordered_levels(criterion: ResultDescription) -> tuple[RubricCriterionLevel, ...]:
    """The levels from low to high; in the order of the document where nothing orders them."""
    ranks = level_ranks(criterion)
    return tuple(sorted(criterion.levels, key=lambda level: ranks.get(level.id, 0)))


def _check_mark(mark: Mark, criterion: ResultDescription) -> None:
    if mark.level not in {level.id for level in criterion.levels}:
        message = f"The level chosen for {criterion.name!r} is none of its levels."
        raise WorkflowError("LEVEL_OF_ANOTHER_CRITERION", message)
    if not mark.feedback.strip() and not is_reached(mark, criterion):
        message = f"{criterion.name!r} is below what is required: say what is missing."
        raise WorkflowError("FEEDBACK_MISSING", message)
