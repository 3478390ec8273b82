"""A thin web application on top of the library: two districts, one badge, one story."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect

from demo_app import access, database, errors, headers, text, words
from demo_app.blueprints import BLUEPRINTS
from demo_app.config import Settings, read_settings
from demo_app.conformance import open_conformance
from demo_app.offices import open_offices
from demo_app.store import open_store

__all__ = ["create_app"]

_MEBIBYTE = 1024 * 1024


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """The application.

    Args:
        config: settings without their prefix; they come before those of the environment
            (`BADGES_SECRET_KEY`, `BADGES_INSTANCE`, ...; see `demo_app.config.Settings`).

    Raises:
        SettingsError: a setting is missing or unsafe.
    """
    app = Flask("demo_app")
    app.config.from_prefixed_env("BADGES")
    app.config.update(config or {})
    instance = Path(app.config.get("INSTANCE") or app.instance_path).resolve()
    settings = read_settings(app.config, instance)
    instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    _configure(app, settings)
    app.extensions["instance"] = instance
    app.extensions["settings"] = settings
    app.extensions["store"] = open_store(settings.database_url)
    open_offices(app, settings)
    csrf = CSRFProtect(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if settings.conformance:
        csrf.exempt(open_conformance(app))
    access.guard(app)
    database.close_after_request(app)
    errors.register(app)
    headers.register(app)
    _prepare_templates(app, settings)
    return app


def _configure(app: Flask, settings: Settings) -> None:
    secure = not settings.local_demo
    app.config.update(
        SECRET_KEY=settings.secret_key,
        TRUSTED_HOSTS=settings.trusted_hosts,
        MAX_CONTENT_LENGTH=12 * _MEBIBYTE,
        MAX_FORM_MEMORY_SIZE=_MEBIBYTE,
        MAX_FORM_PARTS=100,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=8),
        SESSION_COOKIE_NAME="__Host-badges" if secure else "badges",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=secure,
        # No page sends its address on, so there is no referrer to compare; the token decides.
        WTF_CSRF_SSL_STRICT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )


def _prepare_templates(app: Flask, settings: Settings) -> None:
    app.jinja_env.finalize = text.finalize
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters.update(markdown=text.markdown, web_link=text.web_link, day=text.day)
    app.jinja_env.globals.update(
        local_demo=settings.local_demo, role_words=words.ROLES, stage_words=words.STAGES
    )
