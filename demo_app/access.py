"""Who may use which page: every view says so, and what does not say so is closed."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from flask import Flask, abort, g, request, session

from demo_app.database import db
from demo_app.store import Person

_View = TypeVar("_View", bound=Callable[..., Any])


class Role(StrEnum):
    """What a person does."""

    ANYBODY = "anybody"
    TEACHER = "teacher"
    ASSESSOR = "assessor"
    EMPLOYER = "employer"


def allow(role: Role) -> Callable[[_View], _View]:
    """Open a view to one role, or to anybody."""

    def declare(view: _View) -> _View:
        view.__dict__["access"] = role
        return view

    return declare


def rule_of(app: Flask, endpoint: str) -> Role | None:
    """The role that a view is open to, or None where it does not say."""
    return app.view_functions[endpoint].__dict__.get("access")


def person() -> Person:
    """Who is signed in; district and role are theirs, never the request's."""
    signed_in: Person | None = g.get("person")
    if signed_in is None:
        abort(403)
    return signed_in


def guard(app: Flask) -> None:
    """Check each request against the rule of its view before anything else happens."""
    allow(Role.ANYBODY)(app.view_functions["static"])

    @app.before_request
    def _check() -> None:
        g.person = None
        if request.endpoint is None or request.endpoint == "static":
            return
        if "person" in session:
            g.person = db().get(Person, session["person"])
        rule = rule_of(app, request.endpoint)
        if rule is Role.ANYBODY:
            return
        if rule is None or g.person is None or g.person.role != rule:
            abort(403)
