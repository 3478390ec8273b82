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


def test_a_digest_in_multibase_is_open() -> None:
    """The other spelling of VC 2.0 is not read yet."""
    report = judged(pinned(digestSRI=None, digestMultibase="zQm"))
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
