"""For assessors: what waits, the evidence, the rubric; never whose work it is."""

from __future__ import annotations

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from demo_app.access import Role, allow, person
from demo_app.database import db
from demo_app.evidence import download
from demo_app.forms import read_marks
from demo_app.rubric import rubric_of
from demo_app.store import SubmissionRow
from demo_app.submissions import load, save, waiting_row, waiting_rows
from openbadge_issuer import WorkflowError
from openbadge_issuer.workflow import Stage, criteria_of
from verifier.clock import now

assessor = Blueprint("assessor", __name__)


@assessor.get("/queue")
@allow(Role.ASSESSOR)
def queue() -> str:
    """Everything that waits in the assessor's district."""
    rows = [load(row) for row in waiting_rows(db(), person())]
    return render_template("queue.html", submissions=rows)


@assessor.get("/queue/<key>")
@allow(Role.ASSESSOR)
def score(key: str) -> str:
    """The rubric as a form, beside the evidence."""
    return _page(waiting_row(db(), person(), key))


@assessor.post("/queue/<key>")
@allow(Role.ASSESSOR)
def decide(key: str) -> ResponseReturnValue:
    """The decision; the rubric itself tells earned from not yet earned."""
    row = waiting_row(db(), person(), key)
    value = load(row)
    try:
        marks = read_marks(request.form, criteria_of(value.rubric or {}))
        decided = value.decide(person().id, marks, at=now())
    except WorkflowError as exc:
        return _page(row, problem=str(exc)), 422
    save(row, decided)
    db().commit()
    result = "earned" if decided.stage is Stage.EARNED else "not yet earned, with your feedback"
    flash(f"Submission {key[:8].upper()} is decided: {result}.")
    return redirect(url_for("assessor.queue"), 303)


@assessor.get("/queue/<key>/evidence/<name>")
@allow(Role.ASSESSOR)
def evidence(key: str, name: str) -> Response:
    """Evidence of a submission that waits, as an attachment."""
    return download(db(), submission=waiting_row(db(), person(), key).id, name=name)


def _page(row: SubmissionRow, *, problem: str = "") -> str:
    value = load(row)
    return render_template(
        "score.html",
        submission=value,
        attempt=value.attempts[-1],
        earlier=value.attempts[:-1],
        achievement=value.rubric,
        rubric=rubric_of(value.rubric or {}),
        problem=problem,
        typed=request.form,
    )
