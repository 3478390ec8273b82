"""The first and last instants that a calendar knows."""

from datetime import UTC, datetime

import pytest

from openbadge_issuer.testing import DistrictSimulator
from verifier import Verifier


@pytest.mark.parametrize("year", [1, 9999])
def test_any_instant_gets_an_answer(year: int) -> None:
    """The allowance for clocks that run ahead must not leave the calendar."""
    district = DistrictSimulator()
    at = datetime(year, 12, 31, 23, 59, 59, tzinfo=UTC)
    report = Verifier(fetcher=district).verify(district.award(), at=at)
    assert report.findings
    assert bool(report) is (year == 9999)
