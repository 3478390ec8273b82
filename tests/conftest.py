"""What every test may ask for: the vectors beside the project, and how hard Hypothesis tries."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

VECTORS = Path(__file__).resolve().parents[2] / "shared" / "vectors"

settings.register_profile("ci", max_examples=50, deadline=None, print_blob=True)
settings.register_profile("nightly", max_examples=2000, deadline=None, print_blob=True)
settings.load_profile("ci")


@pytest.fixture(scope="session")
def vectors() -> Path:
    """Return the folder of published test data, which is never copied into the project."""
    if not VECTORS.is_dir():
        missing = "The test data is not there: ../shared/vectors beside the project."
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    return VECTORS
