"""Who may use what: every route, every role, both districts."""

import re
from itertools import product
from pathlib import Path

import pytest
from flask import Flask

from demo_app.access import Role, rule_of
from demo_app.browser import Browser
from tests.demo_app.steps import As, receive, submit

PEOPLE = {
    None: Role.ANYBODY,
    "Alex Kim": Role.TEACHER,
    "Robin Okafor": Role.ASSESSOR,
    "Sam Lee": Role.EMPLOYER,
    "Taylor Brooks": Role.TEACHER,
    "Morgan Diaz": Role.ASSESSOR,
}


def client_of(app: Flask, name: str | None) -> Browser:
    browser = Browser(app)
    browser.open("/")
    if name:
        browser.press(name)
    return browser


def test_every_route_declares_who_may_use_it(app: Flask) -> None:
    """A page that somebody forgets to open is closed, and this test names it."""
    undeclared = [
        rule.endpoint for rule in app.url_map.iter_rules() if not rule_of(app, rule.endpoint)
    ]
    assert undeclared == []


def test_a_route_without_a_rule_is_closed(app: Flask) -> None:
    """Deny by default, for those who are signed in too."""
    app.view_functions["forgotten"] = lambda: "secret"
    app.url_map.add(app.url_rule_class("/forgotten", endpoint="forgotten", methods={"GET"}))
    for name in PEOPLE:
        assert client_of(app, name).open("/forgotten").status == 403


def test_every_route_for_every_person(app: Flask, sign_in: As) -> None:
    """The wrong role gets 403, the right role with another's work 404; nobody gets a 5xx."""
    jordan = receive(sign_in)
    badge = jordan.page.path.rpartition("/")[2]
    work = next(t for _, t in jordan.open("/portfolio").links if "/portfolio/" in t).rpartition(
        "/"
    )[2]
    file = re.search(r"/evidence/([0-9a-f]{32})", jordan.open(f"/portfolio/{work}").html)
    assert file
    app.config["WTF_CSRF_ENABLED"] = False
    for rule, (name, role) in product(app.url_map.iter_rules(), PEOPLE.items()):
        if rule.endpoint == "static":
            continue
        names = {"key": work, "name": file[1], "district": "sdsm", "rest": "x"}
        if "badges" in rule.rule:
            names["key"] = badge
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda found, n=names: n[found[1]], rule.rule)  # type: ignore[misc]
        client = client_of(app, name)._client  # noqa: SLF001
        for method in sorted({"GET", "POST"} & (rule.methods or set())):
            status = client.open(path, method=method).status_code
            declared = rule_of(app, rule.endpoint)
            where = f"{method} {rule.rule} as {name}: {status}"
            if declared not in (Role.ANYBODY, role):
                assert status == 403, where
            elif "<" in rule.rule:
                assert status == 404, where
            else:
                assert status < 500, where
                assert status != 403, where


def test_work_of_another_district_cannot_be_reached(draft: Browser, sign_in: As) -> None:
    """An assessor of Harmony sees nothing of South Milwaukee, even with the number at hand."""
    key = submit(draft).rpartition("/")[2]
    morgan = sign_in("Morgan Diaz")
    morgan.expect("Nothing waits")
    assert morgan.open(f"/queue/{key}").status == 404
    robin = sign_in("Robin Okafor")
    assert robin.open(f"/queue/{key}").status == 200
    assert "Jordan" not in robin.page.html


def test_a_teacher_begins_only_what_the_own_district_offers(app: Flask) -> None:
    """The district comes from the person, never from the request."""
    app.config["WTF_CSRF_ENABLED"] = False
    client = client_of(app, "Taylor Brooks")._client  # noqa: SLF001
    sent = {"achievement": "wait-time-1", "district": "sdsm"}
    assert client.post("/portfolio", data=sent).status_code == 404


def test_every_form_without_its_token_is_refused(app: Flask, sign_in: As) -> None:
    """No other site can act for somebody who is signed in."""
    client = sign_in("Jordan Rivera")._client  # noqa: SLF001
    for rule in app.url_map.iter_rules():
        if "POST" in (rule.methods or set()):
            path = re.sub(r"<[^>]+>", "x", rule.rule)
            assert client.post(path).status_code == 400, rule.rule


def test_a_new_person_starts_a_new_session(sign_in: As) -> None:
    """Leaving forgets who was there."""
    jordan = sign_in("Jordan Rivera")
    jordan.press("Leave")
    assert jordan.open("/portfolio").status == 403


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example"])
def test_other_host_names_are_refused(app: Flask, host: str) -> None:
    """A rebinding name never reaches a page."""
    assert app.test_client().get("/", headers={"Host": host}).status_code == 400


def test_key_files_are_for_their_owner_alone(app: Flask) -> None:
    """Mode 0600, and the name says that the key is for the demo."""
    instance: Path = app.extensions["instance"]
    keys = list(instance.glob("*.demo-key-unlocked.json"))
    assert len(keys) == 2
    assert {key.stat().st_mode & 0o777 for key in keys} == {0o600}
