"""Durations as policies write them (ISO 8601): years, months, weeks, days."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import datetime, timedelta

_DURATION = re.compile(
    r"P(?=\d)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?", re.ASCII
)


@dataclass(frozen=True, slots=True)
class Duration:
    """Calendar months and days; a year is twelve months, whatever its days."""

    months: int
    days: int

    def after(self, start: datetime) -> datetime:
        """The instant this long after another; a day that a month lacks becomes its last."""
        month = start.month - 1 + self.months
        year = min(start.year + month // 12, 9999)
        month = month % 12 + 1
        day = min(start.day, calendar.monthrange(year, month)[1])
        try:
            return start.replace(year=year, month=month, day=day) + timedelta(days=self.days)
        except OverflowError:
            return datetime.max.replace(tzinfo=start.tzinfo)


def parse_duration(text: str) -> Duration:
    """The duration that a text such as `P5Y`, `P36M` or `P90D` stands for.

    Raises:
        ValueError: not such a duration.
    """
    match = _DURATION.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is not a duration such as P5Y, P36M or P90D")
    years, months, weeks, days = (int(part or 0) for part in match.groups())
    return Duration(years * 12 + months, weeks * 7 + days)
