"""What kind of file and document this is, before anything else is asked of it."""

import json
from typing import Any

import pytest

from tests.verifier.badges import (
    NOW,
    objection,
    signed_badge,
    small_badge,
    unsigned_but_shaped,
    verify,
)
from verifier import Report, Verifier


def judged(data: bytes) -> Report:
    """The report on a file."""
    return Verifier().verify(data, at=NOW)


@pytest.mark.parametrize("name", ["OpenBadgeCredential", "AchievementCredential"])
def test_both_names_of_a_badge_are_read(name: str) -> None:
    """They stand for one address, so the signature does not tell them apart, and nobody need."""
    badge = signed_badge(type=[name, "VerifiableCredential"])
    assert verify(badge).state.value == "valid"
    for other in (["OpenBadgeCredential"], ["AchievementCredential", "OpenBadgeCredential"]):
        assert verify({**badge, "type": ["VerifiableCredential", *other]}).state.value == "valid"


def test_an_endorsement_alone_is_told_apart() -> None:
    """Nothing is wrong with it; it is no badge."""
    report = verify({**small_badge(), "type": ["VerifiableCredential", "EndorsementCredential"]})
    assert report.state.value == "unsupported"
    assert objection(report) == ("parse.type", "inconclusive", "/type")
    assert "an endorsement, not a badge" in report.decisive()[0].message


@pytest.mark.parametrize(
    ("types", "state", "check", "words"),
    [
        (
            ["VerifiableCredential", "ClrCredential"],
            *("invalid_signature", "proof.present", "The badge is not signed"),
        ),
        (["VerifiablePresentation"], "malformed", "parse.type", "presentation holds no badge"),
        ("VerifiablePresentation", "malformed", "parse.type", "presentation holds no badge"),
        (["EnvelopedVerifiableCredential"], "malformed", "parse.json", "An envelope holds its"),
    ],
)
def test_a_badge_under_the_name_of_another_kind_is_judged_as_that_kind(
    types: Any, state: str, check: str, words: str
) -> None:
    """Portfolios, presentations and envelopes are read, and this is a broken one of each."""
    report = verify({**small_badge(), "type": types})
    assert report.state.value == state
    assert objection(report)[:2] == (check, "failed")
    assert words in report.decisive()[0].message


@pytest.mark.parametrize(
    "types",
    [
        *(None, [], "", 7, {}, ["VerifiableCredential"], "VerifiableCredential"),
        *(["OpenBadgeCredential"], ["Assertion"], ["verifiablecredential", "openbadgecredential"]),
        *([["VerifiableCredential", "OpenBadgeCredential"]], [None, 7]),
    ],
)
def test_json_that_is_no_badge_says_so(types: Any) -> None:
    """Any other type, or none."""
    report = verify({**small_badge(), "type": types})
    assert report.state.value == "malformed"
    assert objection(report) == ("parse.type", "failed", "/type")


@pytest.mark.parametrize("other", ["EndorsementCredential", "ClrCredential"])
def test_a_document_of_two_kinds_is_refused(other: str) -> None:
    """A badge that is an endorsement too would be read as either."""
    types = ["VerifiableCredential", "OpenBadgeCredential", other]
    report = verify(unsigned_but_shaped(small_badge(type=types)))
    assert report.state.value == "malformed"
    assert "two kinds" in report.decisive()[0].message


@pytest.mark.parametrize(
    "context",
    [
        "https://w3id.org/openbadges/v2",
        ["https://w3id.org/openbadges/v2"],
        ["https://w3id.org/openbadges/v2", "https://w3id.org/openbadges/extensions/x"],
    ],
)
def test_open_badges_2_is_another_format(context: Any) -> None:
    """With its context alone, or with extensions; once the list was called no badge at all."""
    badge = {"@context": context, "type": "Assertion", "id": "https://a.example/1"}
    report = verify(badge)
    assert report.state.value == "unsupported"
    assert "Open Badges 2.0" in report.decisive()[0].message


@pytest.mark.parametrize(
    ("data", "state", "words"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "malformed", "This is a PDF, not a badge file"),
        (b"  \n%PDF-1.7", "malformed", "This is a PDF, not a badge file"),
        (b"\x89PNG\r\n\x1a\n", "unsupported", "This is a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unsupported", "This is a picture"),
        (b"<?xml version='1.0'?>\n<svg/>", "unsupported", "This is a picture"),
        (b"<!-- made by x -->\n<svg/>", "unsupported", "This is a picture"),
        (b"\xef\xbb\xbf<?xml version='1.0'?><svg/>", "unsupported", "This is a picture"),
        (b"<!DOCTYPE html><html><svg/></html>", "malformed", "This is a web page"),
        (b"<HTML><body><svg/></body></HTML>", "malformed", "This is a web page"),
        (b"<rss/>", "malformed", "This is a web page or other XML"),
        (b"eyJhbGciOiJSUzI1NiJ9.e30.c2ln", "malformed", "The token names no key"),
        (b"\xff\xd8\xff\xe0JFIF", "malformed", "not UTF-8"),
        (b"PK\x03\x04", "malformed", "not JSON"),
        (b"[]", "malformed", "not one badge"),
        (b"[{}]", "malformed", "not one badge"),
        (b"7", "malformed", "not one badge"),
        (b'"https://a.example/badge.json"', "malformed", "not one badge"),
        (b"null", "malformed", "not one badge"),
    ],
)
def test_a_file_is_known_by_its_content(data: bytes, state: str, words: str) -> None:
    """Never by its name: one sentence that says what it is."""
    report = judged(data)
    assert report.state.value == state
    assert objection(report)[0] == "parse.json"
    assert words in report.decisive()[0].message


def test_a_byte_order_mark_and_white_space_are_passed_over() -> None:
    """As text and as bytes."""
    text = json.dumps(signed_badge())
    for before, after in (("\ufeff", ""), (" \r\n\t", "\n"), ("\ufeff\n ", "\t")):
        whole = before + text + after
        assert Verifier().verify(whole, at=NOW)
        assert Verifier().verify(whole.encode(), at=NOW)
