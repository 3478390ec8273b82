"""Harmony's page: one sentence for each state, and nothing true beside a forgery."""

import json
from datetime import UTC, datetime

import pytest
from flask import Flask, render_template

from demo_app.browser import Browser
from demo_app.reading import read
from demo_app.seed import policy_bytes
from demo_app.text import markdown, plain, web_link
from demo_app.words import worth_words
from tests.demo_app.steps import As, receive
from verifier import Finding, Offline, Outcome, Report, State, Verifier
from verifier.recognition import Worth, recognise
from verifier.summary import Claimed
from verifier.wording import sentence

AT = datetime(2026, 11, 21, 14, 3, tzinfo=UTC)
FINDINGS = {
    State.MALFORMED: ("parse.json", Outcome.FAILED),
    State.INVALID_SIGNATURE: ("proof.signature", Outcome.FAILED),
    State.INVALID_CONTENT: ("schema.model", Outcome.FAILED),
    State.REVOKED: ("status.revocation", Outcome.FAILED),
    State.SUSPENDED: ("status.suspension", Outcome.FAILED),
    State.EXPIRED: ("time.valid_until", Outcome.FAILED),
    State.NOT_YET_VALID: ("time.valid_from", Outcome.FAILED),
    State.UNSUPPORTED: ("proof.suite", Outcome.INCONCLUSIVE),
    State.KEY_UNAVAILABLE: ("issuer.key", Outcome.INCONCLUSIVE),
    State.STATUS_UNKNOWN: ("status.list", Outcome.INCONCLUSIVE),
    State.ISSUER_UNCHECKED: ("issuer.registry", Outcome.INCONCLUSIVE),
    State.ISSUER_UNRECOGNISED: ("issuer.registry", Outcome.WARNING),
    State.VALID: ("proof.signature", Outcome.PASSED),
}
UNPROVEN = {
    State.MALFORMED,
    State.INVALID_SIGNATURE,
    State.UNSUPPORTED,
    State.KEY_UNAVAILABLE,
}


@pytest.fixture
def badge(sign_in: As) -> bytes:
    """Return the bytes of a badge that Jordan received, with Jordan's name."""
    jordan = receive(sign_in)
    return jordan.download(f"{jordan.page.path}/badge.json")


def check(sign_in: As, data: bytes, name: str = "badge.json") -> Browser:
    sam = sign_in("Sam Lee")
    sam.press("Check this badge", badge=(data, name))
    return sam


@pytest.mark.parametrize("state", State)
def test_each_state_has_its_sentence_first(
    app: Flask, sign_in: As, badge: bytes, state: State
) -> None:
    """Thirteen states render; where nothing is proven, nothing is shown as if it were."""
    sam = sign_in("Sam Lee")
    sam.press("Check this badge", badge=(badge, "badge.json"))
    report = _report(app, badge, state)
    assert report.state is state
    with app.test_request_context("/check"):
        reading = read(report, decision=recognise([report], policy_bytes()), data=badge)
        html = render_template("check.html", reading=reading)
    assert html.index('role="status"') < html.index("What it is worth here")
    shown = html.partition("<details")[0]
    assert str(render(app, sentence(report))) in html
    assert ("Waits after asking" in shown) is (state not in UNPROVEN)
    if state in (State.MALFORMED, State.INVALID_SIGNATURE):
        assert "Passed" not in shown
        assert 'class="sign good"' not in shown


def render(app: Flask, text: str) -> str:
    return app.jinja_env.from_string("{{ text|e }}").render(text=text)


def _report(app: Flask, badge: bytes, state: State) -> Report:
    from demo_app.offices import published  # noqa: PLC0415

    with app.app_context():
        good = Verifier(fetcher=published()).verify(badge)
    check, outcome = FINDINGS[state]
    finding = Finding(check, outcome, "Because of this.", "/x")
    if state in UNPROVEN:
        claimed = None if state is State.MALFORMED else Claimed("urn:x", "did:web:a.example", "n")
        return Report(AT, (finding,), claimed=claimed)
    return Report(AT, (finding,), summary=good.summary, verified=good.verified)


def test_a_badge_of_a_trusted_district_is_accepted_with_its_worth(
    sign_in: As, badge: bytes
) -> None:
    """Sentence, policy, worth, reason, rubric, stack, issuer, in words."""
    sam = check(sign_in, badge)
    sam.expect("genuine and in force", "policy version 3: accepted, 15 CPE hours")
    sam.expect("stands for our micro-credential", "Waits after asking", "elective badge")
    sam.expect("Address, proven did:web:sdsm.example")


def test_every_changed_word_is_caught(sign_in: As, badge: bytes) -> None:
    """Name, level, issuer, date: whichever is changed, the page shows none of it as true."""
    document = json.loads(badge)
    changed = []
    for path, value in (
        (("credentialSubject", "identifier", 0, "identityHash"), "Casey Doe"),
        (("issuer", "name"), "Another District"),
        (("name",), "Another Badge"),
        (("awardedDate",), "2020-01-01T00:00:00Z"),
    ):
        copy = json.loads(json.dumps(document))
        node = copy
        for key in path[:-1]:
            node = node[key]
        node[path[-1]] = value
        changed.append(copy)
    for copy in changed:
        page = check(sign_in, json.dumps(copy).encode()).page
        shown = page.html.partition("<details")[0]
        assert "not accepted" in shown
        assert "Passed" not in shown
        assert "Casey" not in shown


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00" * 100,
        bytes(range(256)) * 50,
        b"%PDF-1.7 not a badge",
        b"{}",
        b"[" * 100_000,
        b'{"a": 1, "a": 2}',
        b'{"name": "<script>alert(1)</script>", "issuer": "<img src=x onerror=alert(1)>"}',
        '{"name": "\u202egnp"}'.encode(),
        b'{"n": 1e999999}',
        b"9" * 5000,
    ],
    ids=range(11),
)
def test_hostile_files_get_a_calm_answer(sign_in: As, data: bytes) -> None:
    """Never a 5xx, never markup of a stranger, never a hidden character."""
    page = check(sign_in, data, '"><script>alert(1)</script>.json').page
    assert page.status in (200, 422)
    assert "<script" not in page.html
    assert "<img" not in page.html
    assert "\u202e" not in page.html


def test_a_file_beyond_the_limit_is_refused(sign_in: As) -> None:
    """13 MB never reach the verifier."""
    assert check(sign_in, b" " * 13_000_000).page.status == 413


def test_without_a_web_nothing_is_known(sign_in: As, app: Flask, badge: bytes) -> None:
    """Unreachable is not forged: a person must look at it."""
    report = Verifier(fetcher=Offline()).verify(badge)
    assert report.state is State.KEY_UNAVAILABLE
    for file in (app.extensions["settings"].fetch_dir).iterdir():
        file.unlink()
    check(sign_in, badge).expect("could not be fetched", "a person must look at it")


def test_text_of_strangers_is_tamed() -> None:
    """Markdown without HTML, links to the web alone, no hidden characters."""
    html = markdown("**Good** <script>x</script> [a](javascript:alert(1)) [b](https://b.example)")
    assert "<strong>Good</strong>" in html
    assert "<script" not in html
    assert 'href="javascript' not in html
    assert 'rel="noopener noreferrer nofollow"' in html
    assert plain("a\u200bb\u202ec\x1bd\ne") == "abcd\ne"
    assert web_link("javascript:alert(1)") is None
    assert web_link("https://a.example/x") == "https://a.example/x"


def test_worth_is_said_exactly() -> None:
    """Fractions stay fractions, one is singular, an unknown unit keeps its name."""
    from fractions import Fraction  # noqa: PLC0415

    assert worth_words(Worth("cpe-hour", Fraction(1))) == "1 CPE hour"
    assert worth_words(Worth("cpe-hour", Fraction(88, 3))) == "88/3 CPE hours"
    assert worth_words(Worth("USD", Fraction(250))) == "250 USD"


def test_what_failed_is_said_before_what_could_not_be_checked() -> None:
    """A row that says Failed begins with the reason for it."""
    findings = (
        Finding("evidence.digest", Outcome.PASSED, "Same."),
        Finding("evidence.digest", Outcome.INCONCLUSIVE, "Not fetched."),
        Finding("evidence.digest", Outcome.FAILED, "Exchanged."),
    )
    (area,) = read(Report(AT, findings)).areas
    assert area.reason == "Exchanged. Not fetched. Same."
