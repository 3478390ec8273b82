"""What a policy decides: one outcome, its reasons and its value for each badge."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from fractions import Fraction

from verifier.clock import to_text
from verifier.recognition.policy import Policy
from verifier.report import Report
from verifier.sentences import plain

VERSION = 1


class Answer(StrEnum):
    """The five outcomes, worst first."""

    NOT_ACCEPTED = "not_accepted"
    NEEDS_REVIEW = "needs_review"
    NO_RULE = "no_rule"
    ACCEPTED_WITH_CONDITIONS = "accepted_with_conditions"
    ACCEPTED = "accepted"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why.

    Attributes:
        code: stable name.
        message: one plain sentence.
        path: JSON pointer into the badge, or into the policy where it begins with `policy:`.
    """

    code: str
    message: str
    path: str = ""

    def to_dict(self) -> dict[str, object]:
        """The reason as JSON members."""
        return {"code": self.code, "message": plain(self.message), "path": self.path}


@dataclass(frozen=True, slots=True)
class Worth:
    """An exact amount of one unit."""

    unit: str
    amount: Fraction

    def to_dict(self) -> dict[str, object]:
        """The amount as JSON members; exact, as a decimal or a fraction."""
        return {"unit": self.unit, "value": exact_text(self.amount)}


@dataclass(frozen=True, slots=True)
class BadgeDecision:
    """The decision on one badge.

    Attributes:
        badge: the credential's id, or None where it was not proven.
        outcome: one of the five.
        equivalent: the local achievement that it stands for, if any.
        value: what is granted now.
        reasons: every reason, in the order of the rules.
        report: the verification that this rests on; the same under every policy.
    """

    badge: str | None
    outcome: Answer
    equivalent: str | None
    value: tuple[Worth, ...]
    reasons: tuple[Reason, ...]
    report: Report

    def to_dict(self, *, source: str | None = None) -> dict[str, object]:
        """The decision as JSON members; `source` names the file it is about."""
        return {
            "source": source,
            "badge": self.badge,
            "outcome": self.outcome.value,
            "equivalent": self.equivalent,
            "value": [worth.to_dict() for worth in self.value],
            "reasons": [reason.to_dict() for reason in self.reasons],
        }


@dataclass(frozen=True, slots=True)
class Decision:
    """What one policy decides on a set of badges.

    Attributes:
        policy: the policy.
        digest: digest of the policy document (`sha256-`, over its RFC 8785 bytes).
        at: the instant for which the decision holds.
        badges: one decision for each report, in the order given.
        totals: exact sums by unit.
    """

    policy: Policy
    digest: str
    at: datetime
    badges: tuple[BadgeDecision, ...]
    totals: tuple[Worth, ...]

    def to_dict(self, *, sources: tuple[str, ...] = ()) -> dict[str, object]:
        """The decision as versioned JSON members; `sources` names the files in order."""
        names = sources or (None,) * len(self.badges)
        return {
            "version": VERSION,
            "policy": {
                "id": self.policy.id,
                "version": self.policy.version,
                "digest": self.digest,
            },
            "at": to_text(self.at),
            "decisions": [
                badge.to_dict(source=name) for badge, name in zip(self.badges, names, strict=True)
            ],
            "totals": [worth.to_dict() for worth in self.totals],
            "notEvaluated": list(self.policy.not_evaluated()),
        }


def exact_text(amount: Fraction) -> str:
    """`15`, `250.5` or `88/3`: a decimal where there is a finite one, else a fraction."""
    rest, places = amount.denominator, 0
    while rest % 2 == 0 or rest % 5 == 0:
        rest //= 2 if rest % 2 == 0 else 5
        places += 1
    if rest != 1:
        return f"{amount.numerator}/{amount.denominator}"
    if places == 0:
        return str(amount.numerator)
    whole = amount * 10**places
    sign = "-" if whole < 0 else ""
    digits = str(abs(int(whole))).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}".rstrip("0").rstrip(".")
