"""How many random documents the differential tests draw."""

import pytest
from hypothesis import settings

NIGHTLY = 5_000
USUAL = 40


@pytest.fixture(scope="module")
def count() -> int:
    """How many documents of each kind; the nightly profile of hypothesis asks for many."""
    usual = settings.default
    return NIGHTLY if usual is not None and usual.max_examples >= 1_000 else USUAL
