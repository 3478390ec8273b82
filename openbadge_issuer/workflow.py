"""From draft to earned: the life of a submission as values, without IO.

    draft -> submitted -> earned
                       -> not yet earned, with feedback -> submitted again -> ...

Every step returns a new value; a step that is not allowed raises `WorkflowError` with a code.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from openbadge_issuer.definitions import native_achievement
from openbadge_issuer.marking import Mark, WorkflowError, all_reached, check_marks
from verifier.clock import to_text
from verifier.model import Achievement, ResultDescription
from verifier.strict_json import JsonObject

__all__ = [
    "Artefact",
    "Attempt",
    "Mark",
    "Stage",
    "Submission",
    "WorkflowError",
    "assessment_of",
    "criteria_of",
]


class Stage(StrEnum):
    """Where a submission stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    NOT_YET_EARNED = "not_yet_earned"
    EARNED = "earned"


@dataclass(frozen=True, slots=True)
class Artefact:
    """One piece of evidence.

    Attributes:
        id: its address, as the badge will name it.
        name: what a reader calls it.
        file: name of the file that holds its bytes.
        media_type: kind of file.
        note: one sentence that may stand on the badge.
        supports: ids of the criteria that it is evidence for.
    """

    id: str
    name: str
    file: str
    media_type: str
    note: str = ""
    supports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was handed in at one time, and what was decided on it, if anything was."""

    artefacts: tuple[Artefact, ...]
    submitted: datetime
    assessor: str | None = None
    marks: tuple[Mark, ...] = ()
    decided: datetime | None = None
    earned: bool | None = None


@dataclass(frozen=True, slots=True)
class Submission:
    """The work of one teacher on one achievement.

    Attributes:
        id: its number; all that an assessor sees of the teacher.
        teacher: who works on it.
        achievement: address of the achievement.
        stage: where it stands.
        rubric: the achievement document, pinned by the first `submit`.
        artefacts: the evidence that the next attempt will hand in.
        attempts: every attempt, oldest first.
        coached: how many attempts there were when a coach last met the teacher.
    """

    id: str
    teacher: str
    achievement: str
    stage: Stage = Stage.DRAFT
    rubric: dict[str, Any] | None = None
    artefacts: tuple[Artefact, ...] = ()
    attempts: tuple[Attempt, ...] = ()
    coached: int = 0

    @property
    def editable(self) -> bool:
        """Whether evidence may be added or taken away."""
        return self.stage in (Stage.DRAFT, Stage.NOT_YET_EARNED)

    @property
    def needs_coaching(self) -> bool:
        """Whether every attempt is used up and no coach has met the teacher since."""
        limit = _attempt_limit(self.rubric or {})
        if limit is None or self.stage is not Stage.NOT_YET_EARNED:
            return False
        return len(self.attempts) >= limit and self.coached < len(self.attempts)

    def add(self, artefact: Artefact) -> Submission:
        """With one more piece of evidence."""
        self._require_editable()
        return replace(self, artefacts=(*self.artefacts, artefact))

    def remove(self, artefact: str) -> Submission:
        """Without the piece of evidence at this address."""
        self._require_editable()
        return replace(self, artefacts=tuple(a for a in self.artefacts if a.id != artefact))

    def submit(self, rubric: JsonObject, *, at: datetime) -> Submission:
        """Handed in; the first time pins the rubric, and later versions of it do not count.

        Raises:
            WorkflowError: not editable, no evidence, another achievement's rubric, evidence for
                a criterion that does not exist, or the attempts are used up.
        """
        self._require_editable()
        if self.needs_coaching:
            raise WorkflowError(
                "ATTEMPT_LIMIT_COACHING_REQUIRED",
                f"{len(self.attempts)} attempts were assessed. "
                "Meet a coach before you submit again.",
            )
        pinned = self.rubric or dict(rubric)
        if pinned.get("id") != self.achievement:
            raise WorkflowError("WRONG_RUBRIC", "The rubric belongs to another achievement.")
        self._check_evidence({criterion.id for criterion in criteria_of(pinned)})
        attempt = Attempt(self.artefacts, at)
        return replace(
            self, stage=Stage.SUBMITTED, rubric=pinned, attempts=(*self.attempts, attempt)
        )

    def decide(self, assessor: str, marks: Iterable[Mark], *, at: datetime) -> Submission:
        """Earned when every criterion reaches the level that the pinned rubric requires.

        Raises:
            WorkflowError: nothing is waiting, the assessor is the teacher, or the marks do not
                fit the rubric.
        """
        if self.stage is not Stage.SUBMITTED or self.rubric is None:
            raise WorkflowError("NOTHING_TO_ASSESS", "Nothing waits for an assessment here.")
        if assessor == self.teacher:
            raise WorkflowError("ASSESSOR_IS_TEACHER", "Nobody assesses their own work.")
        given = tuple(marks)
        criteria = criteria_of(self.rubric)
        check_marks(given, criteria)
        earned = all_reached(given, criteria)
        decided = replace(
            self.attempts[-1], assessor=assessor, marks=given, decided=at, earned=earned
        )
        return replace(
            self,
            stage=Stage.EARNED if earned else Stage.NOT_YET_EARNED,
            attempts=(*self.attempts[:-1], decided),
        )

    def record_coaching(self) -> Submission:
        """A coach has met the teacher: one more attempt may be handed in."""
        if self.stage is not Stage.NOT_YET_EARNED:
            raise WorkflowError("NOTHING_TO_COACH", "No attempt was assessed as not yet earned.")
        return replace(self, coached=len(self.attempts))

    def _require_editable(self) -> None:
        if not self.editable:
            raise WorkflowError("NOT_EDITABLE", "This work is handed in and cannot be changed now.")

    def _check_evidence(self, criteria: set[str]) -> None:
        if not self.artefacts:
            raise WorkflowError("NO_EVIDENCE", "Add evidence before you submit.")
        for artefact in self.artefacts:
            if not set(artefact.supports) <= criteria:
                message = f"{artefact.name!r} is meant for a criterion that the rubric lacks."
                raise WorkflowError("CRITERION_UNKNOWN", message)


def criteria_of(achievement: JsonObject) -> tuple[ResultDescription, ...]:
    """The criteria that an assessor judges: everything in the rubric but an overall status.

    Raises:
        WorkflowError: a criterion has no levels to choose from.
    """
    document = Achievement.model_validate(native_achievement(achievement))
    criteria = tuple(c for c in document.criteria_of_rubric if not c.is_status)
    for criterion in criteria:
        if not criterion.levels:
            message = f"The criterion {criterion.name!r} has no levels to choose from."
            raise WorkflowError("RUBRIC_WITHOUT_LEVELS", message)
    return criteria


def assessment_of(
    submission: Submission,
    *,
    badge: str,
    issuer: Mapping[str, Any],
    recipient: Mapping[str, Any],
    source: Mapping[str, Any],
    stacks: Iterable[Mapping[str, Any]] = (),
) -> dict[str, Any]:
    """The assessment document for `award`, from the attempt that succeeded and no other.

    Args:
        submission: what was earned.
        badge: the address that the badge will have.
        issuer: profile of the issuer.
        recipient: who earned it, and what of that is disclosed.
        source: profile of who assessed it; never the person.
        stacks: definitions and designations.

    Raises:
        WorkflowError: it is not earned.
    """
    attempt = submission.attempts[-1] if submission.attempts else None
    if submission.stage is not Stage.EARNED or attempt is None or attempt.decided is None:
        raise WorkflowError("NOT_EARNED", "A badge is made only of what is earned.")
    awarded = to_text(attempt.decided.replace(microsecond=0))
    return {
        "id": badge,
        "issuer": dict(issuer),
        "recipient": dict(recipient),
        "achievement": submission.rubric,
        "source": dict(source),
        "results": [{"criterion": m.criterion, "level": m.level} for m in attempt.marks],
        "evidence": [_evidence(artefact) for artefact in attempt.artefacts],
        "stacks": [dict(place) for place in stacks],
        "awardedDate": awarded,
        "validFrom": awarded,
    }


def _evidence(artefact: Artefact) -> dict[str, Any]:
    return {
        "id": artefact.id,
        "name": artefact.name,
        **({"narrative": artefact.note} if artefact.note else {}),
        "file": artefact.file,
        "mediaType": artefact.media_type,
        "supports": list(artefact.supports),
    }


def _attempt_limit(rubric: JsonObject) -> int | None:
    process = rubric.get("process")
    limit = process.get("attemptLimit") if isinstance(process, Mapping) else None
    return limit if isinstance(limit, int) else None
