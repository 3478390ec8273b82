"""The story in Chromium: without JavaScript, and with axe-core looking at every page."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
SERVE = """
import sys, pathlib
from demo_app.cli import demo_application
from demo_app.serving import open_server
server, address = open_server(demo_application(pathlib.Path(sys.argv[1])), 0)
print(address, flush=True)
server.run()
"""
NUMBER = re.compile(r"^[0-9A-F]{8}$")
LOOK = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.enable_socket]


@pytest.fixture
def chromium() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        missing = f"Chromium is not there: {CHROMIUM}"
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=ARGS)
        yield browser
        browser.close()


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where the app answers: a process of its own, since Playwright's greenlets bear no threads."""
    command = [sys.executable, "-c", SERVE, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        printed = process.stdout.readline().strip()
        assert printed.startswith("http://127.0.0.1:"), printed
        yield printed.rstrip("/")
        process.terminate()
        assert process.wait(timeout=30) == 0


class Walk:
    """A person at a browser without JavaScript; a second one with it lets axe-core look."""

    def __init__(self, chromium: Browser, address: str) -> None:
        self.plain = chromium.new_context(java_script_enabled=False, accept_downloads=True)
        self.looking = chromium.new_context(bypass_csp=True)
        self.page: Page = self.plain.new_page()
        self.address = address
        self.seen: list[str] = []

    def sign_in(self, name: str) -> None:
        self.page.goto(self.address)
        self.press(name)

    def look(self, what: str) -> None:
        """No violation on this very page, wide and narrow, and nothing sticks out sideways."""
        html = self.page.content().replace("<head>", f'<head><base href="{self.address}/">')
        twin = self.looking.new_page()
        twin.goto(f"{self.address}/healthz")
        for width in (1280, 320):
            twin.set_viewport_size({"width": width, "height": 900})
            twin.set_content(html, wait_until="load")
            shown = twin.evaluate("getComputedStyle(document.querySelector('.top')).color")
            assert shown == "rgb(255, 255, 255)", f"{what} was looked at without its style sheet"
            found = Axe().run(twin, options=LOOK)
            assert found.violations_count == 0, f"{what} at {width}: {found.generate_snapshot()}"
            assert twin.evaluate("document.documentElement.scrollWidth") <= width, what
        twin.close()
        self.seen.append(what)

    def press(self, words: str) -> None:
        """A click alone does not wait: a busy machine would look at the page in between."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words).click()

    def follow(self, words: str | re.Pattern[str]) -> None:
        with self.page.expect_navigation():
            self.page.get_by_role("link", name=words).first.click()


@pytest.fixture
def walk(chromium: Browser, address: str) -> Walk:
    return Walk(chromium, address)


def add_evidence(walk: Walk, name: str, criteria: tuple[str, ...], text: str) -> None:
    walk.page.get_by_label("Name, for example").fill(name)
    walk.page.get_by_label("One sentence about it").fill("What changed in my practice.")
    for criterion in criteria:
        walk.page.get_by_role("checkbox", name=criterion).check()
    walk.page.locator("#text").fill(text)
    walk.press("Add this evidence")


def score(walk: Walk, levels: tuple[str, str, str], feedback: str) -> None:
    for number, level in enumerate(levels):
        walk.page.locator(f'input[name="level-{number}"][value$="-{level}"]').check()
    walk.page.locator("#feedback-2").fill(feedback)
    walk.press("Give this decision")


def submit(walk: Walk) -> None:
    walk.page.goto(walk.address)
    walk.look("home")
    walk.follow("Using Wait Time")
    walk.look("catalogue")
    walk.sign_in("Jordan Rivera")
    walk.look("work, nothing begun")
    walk.press("Begin Using Wait Time")
    walk.look("draft")
    add_evidence(walk, "Plan", ("Waits after asking", "Uses what students say"), "My plan.")
    add_evidence(walk, "Reflection", ("Reflects on the change",), "Thin.")
    walk.look("draft with evidence")
    walk.press("Submit for assessment")
    walk.look("submitted")


def give_feedback(walk: Walk) -> None:
    walk.sign_in("Robin Okafor")
    walk.look("queue")
    walk.follow(NUMBER)
    walk.look("score")
    score(walk, ("demonstrated", "demonstrated", "partial"), "")
    assert "say what is missing" in walk.page.get_by_role("alert").inner_text()
    walk.look("score, refused")
    score(walk, ("demonstrated", "demonstrated", "partial"), "Show who and when.")
    walk.look("queue, empty")


def earn(walk: Walk) -> None:
    walk.sign_in("Jordan Rivera")
    walk.follow("Using Wait Time")
    assert "Show who and when." in walk.page.locator("main").inner_text()
    walk.look("not yet earned")
    walk.press("Take out Reflection")
    add_evidence(walk, "Reflection", ("Reflects on the change",), "Nineteen students spoke.")
    walk.press("Submit again")
    walk.sign_in("Robin Okafor")
    walk.follow(NUMBER)
    walk.look("score, second attempt")
    score(walk, ("demonstrated",) * 3, "Thank you.")


def receive(walk: Walk, file: Path) -> None:
    walk.sign_in("Jordan Rivera")
    walk.follow("Using Wait Time")
    walk.look("earned")
    walk.page.get_by_label("Put my name on the badge").check()
    walk.press("Receive the badge")
    walk.page.get_by_label("Anybody with the link").check()
    walk.press("Save my choice")
    walk.look("badge")
    walk.press("Check again")
    assert "genuine and in force" in walk.page.get_by_role("status").inner_text()
    with walk.page.expect_download() as download:
        walk.page.get_by_role("link", name="Download the badge file").click()
    assert re.fullmatch(r"badge-[0-9a-f]+\.json", download.value.suggested_filename)
    download.value.save_as(file)


def check(walk: Walk, file: Path) -> None:
    walk.page.set_input_files("#badge", str(file))
    walk.press("Check this badge")


def test_the_story_without_javascript_and_without_a_barrier(walk: Walk, tmp_path: Path) -> None:
    """Teacher, assessor, teacher, Harmony: every page works plain and has no axe violation."""
    submit(walk)
    give_feedback(walk)
    earn(walk)
    receive(walk, tmp_path / "badge.json")
    walk.sign_in("Sam Lee")
    walk.look("check")
    check(walk, tmp_path / "badge.json")
    answer = walk.page.locator("main").inner_text()
    assert "awarded Using Wait Time to Jordan Rivera" in answer
    assert "accepted, 15 CPE hours" in answer
    walk.look("answer, genuine")
    text = (tmp_path / "badge.json").read_text(encoding="utf-8")
    (tmp_path / "altered.json").write_text(text.replace("Jordan Rivera", "Casey Doe"))
    check(walk, tmp_path / "altered.json")
    assert "was changed after it was issued" in walk.page.get_by_role("status").inner_text()
    walk.look("answer, altered")
    walk.page.goto(f"{walk.address}/nothing-here")
    walk.look("error")
    assert len(walk.seen) == 18


def test_the_look_finds_planted_faults(walk: Walk) -> None:
    """A picture without words and pale text are found, so silence means something."""
    walk.page.goto(walk.address)
    html = walk.page.content()
    for fault in ('<img src="/static/icon.svg">', '<p style="color:#bbb">pale</p>'):
        walk.page.set_content(html.replace("<h1>", f"{fault}<h1>"))
        with pytest.raises(AssertionError, match=r"image-alt|color-contrast"):
            walk.look("planted")


def test_the_first_steps_work_with_the_keyboard_alone(walk: Walk) -> None:
    """Skip link first, then everything in reading order; Enter does what a click does."""
    page = walk.page
    page.goto(walk.address)
    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    for _ in range(20):
        page.keyboard.press("Tab")
        if "Jordan Rivera" in page.locator(":focus").inner_text():
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/portfolio")
    assert "My work" in page.locator("h1").inner_text()
