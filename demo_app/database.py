"""One database session for each request; a POST takes the write lock first."""

from __future__ import annotations

from flask import Flask, current_app, g, request
from sqlalchemy.orm import Session

from demo_app.store import Store


def db() -> Session:
    """The session of this request. Nothing is kept unless a view commits."""
    if "db" not in g:
        store: Store = current_app.extensions["store"]
        g.db = store.writing() if request.method == "POST" else store.reading()
    session: Session = g.db
    return session


def close_after_request(app: Flask) -> None:
    """Roll back whatever was not committed."""

    @app.teardown_appcontext
    def _close(_error: BaseException | None) -> None:
        session: Session | None = g.pop("db", None)
        if session is not None:
            session.close()
