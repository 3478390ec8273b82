"""For teachers: their work, its evidence, the feedback, the badge."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from demo_app.access import Role, allow, person
from demo_app.awards import award_badge
from demo_app.database import db
from demo_app.evidence import download, keep
from demo_app.forms import FormError, read_evidence
from demo_app.offices import office, publish
from demo_app.rubric import rubric_of
from demo_app.store import Badge, EvidenceFile, SubmissionRow
from demo_app.submissions import load, own_row, own_rows, save, start
from openbadge_issuer import RefusedError, WorkflowError
from openbadge_issuer.workflow import Artefact, criteria_of
from verifier.clock import now

earner = Blueprint("earner", __name__)


@earner.get("/work")
@allow(Role.TEACHER)
def work() -> str:
    """Everything the teacher works on, and what there is to begin."""
    rows = [(row, load(row), _document(row)) for row in own_rows(db(), person())]
    begun = {submission.achievement for _, submission, _ in rows}
    offered = office(person().district_id).achievements
    new = {name: one for name, one in offered.items() if one["id"] not in begun}
    return render_template("work.html", rows=rows, offered=new)


@earner.post("/work")
@allow(Role.TEACHER)
def begin() -> ResponseReturnValue:
    """Begin work on an achievement of the teacher's own district."""
    offered = office(person().district_id).achievements
    name = request.form.get("achievement", "")
    if name not in offered:
        abort(404)
    row = start(db(), person(), offered[name]["id"])
    db().commit()
    return redirect(url_for("earner.submission", key=row.id), 303)


@earner.get("/work/<key>")
@allow(Role.TEACHER)
def submission(key: str) -> str:
    """One piece of work: where it stands, what is missing, what comes next."""
    return _page(own_row(db(), person(), key))


@earner.post("/work/<key>/evidence")
@allow(Role.TEACHER)
def add_evidence(key: str) -> ResponseReturnValue:
    """Add a text, a file, or both."""
    row = own_row(db(), person(), key)
    value = load(row)
    upload = request.files.get("file")
    try:
        given = read_evidence(
            request.form,
            request.form.getlist("supports"),
            upload.read() if upload else b"",
            [criterion.id for criterion in criteria_of(value.rubric or _document(row))],
        )
        for name, body, kind in given.pieces:
            file = keep(body)
            address = f"{person().district.site}/evidence/{file}"
            value = value.add(Artefact(address, name, file, kind, given.note, given.supports))
            db().add(EvidenceFile(id=file, submission_id=row.id, media_type=kind))
    except (FormError, WorkflowError) as exc:
        return _page(row, problem=str(exc)), 422
    save(row, value)
    db().commit()
    flash("The evidence is added.")
    return redirect(url_for("earner.submission", key=key), 303)


@earner.get("/work/<key>/evidence/<name>")
@allow(Role.TEACHER)
def evidence(key: str, name: str) -> Response:
    """The teacher's own evidence, as an attachment."""
    return download(db(), submission=own_row(db(), person(), key).id, name=name)


@earner.post("/work/<key>/evidence/<name>/remove")
@allow(Role.TEACHER)
def remove_evidence(key: str, name: str) -> ResponseReturnValue:
    """Take evidence out of the next attempt; earlier attempts keep it."""
    row = own_row(db(), person(), key)
    value = load(row)
    address = next((a.id for a in value.artefacts if a.file == name), "")
    return _step(row, lambda: save(row, value.remove(address)), "The evidence is taken out.")


@earner.post("/work/<key>/submit")
@allow(Role.TEACHER)
def submit(key: str) -> ResponseReturnValue:
    """Hand the work in; the first time pins the rubric as it is today."""
    row = own_row(db(), person(), key)
    value = load(row)
    return _step(
        row,
        lambda: save(row, value.submit(_document(row), at=now())),
        "Your work is submitted. An assessor sees its number, never your name.",
    )


@earner.post("/work/<key>/badge")
@allow(Role.TEACHER)
def receive(key: str) -> ResponseReturnValue:
    """Make the badge; asked again, the same one."""
    row = own_row(db(), person(), key)
    try:
        badge = award_badge(db(), row, person(), show_name="show_name" in request.form)
    except (WorkflowError, RefusedError) as exc:
        return _page(row, problem=str(exc)), 422
    db().commit()
    publish()
    return redirect(url_for("public.badge", key=badge.id), 303)


@earner.post("/badges/<key>/sharing")
@allow(Role.TEACHER)
def sharing(key: str) -> ResponseReturnValue:
    """The holder decides who sees the page and who may fetch the evidence; always revocable."""
    badge = db().get(Badge, key)
    if badge is None or badge.teacher_id != person().id:
        abort(404)
    badge.page_public = "page_public" in request.form
    badge.evidence_shown = "evidence_shown" in request.form
    db().commit()
    publish()
    flash("Your choice is saved.")
    return redirect(url_for("public.badge", key=key), 303)


def _step(row: SubmissionRow, change: Callable[[], None], message: str) -> ResponseReturnValue:
    try:
        change()
    except WorkflowError as exc:
        return _page(row, problem=str(exc)), 422
    db().commit()
    flash(message)
    return redirect(url_for("earner.submission", key=row.id), 303)


def _page(row: SubmissionRow, *, problem: str = "") -> str:
    value = load(row)
    document = value.rubric or _document(row)
    return render_template(
        "submission.html",
        row=row,
        submission=value,
        achievement=document,
        rubric=rubric_of(document),
        problem=problem,
        typed=request.form,
    )


def _document(row: SubmissionRow) -> dict[str, Any]:
    """The achievement as it is published today."""
    address = load(row).achievement
    offered = office(row.district_id).achievements.values()
    return next(document for document in offered if document["id"] == address)
