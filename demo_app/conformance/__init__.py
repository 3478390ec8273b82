"""What public test suites speak to: other rules, test keys, and only where it is switched on.

Nothing here belongs to the demo: it signs whatever it is sent. `profile.py` says in one place
what differs from the rules by which badges are verified.
"""

from __future__ import annotations

from flask import Blueprint, Flask

from demo_app.conformance.answers import register_errors
from demo_app.conformance.credentials import add_credential_views
from demo_app.conformance.identifiers import add_identifier_views
from demo_app.conformance.lists import add_list_views
from demo_app.conformance.workshop import open_workshop

__all__ = ["open_conformance"]


def open_conformance(app: Flask) -> Blueprint:
    """Open every endpoint, with keys that are made now and kept nowhere.

    Returns:
        The blueprint, for which forms and their tokens mean nothing.
    """
    app.extensions["conformance"] = open_workshop(app.extensions["instance"])
    blueprint = Blueprint("conformance", __name__)
    add_credential_views(blueprint)
    add_identifier_views(blueprint)
    add_list_views(blueprint)
    register_errors(app, blueprint)
    app.register_blueprint(blueprint)
    return blueprint
