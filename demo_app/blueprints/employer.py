"""For HR of another district: drop a file, read what it is and what it is worth here."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template, request
from flask.typing import ResponseReturnValue

from demo_app.access import Role, allow
from demo_app.config import Settings
from demo_app.reading import read
from demo_app.seed import policy_bytes
from verifier import Offline, Replay, Verifier
from verifier.errors import FetchError
from verifier.interfaces import Fetcher
from verifier.recognition import recognise

employer = Blueprint("employer", __name__)


@employer.get("/check")
@allow(Role.EMPLOYER)
def check() -> str:
    """The form."""
    return render_template("check.html")


@employer.post("/check")
@allow(Role.EMPLOYER)
def answer() -> ResponseReturnValue:
    """The answer; the file is read once and not kept."""
    upload = request.files.get("badge")
    data = upload.read() if upload else b""
    if not data:
        return render_template("check.html", problem="Choose a file that is not empty."), 422
    report = Verifier(fetcher=_fetcher(), check_evidence=True).verify(data)
    decision = recognise([report], policy_bytes())
    return render_template("check.html", reading=read(report, decision=decision, data=data))


def _fetcher() -> Fetcher:
    """The folder that stands for the web; without one, nothing can be fetched."""
    settings: Settings = current_app.extensions["settings"]
    try:
        return Replay(settings.fetch_dir) if settings.fetch_dir else Offline()
    except FetchError:
        return Offline()
