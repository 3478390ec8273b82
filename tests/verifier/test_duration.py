"""Durations as policies write them, by the calendar."""

from datetime import UTC, datetime

import pytest

from verifier.duration import Duration, parse_duration


@pytest.mark.parametrize(
    ("text", "months", "days"),
    [
        ("P5Y", 60, 0),
        ("P36M", 36, 0),
        ("P2W", 0, 14),
        ("P90D", 0, 90),
        ("P1Y2M3W4D", 14, 25),
        ("P0D", 0, 0),
    ],
)
def test_a_duration_is_read(text: str, months: int, days: int) -> None:
    """Years are months, weeks are days."""
    assert parse_duration(text) == Duration(months, days)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "P",
        "5Y",
        "P5",
        "PT5H",
        "P1.5Y",
        "-P5Y",
        "P-5Y",
        "P5Y ",
        "p5y",
        "P1D1Y",
        "P\u0665Y",
        "P99999Y",
    ],
)
def test_what_is_no_duration_is_refused(text: str) -> None:
    """No hours, no fractions, no other order, no other digits."""
    with pytest.raises(ValueError, match="is not a duration"):
        parse_duration(text)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("P5Y", datetime(2021, 11, 21, 12, tzinfo=UTC), datetime(2026, 11, 21, 12, tzinfo=UTC)),
        ("P1Y", datetime(2024, 2, 29, tzinfo=UTC), datetime(2025, 2, 28, tzinfo=UTC)),
        ("P1M", datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 2, 28, tzinfo=UTC)),
        ("P13M", datetime(2026, 12, 31, tzinfo=UTC), datetime(2028, 1, 31, tzinfo=UTC)),
        ("P1M1D", datetime(2026, 1, 31, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)),
        ("P9999Y", datetime(2026, 1, 31, tzinfo=UTC), datetime(9999, 1, 31, tzinfo=UTC)),
        ("P999999D", datetime(9000, 1, 1, tzinfo=UTC), datetime.max.replace(tzinfo=UTC)),
    ],
)
def test_a_duration_ends_by_the_calendar(text: str, start: datetime, end: datetime) -> None:
    """A day that a month lacks becomes its last, and nothing runs over the end of time."""
    assert parse_duration(text).after(start) == end
