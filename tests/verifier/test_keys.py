"""Public keys: one spelling each, the right length, and no key for which anything verifies."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbadge_issuer.signers.memory import MemorySigner
from tests.verifier.badges import SIGNER, proof, small_badge, verify
from verifier.keys import ED25519, PublicKey, base58_decode, base58_encode, from_multikey
from verifier.published_keys import PUBLISHED_KEYS

# Points of small order, canonical and not: for these keys a fixed signature fits every message in
# libraries that do not look.
SMALL_ORDER = [
    "0100000000000000000000000000000000000000000000000000000000000000",
    "0100000000000000000000000000000000000000000000000000000000000080",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "0000000000000000000000000000000000000000000000000000000000000080",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
    "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
    "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
]


@pytest.mark.parametrize("point", SMALL_ORDER)
def test_a_key_of_small_order_verifies_nothing(point: str) -> None:
    """Whatever point of small order stands in the signature."""
    key = PublicKey(ED25519, bytes.fromhex(point))
    for nonce in SMALL_ORDER:
        assert not key.verifies(bytes.fromhex(nonce) + bytes(32), b"any message")


@pytest.mark.parametrize("point", SMALL_ORDER[:3])
def test_a_badge_by_a_key_of_small_order_is_not_valid(point: str) -> None:
    """The same as a did:key issuer, through the whole verifier."""
    key = PublicKey(ED25519, bytes.fromhex(point))
    did = f"did:key:{key.multikey}"
    badge = small_badge(issuer={"id": did, "type": ["Profile"]})
    value = "z" + base58_encode(bytes.fromhex(SMALL_ORDER[0]) + bytes(32))
    made = proof(badge, verificationMethod=f"{did}#{key.multikey}")
    assert verify({**badge, "proof": {**made, "proofValue": value}}).state == "invalid_signature"


def test_wycheproof_agrees_with_every_answer(vectors: Path) -> None:
    """All of the Ed25519 signatures, good, malleable, truncated and forged."""
    suite = json.loads((vectors / "wycheproof" / "ed25519_test.json").read_text())
    judged = 0
    for group in suite["testGroups"]:
        key = PublicKey(ED25519, bytes.fromhex(group["publicKey"]["pk"]))
        for case in group["tests"]:
            signature, message = bytes.fromhex(case["sig"]), bytes.fromhex(case["msg"])
            assert key.verifies(signature, message) is (case["result"] == "valid"), case["tcId"]
            judged += 1
    assert judged == suite["numberOfTests"] >= 150


def test_a_key_of_another_kind_verifies_nothing() -> None:
    """P-256 keys are known as keys; no suite of this verifier uses them."""
    signature = SIGNER.sign(b"message")
    raw = from_multikey(SIGNER.public_key).raw
    assert PublicKey(ED25519, raw).verifies(signature, b"message")
    assert not PublicKey("P-256", b"\x02" + raw).verifies(signature, b"message")
    assert not PublicKey(ED25519, raw[:31]).verifies(signature, b"message")
    assert not PublicKey(ED25519, raw).verifies(signature + b"\0", b"message")


@given(st.binary(min_size=32, max_size=32))
def test_a_key_has_one_spelling(raw: bytes) -> None:
    """Encoding and reading lead back to the same key."""
    key = PublicKey(ED25519, raw)
    assert from_multikey(key.multikey) == key
    assert key.multikey.startswith("z6Mk")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "base58"),
        ("u7QHuGZVf", "base58"),
        ("Z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd", "base58"),
        ("z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvV0", "'0' is not"),
        ("z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd ", "' ' is not"),
        ("z16MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd", "known kind"),
        ("z6MkehRgf7yJbgaGfYsdoAsKdBPE3dj2CYhowQdcjqSJgvVd1", "known kind|32 bytes"),
        ("z", "known kind"),
        ("z" + "1" * 1501, "too long"),
        ("z" + base58_encode(b"\xed\x01" + bytes(31)), "32 bytes, this one has 31"),
        ("z" + base58_encode(b"\xed\x01" + bytes(33)), "32 bytes, this one has 33"),
        ("z" + base58_encode(b"\x80\x24" + bytes(65)), "33 bytes, this one has 65"),
        ("z" + base58_encode(b"\x13\x00" + bytes(32)), "known kind"),
        ("z" + base58_encode(b"\x80\x26" + bytes(32)), "known kind"),
    ],
)
def test_what_is_nearly_a_key_is_refused(text: str, words: str) -> None:
    """Other bases, other lengths, private keys, and texts a megabyte long."""
    with pytest.raises(ValueError, match=words):
        from_multikey(text)


@given(st.binary(max_size=80))
def test_base58_leads_back(data: bytes) -> None:
    """Leading zero bytes included."""
    assert base58_decode(base58_encode(data)) == data


@given(st.text("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz", max_size=80))
def test_base58_has_one_spelling(text: str) -> None:
    """No two texts stand for the same bytes, so a proof value cannot be respelled."""
    assert base58_encode(base58_decode(text)) == text


def test_the_published_keys_are_those_of_the_vectors(vectors: Path) -> None:
    """Every key of which a private half is printed in the vectors of W3C and 1EdTech is listed."""
    printed = set()
    for folder in ("w3c-di-eddsa", "w3c-di-ecdsa"):
        for file in (vectors / folder).rglob("*ey*air*.json"):
            printed |= set(public_keys(json.loads(file.read_text())))
    guide = json.loads((vectors / "ob-impl-guide" / "ob3-eddsa-rdfc-2022.json").read_text())
    printed.add(MemorySigner(bytes.fromhex(guide["secretKeySeedHex"])).public_key)
    assert len(printed) >= 8
    assert printed <= PUBLISHED_KEYS
    assert {from_multikey(key).multikey for key in PUBLISHED_KEYS} == PUBLISHED_KEYS


PRIVATE = {"privateKeyMultibase", "secretKeyMultibase"}


def public_keys(value: object) -> list[str]:
    """Every public key that stands beside its private half."""
    if isinstance(value, dict):
        own = [value["publicKeyMultibase"]] if PRIVATE & set(value) else []
        return [*own, *(key for part in value.values() for key in public_keys(part))]
    return [key for item in value for key in public_keys(item)] if isinstance(value, list) else []
