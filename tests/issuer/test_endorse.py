"""Endorsements of an achievement, an issuer and a badge, as credentials and as tokens."""

import json
from base64 import urlsafe_b64decode
from typing import Any

import pytest

from openbadge_issuer import (
    Endorser,
    MemorySigner,
    RefusedError,
    award,
    embed,
    endorse,
    endorse_jwt,
    issue,
)
from openbadge_issuer.testing import DistrictSimulator
from verifier import State, Verifier
from verifier.clock import parse_timestamp
from verifier.keys import from_multikey

DPI = MemorySigner(bytes(range(1, 33)), did="did:web:dpi.wi.example")
AT = parse_timestamp("2026-03-02T15:00:00Z")
PROFILE = {"name": "Department of Public Instruction"}


def decoded(part: str) -> Any:
    """One part of a token."""
    return json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))


@pytest.mark.parametrize("thing", ["badge", "issuer", "achievement"])
def test_an_endorsement_finds_its_place(thing: str) -> None:
    """Both forms end at what they endorse, and the badge around them is valid."""
    district = DistrictSimulator()
    badge = award(district.assessment())
    subject = {
        "badge": badge,
        "issuer": badge["issuer"],
        "achievement": badge["credentialSubject"]["achievement"],
    }[thing]["id"]
    endorser = Endorser(profile=PROFILE, name="Endorsement of rigor")
    whole = endorse(subject, "Sound and fair.", signer=DPI, endorser=endorser, at=AT)
    token = endorse_jwt(subject, "Sound and fair.", signer=DPI, at=AT)
    signed = issue(embed(embed(badge, whole), token), signer=district.signer)
    place = {
        "badge": signed,
        "issuer": signed["issuer"],
        "achievement": signed["credentialSubject"]["achievement"],
    }[thing]
    assert place["endorsement"] == [whole]
    assert place["endorsementJwt"] == [token]
    assert "proof" not in badge
    assert Verifier(fetcher=district).verify(json.dumps(signed)).state is State.VALID


def test_two_endorsers_of_one_achievement() -> None:
    """Their comments share a node in the badge's graph; each has a proof of its own."""
    district = DistrictSimulator()
    badge = award(district.assessment())
    subject = badge["credentialSubject"]["achievement"]["id"]
    for signer, comment in ((DPI, "Sound."), (MemorySigner(bytes(32)), "Fair.")):
        badge = embed(badge, endorse(subject, comment, signer=signer, at=AT))
    signed = issue(badge, signer=district.signer)
    assert len(signed["credentialSubject"]["achievement"]["endorsement"]) == 2


def test_the_token_carries_the_claims_and_a_signature() -> None:
    """Header and claims as Open Badges asks; the signature is over the first two parts."""
    endorser = Endorser(profile=PROFILE, valid_until="2031-03-02T15:00:00Z")
    token = endorse_jwt("urn:x:badge", "Good.", signer=DPI, endorser=endorser, at=AT)
    header, payload, signature = token.split(".")
    assert decoded(header) == {"alg": "EdDSA", "kid": DPI.kid, "typ": "JWT"}
    claims = decoded(payload)
    assert claims["iss"] == claims["issuer"]["id"] == DPI.did
    assert claims["jti"] == claims["id"]
    assert claims["sub"] == claims["credentialSubject"]["id"] == "urn:x:badge"
    assert (claims["nbf"], claims["exp"]) == (1772463600, 1930230000)
    raw = urlsafe_b64decode(signature + "=" * (-len(signature) % 4))
    key = from_multikey(DPI.public_key)
    assert key.verifies(raw, f"{header}.{payload}".encode())
    assert not key.verifies(raw, f"{header}.{payload}x".encode())


@pytest.mark.parametrize(
    ("subject", "endorser", "path"),
    [
        ("not an address", Endorser(), "/credentialSubject/id"),
        ("urn:x:badge", Endorser(name=""), "/name"),
        ("urn:x:badge", Endorser(profile={"id": "did:web:sdsm.example"}), "/issuer/id"),
        ("urn:x:badge", Endorser(valid_until="2020-01-01T00:00:00Z"), "/validUntil"),
    ],
)
def test_an_endorsement_that_is_refused(subject: str, endorser: Endorser, path: str) -> None:
    """Nothing is signed that breaks the model, or in the name of somebody else."""
    for make in (endorse, endorse_jwt):
        with pytest.raises(RefusedError) as refusal:
            make(subject, "Good.", signer=DPI, endorser=endorser, at=AT)
        assert [problem.path for problem in refusal.value.problems] == [path]


def test_an_endorsement_of_something_else_stays_out() -> None:
    """It is put where it belongs or nowhere, and never into a signed badge."""
    district = DistrictSimulator()
    badge = award(district.assessment())
    with pytest.raises(RefusedError, match="holds nothing with the id urn:x:other"):
        embed(badge, endorse("urn:x:other", "Good.", signer=DPI))
    with pytest.raises(RefusedError, match="not a signed token"):
        embed(badge, "eyJ")
    with pytest.raises(RefusedError, match="cannot be added"):
        embed(issue(badge, signer=district.signer), endorse(badge["id"], "Good.", signer=DPI))
