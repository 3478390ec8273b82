"""One fresh app for each test, and browsers of the people who use it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask

from demo_app.browser import Browser
from demo_app.cli import demo_application

As = Callable[[str], Browser]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """Return the app as the local demo runs it, with all its files in a folder of the test."""
    app = demo_application(tmp_path)
    yield app
    app.extensions["store"].close()


@pytest.fixture
def sign_in(app: Flask) -> As:
    """Return a function that opens a browser for one of the demo persons."""

    def sign_in(name: str) -> Browser:
        browser = Browser(app)
        browser.open("/")
        browser.press(name)
        return browser

    return sign_in


@pytest.fixture
def draft(sign_in: As) -> Browser:
    """Return Jordan's browser on a draft without evidence."""
    jordan = sign_in("Jordan Rivera")
    jordan.press("Begin Using Wait Time")
    return jordan
