"""Wycheproof, complete, at the functions that this project offers."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer.signers.der import raw_signature
from verifier import Limits
from verifier.errors import DocumentError
from verifier.jwk import from_jwk, to_jwk
from verifier.jws import ALGORITHMS, read_jws
from verifier.keys import PublicKey, from_multikey

SIZES = {"P-256": 32, "P-384": 48}
FILES = [
    ("ed25519", "Ed25519", 151),
    ("ecdsa_secp256r1_sha256", "P-256", 484),
    ("ecdsa_secp256r1_sha256_p1363", "P-256", 262),
    ("ecdsa_secp384r1_sha384", "P-384", 504),
    ("ecdsa_secp384r1_sha384_p1363", "P-384", 280),
    ("rsa_signature_2048_sha256", "RSA", 259),
    ("rsa_signature_3072_sha256", "RSA", 259),
    ("rsa_signature_4096_sha256", "RSA", 258),
    ("rsa_signature_8192_sha256", "RSA", 258),
]

# Valid there, refused here, each for a reason.
JWS_REFUSED = {
    **dict.fromkeys(("PS256", "PS384", "PS512"), "Open Badges tokens are RS256, not RSA-PSS"),
    **dict.fromkeys(("RS384", "RS512"), "one hash for each kind of key"),
    **dict.fromkeys(("HS256",), "a shared secret proves nothing to a third party"),
    "ES512": "P-521 is no key of a badge",
}


def groups(vectors: Path, name: str) -> list[dict[str, Any]]:
    """The groups of one file."""
    path = vectors / "wycheproof" / f"{name}_test.json"
    found: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["testGroups"]
    return found


def key_of(group: dict[str, Any], kind: str) -> PublicKey:
    """The key of a group, through our own readers."""
    if kind == "Ed25519":
        return from_multikey(PublicKey(kind, bytes.fromhex(group["publicKey"]["pk"])).multikey)
    if kind == "RSA":
        return from_multikey(PublicKey(kind, bytes.fromhex(group["publicKeyAsn"])).multikey)
    point = bytes.fromhex(group["publicKey"]["uncompressed"])
    size = SIZES[kind]
    raw = bytes([2 + point[-1] % 2]) + point[1 : 1 + size]
    key = from_multikey(PublicKey(kind, raw).multikey)
    assert from_jwk(to_jwk(key)) == key
    return key


def signature_of(text: str, kind: str, *, der: bool) -> bytes:
    """The signature; DER is brought into the form of badges, or is no signature."""
    data = bytes.fromhex(text)
    if not der:
        return data
    try:
        return raw_signature(data, SIZES[kind])
    except ValueError:
        return b""


@pytest.mark.parametrize(("name", "kind", "count"), FILES)
def test_signatures(vectors: Path, name: str, kind: str, count: int) -> None:
    """Every answer is Wycheproof's; the one "acceptable" of each RSA file is refused."""
    der = kind in SIZES and "p1363" not in name
    seen = 0
    for group in groups(vectors, name):
        key = key_of(group, kind)
        for test in group["tests"]:
            signature = signature_of(test["sig"], kind, der=der)
            answer = key.verifies(signature, bytes.fromhex(test["msg"]))
            assert answer == (test["result"] == "valid"), (name, test["tcId"], test["comment"])
            seen += 1
    assert seen == count


def jws_answer(test: dict[str, Any], group: dict[str, Any]) -> bool:
    """Whether a token is accepted with the group's public key."""
    try:
        key = from_jwk(group.get("public") or group.get("private"))
        return read_jws(test["jws"].encode(), Limits()).verified_by(key)
    except (DocumentError, ValueError):
        return False


def algorithm(test: dict[str, Any]) -> str:
    """The algorithm that the header of a token names."""
    try:
        return read_jws(test["jws"].encode(), Limits()).algorithm
    except DocumentError:
        return "HS256" if test["tcId"] in (372, 373) else "unreadable"


def test_tokens(vectors: Path) -> None:
    """All 401: nothing invalid is accepted, nothing valid of our four algorithms is refused.

    372 and 373 hold a `?` inside base64url and are labelled valid, for decoders that skip foreign
    characters. RFC 7515 section 2 and 5.2 ask for base64url "with no line breaks, whitespace, or
    other additional characters", so they are refused; they are HS256, too.
    """
    outcomes: Counter[str] = Counter()
    for group in groups(vectors, "json_web_signature"):
        for test in group["tests"]:
            accepted = jws_answer(test, group)
            if test["result"] == "invalid":
                assert not accepted, test["tcId"]
                outcomes["invalid"] += 1
            elif algorithm(test) in ALGORITHMS:
                assert accepted, (test["tcId"], test["comment"])
                outcomes["valid"] += 1
            else:
                assert algorithm(test) in JWS_REFUSED, (test["tcId"], test["comment"])
                assert not accepted
                outcomes["not supported"] += 1
    assert outcomes == {"invalid": 355, "valid": 10, "not supported": 36}
