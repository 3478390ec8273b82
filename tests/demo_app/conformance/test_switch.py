"""Off by default, refused in production, and never in the way of the demo."""

from pathlib import Path

import pytest
from flask import Flask

from demo_app import create_app
from demo_app.access import rule_of
from demo_app.browser import Browser
from demo_app.cli import demo_application
from demo_app.config import SettingsError
from tests.demo_app.conformance.client import Client

POSTS = (
    "/credentials/issue",
    "/credentials/verify",
    "/credentials/derive",
    "/proofs/verify",
    "/presentations/verify",
)
GETS = (
    "/identifiers/did:key:z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b",
    "/.well-known/did.json",
    "/test-profile.json",
    "/status/ed25519/revocation",
)


@pytest.fixture
def demo(tmp_path: Path) -> Flask:
    """Return the demo without the switch."""
    return demo_application(tmp_path / "demo")


def test_the_demo_has_none_of_these_endpoints(demo: Flask) -> None:
    """Not closed: not there."""
    demo.config["WTF_CSRF_ENABLED"] = False
    client = demo.test_client()
    assert not any(r.endpoint.startswith("conformance") for r in demo.url_map.iter_rules())
    assert [client.post(path, json={}).status_code for path in POSTS] == [404] * len(POSTS)
    assert [client.get(path).status_code for path in GETS] == [404] * len(GETS)
    demo.extensions["store"].close()


def test_production_settings_refuse_the_switch(tmp_path: Path) -> None:
    """An app that signs anything does not start outside the local demo."""
    settings = {
        "INSTANCE": str(tmp_path),
        "SECRET_KEY": "x" * 40,
        "KEY_PASSPHRASE": "correct horse",
        "TRUSTED_HOSTS": ["badges.example"],
        "CONFORMANCE": True,
    }
    with pytest.raises(SettingsError, match="CONFORMANCE"):
        create_app(settings)
    assert not list(tmp_path.glob("conformance*"))


def test_the_environment_alone_does_not_open_it_in_production(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As operators set it."""
    for name, value in (
        ("INSTANCE", str(tmp_path)),
        ("SECRET_KEY", "x" * 40),
        ("KEY_PASSPHRASE", "correct horse"),
        ("TRUSTED_HOSTS", '["badges.example"]'),
        ("CONFORMANCE", "true"),
    ):
        monkeypatch.setenv(f"BADGES_{name}", value)
    with pytest.raises(SettingsError, match="CONFORMANCE"):
        create_app()


def test_the_pages_of_the_demo_stay_as_they_are(client: Client) -> None:
    """Pages, their errors for people, and the token of every form."""
    browser = Browser(client.app)
    browser.open("/")
    browser.press("Jordan Rivera")
    assert browser.open("/portfolio").status == 200
    assert "<html" in browser.open("/badges/nobody").html
    assert browser._client.post("/portfolio", data={}).status_code == 400  # noqa: SLF001
    page = client.app.test_client().get("/nowhere", headers={"Accept": "text/html,*/*"})
    assert (page.status_code, page.mimetype) == (404, "text/html")


def test_every_endpoint_says_who_may_use_it(client: Client) -> None:
    """With the switch on, too."""
    app = client.app
    assert [r.endpoint for r in app.url_map.iter_rules() if not rule_of(app, r.endpoint)] == []


@pytest.mark.parametrize("path", ["/nowhere", "/credentials", "/credentials/issue/", "/status/x"])
def test_an_unknown_route_is_404_in_json(client: Client, path: str) -> None:
    answer = client.post(path, {})
    assert answer.status == 404
    assert answer.body["problemDetails"][0]["title"] == "Not Found"


def test_a_wrong_method_is_405_in_json_and_names_the_right_one(client: Client) -> None:
    answer = client.get("/credentials/issue")
    assert answer.status == 405
    response = client.app.test_client().delete("/test-profile.json")
    assert response.status_code == 405
    assert response.mimetype == "application/json"
    assert "GET" in response.headers["Allow"]


def test_pictures_are_not_read_yet(client: Client) -> None:
    answer = client.send("/badges/verify", b"\x89PNG\r\n\x1a\n", "image/png")
    assert answer.status == 404
