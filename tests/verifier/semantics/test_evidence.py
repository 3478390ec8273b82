"""Whether evidence and definitions are still what the badge was awarded for."""

import hashlib
import json
from base64 import b64encode, urlsafe_b64encode
from typing import Any

import pytest

from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import Badge, signed_badge, verify
from tests.verifier.issuers import Issuers
from verifier import Finding, Limits, Outcome, Report, Verifier
from verifier.base64url import base64url_encode
from verifier.keys import base58_encode
from verifier.multihash import read_multihash
from verifier.semantics.evidence import sri

PHOTO, BODY = "https://sdsm.example/photo", b"a photo"
EVIDENCE = {"id": PHOTO, "type": ["Evidence"], "name": "Photo"}


def pinned(digest: str | None = None, **changes: Any) -> Badge:
    """A badge with one evidence and a pin on it."""
    pin = {"id": PHOTO, "digestSRI": digest or sri(BODY), **changes}
    return signed_badge(
        evidence=[EVIDENCE],
        relatedResource=[{name: value for name, value in pin.items() if value is not None}],
    )


def judged(badge: Badge, body: bytes | None = BODY, limits: Limits | None = None) -> Report:
    """The report when this is served at the address of the evidence."""
    pages = Issuers({} if body is None else {PHOTO: body})
    checking = Verifier(fetcher=pages, check_evidence=True, limits=limits or Limits())
    return verify(badge, checking)


def digest_rows(report: Report) -> list[Finding]:
    """The rows about evidence, leaving out nothing."""
    return [f for f in report.findings if f.check == "evidence.digest"]


@pytest.mark.parametrize("algorithm", ["sha256", "sha384", "sha512"])
def test_evidence_that_matches_its_digest_passes(algorithm: str) -> None:
    """With each algorithm of Subresource Integrity; the bytes are kept for later stages."""
    report = judged(pinned(sri(BODY, algorithm)))
    assert report.state.value == "valid"
    (row,) = digest_rows(report)
    assert (row.outcome, row.path) == (Outcome.PASSED, "/relatedResource/0")
    assert report.require().definitions == {PHOTO: BODY}
    assert [(s.url, s.outcome) for s in report.sources] == [(PHOTO, "ok")]
    assert report.sources[0].sha256 == hashlib.sha256(BODY).hexdigest()


def test_the_digest_is_written_as_the_standard_says() -> None:
    """Algorithm, hyphen, ordinary base64 with padding."""
    assert sri(BODY) == "sha384-" + b64encode(hashlib.sha384(BODY).digest()).decode()
    assert sri(b"alert('Hello, world.');") == (
        "sha384-H8BRh8j48O9oYatfu5AZzq6A9RINhZO5H16dQZngK7T62em8MUt1FLm52t+eX6xO"
    )


def test_exchanged_evidence_makes_the_badge_unreliable() -> None:
    """One byte is enough; nothing of it is kept."""
    report = judged(pinned(), BODY + b"!")
    assert report.state.value == "invalid_content"
    (row,) = digest_rows(report)
    assert (row.outcome, row.path) == (Outcome.FAILED, "/relatedResource/0")
    assert report.verified is not None
    assert report.verified.definitions == {}


@pytest.mark.parametrize(
    "digest",
    [
        "sha384-",
        "sha384-é",
        "sha384-" + "A" * 64,
        "sha256-" + urlsafe_b64encode(hashlib.sha256(b"\xff" * 9).digest()).decode(),
        sri(BODY).rstrip("=") + "x",
        sri(BODY).replace("sha384", "sha256"),
    ],
)
def test_a_digest_that_no_bytes_have_fails(digest: str) -> None:
    """Letters beyond ASCII too: once they were a TypeError that escaped."""
    assert judged(pinned(digest)).state.value == "invalid_content"


@pytest.mark.parametrize(
    "digest",
    ["md5-x", "sha1-x", "SHA384-x", "x", f"{sri(BODY)} {sri(BODY, 'sha256')}", "sha384 x"],
)
def test_a_digest_of_another_kind_is_open(digest: str) -> None:
    """Weak, unknown, or several at once: not read, and not wrong."""
    report = judged(pinned(digest))
    assert report.state.value == "valid"
    assert [f.outcome for f in digest_rows(report)] == [Outcome.INCONCLUSIVE]


def test_what_cannot_be_fetched_is_open() -> None:
    """Not there, too large, or at an address that is never asked for."""
    for report in (judged(pinned(), None), judged(pinned(), limits=Limits(max_document_bytes=3))):
        assert report.state.value == "valid"
        (row,) = digest_rows(report)
        assert row.outcome is Outcome.INCONCLUSIVE
        assert [s.outcome for s in report.sources] == ["unreachable"]


def test_pins_that_nobody_asked_to_check_are_open() -> None:
    """By default nothing is fetched, and the report says so."""
    report = verify(pinned(), Verifier(fetcher=Issuers({PHOTO: b"other"})))
    assert report.state.value == "valid"
    (row,) = digest_rows(report)
    assert row.outcome is Outcome.INCONCLUSIVE
    assert "was not fetched" in row.message
    assert report.sources == ()


def test_evidence_without_a_pin_is_a_warning() -> None:
    """Its page may be exchanged and nobody would notice; so may one without an address."""
    report = judged(signed_badge(evidence=[EVIDENCE, {"type": ["Evidence"], "narrative": "Text"}]))
    rows = [(f.outcome, f.path) for f in digest_rows(report)]
    assert rows == [(Outcome.WARNING, "/evidence/0"), (Outcome.WARNING, "/evidence/1")]
    assert report.state.value == "valid"


def test_the_definitions_of_a_district_are_compared() -> None:
    """The achievement and the stack that an award pins are what the district publishes."""
    district = DistrictSimulator()
    badge = district.award()
    checking = Verifier(fetcher=district, check_evidence=True)
    definitions = checking.verify(badge).require().definitions
    assert set(definitions) == {district.achievement["id"], district.stack["id"]}
    district.publish({**district.achievement, "description": "Easier than before."})
    report = checking.verify(badge)
    assert report.state.value == "invalid_content"
    assert [f.path for f in report.decisive()] == [
        f"/relatedResource/{index}"
        for index, pin in enumerate(json.loads(badge)["relatedResource"])
        if pin["id"] == district.achievement["id"]
    ]


CODES = {"sha256": b"\x12\x20", "sha384": b"\x20\x30", "sha512": b"\x13\x40"}


def multibase(body: bytes = BODY, algorithm: str = "sha256", base: str = "u") -> str:
    """The digest as `digestMultibase` writes it."""
    data = CODES[algorithm] + hashlib.new(algorithm, body).digest()
    return base + (base64url_encode(data) if base == "u" else base58_encode(data))


@pytest.mark.parametrize("algorithm", CODES)
@pytest.mark.parametrize("base", ["u", "z"])
def test_a_digest_may_be_a_multihash(algorithm: str, base: str) -> None:
    badge = pinned(digestSRI=None, digestMultibase=multibase(BODY, algorithm, base))
    (row,) = digest_rows(judged(badge))
    assert row.outcome is Outcome.PASSED
    report = judged(badge, BODY + b"!")
    assert report.state.value == "invalid_content"
    assert digest_rows(report)[0].outcome is Outcome.FAILED


def test_a_multihash_is_written_as_the_standard_says() -> None:
    """The SHA-256 of the nine letters `multihash`."""
    text = "zQmYtUc4iTCbbfVSDNKvtQqrfyezPPnFvE33wFmutw9PBBk"
    expected = "9cbc07c3f991725836a3aa2a581ca2029198aa420b9d99bc0e131d9f3e2cbe47"
    assert read_multihash(text) == ("sha256", bytes.fromhex(expected))
    assert hashlib.sha256(b"multihash").hexdigest() == expected


@pytest.mark.parametrize(
    ("sri_of", "multibase_of", "outcome"),
    [
        (sri(BODY), multibase(), Outcome.PASSED),
        (sri(BODY, "sha256"), multibase(), Outcome.PASSED),
        (sri(BODY, "sha256"), multibase(b"other"), Outcome.FAILED),
        (sri(BODY), multibase(b"other"), Outcome.FAILED),
        (sri(b"other"), multibase(), Outcome.FAILED),
        (sri(BODY), "zQm", Outcome.PASSED),
        ("x", multibase(), Outcome.PASSED),
    ],
)
def test_of_two_digests_both_must_fit(sri_of: str, multibase_of: str, outcome: Outcome) -> None:
    (row,) = digest_rows(judged(pinned(sri_of, digestMultibase=multibase_of)))
    assert row.outcome is outcome


def test_two_digests_that_contradict_each_other_fail_even_offline() -> None:
    report = verify(pinned(sri(BODY, "sha256"), digestMultibase=multibase(b"other")))
    (row,) = digest_rows(report)
    assert (row.outcome, "contradict each other" in row.message) == (Outcome.FAILED, True)
    assert report.state.value == "invalid_content"
    unlike = verify(pinned(sri(BODY), digestMultibase=multibase(b"other")))
    assert digest_rows(unlike)[0].outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "u",
        "z",
        "u" + base64url_encode(hashlib.sha256(BODY).digest()),
        "u" + base64url_encode(b"\x12\x10" + hashlib.sha256(BODY).digest()[:16]),
        "u" + base64url_encode(b"\x12\x20" + hashlib.sha256(BODY).digest() + b"x"),
        "u" + base64url_encode(b"\x11\x14" + hashlib.sha1(BODY).digest()),  # noqa: S324
        multibase() + "=",
        multibase()[1:],
        "f1220" + hashlib.sha256(BODY).hexdigest(),
        "z0OIl",
        "z" + "2" * 5000,
        "ué",
    ],
)
def test_a_digest_that_is_no_multihash_is_not_guessed_at(text: str) -> None:
    """A bare digest, a shortened one, another algorithm, another base."""
    assert read_multihash(text) is None
    (row,) = digest_rows(judged(pinned(digestSRI=None, digestMultibase=text)))
    assert row.outcome is Outcome.INCONCLUSIVE
