"""Whether a badge counts here, what it stands for, what it is worth, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import cast

from verifier.interfaces import Registry
from verifier.recognition.decision import (
    Answer,
    BadgeDecision,
    Decision,
    Reason,
    Worth,
)
from verifier.recognition.judgement import Case, Judgement, RecognitionRule
from verifier.recognition.policy import Policy, ReadPolicy, read_policy
from verifier.recognition.rules import ORDER
from verifier.recognition.value import grant, totals
from verifier.registry import collect
from verifier.report import Report, State
from verifier.strict_json import JsonObject
from verifier.trust import read_registries

__all__ = [
    "Answer",
    "BadgeDecision",
    "Decision",
    "Policy",
    "ReadPolicy",
    "Reason",
    "Worth",
    "read_policy",
    "recognise",
    "registries_of",
]

_CODES = {
    State.MALFORMED: (Answer.NOT_ACCEPTED, "MALFORMED"),
    State.INVALID_SIGNATURE: (Answer.NOT_ACCEPTED, "SIGNATURE_INVALID"),
    State.INVALID_CONTENT: (Answer.NOT_ACCEPTED, "CONTENT_INVALID"),
    State.REVOKED: (Answer.NOT_ACCEPTED, "REVOKED"),
    State.SUSPENDED: (Answer.NOT_ACCEPTED, "SUSPENDED"),
    State.EXPIRED: (Answer.NOT_ACCEPTED, "EXPIRED"),
    State.NOT_YET_VALID: (Answer.NOT_ACCEPTED, "NOT_YET_VALID"),
    State.UNSUPPORTED: (Answer.NEEDS_REVIEW, "UNSUPPORTED"),
    State.KEY_UNAVAILABLE: (Answer.NEEDS_REVIEW, "KEY_UNAVAILABLE"),
    State.STATUS_UNKNOWN: (Answer.NEEDS_REVIEW, "STATUS_UNKNOWN"),
    State.ISSUER_UNCHECKED: (Answer.NEEDS_REVIEW, "ISSUER_UNCHECKED"),
}
_SEVERITY = tuple(Answer)


def recognise(
    reports: Iterable[Report],
    policy: ReadPolicy | JsonObject | bytes | str,
    *,
    at: datetime | None = None,
    registries: Iterable[str] = (),
) -> Decision:
    """What a policy decides on verified badges.

    Order of evaluation: verification, issuer, required assessment, age, equivalence, duplicates,
    value with caps, conditions. The reports are not changed and are the same under every policy.

    Does not check: what was granted before; registries and endorsements count as the reports say
    (verify with `registries_of(policy)` to have the policy's own asked). What a policy asks for
    and this version does not evaluate is named by `Decision.policy.not_evaluated()`.

    Args:
        reports: one for each badge; all for the same instant.
        policy: a policy, or its JSON document.
        at: the instant to decide for; that of the first report by default.
        registries: names of registries that count beside the policy's own.

    Raises:
        PolicyError: the policy cannot be used.
        ValueError: there is no report and no instant.
    """
    read = policy if isinstance(policy, ReadPolicy) else read_policy(policy)
    rows = tuple(reports)
    if at is None and not rows:
        raise ValueError("an empty set of reports needs an instant to decide for")
    when = at or rows[0].at
    names = frozenset(registries)
    judged = [_decide(report, read.policy, when, names) for report in rows]
    decisions = grant(judged, read.policy)
    return Decision(read.policy, read.digest, when, tuple(decisions), totals(decisions))


def registries_of(policy: ReadPolicy) -> tuple[Registry, ...]:
    """The registries that a policy names by their addresses, for `Verifier(registries=...)`.

    Their names in reports are these addresses.
    """
    named = policy.policy.trusted_issuers.registries
    entries = [{"type": "dcc-legacy", "name": url, "url": url} for url in named]
    return read_registries(json.dumps(entries)) if entries else ()


def _decide(
    report: Report, policy: Policy, at: datetime, registries: frozenset[str]
) -> BadgeDecision:
    if not policy.in_effect(at):
        message = f"The policy {policy.id} is not in effect on {at.date().isoformat()}."
        reason = Reason("POLICY_NOT_IN_EFFECT", message, "policy:/effective")
        return _conclude(report, [Judgement(Answer.NO_RULE, reason)])
    judgements = _verification(report, policy)
    badge = report.verified
    if badge is None and not judgements:
        judgements = [Judgement(Answer.NEEDS_REVIEW, _no_single_badge(report))]
    if badge is None or any(j.answer is Answer.NOT_ACCEPTED for j in judgements):
        return _conclude(report, judgements)
    case = Case(badge, report, policy, at, registries)
    rules = collect("verifier.recognition.rules")
    for name in ORDER:
        judgements += cast("RecognitionRule", rules[name]).judge(case)
    return _conclude(report, judgements)


def _no_single_badge(report: Report) -> Reason:
    if report.members is not None:
        return Reason("PORTFOLIO", "This file holds several badges; give them one by one.", "")
    return Reason("NOT_DISCLOSED", "The file shows too little of one badge to decide on it.", "")


def _verification(report: Report, policy: Policy) -> list[Judgement]:
    if report.state not in _CODES:
        return []
    issuer = report.summary.issuer_id if report.summary else None
    if report.state is State.ISSUER_UNCHECKED and issuer in policy.trusted_issuers.allow:
        return []  # the local list comes first
    answer, code = _CODES[report.state]
    decisive = report.decisive()
    return [Judgement(answer, Reason(code, decisive[0].message, decisive[0].path))]


def _conclude(report: Report, judgements: list[Judgement]) -> BadgeDecision:
    """The worst answer decides; a refusal shows no good news beside it."""
    outcome = min((j.answer for j in judgements), key=_SEVERITY.index)
    refused = outcome is Answer.NOT_ACCEPTED
    shown = [j for j in judgements if not refused or j.answer is Answer.NOT_ACCEPTED]
    equivalent = next((j.equivalent for j in shown if j.equivalent is not None), None)
    return BadgeDecision(
        badge=report.summary.id if report.summary else None,
        outcome=outcome,
        equivalent=equivalent,
        value=(),
        reasons=tuple(j.reason for j in shown if j.reason is not None),
        report=report,
    )
