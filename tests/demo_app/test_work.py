"""Evidence, decisions and awards, also when people do odd things."""

import json
import logging
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from demo_app.access import Role
from demo_app.browser import Browser
from demo_app.store import Badge
from tests.demo_app.steps import As, C, earn, receive, score, submit

SCRIPT = "<script>alert(1)</script>"
HIDDEN = "Plan \u202egnp.exe\u200b\x07"


def test_asking_twice_gives_the_same_bytes(sign_in: As) -> None:
    """A second click, a reload, another tab: one submission, one badge."""
    jordan = earn(sign_in)
    page = jordan.page
    bodies = set()
    for _ in range(3):
        jordan.page = page
        jordan.press("Receive the badge", show_name="on")
        bodies.add(jordan.download(f"{jordan.page.path}/badge.json"))
    assert len(bodies) == 1


def test_three_attempts_then_a_coach(draft: Browser, sign_in: As) -> None:
    """The page says what comes next instead of offering a button that is refused."""
    path = submit(draft)
    for _ in range(3):
        score(sign_in("Robin Okafor"), "partial")
        draft.open(path)
        if "Submit again" in draft.page.text:
            draft.press("Submit again")
    draft.expect("Meet a coach first.", "Attempt 3: not yet earned")
    assert "Submit again" not in draft.page.text


def test_a_badge_without_consent_names_nobody(sign_in: As) -> None:
    """The name is put in only by its owner; page, file and picture do without."""
    jordan = receive(sign_in, name=False)
    for part in ("badge.json", "picture.svg"):
        assert b"Jordan" not in jordan.download(f"{jordan.page.path}/{part}")
    assert "Awarded to" not in jordan.page.text


def test_a_badge_page_is_private_until_its_holder_opens_it(app: Flask, sign_in: As) -> None:
    """And private again afterwards; the picture and the file follow the page."""
    jordan = receive(sign_in)
    path = jordan.page.path
    visitor = Browser(app)
    parts = ("", "/badge.json", "/picture.svg")
    assert [visitor.open(path + part).status for part in parts] == [404, 404, 404]
    jordan.press("Save my choice", page_public="on")
    assert [visitor.open(path + part).status for part in parts] == [200, 200, 200]
    jordan.press("Save my choice", page_public=[])
    assert visitor.open(path).status == 404


def test_a_public_page_shows_what_a_displayer_must_and_previews(app: Flask, sign_in: As) -> None:
    """Image with words, name, issuer and address, date, status; tags with absolute addresses."""
    jordan = receive(sign_in)
    jordan.press("Save my choice", page_public="on")
    visitor = Browser(app)
    page = visitor.open(jordan.page.path)
    visitor.expect("Using Wait Time", "School District of South Milwaukee", "did:web:sdsm.example")
    visitor.expect("Issued on", "genuine and in force", "Check again", "Waits after asking")
    assert 'alt="Badge: Using Wait Time' in page.html
    assert 'property="og:image" content="https://sdsm.example/static/share.png"' in page.html
    assert f'property="og:url" content="https://sdsm.example{page.path}"' in page.html
    assert "Who sees it" not in page.text
    link = visitor.link("Add to LinkedIn profile")
    assert "certUrl=https%3A%2F%2Fsdsm.example%2Fbadges%2F" in link
    response = app.test_client().get(f"{page.path}/badge.json")
    assert response.headers["Content-Disposition"].isascii()
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    visitor.press("Check again")
    visitor.expect("genuine and in force")


def test_evidence_reaches_the_web_only_with_consent(sign_in: As, tmp_path: Path) -> None:
    """And leaves it again when the consent is taken back."""

    def published() -> str:
        web = tmp_path / "web"
        return "".join(file.read_text() for file in web.iterdir())

    jordan = receive(sign_in)
    assert "My plan." not in published()
    jordan.press("Save my choice", evidence_shown="on")
    assert "My plan." in published()
    jordan.press("Save my choice", evidence_shown=[])
    assert "My plan." not in published()


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "Write something or choose a file"),
        (b"   \n", "This kind of file is not taken"),
        (bytes(range(256)) * 40, "This kind of file is not taken"),
        (b"MZ\x90\x00" + b"\x00" * 99, "This kind of file is not taken"),
        (b"PK\x03\x04" + b"\xff" * 99, "This kind of file is not taken"),
    ],
)
def test_files_that_are_not_taken_say_why(draft: Browser, body: bytes, sentence: str) -> None:
    """What was typed stays on the form."""
    page = draft.press("Add this evidence", name="My own plan", file=(body, "plan.txt"))
    assert page.status == 422
    draft.expect(sentence)
    assert 'value="My own plan"' in page.html


def test_a_file_beyond_the_limit_is_refused(draft: Browser) -> None:
    """13 MB: a page that says so, not a crash."""
    page = draft.press("Add this evidence", name="Film", file=(b"x" * 13_000_000, "film.mp4"))
    assert page.status == 413
    draft.expect("larger than 12 MB")


def test_names_cannot_smuggle_anything(draft: Browser, sign_in: As, app: Flask) -> None:
    """Scripts are text, hidden characters are gone, on every page that shows the name."""
    draft.press(
        "Add this evidence", name=SCRIPT + HIDDEN, note=SCRIPT, supports=[C + "1"], text=SCRIPT
    )
    draft.expect("The evidence is added.", SCRIPT)
    draft.press("Submit for assessment")
    path = draft.page.path
    robin = sign_in("Robin Okafor")
    score(robin, "partial", SCRIPT + HIDDEN)
    draft.open(path)
    draft.press("Submit again")
    score(sign_in("Robin Okafor"), "demonstrated")
    draft.open(path)
    draft.press("Receive the badge", show_name="on")
    draft.press("Save my choice", page_public="on")
    badge = draft.page.path
    for html in (draft.open(path).html, Browser(app).open(badge).html):
        assert "<script" not in html
        assert not set(html) & set("\u202e\u200b\x07")


def test_evidence_is_an_attachment_with_a_neutral_name(draft: Browser) -> None:
    """Neither the uploaded file's name nor its kind decides what a browser does with it."""
    page = b"<!doctype html><script>alert(1)</script>"
    draft.press("Add this evidence", name="Page", file=(page, 'x"; \r\nJordan Rivera.html'))
    client = draft._client  # noqa: SLF001
    response = client.get(draft.link("Page"))
    assert response.data == page
    assert response.mimetype == "text/plain"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Jordan" not in response.headers["Content-Disposition"]
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_a_pdf_is_taken_and_pinned(draft: Browser, sign_in: As) -> None:
    """By its bytes, under the kind that the bytes show."""
    draft.press("Add this evidence", name="Slides", file=(b"%PDF-1.7\n%\xff\xfe", "slides.exe"))
    draft.press("Submit for assessment")
    path = draft.page.path
    score(sign_in("Robin Okafor"), "demonstrated")
    draft.open(path)
    draft.press("Receive the badge", show_name="on")
    badge = json.loads(draft.download(f"{draft.page.path}/badge.json"))
    assert "application/pdf" in [pin["mediaType"] for pin in badge["relatedResource"]]


def test_logs_and_error_pages_repeat_nothing(
    app: Flask, sign_in: As, caplog: pytest.LogCaptureFixture
) -> None:
    """A number on the page, the same number in the log, and nothing that was sent."""
    caplog.set_level(logging.DEBUG, "demo_app")
    robin = sign_in("Robin Okafor")
    page = robin.open("/queue/jordan-rivera-secret?evidence=secret")
    assert page.status == 404
    assert "secret" not in page.html.replace(page.path, "")
    assert "secret" not in caplog.text
    number = page.text.partition("give this number: ")[2][:8]
    assert number in caplog.text
    app.view_functions["public.health"] = _crash
    crash = robin.open("/healthz")
    assert crash.status == 500
    assert "jordan@sdsm.example" not in crash.html + caplog.text
    assert "Traceback" not in crash.html


def _crash() -> str:
    raise RuntimeError("jordan@sdsm.example")


_crash.__dict__["access"] = Role.ANYBODY


def test_two_clicks_at_the_same_moment_make_one_badge(app: Flask, sign_in: As) -> None:
    """The write lock is taken before the look, so nobody comes in between."""
    earn(sign_in)
    clickers = [sign_in("Jordan Rivera") for _ in range(4)]
    for jordan in clickers:
        jordan.open(jordan.link("Using Wait Time"))
    with ThreadPoolExecutor(len(clickers)) as pool:
        pages = list(pool.map(lambda j: j.press("Receive the badge"), clickers))
    assert {page.status for page in pages} == {200}
    assert len({page.path for page in pages}) == 1
    with app.extensions["store"].reading() as session:
        assert len(session.scalars(select(Badge)).all()) == 1
