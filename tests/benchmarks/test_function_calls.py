"""Verifying and issuing do not become twice the work unnoticed, on however slow a machine."""

import pytest

from benchmarks import calls


@pytest.mark.parametrize("work", ["verify", "issue"])
def test_calls_stay_within_twice_the_recorded_number(work: str) -> None:
    """The number is written anew by `python -m benchmarks.run --record`, and reviewed."""
    assert calls.count()[work] <= calls.MOST * calls.recorded()[work]


def test_the_count_is_the_same_every_time() -> None:
    """It is a count and not a time, so nothing about it is left to chance."""
    assert calls.count() == calls.count()
