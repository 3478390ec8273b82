"""Whether what was achieved belongs to the rubric and meets what the rubric requires.

https://www.imsglobal.org/spec/ob/v3p0#result. Results are matched by id and levels are compared
by points or level numbers, never by position: array order is not signed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from verifier import specs
from verifier.model import AchievementCredential, Result, ResultDescription, RubricCriterionLevel
from verifier.report import Finding, Outcome
from verifier.semantics.levels import (
    Comparison,
    Scale,
    compare_levels,
    compare_values,
    points_that_differ,
    scale_of,
    value_in_bounds,
)
from verifier.sentences import say

_RUBRIC = "/credentialSubject/achievement/resultDescription"


@dataclass(frozen=True, slots=True)
class RubricRow:
    """One criterion with what was required and what was achieved, for a person to read.

    Attributes:
        criterion: the criterion.
        required: the level that must be reached, if the rubric names one.
        achieved: the level that was reached, if the badge says so.
        value: points, grade or percentage as the badge gives it.
        status: status of the result, such as `Completed`.
        met: `passed`, `failed`, `inconclusive` where it cannot be told, `not_applicable` where
            the rubric requires nothing.
    """

    criterion: ResultDescription
    required: RubricCriterionLevel | None
    achieved: RubricCriterionLevel | None
    value: str | None
    status: str | None
    met: Outcome


def rubric_rows(credential: AchievementCredential) -> tuple[RubricRow, ...]:
    """Every criterion of the achievement with its result, in the order of the document.

    Of two results for one criterion none is shown: their order is not signed.
    """
    results: dict[str | None, list[Result]] = defaultdict(list)
    for result in credential.credential_subject.results:
        results[result.result_description].append(result)
    return tuple(
        _row(criterion, results[criterion.id])
        for criterion in credential.achievement.criteria_of_rubric
    )


def check_rubric(credential: AchievementCredential) -> list[Finding]:
    """Every `rubric.*` finding.

    Does not check: that the assessor was right, or that the evidence shows it.
    """
    criteria = {d.id: d for d in credential.achievement.criteria_of_rubric}
    levels = frozenset(level.id for d in criteria.values() for level in d.levels)
    scales = {name: scale_of(criterion) for name, criterion in criteria.items()}
    findings: list[Finding] = []
    for index, result in enumerate(credential.credential_subject.results):
        path = f"/credentialSubject/result/{index}"
        if result.result_description is None:
            message = say("A result does not say which criterion it is about.")
            findings.append(_warn("rubric.link", message, path))
        elif (criterion := criteria.get(result.result_description)) is None:
            message = say("A result is about a criterion that this achievement does not have.")
            findings.append(_fail("rubric.link", message, path + "/resultDescription"))
        else:
            findings += _check_result(result, criterion, levels, scales[criterion.id], path)
    return [*findings, *_check_completeness(credential)]


def _check_result(
    result: Result, criterion: ResultDescription, levels: frozenset[str], scale: Scale, path: str
) -> Iterator[Finding]:
    if result.achieved_level is not None:
        yield _check_level(result.achieved_level, criterion, levels, path + "/achievedLevel")
    if result.value is not None and not value_in_bounds(result.value, criterion, scale):
        message = say(
            "The value {value!r} for {criterion!r} is outside what is allowed.",
            value=result.value,
            criterion=criterion.name,
        )
        yield _fail("rubric.value", message, path + "/value")
    elif (points := points_that_differ(result, criterion)) is not None:
        message = say(
            "The result for {criterion!r} has the value {value!r}, but the level that it names "
            "stands for {points!r} points.",
            criterion=criterion.name,
            value=result.value,
            points=points,
        )
        yield _warn("rubric.value", message, path + "/value")
    if criterion.required_level is not None or criterion.required_value is not None:
        yield _check_required(result, criterion, scale, path)
    if result.status not in (None, "Completed"):
        message = say(
            "The badge was awarded although {criterion!r} has the status {status}.",
            criterion=criterion.name,
            status=result.status,
        )
        yield _warn("rubric.required", message, path + "/status")
    elif criterion.is_status and result.status is None:
        yield _warn(
            "rubric.required", say("{criterion!r} has no status.", criterion=criterion.name), path
        )


def _check_level(
    achieved: str, criterion: ResultDescription, levels: frozenset[str], path: str
) -> Finding:
    level = _level(criterion, achieved)
    if level is not None:
        message = say(
            "{level!r} is a level of {criterion!r}.", level=level.name, criterion=criterion.name
        )
        return Finding("rubric.level", Outcome.PASSED, message, path, specs.OB_RESULT)
    if achieved in levels:
        message = say(
            "The level achieved for {criterion!r} belongs to another criterion.",
            criterion=criterion.name,
        )
        return _warn("rubric.level", message, path)
    message = say(
        "The level achieved for {criterion!r} is no level of this achievement.",
        criterion=criterion.name,
    )
    return _fail("rubric.level", message, path)


def _check_required(
    result: Result, criterion: ResultDescription, scale: Scale, path: str
) -> Finding:
    outcome = _meets(result, criterion, scale)
    name = criterion.name
    if outcome is Outcome.PASSED:
        message = say("{criterion!r} meets what the rubric requires.", criterion=name)
    elif outcome is Outcome.FAILED:
        message = say("{criterion!r} is below what the rubric requires.", criterion=name)
    else:
        message = say(
            "Whether {criterion!r} meets what the rubric requires cannot be told.", criterion=name
        )
    return Finding("rubric.required", outcome, message, path, specs.OB_RESULT)


def _meets(result: Result, criterion: ResultDescription, scale: Scale) -> Outcome:
    """Whether a result reaches the required level and value of its criterion."""
    answers: list[Comparison] = []
    if criterion.required_level is not None:
        level = criterion.required_level
        answers.append(compare_levels(result.achieved_level, level, criterion, scale))
    if criterion.required_value is not None:
        value = criterion.required_value
        answers.append(compare_values(result.value, value, criterion, scale))
    if Comparison.BELOW in answers:
        return Outcome.FAILED
    if Comparison.UNKNOWN in answers:
        return Outcome.INCONCLUSIVE
    return Outcome.PASSED if answers else Outcome.NOT_APPLICABLE


def _check_completeness(credential: AchievementCredential) -> Iterator[Finding]:
    counts = Counter(r.result_description for r in credential.credential_subject.results)
    criteria = credential.achievement.criteria_of_rubric
    complete = True
    for index, criterion in enumerate(criteria):
        if counts[criterion.id] == 0:
            complete = False
            message = say(
                "The rubric asks for {criterion!r}, and the badge has no result for it.",
                criterion=criterion.name,
            )
            yield _warn("rubric.complete", message, f"{_RUBRIC}/{index}")
        elif counts[criterion.id] > 1:
            complete = False
            message = say(
                "The badge has {count} results for {criterion!r}.",
                count=counts[criterion.id],
                criterion=criterion.name,
            )
            yield _warn("rubric.complete", message, f"{_RUBRIC}/{index}")
    if criteria and complete:
        message = say("Every criterion of the rubric has one result.")
        yield Finding("rubric.complete", Outcome.PASSED, message, _RUBRIC, specs.OB_RESULT)


def check_credits(credential: AchievementCredential) -> list[Finding]:
    """`rubric.credits`: credits carry no unit, but nobody earns more than there is."""
    earned = credential.credential_subject.credits_earned
    available = credential.achievement.credits_available
    if earned is None or available is None or earned <= available:
        return []
    message = say(
        "The badge gives {earned} credits, and the achievement is worth {available}.",
        earned=earned,
        available=available,
    )
    return [_warn("rubric.credits", message, "/credentialSubject/creditsEarned")]


def _row(criterion: ResultDescription, results: list[Result]) -> RubricRow:
    required = _level(criterion, criterion.required_level)
    if len(results) != 1:
        return RubricRow(criterion, required, None, None, None, Outcome.INCONCLUSIVE)
    result = results[0]
    achieved = _level(criterion, result.achieved_level)
    met = _meets(result, criterion, scale_of(criterion))
    return RubricRow(criterion, required, achieved, result.value, result.status, met)


def _level(criterion: ResultDescription, name: str | None) -> RubricCriterionLevel | None:
    return next((level for level in criterion.levels if level.id == name), None)


def _fail(check: str, message: str, path: str) -> Finding:
    return Finding(check, Outcome.FAILED, message, path, specs.OB_RESULT)


def _warn(check: str, message: str, path: str) -> Finding:
    return Finding(check, Outcome.WARNING, message, path, specs.OB_RESULT)
