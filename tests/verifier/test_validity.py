"""Times: how they must be written, and whether a badge is in force at an instant."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import NOW, objection, signed_badge, verify
from verifier import Limits, Outcome, State, Verifier
from verifier.clock import now, parse_timestamp, to_text
from verifier.validity import check_validity

SECOND = timedelta(seconds=1)


def test_a_badge_expires_a_second_after_its_last() -> None:
    """Equal to the end is still in force; there is no grace."""
    badge = signed_badge(validUntil=to_text(NOW))
    assert verify(badge).state is State.VALID
    late = signed_badge(validUntil=to_text(NOW - SECOND))
    report = verify(late)
    assert report.state is State.EXPIRED
    assert objection(report) == ("time.valid_until", "failed", "/validUntil")
    assert report.verified is not None


def test_a_badge_may_begin_a_minute_ahead() -> None:
    """Clocks differ a little; more than that is not yet."""
    assert verify(signed_badge(validFrom=to_text(NOW + timedelta(seconds=60)))).state is State.VALID
    early = signed_badge(validFrom=to_text(NOW + timedelta(seconds=61)))
    report = verify(early)
    assert report.state is State.NOT_YET_VALID
    assert objection(report) == ("time.valid_from", "failed", "/validFrom")
    patient = Verifier(limits=Limits(clock_skew=timedelta(hours=1)))
    assert verify(early, patient).state is State.VALID


def test_the_question_is_asked_for_an_instant() -> None:
    """Today, in the past, in the future; any offset names the same instant."""
    badge = signed_badge(validFrom="2026-03-02T15:00:00Z", validUntil="2026-06-30T22:00:00+02:00")
    asked = {
        datetime(2026, 6, 30, 20, tzinfo=UTC): State.VALID,
        datetime(2026, 6, 30, 15, tzinfo=timezone(timedelta(hours=-5))): State.VALID,
        datetime(2026, 6, 30, 20, 0, 1, tzinfo=UTC): State.EXPIRED,
    }
    for at, state in asked.items():
        report = Verifier().verify(_bytes(badge), at=at)
        assert report.state is state
        assert report.at == at


def test_an_instant_without_a_zone_is_no_instant() -> None:
    """The caller is told, since no badge is at fault."""
    with pytest.raises(ValueError, match="time zone"):
        Verifier().verify(b"{}", at=datetime(2026, 1, 1))  # noqa: DTZ001  (what is refused)


def test_the_present_is_the_default() -> None:
    """A fresh award is in force now."""
    district = DistrictSimulator()
    report = Verifier(fetcher=district).verify(district.award())
    assert report.state is State.VALID
    assert abs(report.at - now()) < timedelta(minutes=1)


def test_a_badge_without_an_end_has_no_row_for_it() -> None:
    """And a time that is no time is the model's affair."""
    assert [
        f.check for f in check_validity({"validFrom": "2026-01-01T00:00:00Z"}, NOW, Limits())
    ] == ["time.valid_from"]
    assert check_validity({"validFrom": "soon", "validUntil": 7}, NOW, Limits()) == []
    rows = check_validity({"validUntil": "2027-01-01T00:00:00Z"}, NOW, Limits())
    assert [(f.check, f.outcome) for f in rows] == [("time.valid_until", Outcome.PASSED)]


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-02T15:00:00Z", datetime(2026, 3, 2, 15, tzinfo=UTC)),
        ("2026-03-02T15:00:00+00:00", datetime(2026, 3, 2, 15, tzinfo=UTC)),
        ("2026-03-02T15:00:00-00:00", datetime(2026, 3, 2, 15, tzinfo=UTC)),
        ("2026-03-02T15:00:00+05:30", datetime(2026, 3, 2, 9, 30, tzinfo=UTC)),
        ("2026-03-02T23:59:59-23:59", datetime(2026, 3, 3, 23, 58, 59, tzinfo=UTC)),
        ("2026-03-02T15:00:00.5Z", datetime(2026, 3, 2, 15, 0, 0, 500_000, tzinfo=UTC)),
        ("2026-03-02T15:00:00.1234567899Z", datetime(2026, 3, 2, 15, 0, 0, 123_456, tzinfo=UTC)),
        ("2026-03-02T15:00:00." + "0" * 100 + "Z", datetime(2026, 3, 2, 15, tzinfo=UTC)),
        ("2024-02-29T00:00:00Z", datetime(2024, 2, 29, tzinfo=UTC)),
        ("9999-12-31T23:59:59Z", datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)),
        ("0001-01-01T00:00:00Z", datetime(1, 1, 1, tzinfo=UTC)),
    ],
)
def test_a_time_is_read(text: str, instant: datetime) -> None:
    """Any offset, any number of fraction digits."""
    assert parse_timestamp(text) == instant


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-03-02", "2026-03-02T15:00:00", "2026-03-02T15:00Z", "2026-03-02 15:00:00Z"),
        *("2026-03-02t15:00:00z", "2026-03-02T15:00:00z", "20260302T150000Z", "2026-061T00:00:00Z"),
        *("2026-W10-1T15:00:00Z", "2026-03-02T15:00:00+00", "2026-03-02T15:00:00+0000"),
        *("2026-03-02T15:00:00+00:00:30", "2026-03-02T15:00:00+24:00", "2026-03-02T15:00:00+00:60"),
        *("2026-02-30T00:00:00Z", "2026-13-01T00:00:00Z", "2026-03-02T24:00:00Z"),
        *("2026-03-02T23:59:60Z", "2026-03-02T15:60:00Z", "0000-01-01T00:00:00Z"),
        *("9999-12-31T23:59:59-00:01", "0001-01-01T00:00:00+00:01", "-2026-03-02T15:00:00Z"),
        *("12026-03-02T15:00:00Z", "2026-03-02T15:00:00.Z", "2026-03-02T15:00:00,5Z"),
        *(" 2026-03-02T15:00:00Z", "2026-03-02T15:00:00Z ", "2026-03-02T15:00:00Z\n"),
        *("٢٠٢٦-03-02T15:00:00Z", "2026-03-02T15:00:00\u221200:00", "1772463600"),
    ],
)
def test_what_is_no_time_is_refused(text: str) -> None:
    """Everything that other readers take and RFC 3339 does not have, and instants out of range."""
    with pytest.raises(ValueError, match=r"is not|has an offset"):
        parse_timestamp(text)


OFFSETS = st.integers(-1439, 1439).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@given(st.datetimes(timezones=OFFSETS))
def test_a_written_time_is_read_back(instant: datetime) -> None:
    """Always in UTC, always with a Z."""
    try:
        text = to_text(instant)
    except OverflowError:
        return  # an instant at the very edge, in a zone that leads beyond it
    assert text.endswith("Z")
    assert parse_timestamp(text) == instant


def _bytes(badge: dict[str, object]) -> str:
    return json.dumps(badge)
