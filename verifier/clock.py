"""Times as badges write them, and the one place that asks what time it is."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone
from functools import lru_cache

# xsd:dateTimeStamp as RFC 3339 writes it; ASCII digits only, any number of fraction digits.
_TIMESTAMP = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]+))?"
    r"(?:(Z)|([+-])([0-9]{2}):([0-9]{2}))"
)
_SHORT = 40


def now() -> datetime:
    """The present instant, in UTC."""
    return datetime.now(UTC)


def parse_timestamp(text: str) -> datetime:
    """The instant, in UTC, that an xsd:dateTimeStamp names; digits beyond microseconds are cut.

    Raises:
        ValueError: not a date-time with offset, or no such instant.
    """
    return _remembered(text) if len(text) <= _SHORT else _parse(text)


def _parse(text: str) -> datetime:
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        raise ValueError(f"{text[:40]!r} is not a date and time with an offset (RFC 3339)")
    year, month, day, hour, minute, second = (int(part) for part in match.groups()[:6])
    fraction, zulu, sign, off_hour, off_minute = match.groups()[6:]
    micros = int((fraction or "")[:6].ljust(6, "0"))
    offset = timedelta(0)
    if zulu is None:
        if int(off_hour) > 23 or int(off_minute) > 59:
            raise ValueError(f"{text[:40]!r} has an offset that does not exist")
        offset = timedelta(hours=int(off_hour), minutes=int(off_minute))
        offset = -offset if sign == "-" else offset
    try:
        local = datetime(year, month, day, hour, minute, second, micros, tzinfo=timezone(offset))
        return local.astimezone(UTC)
    except (ValueError, OverflowError) as exc:
        raise ValueError(f"{text[:40]!r} is not an instant that exists: {exc}") from exc


_remembered = lru_cache(maxsize=256)(_parse)  # a badge has the same instant several times


def to_text(instant: datetime) -> str:
    """An instant as RFC 3339 in UTC, without a fraction where there is none."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z")
