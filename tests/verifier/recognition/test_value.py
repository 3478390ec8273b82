"""What badges are worth: exact amounts, duplicates, and caps by fiscal year."""

from datetime import UTC, datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verifier.badges import Badge
from tests.verifier.recognition.policies import (
    PREFIX,
    badge_for,
    codes,
    decide,
    granted,
    report_on,
    totals,
)
from verifier import Report
from verifier.recognition.decision import exact_text
from verifier.recognition.policy import Window
from verifier.recognition.value import fiscal_year

CPE = {"unit": "cpe-hour", "value": "15", "per": "badge"}
WINDOW = {"fiscalYearStart": "07-01", "timeZone": "America/Chicago"}
STIPEND = {"unit": "usd", "value": "250.00", "per": "badge", "cap": {"count": 4, "window": WINDOW}}
HOURS = {"unit": "semester-hour", "value": "2/3", "per": "badge"}


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """Forty-five badges of one teacher, each for another achievement."""
    return [report_on(badge_for(number)) for number in range(1, 46)]


@pytest.mark.parametrize(("count", "hours"), [(3, "2"), (44, "88/3"), (45, "30")])
def test_lane_changes_count_exact_hours(reports: list[Report], count: int, hours: str) -> None:
    """SC-6: ten clock hours are two thirds of a semester hour; 29 1/3 is not rounded to 30."""
    decision = decide(reports[:count], values=[HOURS])
    assert totals(decision) == {"semester-hour": hours}
    (worth,) = decision.totals
    assert worth.amount == Fraction(count * 10, 15)
    assert (worth.amount >= 30) is (count == 45)


def stipends(*dates: str, first: int = 1) -> list[Badge]:
    """Badges of one teacher, awarded on these dates, with numbers as ids."""
    return [
        badge_for(number, awardedDate=date, validFrom="2019-01-01T00:00:00Z")
        for number, date in enumerate(dates, start=first)
    ]


YEAR = (
    *("2019-09-10T15:00:00Z", "2019-10-08T15:00:00Z", "2019-12-03T15:00:00Z"),
    *("2020-02-04T15:00:00Z", "2020-04-07T15:00:00Z", "2020-07-01T04:30:00Z"),
)


def test_a_cap_counts_by_the_calendar_of_its_place() -> None:
    """SC-7: the last badge is of June 30 in Chicago, so six badges share four stipends."""
    decision = decide(stipends(*YEAR), values=[STIPEND, CPE])
    assert totals(decision) == {"usd": "1000", "cpe-hour": "90"}
    for badge in decision.badges[:4]:
        assert granted(badge) == {"usd": "250", "cpe-hour": "15"}
        assert codes(badge) == ["KNOWN_ACHIEVEMENT"]
    for badge in decision.badges[4:]:
        assert badge.outcome.value == "accepted"
        assert granted(badge) == {"cpe-hour": "15"}
        assert codes(badge) == ["KNOWN_ACHIEVEMENT", "STIPEND_CAP_REACHED"]
        assert badge.reasons[1].path == "policy:/values/0/cap"


def test_the_next_fiscal_year_has_its_own_cap() -> None:
    """Half an hour later it is July in Chicago."""
    later = (*YEAR[:5], "2020-07-01T05:00:00Z")
    decision = decide(stipends(*later), values=[STIPEND])
    assert totals(decision) == {"usd": "1250"}
    assert granted(decision.badges[5]) == {"usd": "250"}


def test_a_revoked_badge_passes_its_slot_on() -> None:
    """SC-7: before payroll the fifth badge takes the slot of the second."""
    reports = [report_on(badge) for badge in stipends(*YEAR)]
    reports[1] = report_on({**stipends(*YEAR)[1], "name": "Not what was signed"})
    decision = decide(reports, values=[STIPEND])
    assert totals(decision) == {"usd": "1000"}
    assert [bool(granted(badge)) for badge in decision.badges] == [
        *(True, False, True, True, True, False)
    ]


def test_at_equal_instants_the_lower_id_comes_first() -> None:
    """In whatever order the badges are handed in."""
    decision = decide(stipends(*[YEAR[0]] * 5)[::-1], values=[STIPEND])
    assert [b.badge for b in decision.badges if not granted(b)] == ["urn:x:badge:05"]


def test_every_teacher_has_a_cap_of_their_own() -> None:
    """And none of zero."""
    mine, yours = badge_for(1), badge_for(2, holder="urn:x:colleague")
    one = {**STIPEND, "cap": {"count": 1, "window": WINDOW}}
    assert totals(decide([mine, yours], values=[one])) == {"usd": "500"}
    none = {**STIPEND, "cap": {"count": 0, "window": WINDOW}}
    assert totals(decide([mine, yours], values=[none])) == {}


def test_each_value_has_a_cap_of_its_own() -> None:
    """Two rules for one unit count apart and add up."""
    one = {**STIPEND, "cap": {"count": 1, "window": WINDOW}}
    decision = decide([badge_for(1), badge_for(2)], values=[one, {**STIPEND, "value": "0.50"}])
    assert totals(decision) == {"usd": "251"}


def test_the_same_achievement_counts_once_for_a_person() -> None:
    """By its local equivalent, else by itself; the earlier award counts."""
    again = badge_for(1, id="urn:x:badge:99", awardedDate="2026-05-02T15:00:00Z")
    decision = decide([again, badge_for(1), badge_for(2)], values=[CPE])
    assert [codes(badge) for badge in decision.badges] == [
        ["KNOWN_ACHIEVEMENT", "DUPLICATE_ACHIEVEMENT"],
        ["KNOWN_ACHIEVEMENT"],
        ["KNOWN_ACHIEVEMENT"],
    ]
    assert totals(decision) == {"cpe-hour": "30"}
    merged = decide(
        [badge_for(1), badge_for(2)],
        values=[CPE],
        achievementRules=[{**PREFIX, "equivalent": "https://harmony.example/achievements/1"}],
    )
    assert totals(merged) == {"cpe-hour": "15"}


def test_a_duplicate_uses_up_no_cap() -> None:
    """What counts for nothing takes no slot."""
    one = {**STIPEND, "cap": {"count": 2, "window": WINDOW}}
    again = badge_for(1, id="urn:x:badge:00b", awardedDate="2026-03-03T15:00:00Z")
    last = badge_for(2, awardedDate="2026-03-04T15:00:00Z")
    assert totals(decide([badge_for(1), again, last], values=[one])) == {"usd": "500"}


def test_all_count_where_the_policy_says_so() -> None:
    """Two awards for one achievement, and two people with one each."""
    again = badge_for(1, id="urn:x:badge:99")
    assert totals(decide([badge_for(1), again], values=[CPE], duplicates="all-count")) == {
        "cpe-hour": "30"
    }
    twice = decide([badge_for(1), badge_for(1)], values=[CPE], duplicates="all-count")
    assert totals(twice) == {"cpe-hour": "15"}  # one badge in two files is one badge
    yours = badge_for(1, holder="urn:x:colleague", id="urn:x:badge:98")
    assert totals(decide([badge_for(1), yours], values=[CPE])) == {"cpe-hour": "30"}


@pytest.mark.parametrize(
    ("instant", "year"),
    [
        ("2020-06-30T23:59:59-05:00", 2019),
        ("2020-07-01T00:00:00-05:00", 2020),
        ("2020-01-01T05:59:59+00:00", 2019),
        ("2020-12-31T23:00:00-06:00", 2020),
    ],
)
def test_a_fiscal_year_begins_on_its_day_in_its_place(instant: str, year: int) -> None:
    """Named by the year in which it begins."""
    window = Window.model_validate(WINDOW)
    assert fiscal_year(datetime.fromisoformat(instant).astimezone(UTC), window) == year


def test_a_fiscal_year_may_begin_on_leap_day() -> None:
    """In other years it begins on the first of March."""
    window = Window.model_validate({"fiscalYearStart": "02-29", "timeZone": "UTC"})
    assert fiscal_year(datetime(2027, 2, 28, tzinfo=UTC), window) == 2026
    assert fiscal_year(datetime(2027, 3, 1, tzinfo=UTC), window) == 2027


@given(st.fractions(max_denominator=10**6))
def test_an_amount_is_written_exactly(amount: Fraction) -> None:
    """A decimal where there is a finite one, else a fraction; reading it back gives the same."""
    text = exact_text(amount)
    assert Fraction(text) == amount
    assert not (("." in text) and ("/" in text or text.endswith("0")))


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(15), "15"),
        (Fraction(100), "100"),
        (Fraction("250.50"), "250.5"),
        (Fraction(88, 3), "88/3"),
        (Fraction(-1, 8), "-0.125"),
        (Fraction(1, 1000), "0.001"),
        (Fraction(-7, 6), "-7/6"),
    ],
)
def test_amounts_look_as_people_write_them(amount: Fraction, text: str) -> None:
    """No trailing zeros, no exponents."""
    assert exact_text(amount) == text
