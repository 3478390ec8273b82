"""How the app starts, what every answer carries, what programs may read."""

import json
import logging
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from demo_app import create_app
from demo_app.browser import Browser
from demo_app.config import SettingsError
from verifier.semantics.evidence import sri

LONG = "x" * 40


def config(tmp_path: Path, **changed: Any) -> dict[str, Any]:
    base = {
        "INSTANCE": str(tmp_path),
        "SECRET_KEY": LONG,
        "KEY_PASSPHRASE": "correct horse",
        "TRUSTED_HOSTS": ["localhost"],
    }
    return base | changed


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"SECRET_KEY": None}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"KEY_PASSPHRASE": None}, "KEY_PASSPHRASE"),
        ({"TRUSTED_HOSTS": []}, "TRUSTED_HOSTS"),
    ],
)
def test_the_app_does_not_start_unsafe(tmp_path: Path, changed: dict[str, Any], named: str) -> None:
    """The sentence names the setting and never repeats a secret."""
    with pytest.raises(SettingsError, match=named) as refused:
        create_app(config(tmp_path, **changed))
    assert "short" not in str(refused.value).replace("too_short", "")


def test_outside_the_demo_cookies_are_secure_keys_locked_and_nobody_just_walks_in(
    tmp_path: Path,
) -> None:
    """The chooser of persons exists only where somebody asked for it by its dangerous name."""
    app = create_app(config(tmp_path))
    try:
        assert app.config["SESSION_COOKIE_SECURE"]
        assert app.config["SESSION_COOKIE_NAME"].startswith("__Host-")
        key = json.loads((tmp_path / "sdsm.key.json").read_text())
        assert "locked" in key
        assert "seed" not in key
        page = Browser(app).open("/")
        assert "Jordan" not in page.text
        app.config["WTF_CSRF_ENABLED"] = False
        assert app.test_client().post("/session", data={"person": "jordan"}).status_code == 404
    finally:
        app.extensions["store"].close()


def test_settings_come_from_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the prefix BADGES_."""
    monkeypatch.setenv("BADGES_INSTANCE", str(tmp_path))
    monkeypatch.setenv("BADGES_SECRET_KEY", LONG)
    monkeypatch.setenv("BADGES_LOCAL_DEMO", "true")
    app = create_app()
    app.extensions["store"].close()
    assert (tmp_path / "badges.db").exists()


def test_a_second_start_keeps_keys_and_data(app: Flask, tmp_path: Path) -> None:
    """The same key signs on, and nobody is seeded twice."""
    before = app.extensions["offices"]["sdsm"].signer.public_key
    again = create_app(
        {"LOCAL_DEMO": True, "SECRET_KEY": LONG, "INSTANCE": str(tmp_path / "instance")}
    )
    again.extensions["store"].close()
    assert again.extensions["offices"]["sdsm"].signer.public_key == before


@pytest.mark.parametrize("path", ["/", "/healthz", "/nothing", "/check", "/static/style.css"])
def test_every_answer_is_protected(app: Flask, path: str) -> None:
    """Errors and static files too; no script may run anywhere."""
    with app.test_client().get(path) as response:
        headers = response.headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; img-src 'self'")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Permissions-Policy" in headers
    assert "Strict-Transport-Security" not in headers
    with app.test_client().get(path, base_url="https://localhost") as secure:
        assert "Strict-Transport-Security" in secure.headers


def test_no_page_carries_a_script_or_a_foreign_address(app: Flask) -> None:
    """No JavaScript, no style attributes, nothing loaded from elsewhere."""
    for path in ("/", "/catalogue/sdsm/wait-time-1"):
        html = Browser(app).open(path).html
        assert "<script" not in html
        assert " style=" not in html
        assert 'src="http' not in html
        assert "//cdn" not in html


def test_each_district_publishes_its_documents(app: Flask) -> None:
    """Key document and definitions, in the bytes that badges pin; nothing else."""
    client = app.test_client()
    did = client.get("/sites/sdsm/.well-known/did.json")
    assert did.json["id"] == "did:web:sdsm.example"  # type: ignore[index]
    assert did.headers["Access-Control-Allow-Origin"] == "*"
    definition = client.get("/sites/sdsm/achievements/wait-time/1")
    assert definition.json["assessment"]["assessorCount"] == 1  # type: ignore[index]
    assert sri(definition.data).startswith("sha384-")
    assert client.get("/sites/sdsm/stacks/compensation/2017").status_code == 200
    for path in ("sdsm/evidence/x", "sdsm/../harmony", "nobody/.well-known/did.json"):
        assert client.get(f"/sites/{path}").status_code == 404


def test_the_rubric_is_public_before_anybody_submits(app: Flask) -> None:
    """Criteria, levels from low to high, and which one is required."""
    browser = Browser(app)
    browser.open("/catalogue/sdsm/wait-time-1")
    text = browser.page.text
    assert text.index("Not yet") < text.index("Partly demonstrated") < text.index("Demonstrated")
    browser.expect("required", "Reflects on the change")
    assert browser.open("/catalogue/harmony/wait-time-1").status == 404


def test_logs_name_no_person(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    """Signing in leaves no trace of who it was."""
    caplog.set_level(logging.INFO)
    browser = Browser(app)
    browser.open("/")
    browser.press("Jordan Rivera")
    assert "jordan" not in caplog.text.lower()
