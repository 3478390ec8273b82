"""A report as a page shows it, in the order in which a person asks."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from demo_app.text import visible
from demo_app.words import ANSWERS, OUTCOMES, VERDICTS, check_words, worth_words
from verifier import Outcome, Report
from verifier.clock import to_text
from verifier.model import AchievementCredential, Evidence
from verifier.recognition import BadgeDecision, Decision
from verifier.report import Finding
from verifier.semantics.rubric import RubricRow, rubric_rows
from verifier.strict_json import pointer
from verifier.wording import sentence

Sign = tuple[str, str, str]
"""An icon, the word beside it, and the colour that only underlines both."""

_WORST_FIRST = (
    Outcome.FAILED,
    Outcome.INCONCLUSIVE,
    Outcome.WARNING,
    Outcome.PASSED,
    Outcome.NOT_APPLICABLE,
)
_LONGEST_RAW = 200_000


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check: its outcome as icon and word, what it is about, the reason, what it tells."""

    sign: Sign
    title: str
    reason: str
    meaning: str


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence, and whether its bytes are those of the award."""

    evidence: Evidence
    sign: Sign
    reason: str


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What the badge counts for here."""

    sign: Sign
    words: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that a page says of one badge; nothing but `claimed` where nothing is proven."""

    report: Report
    sign: Sign
    sentence: str
    checked: str
    areas: tuple[CheckRow, ...]
    rows: tuple[CheckRow, ...]
    credential: AchievementCredential | None
    holder: str | None
    rubric: tuple[tuple[RubricRow, Sign], ...]
    evidence: tuple[EvidenceRow, ...]
    stacks: tuple[tuple[str, CheckRow], ...]
    acceptance: Acceptance | None = None
    raw: str = ""


def read(report: Report, *, decision: Decision | None = None, data: bytes = b"") -> Reading:
    """The reading of a report, with the decision and the file where there are any."""
    credential = report.verified.credential if report.verified else None
    return Reading(
        report=report,
        sign=VERDICTS[report.verdict],
        sentence=sentence(report),
        checked=to_text(report.at.replace(microsecond=0)).replace("T", " ").replace("Z", " UTC"),
        areas=_areas(report.findings),
        rows=tuple(_row(finding) for finding in report.findings),
        credential=credential,
        holder=credential.credential_subject.disclosed_name if credential else None,
        rubric=tuple((r, OUTCOMES[r.met]) for r in rubric_rows(credential)) if credential else (),
        evidence=_evidence(credential, report.findings) if credential else (),
        stacks=_stacks(credential, report.findings) if credential else (),
        acceptance=_acceptance(decision) if decision else None,
        raw=_raw(data) if data else "",
    )


def _row(finding: Finding) -> CheckRow:
    title, meaning = check_words(finding.check)
    return CheckRow(OUTCOMES[finding.outcome], title, finding.message, meaning)


def _areas(findings: Sequence[Finding]) -> tuple[CheckRow, ...]:
    """One row for each thing that was looked at: its worst outcome, and what did not pass."""
    areas: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        areas.setdefault(check_words(finding.check), []).append(finding)
    rows = []
    for (title, meaning), members in areas.items():
        members.sort(key=lambda finding: _WORST_FIRST.index(finding.outcome))
        worst = members[0].outcome
        reasons = [f.message for f in members if f.outcome is not Outcome.PASSED]
        passed = [f.message for f in members if f.outcome is Outcome.PASSED]
        if len(passed) > 1:
            reasons.append(f"{len(passed)} checks passed.")
        else:
            reasons += passed
        rows.append(CheckRow(OUTCOMES[worst], title, " ".join(reasons), meaning))
    return tuple(rows)


def _evidence(
    credential: AchievementCredential, findings: Sequence[Finding]
) -> tuple[EvidenceRow, ...]:
    by_path = {f.path: f for f in findings if f.check == "evidence.digest"}
    pins = {pin.id: pointer("relatedResource", i) for i, pin in enumerate(credential.pins)}
    rows = []
    for index, evidence in enumerate(credential.evidence or ()):
        path = pins.get(evidence.id or "", pointer("evidence", index))
        found = by_path.get(path)
        outcome = found.outcome if found else Outcome.INCONCLUSIVE
        rows.append(EvidenceRow(evidence, OUTCOMES[outcome], found.message if found else ""))
    return tuple(rows)


def _stacks(
    credential: AchievementCredential, findings: Sequence[Finding]
) -> tuple[tuple[str, CheckRow], ...]:
    by_path = {f.path: f for f in findings if f.check == "stack.alignment"}
    rows = []
    for index, alignment in enumerate(credential.achievement.alignment or ()):
        path = pointer("credentialSubject", "achievement", "alignment", index)
        if alignment.is_stack and path in by_path:
            words = alignment.target_description or alignment.target_name
            rows.append((words, _row(by_path[path])))
    return tuple(rows)


def _acceptance(decision: Decision) -> Acceptance:
    one: BadgeDecision = decision.badges[0]
    sign = ANSWERS[one.outcome]
    who = decision.policy.recogniser.name or decision.policy.recogniser.id
    worth = "".join(f", {worth_words(value)}" for value in one.value)
    words = f"For {who}, policy version {decision.policy.version}: {sign[1]}{worth}"
    return Acceptance(sign, words, tuple(reason.message for reason in one.reasons))


def _raw(data: bytes) -> str:
    """The file as text with everything hidden written out; laid out where it is JSON."""
    text = data[:_LONGEST_RAW].decode("utf-8", "replace")
    with suppress(ValueError, RecursionError):
        text = json.dumps(json.loads(text), indent=2, ensure_ascii=False)
    return visible(text)
