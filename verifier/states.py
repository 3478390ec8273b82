"""The words of reports: outcomes, states and verdicts, and which leads to which."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType


class Outcome(StrEnum):
    """What became of one check."""

    PASSED = "passed"
    FAILED = "failed"
    WARNING = "warning"
    INCONCLUSIVE = "inconclusive"
    NOT_APPLICABLE = "not_applicable"


class Verdict(StrEnum):
    """The four answers."""

    VALID = "valid"
    NOT_IN_FORCE = "not_in_force"
    INVALID = "invalid"
    INCONCLUSIVE = "inconclusive"


class State(StrEnum):
    """The most severe thing found, most severe first."""

    MALFORMED = "malformed"
    INVALID_SIGNATURE = "invalid_signature"
    INVALID_CONTENT = "invalid_content"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    NOT_YET_VALID = "not_yet_valid"
    UNSUPPORTED = "unsupported"
    KEY_UNAVAILABLE = "key_unavailable"
    STATUS_UNKNOWN = "status_unknown"
    ISSUER_UNCHECKED = "issuer_unchecked"
    ISSUER_UNRECOGNISED = "issuer_unrecognised"
    VALID = "valid"


SEVERITY = tuple(State)

VERDICT_OF: Mapping[State, Verdict] = MappingProxyType(
    {
        State.MALFORMED: Verdict.INVALID,
        State.INVALID_SIGNATURE: Verdict.INVALID,
        State.INVALID_CONTENT: Verdict.INVALID,
        State.REVOKED: Verdict.NOT_IN_FORCE,
        State.SUSPENDED: Verdict.NOT_IN_FORCE,
        State.EXPIRED: Verdict.NOT_IN_FORCE,
        State.NOT_YET_VALID: Verdict.NOT_IN_FORCE,
        State.UNSUPPORTED: Verdict.INCONCLUSIVE,
        State.KEY_UNAVAILABLE: Verdict.INCONCLUSIVE,
        State.STATUS_UNKNOWN: Verdict.INCONCLUSIVE,
        State.ISSUER_UNCHECKED: Verdict.INCONCLUSIVE,
        State.ISSUER_UNRECOGNISED: Verdict.VALID,
        State.VALID: Verdict.VALID,
    }
)

# The state that a finding leads to, by check or by stage ("parse.*"). What is not listed leads
# to none: a warning, or an inconclusive finding on meaning, never changes the state.
_STATE_OF: Mapping[tuple[str, Outcome], State] = MappingProxyType(
    {
        ("parse.*", Outcome.FAILED): State.MALFORMED,
        ("parse.*", Outcome.INCONCLUSIVE): State.UNSUPPORTED,
        ("jsonld.*", Outcome.FAILED): State.INVALID_CONTENT,
        ("jsonld.*", Outcome.INCONCLUSIVE): State.UNSUPPORTED,
        ("proof.*", Outcome.FAILED): State.INVALID_SIGNATURE,
        ("proof.*", Outcome.INCONCLUSIVE): State.UNSUPPORTED,
        ("issuer.key", Outcome.FAILED): State.INVALID_SIGNATURE,
        ("issuer.key", Outcome.INCONCLUSIVE): State.KEY_UNAVAILABLE,
        ("holder.key", Outcome.FAILED): State.INVALID_SIGNATURE,
        ("holder.key", Outcome.INCONCLUSIVE): State.KEY_UNAVAILABLE,
        ("issuer.registry", Outcome.WARNING): State.ISSUER_UNRECOGNISED,
        ("issuer.registry", Outcome.INCONCLUSIVE): State.ISSUER_UNCHECKED,
        ("schema.*", Outcome.FAILED): State.INVALID_CONTENT,
        ("schema.*", Outcome.INCONCLUSIVE): State.UNSUPPORTED,
        ("rubric.*", Outcome.FAILED): State.INVALID_CONTENT,
        ("evidence.digest", Outcome.FAILED): State.INVALID_CONTENT,
        ("status.revocation", Outcome.FAILED): State.REVOKED,
        ("status.suspension", Outcome.FAILED): State.SUSPENDED,
        ("status.*", Outcome.INCONCLUSIVE): State.STATUS_UNKNOWN,
        ("time.valid_until", Outcome.FAILED): State.EXPIRED,
        ("time.valid_from", Outcome.FAILED): State.NOT_YET_VALID,
    }
)


@lru_cache(maxsize=512)
def state_of(check: str, outcome: Outcome) -> State:
    """The state that a finding of this check and outcome leads to by itself."""
    stage = check.split(".", 1)[0] + ".*"
    by_stage = _STATE_OF.get((stage, outcome), State.VALID)
    return _STATE_OF.get((check, outcome), by_stage)
