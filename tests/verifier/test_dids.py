"""From an issuer's address to its keys: what binds a key to an issuer, and what does not."""

import json
from typing import Any

import pytest

from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import Badge, objection, sign, small_badge, verify
from tests.verifier.issuers import Issuers, method
from verifier import Limits, Offline, Report, Verifier
from verifier.base64url import base64url_encode
from verifier.keys import from_multikey

DISTRICT = "did:web:sdsm.example"
DID_DOCUMENT = "https://sdsm.example/.well-known/did.json"
HELD = MemorySigner(bytes([1] * 32), did=DISTRICT)
OTHER = MemorySigner(bytes([2] * 32), did=DISTRICT)
WHERE = "/proof/0/verificationMethod"


def badge_by(issuer: str = DISTRICT, signer: MemorySigner = HELD, **options: Any) -> Badge:
    """A badge of an issuer; the proof names the issuer's key unless told otherwise."""
    key = {"verificationMethod": f"{issuer}#key-1", **options}
    return sign(small_badge(issuer={"id": issuer, "type": ["Profile"]}), signer, **key)


def judged(issuers: Issuers, badge: Badge | None = None, limits: Limits | None = None) -> Report:
    """What is said of a badge when these issuers answer."""
    verifier = Verifier(fetcher=issuers, limits=limits or Limits())
    return verify(badge or badge_by(), verifier)


def listing(**changes: Any) -> Issuers:
    """The district's document with one key, in which members are changed."""
    issuers = Issuers()
    issuers.publish(DISTRICT, {f"{DISTRICT}#key-1": HELD.public_key}, **changes)
    return issuers


def with_key(**changes: Any) -> Issuers:
    """The district's document with one key, of which members are changed."""
    entry = method(DISTRICT, f"{DISTRICT}#key-1", HELD.public_key, **changes)
    return listing(verificationMethod=[entry])


def test_a_district_stands_for_its_key() -> None:
    """Award and verification through the district's own document; offline nothing is known."""
    district = DistrictSimulator()
    badge = district.award()
    assert Verifier(fetcher=district).verify(badge).state.value == "valid"
    offline = Verifier(fetcher=Offline()).verify(badge)
    assert (offline.state.value, offline.sources) == ("key_unavailable", ())


def test_a_badge_in_the_name_of_another_district_is_refused() -> None:
    """The impostor's own key is fine, and is not the district's."""
    impostor = DistrictSimulator("did:web:impostor.example")
    badge = impostor.award()
    forged = json.loads(badge)
    forged["issuer"]["id"] = DISTRICT
    del forged["proof"]
    again = sign(forged, impostor.signer)
    served = Issuers({**DistrictSimulator(DISTRICT).pages, **impostor.pages})
    report = judged(served, again)
    assert report.state.value == "invalid_signature"
    assert objection(report) == ("issuer.key", "failed", "/proof")
    assert "No signature is by the issuer did:web:sdsm.example" in report.decisive()[0].message


@pytest.mark.parametrize(
    ("issuers", "words"),
    [
        (listing(assertionMethod=[]), "does not allow"),
        (listing(assertionMethod=None, authentication=[f"{DISTRICT}#key-1"]), "does not allow"),
        (listing(assertionMethod=["key-1"]), "does not allow"),
        (listing(assertionMethod=[{"id": f"{DISTRICT}#key-1"}]), "two keys as"),
        (listing(verificationMethod=[]), "does not list"),
        (listing(verificationMethod="#key-1"), "does not list"),
        (with_key(id="key-1"), "does not list"),
        (with_key(id=7), "does not list"),
        (with_key(controller="did:web:other.example"), "is controlled by did:web:other.example"),
        (with_key(controller=None), "is controlled by"),
        (with_key(revoked="2026-05-01T00:00:00Z"), "has been revoked"),
        (with_key(revoked="2099-01-01T00:00:00Z"), "has been revoked"),
        (with_key(expires="2026-03-01T00:00:00Z"), "had expired"),
        (with_key(expires="soon"), "no date"),
        (with_key(publicKeyMultibase="z6Mk"), "cannot be read"),
        (with_key(publicKeyMultibase=OTHER.public_key + "x"), "cannot be read"),
        (listing(id="did:web:other.example"), "is not about"),
        (listing(id=None), "is not about"),
        (listing(deactivated=True), "is deactivated"),
    ],
)
def test_a_key_that_the_issuer_does_not_stand_for_is_refused(issuers: Issuers, words: str) -> None:
    """Reached but wrong: each with the reason."""
    report = judged(issuers)
    assert report.state.value == "invalid_signature"
    assert objection(report) == ("issuer.key", "failed", WHERE)
    assert words in report.decisive()[0].message


@pytest.mark.parametrize(
    "issuers",
    [
        with_key(id="#key-1"),
        listing(assertionMethod=[7, {}, "#key-1"]),
        listing(assertionMethod=f"{DISTRICT}#key-1"),
        listing(verificationMethod=method(DISTRICT, "#key-1", HELD.public_key)),
        listing(
            verificationMethod=None,
            assertionMethod=[method(DISTRICT, f"{DISTRICT}#key-1", HELD.public_key)],
        ),
        with_key(type="Ed25519VerificationKey2020"),
        with_key(expires="2026-03-02T15:00:00Z"),
        with_key(revoked=None),
        listing(verificationMethod=[7, None, method(DISTRICT, "#key-1", HELD.public_key)]),
        listing(deactivated=False),
    ],
)
def test_other_ways_to_list_a_key_are_read(issuers: Issuers) -> None:
    """Relative ids, single values, keys inside `assertionMethod`, an expiry after signing."""
    assert judged(issuers).state.value == "valid"


def test_an_expiry_counts_from_the_signature_or_from_now() -> None:
    """A key may sign until it expires; a proof without a date is taken as made today."""
    issuers = with_key(expires="2026-06-01T00:00:00Z")
    assert judged(issuers, badge_by(created="2026-05-31T00:00:00Z"))
    assert judged(issuers, badge_by(created="2026-06-02T00:00:00Z")).state == "invalid_signature"
    assert judged(issuers, badge_by(created=None)).state == "invalid_signature"


def test_two_keys_with_one_id_are_refused() -> None:
    """Which of them is meant cannot be told, whatever form the second one has."""
    first = method(DISTRICT, f"{DISTRICT}#key-1", HELD.public_key)
    for second in (
        method(DISTRICT, "#key-1", OTHER.public_key),
        method(DISTRICT, "#key-1", "", type="JsonWebKey"),
    ):
        report = judged(listing(verificationMethod=[first, second]))
        assert report.state.value == "invalid_signature"
        assert "two keys as did:web:sdsm.example#key-1" in report.decisive()[0].message


def test_a_key_may_be_listed_as_a_web_key() -> None:
    """The same key in its other form; another one is another key, and a short one is none."""
    for raw, state in (
        (from_multikey(HELD.public_key).raw, "valid"),
        (from_multikey(OTHER.public_key).raw, "invalid_signature"),
        (bytes(3), "invalid_signature"),
    ):
        web_key = {"kty": "OKP", "crv": "Ed25519", "x": base64url_encode(raw)}
        entry = {"type": "JsonWebKey", "publicKeyMultibase": None, "publicKeyJwk": web_key}
        assert judged(with_key(**entry)).state.value == state


def test_a_key_in_a_form_that_is_not_read_is_unsupported() -> None:
    """The district lists it and may sign with it: nothing is wrong, and nothing is known."""
    entry = {"type": "Multikey", "publicKeyMultibase": None, "publicKeyHex": "00"}
    report = judged(with_key(**entry))
    assert report.state.value == "unsupported"
    assert objection(report) == ("proof.method", "inconclusive", WHERE)
    listed = with_key(**entry)
    page = json.loads(listed.pages[DID_DOCUMENT])
    listed.pages[DID_DOCUMENT] = json.dumps({**page, "assertionMethod": []}).encode()
    assert judged(listed).state.value == "invalid_signature"


@pytest.mark.parametrize(
    "page",
    [b"<html>Please log in</html>", b"", b"\xff\xfe{\x00", b"not found", b'{"id": 1', None],
)
def test_a_document_that_does_not_come_leaves_everything_open(page: bytes | None) -> None:
    """A portal page, an empty answer, no answer: nothing is known about this badge."""
    issuers = Issuers() if page is None else Issuers({DID_DOCUMENT: page})
    report = judged(issuers)
    assert report.state.value == "key_unavailable"
    assert objection(report) == ("issuer.key", "inconclusive", WHERE)


def test_an_answer_over_the_limit_is_no_answer() -> None:
    """More bytes than the caller wants to read are not read."""
    issuers = listing()
    assert judged(issuers).state.value == "valid"
    short = Limits(max_document_bytes=100)
    assert judged(issuers, limits=short).state.value == "key_unavailable"


@pytest.mark.parametrize("page", [b'{"id": "a", "id": "b"}', b"[" * 60 + b"]" * 60, b"[1e400]"])
def test_an_answer_that_breaks_the_strict_rules_is_wrong(page: bytes) -> None:
    """Duplicate members: two readers would see two documents."""
    report = judged(Issuers({DID_DOCUMENT: page}))
    assert report.state.value == "invalid_signature"
    assert objection(report) == ("issuer.key", "failed", WHERE)


@pytest.mark.parametrize("page", [b"[]", b"null", b'"text"', b"{}"])
def test_an_answer_about_nobody_is_wrong(page: bytes) -> None:
    """JSON, but no document of the issuer."""
    report = judged(Issuers({DID_DOCUMENT: page}))
    assert "is not about did:web:sdsm.example" in report.decisive()[0].message
