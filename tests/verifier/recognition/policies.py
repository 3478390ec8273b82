"""A policy to change, and what it decides on badges."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from tests.verifier.badges import NOW, SIGNER, Badge, achievement, signed_badge, subject, verify
from verifier import Report, Verifier
from verifier.recognition import BadgeDecision, Decision, recognise

EXAMPLE = Path(__file__).parents[3] / "examples" / "policies" / "harmony.json"
ACHIEVEMENT = achievement()["id"]
LOCAL = "https://harmony.example/achievements/questioning/2"
EXACT = {"achievement": ACHIEVEMENT, "equivalent": LOCAL}
PREFIX = {"achievementPrefix": "https://sdsm.example/achievements/", "equivalent": None}


def policy(**changes: Any) -> dict[str, Any]:
    """A policy that accepts every badge of our issuer, with members changed or added."""
    return {
        "id": "https://harmony.example/policies/recognition",
        "version": "3",
        "recogniser": {"id": "did:web:harmony.example", "name": "Harmony"},
        "trustedIssuers": {"allow": [SIGNER.did]},
        "achievementRules": [PREFIX],
        "unknownAchievement": "needs_review",
        **changes,
    }


def badge_for(number: int = 1, holder: str = "urn:x:teacher", **changes: Any) -> Badge:
    """A badge of our issuer with its own id and achievement, by number."""
    address = f"https://sdsm.example/achievements/b{number:02}"
    about = subject(id=holder, achievement=achievement(id=address))
    own = {"id": f"urn:x:badge:{number:02}", "credentialSubject": about}
    return signed_badge(**{**own, **changes})


def report_on(badge: Badge, verifier: Verifier | None = None) -> Report:
    """What the verifier says of it, before any policy."""
    return verify(badge, verifier)


def decide(
    badges: Sequence[Badge | Report], at: datetime | None = None, **changes: Any
) -> Decision:
    """What a policy with these changes decides on badges or reports."""
    reports = [b if isinstance(b, Report) else report_on(b) for b in badges]
    return recognise(reports, policy(**changes), at=at or NOW)


def decided(badge: Badge | Report, at: datetime | None = None, **changes: Any) -> BadgeDecision:
    """The decision on one badge."""
    (decision,) = decide([badge], at, **changes).badges
    return decision


def codes(decision: BadgeDecision) -> list[str]:
    """The codes of its reasons, in their order."""
    return [reason.code for reason in decision.reasons]


def answer(badge: Badge | Report, at: datetime | None = None, **changes: Any) -> tuple[str, ...]:
    """The outcome and the codes of the decision on one badge."""
    decision = decided(badge, at, **changes)
    return decision.outcome.value, *codes(decision)


def granted(decision: BadgeDecision) -> dict[str, str]:
    """What is granted, exactly, by unit."""
    return {str(row["unit"]): str(row["value"]) for row in (w.to_dict() for w in decision.value)}


def totals(decision: Decision) -> dict[str, str]:
    """The exact sums, by unit."""
    return {str(row["unit"]): str(row["value"]) for row in (w.to_dict() for w in decision.totals)}
