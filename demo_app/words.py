"""Plain words for outcomes, checks and decisions."""

from __future__ import annotations

from fractions import Fraction

from openbadge_issuer.workflow import Stage
from verifier import Outcome, Verdict
from verifier.recognition import Answer, Worth
from verifier.recognition.decision import exact_text

STAGES = {
    Stage.DRAFT: "Draft",
    Stage.SUBMITTED: "Submitted, waiting for an assessor",
    Stage.NOT_YET_EARNED: "Not yet earned",
    Stage.EARNED: "Earned",
}

ROLES = {"teacher": "teacher", "assessor": "assessor", "employer": "human resources"}

OUTCOMES = {
    Outcome.PASSED: ("\u2713", "Passed", "good"),
    Outcome.FAILED: ("\u2717", "Failed", "bad"),
    Outcome.WARNING: ("!", "Warning", "care"),
    Outcome.INCONCLUSIVE: ("?", "Could not be checked", "care"),
    Outcome.NOT_APPLICABLE: ("\u2013", "Does not apply", "none"),
}

VERDICTS = {
    Verdict.VALID: ("\u2713", "Genuine and in force", "good"),
    Verdict.NOT_IN_FORCE: ("\u2717", "Genuine, but not in force", "bad"),
    Verdict.INVALID: ("\u2717", "Not to be relied on", "bad"),
    Verdict.INCONCLUSIVE: ("?", "Not known yet", "care"),
}

ANSWERS = {
    Answer.ACCEPTED: ("\u2713", "accepted", "good"),
    Answer.ACCEPTED_WITH_CONDITIONS: ("!", "accepted with conditions", "care"),
    Answer.NEEDS_REVIEW: ("?", "a person must look at it", "care"),
    Answer.NO_RULE: ("?", "the policy has no rule for it", "care"),
    Answer.NOT_ACCEPTED: ("\u2717", "not accepted", "bad"),
}

_CHECKS = {
    "parse": ("The file", "Whether the file can be read as a badge."),
    "jsonld": ("The vocabulary", "Whether every part has a meaning that the signature covers."),
    "proof": ("The signature", "Whether anything was changed after the badge was issued."),
    "issuer.key": ("The issuer's key", "Whether the key belongs to the issuer that is named."),
    "issuer.registry": ("The issuer", "Whether a list of recognised issuers knows the issuer."),
    "issuer.authority": ("The right to award", "Whether the issuer may award this achievement."),
    "schema": ("The form", "Whether the badge has the parts that the standard asks for."),
    "status": ("Withdrawal", "Whether the issuer has taken the badge back."),
    "time": ("Dates", "Whether the badge is in force today."),
    "rubric": ("The rubric", "Whether what was achieved meets what was required."),
    "evidence": (
        "Evidence and definitions",
        "Whether a document is still the one that the award was made on.",
    ),
    "stack": ("The stack", "Whether the stack that is named lists this badge."),
    "endorsement": ("Endorsement", "Whether others vouch for the badge."),
    "recipient": ("The holder", "Whether the badge belongs to the person who shows it."),
    "refresh": ("A newer copy", "Whether the issuer has published a newer copy."),
}

_UNITS = {"cpe-hour": ("CPE hour", "CPE hours")}


def check_words(check: str) -> tuple[str, str]:
    """What a check is called, and what it tells."""
    stage = check.partition(".")[0]
    return _CHECKS.get(check) or _CHECKS.get(stage) or (check, "")


def worth_words(worth: Worth) -> str:
    """`15 CPE hours`."""
    one, many = _UNITS.get(worth.unit, (worth.unit, worth.unit))
    return f"{exact_text(worth.amount)} {one if worth.amount == Fraction(1) else many}"
