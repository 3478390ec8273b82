"""A conformance server for each module."""

from collections.abc import Iterator

import pytest

from demo_app.conformance.cli import conformance_application
from tests.demo_app.conformance.client import Client


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    """Return a client of a conformance server, which remembers nothing but status lists."""
    app = conformance_application(tmp_path_factory.mktemp("conformance"))
    yield Client(app)
    app.extensions["store"].close()
