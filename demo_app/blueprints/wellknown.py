"""For programs: what each district publishes at its own address, served here under a path."""

from __future__ import annotations

from flask import Blueprint, Response, abort

from demo_app.access import Role, allow
from demo_app.database import db
from demo_app.offices import all_offices
from demo_app.store import District

wellknown = Blueprint("wellknown", __name__)


@wellknown.get("/sites/<district>/<path:rest>")
@allow(Role.ANYBODY)
def document(district: str, rest: str) -> Response:
    """The key document, an achievement or a stack; never evidence, never a badge."""
    owner = db().get(District, district)
    if owner is None:
        abort(404)
    found = all_offices()[district].documents.get(f"{owner.site}/{rest}")
    if found is None:
        abort(404)
    response = Response(found.body, mimetype=found.content_type)
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
