"""What comes in from outside: bytes, an instant, and files that are no badge at all."""

from __future__ import annotations

from datetime import UTC, datetime

from verifier import specs
from verifier.badge import SignedBadge
from verifier.clock import now
from verifier.errors import DocumentError
from verifier.proof_shape import Rejected, check_present
from verifier.report import Finding, Outcome


def as_bytes(source: object) -> bytes:
    """The bytes of a file, also where a text stands for them.

    Raises:
        TypeError: neither bytes nor text, which no file can bring about.
    """
    if isinstance(source, str):
        return source.encode("utf-8", "surrogatepass")
    if not isinstance(source, bytes):
        raise TypeError(
            f"the bytes or the text of a badge file are expected, not a {type(source).__name__}: "
            "give path.read_bytes() for a file, json.dumps(badge) for a badge that was just issued"
        )
    return source


def instant(at: datetime | None) -> datetime:
    """The instant to answer for, in UTC; the present by default.

    Raises:
        ValueError: it has no time zone.
    """
    if at is None:
        return now()
    if at.tzinfo is None:
        raise ValueError("`at` must have a time zone")
    return at.astimezone(UTC)


def unreadable(exc: DocumentError) -> Finding:
    """The finding on a file that cannot be read."""
    outcome = Outcome.FAILED if exc.supported else Outcome.INCONCLUSIVE
    problem = specs.PARSING if exc.supported else None
    return Finding("parse.json", outcome, exc.reason, exc.path, specs.JSON, problem)


def without_proof(signed: SignedBadge) -> list[Finding]:
    """The finding that a file is not signed at all, if it is not."""
    try:
        check_present(signed)
    except Rejected as exc:
        return [exc.finding]
    return []
