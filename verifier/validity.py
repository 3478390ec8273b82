"""Whether a badge is in force at an instant (https://www.w3.org/TR/vc-data-model-2.0/#validity-period)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from verifier import specs
from verifier.clock import parse_timestamp
from verifier.limits import Limits
from verifier.report import Finding, Outcome
from verifier.sentences import say
from verifier.strict_json import JsonObject


def check_validity(
    document: JsonObject, at: datetime, limits: Limits, *, legacy: bool = False
) -> list[Finding]:
    """`time.valid_from` (with a little skew) and `time.valid_until` (without).

    A badge of the VC 1.1 format (`legacy`) spells them issuanceDate and expirationDate.

    Does not check: the format of times; the model does, and a time it refuses is passed over here.
    Of a document that no class of the model holds, ask `unreadable_times` too.
    """
    findings: list[Finding] = []
    starting, ending = _names(legacy=legacy)
    for name in starting:
        starts = _instant(document, name)
        if starts is not None:
            begun = starts - at <= limits.clock_skew
            when = str(document[name])
            message = (
                say("The badge's validity has begun ({time}).", time=when)
                if begun
                else say("The badge's validity has not begun yet ({time}).", time=when)
            )
            findings.append(_finding("time.valid_from", begun, message, name))
    for name in ending:
        ends = _instant(document, name)
        if ends is not None:
            lasts = at <= ends
            when = str(document[name])
            message = (
                say("The badge's validity has not ended ({time}).", time=when)
                if lasts
                else say("The badge's validity has ended ({time}).", time=when)
            )
            findings.append(_finding("time.valid_until", lasts, message, name))
    return findings


def unreadable_times(document: JsonObject, *, legacy: bool = False) -> Iterator[Finding]:
    """`schema.times` for each time that is there and cannot be read: nobody knows if it is over."""
    for names in _names(legacy=legacy):
        for name in names:
            if name in document and _instant(document, name) is None:
                message = f"{name} must be a date and time with an offset (2026-03-02T09:00:00Z)."
                yield Finding(
                    "schema.times",
                    Outcome.FAILED,
                    message,
                    "/" + name,
                    specs.VC_VALIDITY,
                    specs.MALFORMED_VALUE,
                )


def _names(*, legacy: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The members that say when a document begins, and those that say when it ends."""
    if legacy:
        return ("validFrom", "issuanceDate"), ("validUntil", "expirationDate")
    return ("validFrom",), ("validUntil",)


def _instant(document: JsonObject, name: str) -> datetime | None:
    value = document.get(name)
    try:
        return parse_timestamp(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _finding(check: str, good: bool, message: str, name: str) -> Finding:
    outcome = Outcome.PASSED if good else Outcome.FAILED
    return Finding(check, outcome, message, "/" + name, specs.VC_VALIDITY)
