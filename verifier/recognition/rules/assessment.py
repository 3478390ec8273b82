"""Whether the badge shows the assessment that the policy asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from verifier.errors import DocumentError
from verifier.recognition.decision import Answer, Reason
from verifier.recognition.judgement import Case, Judgement
from verifier.report import Outcome
from verifier.semantics.rubric import rubric_rows
from verifier.strict_json import JsonObject, parse, pointer

_DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
_ACHIEVEMENT = "/credentialSubject/achievement"


class AssessmentRule:
    """Reads native terms, and the pinned achievement document for what has no native term."""

    name = "assessment"

    def judge(self, case: Case) -> list[Judgement]:
        """One judgement for each thing that is asked for and not shown."""
        return [
            *_rubric(case),
            *_levels(case),
            *_evidence(case),
            *_assessors(case),
            *_endorsers(case),
        ]


def _rubric(case: Case) -> Iterator[Judgement]:
    achievement = case.badge.credential.achievement.id
    if not case.policy.required_assessment.public_rubric:
        return
    if achievement in case.badge.definitions:
        return
    if achievement in {pin.id for pin in case.badge.credential.pins}:
        message = "The published rubric could not be compared with the one in the badge."
        yield _say(Answer.NEEDS_REVIEW, "DEFINITION_UNAVAILABLE", message, _ACHIEVEMENT)
    else:
        message = "The badge does not point to a published rubric."
        yield _say(Answer.NOT_ACCEPTED, "RUBRIC_NOT_PUBLIC", message, _ACHIEVEMENT)


def _endorsers(case: Case) -> Iterator[Judgement]:
    """One of the endorsers that the policy names must stand behind the badge or its achievement."""
    wanted = case.policy.required_assessment.endorsers
    credential = case.badge.credential
    about = case.badge.endorsements_of(credential.id, credential.achievement.id)
    if wanted and not any(e.endorser in wanted for e in about):
        message = "None of the endorsers that the policy asks for has endorsed this achievement."
        yield _say(Answer.NOT_ACCEPTED, "ENDORSER_MISSING", message, _ACHIEVEMENT)


def _levels(case: Case) -> Iterator[Judgement]:
    minimum = case.policy.required_assessment.minimum_level
    rows = rubric_rows(case.badge.credential)
    if minimum is not None and not any(row.criterion.levels for row in rows):
        message = f"The badge has no level that could be compared with the minimum {minimum!r}."
        yield _say(Answer.NEEDS_REVIEW, "LEVEL_UNCHECKED", message, _ACHIEVEMENT)
    for row in rows:
        name = row.criterion.name
        if row.met is Outcome.INCONCLUSIVE or row.status not in (None, "Completed"):
            message = f"Whether {name!r} reaches the required level cannot be told."
            yield _say(Answer.NEEDS_REVIEW, "LEVEL_UNCHECKED", message, _ACHIEVEMENT)
        elif minimum is not None and row.criterion.levels:
            reached = _number(row.achieved.level if row.achieved else None)
            wanted = _number(minimum)
            if reached is None or wanted is None:
                message = f"The level of {name!r} cannot be compared with the minimum {minimum!r}."
                yield _say(Answer.NEEDS_REVIEW, "LEVEL_UNCHECKED", message, _ACHIEVEMENT)
            elif reached < wanted:
                message = f"The level of {name!r} is below the minimum {minimum!r}."
                yield _say(Answer.NOT_ACCEPTED, "LEVEL_BELOW_MINIMUM", message, _ACHIEVEMENT)


def _evidence(case: Case) -> Iterator[Judgement]:
    if not case.policy.required_assessment.evidence_digest:
        return
    pinned = {pin.id for pin in case.badge.credential.pins}
    for index, evidence in enumerate(case.badge.credential.evidence or ()):
        if evidence.id not in pinned:
            message = f"The evidence {evidence.name or index + 1!r} has no digest."
            path = pointer("evidence", index)
            yield _say(Answer.NOT_ACCEPTED, "EVIDENCE_DIGEST_MISSING", message, path)


def _assessors(case: Case) -> Iterator[Judgement]:
    required = case.policy.required_assessment
    source = case.badge.credential.credential_subject.source
    if required.independent and (source is None or source.id == case.badge.credential.issuer_id):
        message = "The badge does not name an assessor other than its issuer."
        path = "/credentialSubject/source"
        yield _say(Answer.NOT_ACCEPTED, "ASSESSOR_NOT_INDEPENDENT", message, path)
    stated = _stated_assessment(case)
    if required.assessor_count is not None:
        count = stated.get("assessorCount")
        known = isinstance(count, int) and not isinstance(count, bool)
        yield from _shown(
            known,
            isinstance(count, int) and count >= required.assessor_count,
            "ASSESSOR_COUNT_LOW",
            f"at least {required.assessor_count} assessor(s)",
        )
    if required.identity_checked:
        checked = stated.get("identityChecked")
        shown = isinstance(checked, bool)
        yield from _shown(shown, checked is True, "IDENTITY_NOT_CHECKED", "a check of identity")


def _shown(known: bool, met: bool, code: str, what: str) -> Iterator[Judgement]:
    """What has no native term and is not stated is a question, not a refusal."""
    if not known:
        yield _say(Answer.NEEDS_REVIEW, code, f"The published rubric does not show {what}.")
    elif not met:
        yield _say(Answer.NOT_ACCEPTED, code, f"The published rubric does not offer {what}.")


def _stated_assessment(case: Case) -> JsonObject:
    """The `assessment` member of the pinned achievement document, or nothing."""
    try:
        document = parse(case.badge.definitions[case.badge.credential.achievement.id])
    except (KeyError, DocumentError):
        return {}
    stated = document.get("assessment") if isinstance(document, Mapping) else None
    return stated if isinstance(stated, Mapping) else {}


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None and _DECIMAL.fullmatch(text) else None


def _say(answer: Answer, code: str, message: str, path: str = _ACHIEVEMENT) -> Judgement:
    return Judgement(answer, Reason(code, message, path))


PLUGIN = AssessmentRule()
