"""The order in which badges are handed in decides nothing."""

import random

from hypothesis import given
from hypothesis import strategies as st

from tests.verifier.recognition.policies import (
    badge_for,
    codes,
    decide,
    granted,
    report_on,
    totals,
)
from verifier import Report
from verifier.recognition import Decision

MANY = [report_on(badge_for(n, awardedDate=f"2026-03-{n % 5 + 1:02}T15:00:00Z")) for n in range(9)]
CAPPED = {
    "unit": "usd",
    "value": "250.00",
    "per": "badge",
    "cap": {"count": 3, "window": {"fiscalYearStart": "07-01", "timeZone": "UTC"}},
}


@given(st.lists(st.sampled_from(MANY), max_size=9), st.randoms(use_true_random=False))
def test_the_order_of_badges_decides_nothing(reports: list[Report], chance: random.Random) -> None:
    """Turned round, each badge has the same decision and the sums are the same."""
    turned = chance.sample(reports, len(reports))
    at = MANY[0].at
    first, second = (decide(order, at, values=[CAPPED]) for order in (reports, turned))
    assert totals(first) == totals(second)
    assert told(first) == told(second)


def told(decision: Decision) -> list[tuple[str, str, str, list[str]]]:
    """What is said of every badge, in an order of its own."""
    rows = ((str(b.badge), b.outcome.value, str(granted(b)), codes(b)) for b in decision.badges)
    return sorted(rows)
