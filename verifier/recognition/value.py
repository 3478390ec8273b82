"""What accepted badges are worth: exact amounts, duplicates, and caps per fiscal year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from verifier.clock import parse_timestamp
from verifier.recognition.decision import Answer, BadgeDecision, Reason, Worth
from verifier.recognition.policy import Policy, ValueRule, Window


def grant(decisions: Sequence[BadgeDecision], policy: Policy) -> list[BadgeDecision]:
    """The decisions with their value, in the order given.

    Badges are taken by (award instant, credential id), so input order never matters. A condition
    that is still open grants nothing yet. What was granted before is not known here: caps count
    within this set of badges.
    """
    result = list(decisions)
    used: Counter[tuple[object, ...]] = Counter()
    counted: set[tuple[str | None, str]] = set()
    for index in sorted(range(len(result)), key=lambda i: _order(result[i])):
        decision = result[index]
        if decision.outcome is Answer.ACCEPTED:
            result[index] = _worth(decision, policy, used, counted)
    return result


def totals(decisions: Sequence[BadgeDecision]) -> tuple[Worth, ...]:
    """Exact sums by unit, in the order in which units appear."""
    sums: dict[str, Fraction] = {}
    for decision in decisions:
        for worth in decision.value:
            sums[worth.unit] = sums.get(worth.unit, Fraction(0)) + worth.amount
    return tuple(Worth(unit, amount) for unit, amount in sums.items())


def fiscal_year(instant: datetime, window: Window) -> int:
    """The year in which the fiscal year of this instant begins, by the calendar of the zone."""
    local = instant.astimezone(ZoneInfo(window.time_zone)).date()
    month, day = (int(part) for part in window.fiscal_year_start.split("-"))
    return local.year if (local.month, local.day) >= (month, day) else local.year - 1


def _worth(
    decision: BadgeDecision,
    policy: Policy,
    used: Counter[tuple[object, ...]],
    counted: set[tuple[str | None, str]],
) -> BadgeDecision:
    assert decision.report.verified is not None  # noqa: S101  (only proven badges are accepted)
    credential = decision.report.verified.credential
    holder = credential.credential_subject.id
    key = (holder, f"{credential.issuer_id} {credential.id}")  # the same badge, whatever its file
    if policy.duplicates == "equivalent-counts-once":
        key = (holder, decision.equivalent or credential.achievement.id)
    if key in counted:
        message = "The same achievement is already counted once for this person."
        return replace(
            decision, reasons=(*decision.reasons, Reason("DUPLICATE_ACHIEVEMENT", message))
        )
    counted.add(key)
    value: list[Worth] = []
    reasons: list[Reason] = []
    for index, rule in enumerate(policy.values):
        if _within_cap(rule, index, holder, parse_timestamp(credential.awarded), used):
            value.append(Worth(rule.unit, Fraction(rule.value)))
        else:
            message = f"The limit of {rule.unit} grants for the fiscal year is reached."
            reasons.append(Reason("STIPEND_CAP_REACHED", message, f"policy:/values/{index}/cap"))
    return replace(decision, value=tuple(value), reasons=(*decision.reasons, *reasons))


def _within_cap(
    rule: ValueRule,
    index: int,
    holder: str | None,
    awarded: datetime,
    used: Counter[tuple[object, ...]],
) -> bool:
    if rule.cap is None:
        return True
    place = (index, holder, fiscal_year(awarded, rule.cap.window))
    used[place] += 1
    return used[place] <= rule.cap.count


def _order(decision: BadgeDecision) -> tuple[datetime, str]:
    verified = decision.report.verified
    if verified is None:
        return (datetime.combine(date.max, datetime.max.time(), decision.report.at.tzinfo), "")
    return (parse_timestamp(verified.credential.awarded), verified.credential.id)
