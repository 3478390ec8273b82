"""The suite's inputs beside the project, and a folder of the test."""

from pathlib import Path

import pytest

from tests.demo_app.jose.desk import Desk


@pytest.fixture
def desk(vectors: Path, tmp_path: Path) -> Desk:
    """Return the command with the inputs of w3c/vc-jose-cose-test-suite."""
    return Desk(vectors / "w3c-jose-cose" / "tests" / "input", tmp_path)
