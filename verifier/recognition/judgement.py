"""What a rule of recognition is, and what it says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from verifier.badge import VerifiedBadge
from verifier.recognition.decision import Answer, Reason
from verifier.recognition.policy import Policy
from verifier.report import Report


@dataclass(frozen=True, slots=True)
class Case:
    """One proven badge before one policy.

    `registries` names those that count beside the policy's own.
    """

    badge: VerifiedBadge
    report: Report
    policy: Policy
    at: datetime
    registries: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What one rule says: an outcome it demands, why, and what the badge stands for here."""

    answer: Answer
    reason: Reason | None = None
    equivalent: str | None = None


class RecognitionRule(Protocol):
    """One rule; it sees only proven badges."""

    name: str

    def judge(self, case: Case) -> list[Judgement]:
        """Everything this rule has to say; nothing when it has no objection."""
        ...
