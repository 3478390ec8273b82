"""What the app is told at its start; a setting that would be unsafe stops it."""

from __future__ import annotations

from pathlib import Path

from flask import Config
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

_SHORTEST_SECRET = 32
_LOCAL_HOSTS = ["127.0.0.1", "localhost"]


class SettingsError(Exception):
    """The app must not start like this; the message names the setting."""


class Settings(BaseModel):
    """The settings with the prefix `BADGES_`, checked.

    Attributes:
        secret_key: signs the session cookie; at least 32 characters.
        local_demo: one computer, made-up persons, no passwords, open demo keys.
        database_url: where submissions and badges live; SQLite in the instance folder by default.
        fetch_dir: the folder that stands for the network when a badge is checked.
        key_passphrase: locks the districts' signing keys; only the local demo does without.
        trusted_hosts: names under which the app answers.
        unsafe_sign_in_as_anybody: offer the list of demo persons outside the local demo.
        conformance: open the endpoints for public test suites, which sign anything with test keys.
    """

    model_config = ConfigDict(frozen=True)

    secret_key: str = Field(min_length=_SHORTEST_SECRET)
    local_demo: bool = False
    database_url: str
    fetch_dir: Path | None = None
    key_passphrase: str | None = None
    trusted_hosts: list[str] = Field(min_length=1)
    unsafe_sign_in_as_anybody: bool = False
    conformance: bool = False

    @model_validator(mode="after")
    def _locks_its_keys(self) -> Settings:
        if self.key_passphrase is None and not self.local_demo:
            raise ValueError("KEY_PASSPHRASE is missing: signing keys are locked outside the demo")
        return self

    @model_validator(mode="after")
    def _tests_on_one_computer_only(self) -> Settings:
        if self.conformance and not self.local_demo:
            raise ValueError("CONFORMANCE signs whatever it is sent: only with LOCAL_DEMO")
        return self

    @property
    def anybody_may_sign_in(self) -> bool:
        """Whether the chooser of demo persons is offered."""
        return self.local_demo or self.unsafe_sign_in_as_anybody


def read_settings(config: Config, instance: Path) -> Settings:
    """The checked settings of an app.

    Raises:
        SettingsError: one sentence for each setting that is missing or unsafe.
    """
    local = bool(config.get("LOCAL_DEMO"))
    given = {
        "secret_key": str(config.get("SECRET_KEY") or ""),
        "local_demo": local,
        "database_url": config.get("DATABASE_URL") or f"sqlite:///{instance / 'badges.db'}",
        "fetch_dir": config.get("FETCH_DIR"),
        "key_passphrase": config.get("KEY_PASSPHRASE"),
        "trusted_hosts": config.get("TRUSTED_HOSTS") or (_LOCAL_HOSTS if local else []),
        "unsafe_sign_in_as_anybody": config.get("UNSAFE_SIGN_IN_AS_ANYBODY", False),
        "conformance": config.get("CONFORMANCE", False),
    }
    try:
        return Settings.model_validate(given)
    except ValidationError as exc:
        problems = [
            f"BADGES_{str(e['loc'][0]).upper()}: {e['msg']}" if e["loc"] else e["msg"]
            for e in exc.errors(include_url=False, include_input=False)
        ]
        raise SettingsError("The app does not start. " + "; ".join(problems)) from None
