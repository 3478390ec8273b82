"""One proof: its shape, purpose, times and value, before and after the key is found."""

import json
from datetime import timedelta
from typing import Any

import pytest

from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import (
    NOW,
    SIGNER,
    Badge,
    objection,
    options,
    proof,
    sign,
    signed_badge,
    small_badge,
    verify,
)
from verifier import Limits, Verifier
from verifier.clock import to_text
from verifier.keys import base58_decode, base58_encode


def judged(**changes: Any) -> tuple[str, str, str, str]:
    """State, check, outcome and place for a genuine proof with these members."""
    report = verify(sign(small_badge(), **changes))
    return (report.state.value, *objection(report))


@pytest.mark.parametrize("listed", [True, False])
def test_a_genuine_proof_verifies_alone_or_in_a_list(listed: bool) -> None:
    """The place of every finding follows the form of the file."""
    badge = signed_badge()
    if not listed:
        badge["proof"] = badge["proof"][0]
    report = verify(badge)
    assert report.state.value == "valid"
    place = "/proof/0" if listed else "/proof"
    passed = {f.check: f.path for f in report.findings if f.check.startswith(("proof", "issuer.k"))}
    assert passed == {"proof.signature": place, "issuer.key": place}
    assert report.require().methods == (SIGNER.kid,)


def test_a_badge_of_a_district_verifies_with_its_key_named() -> None:
    """The story from the issuer's side: what leaves `issue` is what verifies here."""
    district = DistrictSimulator()
    badge = Verifier(fetcher=district).verify(district.award()).require()
    assert badge.methods == (district.signer.kid,)
    assert "proof" not in badge.document


@pytest.mark.parametrize("value", [None, [], "missing"])
def test_a_badge_without_a_proof_is_not_signed(value: Any) -> None:
    """No proof, null, or an empty list."""
    badge = small_badge() if value == "missing" else {**small_badge(), "proof": value}
    report = verify(badge)
    assert report.state.value == "invalid_signature"
    assert objection(report) == ("proof.present", "failed", "/proof")
    assert report.decisive()[0].message.startswith("The badge is not signed.")


def test_an_unsigned_badge_is_not_signed_under_any_context() -> None:
    """That its contexts are not read does not hide that nobody signed it."""
    badge = small_badge(**{"@context": ["https://www.w3.org/2018/credentials/v1"]})
    report = verify(badge)
    assert report.state.value == "invalid_signature"
    assert [f.check for f in report.findings] == ["jsonld.context", "proof.present"]
    signed = {**badge, "proof": {"type": "Ed25519Signature2020"}}
    assert verify(signed).state.value == "invalid_content"


@pytest.mark.parametrize("value", ["text", 7, True, {}, ["text"], [{}], [None], [[options()]]])
def test_what_is_no_proof_is_refused(value: Any) -> None:
    """A proof is an object with members."""
    report = verify({**small_badge(), "proof": value})
    assert report.state.value == "invalid_signature"
    assert objection(report)[:2] == ("proof.present", "failed")


@pytest.mark.parametrize(
    ("changes", "check", "place"),
    [
        ({"type": 7}, "proof.suite", "/proof/0/type"),
        ({"type": ["DataIntegrityProof"]}, "proof.suite", "/proof/0/type"),
        ({"cryptosuite": 7}, "proof.suite", "/proof/0"),
        ({"cryptosuite": ""}, "proof.suite", "/proof/0"),
        ({"proofPurpose": "authentication"}, "proof.purpose", "/proof/0/proofPurpose"),
        ({"proofPurpose": ["assertionMethod"]}, "proof.purpose", "/proof/0/proofPurpose"),
        ({"domain": "https://jobs.example"}, "proof.purpose", "/proof/0/domain"),
        ({"challenge": "abc"}, "proof.purpose", "/proof/0/challenge"),
        ({"verificationMethod": 7}, "proof.method", "/proof/0/verificationMethod"),
        ({"verificationMethod": ""}, "proof.method", "/proof/0/verificationMethod"),
        ({"verificationMethod": "a:b#c#d"}, "proof.method", "/proof/0/verificationMethod"),
        ({"created": "2026-03-02"}, "proof.created", "/proof/0/created"),
        ({"created": "2026-03-02T15:00:00"}, "proof.created", "/proof/0/created"),
        ({"created": None}, "proof.created", "/proof/0/created"),
        ({"created": 7}, "proof.created", "/proof/0/created"),
        ({"expires": "never"}, "proof.expires", "/proof/0/expires"),
        ({"@context": small_badge()["@context"]}, "jsonld.terms", "/proof/0/@context"),
        ({"@type": "DataIntegrityProof"}, "jsonld.terms", "/proof/0/@type"),
    ],
)
def test_a_proof_of_the_wrong_shape_is_refused(
    changes: dict[str, Any], check: str, place: str
) -> None:
    """Each with its own check and place; the value is not even looked at."""
    badge = {**small_badge(), "proof": [{**options(), "proofValue": "z1", **changes}]}
    report = verify(badge)
    assert objection(report) == (check, "failed", place)
    assert report.verdict.value == "invalid"


@pytest.mark.parametrize(
    "name", ["type", "cryptosuite", "proofPurpose", "verificationMethod", "proofValue"]
)
def test_a_proof_without_a_member_it_needs_is_refused(name: str) -> None:
    """Nothing is guessed."""
    made = {**options(), "proofValue": "z1"}
    del made[name]
    assert verify({**small_badge(), "proof": [made]}).verdict.value == "invalid"


@pytest.mark.parametrize("value", [None, 7, "", True, [], {}])
def test_a_proof_without_a_value_is_told_apart_from_a_broken_one(value: Any) -> None:
    """Nobody looks for a change in a badge that was never signed, nor for the key of its issuer."""
    web = "did:web:sdsm.example"
    badge = small_badge(issuer={"id": web, "type": ["Profile"]})
    made = {**options(), "verificationMethod": web + "#key-1"}
    for valueless in (made, {**made, "proofValue": value}):
        report = verify({**badge, "proof": [valueless]})
        assert objection(report) == ("proof.present", "failed", "/proof/0/proofValue")
        assert report.state.value == "invalid_signature"


@pytest.mark.parametrize(
    "value",
    [
        *("z", "zz", "z0OIl", "z" + "1" * 64, "z" + "1" * 100_000),
        "z" + base58_encode(bytes(64)),
        "z" + base58_encode(bytes([255]) * 63),
        "z" + base58_encode(bytes([255]) * 65),
    ],
)
def test_a_proof_value_that_is_no_signature_is_refused(value: Any) -> None:
    """Other alphabets, other lengths, garbage, and texts of any size."""
    badge = signed_badge()
    badge["proof"][0]["proofValue"] = value
    report = verify(badge)
    assert objection(report) == ("proof.signature", "failed", "/proof/0")


@pytest.mark.parametrize("prefix", ["", "u", "Z", "m", "zz", "z1"])
def test_a_signature_has_one_spelling(prefix: str) -> None:
    """Only base58 with the letter z: no other base, no leading zeros."""
    badge = signed_badge()
    value = badge["proof"][0]["proofValue"]
    badge["proof"][0]["proofValue"] = prefix + value[1:]
    assert verify(badge).state.value == "invalid_signature"


def test_a_signature_plus_the_group_order_is_no_second_signature() -> None:
    """Ed25519 without the check of S would accept S + L."""
    badge = signed_badge()
    order = 2**252 + 27742317777372353535851937790883648493
    value = base58_decode(badge["proof"][0]["proofValue"][1:])
    scalar = (int.from_bytes(value[32:], "little") + order).to_bytes(32, "little")
    badge["proof"][0]["proofValue"] = "z" + base58_encode(value[:32] + scalar)
    assert verify(badge).state.value == "invalid_signature"


def test_a_proof_may_be_made_a_minute_ahead_and_no_more() -> None:
    """Clocks differ a little; sixty seconds are fine, sixty-one are the future."""
    ahead = to_text(NOW + timedelta(seconds=60))
    assert verify(sign(small_badge(), created=ahead))
    later = to_text(NOW + timedelta(seconds=61))
    answer = judged(created=later)
    assert answer == ("invalid_signature", "proof.created", "failed", "/proof/0/created")
    (finding,) = verify(sign(small_badge(), created=later)).decisive()
    assert f"made at {later}, which is later than {to_text(NOW)}" in finding.message
    patient = Verifier(limits=Limits(clock_skew=timedelta(minutes=5)))
    assert verify(sign(small_badge(), created=later), patient)


def test_a_proof_expires_when_it_says() -> None:
    """Equal to now still holds; a second later it does not."""
    assert verify(sign(small_badge(), expires=to_text(NOW)))
    gone = to_text(NOW - timedelta(seconds=1))
    answer = judged(expires=gone)
    assert answer == ("invalid_signature", "proof.expires", "failed", "/proof/0/expires")


def test_a_proof_without_a_date_holds() -> None:
    """`created` is optional."""
    assert verify(sign(small_badge(), created=None))


def test_options_are_signed_too() -> None:
    """Another date, another nonce: another proof."""
    badge = signed_badge()
    for name, value in (
        ("created", "2026-03-03T15:00:00Z"),
        ("nonce", "n"),
        ("expires", "2099-01-01T00:00:00Z"),
    ):
        changed: Badge = json.loads(json.dumps(badge))
        changed["proof"][0][name] = value
        assert verify(changed).state.value == "invalid_signature", name
    assert verify({**badge, "proof": [proof(badge, nonce="n", id="urn:x:proof")]})
