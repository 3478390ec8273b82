"""For anybody: the first page, the catalogue, badge pages that their holders opened."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from demo_app.access import Role, allow
from demo_app.badge_page import badge_view, linkedin_links
from demo_app.config import Settings
from demo_app.database import db
from demo_app.offices import all_offices
from demo_app.picture import title_lines
from demo_app.rubric import rubric_of
from demo_app.store import Badge, District, Person

public = Blueprint("public", __name__)


@public.get("/")
@allow(Role.ANYBODY)
def home() -> str:
    """What this is, and who you can be."""
    districts = db().scalars(select(District).order_by(District.name.desc())).all()
    persons = db().scalars(select(Person).order_by(Person.name)).unique().all()
    return render_template(
        "home.html",
        districts=districts,
        persons=persons if _settings().anybody_may_sign_in else (),
        achievements={key: one.achievements for key, one in all_offices().items()},
    )


@public.post("/session")
@allow(Role.ANYBODY)
def sign_in() -> ResponseReturnValue:
    """Continue as one of the demo persons."""
    if not _settings().anybody_may_sign_in:
        abort(404)
    chosen = db().get(Person, request.form.get("person", ""))
    if chosen is None:
        abort(400)
    session.clear()
    session.permanent = True
    session["person"] = chosen.id
    pages = {"teacher": "earner.work", "assessor": "assessor.queue", "employer": "employer.check"}
    return redirect(url_for(pages[chosen.role]), 303)


@public.post("/session/end")
@allow(Role.ANYBODY)
def sign_out() -> ResponseReturnValue:
    """Forget who was signed in."""
    session.clear()
    return redirect(url_for("public.home"), 303)


@public.get("/catalogue/<district>/<name>")
@allow(Role.ANYBODY)
def catalogue(district: str, name: str) -> str:
    """An achievement with the rubric that assessors will use."""
    offices = all_offices()
    if district not in offices or name not in offices[district].achievements:
        abort(404)
    owner = db().get(District, district)
    achievement = offices[district].achievements[name]
    return render_template(
        "catalogue.html",
        owner=owner,
        name=name,
        achievement=achievement,
        rubric=rubric_of(achievement),
        may_start=g.person is not None
        and (g.person.role, g.person.district_id) == (Role.TEACHER, district),
    )


@public.get("/badges/<key>")
@allow(Role.ANYBODY)
def badge(key: str) -> str:
    """What a displayer must show of a badge."""
    row = _visible_badge(key)
    return render_template(
        "badge.html",
        badge=row,
        view=badge_view(row),
        links=linkedin_links(row) if row.page_public else None,
        own=_is_own(row),
    )


@public.get("/badges/<key>/badge.json")
@allow(Role.ANYBODY)
def badge_file(key: str) -> Response:
    """The badge itself, byte for byte, as a file to keep."""
    row = _visible_badge(key)
    response = Response(row.document, mimetype="application/vc+ld+json")
    response.headers["Content-Disposition"] = f'attachment; filename="badge-{row.id}.json"'
    return response


@public.get("/badges/<key>/picture.svg")
@allow(Role.ANYBODY)
def picture(key: str) -> Response:
    """The picture of a badge; it names the achievement and the district, never a person."""
    row = _visible_badge(key)
    drawing = render_template("picture.svg", lines=title_lines(row), district=row.district.name)
    return Response(drawing, mimetype="image/svg+xml")


@public.get("/healthz")
@allow(Role.ANYBODY)
def health() -> ResponseReturnValue:
    """Whether the program runs; says nothing else."""
    return {"status": "ok"}


def _visible_badge(key: str) -> Badge:
    """A badge that its holder opened to everybody, or the visitor's own; else 404."""
    row = db().get(Badge, key)
    if row is None or not (row.page_public or _is_own(row)):
        abort(404)
    return row


def _is_own(row: Badge) -> bool:
    return g.person is not None and g.person.id == row.teacher_id


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings
