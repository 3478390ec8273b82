"""Error pages: a sentence and a number; never a traceback, never what was sent."""

from __future__ import annotations

import logging
import secrets
import traceback
from http import HTTPStatus

from flask import Flask, render_template, request
from sqlalchemy.orm.exc import StaleDataError

_log = logging.getLogger(__name__)
_SENTENCES = {
    400: "The form could not be read, or it was open for too long. Go back, reload, try again.",
    403: "This page is not open to you. Choose who you are on the first page.",
    404: "There is no such page, or it is not yours to see.",
    405: "This page cannot be used like that.",
    409: "Somebody was faster: this has changed meanwhile. Reload the page.",
    413: "The file is larger than 12 MB.",
}


def register(app: Flask) -> None:
    """One page for whatever goes wrong."""
    app.register_error_handler(Exception, error_page)


def error_page(error: Exception) -> tuple[str, int]:
    """A page that says what went wrong, and a number under which the log has it."""
    status = 409 if isinstance(error, StaleDataError) else getattr(error, "code", None)
    if not isinstance(status, int) or not 400 <= status < 600:
        status = 500
    number = secrets.token_hex(4)
    _record(number, status, error)
    if status == 400 and request.endpoint is None:
        # Refused before any page was chosen (a foreign host name): there is no page to render.
        return f"This request cannot be answered. Number {number}.", status
    sentence = _SENTENCES.get(status, "Something went wrong here. Nothing was changed.")
    title = HTTPStatus(status).phrase
    return render_template("error.html", title=title, sentence=sentence, number=number), status


def _record(number: str, status: int, error: Exception) -> None:
    """Number, status, kind and place; messages of errors may repeat what a person typed."""
    _log.warning(
        "error %s: %s %s in %s", number, status, type(error).__name__, request.endpoint or "-"
    )
    if status == 500:
        frames = traceback.extract_tb(error.__traceback__)[-8:]
        _log.error("error %s at %s", number, " > ".join(f"{f.name}:{f.lineno}" for f in frames))
