"""Keys are found from the issuer: every form, every relationship, rotation and revocation."""

import json
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import controller_document, issue, present
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.signers.public import PublicHalf
from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.ways import AT, credential, signed, signer
from verifier import Limits, Offline, Report, State, Verifier
from verifier.base64url import base64url_encode
from verifier.dids import resolve
from verifier.errors import KeyRefusedError, MethodUnsupportedError
from verifier.jwk import from_jwk, to_jwk
from verifier.keys import PublicKey, base58_decode, base58_encode, from_multikey
from verifier.published_keys import PUBLISHED_KEYS

DID = "did:web:sdsm.example"
DOCUMENT = "https://sdsm.example/.well-known/did.json"


def answer(badge: bytes, document: dict[str, Any]) -> State:
    """Our answer while the district publishes this document."""
    district = DistrictSimulator()
    district.pages[DOCUMENT] = json.dumps(document).encode()
    return Verifier(fetcher=district).verify(badge, at=AT).state


def published(kind: str = "Ed25519", **method: Any) -> dict[str, Any]:
    """The district's document with one key, its entry changed."""
    document = controller_document(signer(kind, DID))
    document["verificationMethod"][0] |= method
    return document


def badge(kind: str = "Ed25519", way: str = "eddsa-rdfc-2022") -> bytes:
    """A badge by the district."""
    return signed(kind, way, did=DID)


def test_every_published_did_key(vectors: Path) -> None:
    """Ed25519, P-256, P-384 and RSA keys are the keys of the vectors; other kinds are refused."""
    seen = 0
    for name in ("ed25519-x25519", "nist-curves", "rsa", "secp256k1", "x25519", "bls12381"):
        entries = json.loads((vectors / "did-key/test-vectors" / f"{name}.json").read_text())
        for did, entry in entries.items():
            if not did.startswith("did:key:"):
                continue
            known = did[8:12] in ("z6Mk", "zDna", "z82L", "z4MX", "zggh")
            if not known:
                with pytest.raises(KeyRefusedError):
                    resolve(did, Offline(), Limits())
                continue
            document = resolve(did, Offline(), Limits())
            (method,) = document.methods.values()
            assert document.assertion == document.authentication == {method.id}
            assert method.key().raw == _published(entry).raw
            seen += 1
    assert seen == 12


def _published(entry: dict[str, Any]) -> PublicKey:
    """The key that a vector gives, as a JWK or as base58 (the oldest form)."""
    for name in ("publicKeyJwk", "verificationMethod", "verificationKeyPair"):
        found = entry.get(name)
        if isinstance(found, dict) and "publicKeyBase58" in found:
            return PublicKey("Ed25519", base58_decode(found["publicKeyBase58"]))
        if isinstance(found, dict):
            return from_jwk(found.get("publicKeyJwk", found))
    raise AssertionError(entry)


@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "P-384", "RSA"])
def test_did_jwk(kind: str) -> None:
    key = signer(kind)
    jwk = to_jwk(from_multikey(key.public_key))
    address = "did:jwk:" + base64url_encode(json.dumps(jwk).encode())
    document = resolve(address, Offline(), Limits())
    assert document.method(f"{address}#0", "assertionMethod").key().multikey == key.public_key
    for bad in (address + "=", address[:-4], "did:jwk:", "did:jwk:e30", "did:jwk:" + "A" * 5000):
        with pytest.raises(KeyRefusedError):
            resolve(bad, Offline(), Limits())


@pytest.mark.parametrize(
    ("kind", "way"),
    [("Ed25519", "eddsa-rdfc-2022"), ("P-256", "ecdsa-rdfc-2019"), ("RSA", "jwt")],
)
def test_multikey_and_jwk_are_two_spellings_of_a_key(kind: str, way: str) -> None:
    jwk = to_jwk(from_multikey(signer(kind, DID).public_key))
    document = published(kind)
    entry = document["verificationMethod"][0]
    for name in ("publicKeyMultibase", "publicKeyJwk"):
        entry.pop(name, None)
    for kind_of_entry in ("JsonWebKey", "JsonWebKey2020"):
        entry |= {"type": kind_of_entry, "publicKeyJwk": jwk}
        assert answer(badge(kind, way), document) is State.VALID


@pytest.mark.parametrize(
    "method",
    [
        {"secretKeyMultibase": "z3u2hvox1ZoBza45JMhLLMW3Qz18scKcer9qZKJ2hQM5KmqA"},
        {"publicKeyJwk": {"kty": "OKP", "crv": "Ed25519", "x": "AAAA"}},
        {"publicKeyMultibase": 7},
        {"controller": "did:web:attacker.example"},
        {"controller": None},
        {"revoked": "2026-12-31T00:00:00Z"},
        {"expires": "2026-01-01T00:00:00Z"},
        {"expires": "tomorrow"},
    ],
)
def test_an_entry_that_is_not_in_order_is_refused(method: dict[str, Any]) -> None:
    assert answer(badge(), published(**method)) is State.INVALID_SIGNATURE


@pytest.mark.parametrize(
    "kind", ["JsonWebKey", ["Multikey"], "EcdsaSecp256k1VerificationKey2019", None]
)
def test_an_entry_of_a_form_that_is_not_read_leaves_it_open(kind: object) -> None:
    assert answer(badge(), published(type=kind)) is State.UNSUPPORTED
    token = badge("P-256", "jwt")
    assert answer(token, published("P-256", type=kind)) is State.UNSUPPORTED


@pytest.mark.parametrize(
    "jwk",
    [
        {"kty": "EC", "crv": "secp256k1", "x": "AAAA", "y": "AAAA"},
        {"kty": "OKP", "crv": "Ed448", "x": "AAAA"},
        {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AAAA"},
    ],
)
def test_a_jwk_on_a_curve_that_is_not_read_leaves_it_open(jwk: dict[str, Any]) -> None:
    """It may be a good key: what is not known here is not forged."""
    entry = {"type": "JsonWebKey", "publicKeyJwk": jwk}
    for answered, kind in ((badge(), "Ed25519"), (badge("P-256", "jwt"), "P-256")):
        document = published(kind)
        document["verificationMethod"][0].pop("publicKeyMultibase", None)
        document["verificationMethod"][0] |= entry
        assert answer(answered, document) is State.UNSUPPORTED
    did = "did:jwk:" + base64url_encode(json.dumps(jwk).encode())
    with pytest.raises(MethodUnsupportedError, match="not read"):
        resolve(did, Offline(), Limits())


@pytest.mark.parametrize(
    "jwk",
    [
        {"kty": "oct", "alg": "HS256"},
        {"kty": "EC", "crv": "Ed25519", "x": "AAAA"},
        {"kty": "EC", "x": "AAAA"},
        {"kty": "RSA", "crv": "secp256k1", "n": "AAAA", "e": "AQAB"},
        {"kty": 7, "crv": "secp256k1"},
        {"kty": "EC", "crv": "secp256k1", "d": "AAAA"},
        {},
    ],
)
def test_a_jwk_that_contradicts_itself_is_refused(jwk: dict[str, Any]) -> None:
    document = published()
    document["verificationMethod"][0].pop("publicKeyMultibase")
    document["verificationMethod"][0] |= {"type": "JsonWebKey", "publicKeyJwk": jwk}
    assert answer(badge(), document) is State.INVALID_SIGNATURE


def test_a_key_that_expires_later_is_fine() -> None:
    assert answer(badge(), published(expires="2026-11-21T12:00:00Z")) is State.VALID


def test_a_key_for_authentication_only_does_not_issue() -> None:
    document = published()
    document["authentication"] = document.pop("assertionMethod")
    assert answer(badge(), document) is State.INVALID_SIGNATURE


def test_a_key_for_issuing_only_does_not_present() -> None:
    """The sentence says what the key may not do."""
    key = signer(did=DID)
    shown = present([json.loads(badge())], signer=key, challenge="c", domain="d", at=AT)
    district = DistrictSimulator()

    def answer(**relations: list[str]) -> Report:
        whole = {n: p for n, p in published().items() if n != "authentication"} | relations
        district.pages[DOCUMENT] = json.dumps(whole).encode()
        ask = Verifier(fetcher=district).verify_presentation
        return ask(json.dumps(shown), challenge="c", domain="d", at=AT)

    assert answer(authentication=[key.kid]).state is State.VALID
    refused = answer()
    assert refused.state is State.INVALID_SIGNATURE
    assert f"does not allow {key.kid} to present credentials" in refused.decisive()[0].message


def test_rotation_keeps_old_badges_and_revocation_ends_them() -> None:
    old, new = signer(did=DID), MemorySigner(b"\x55" * 32, did=DID)
    half = PublicHalf(old.kid, old.public_key)
    both = controller_document(new, others=[half])
    fresh = json.dumps(issue(credential(DID), signer=new, at=AT)).encode()
    assert answer(badge(), both) is State.VALID
    assert answer(fresh, both) is State.VALID
    revoked = PublicHalf(old.kid, old.public_key, "2026-11-01T00:00:00Z")
    after = controller_document(new, others=[revoked])
    assert answer(badge(), after) is State.INVALID_SIGNATURE
    assert answer(fresh, after) is State.VALID


def test_the_key_is_chosen_by_its_name_alone() -> None:
    """Two keys of an issuer: a signature by one does not pass under the name of the other."""
    old, new = signer(did=DID), MemorySigner(b"\x55" * 32, did=DID)
    both = controller_document(new, others=[PublicHalf(old.kid, old.public_key)])
    swapped = badge().replace(old.kid.encode(), new.kid.encode())
    assert swapped != badge()
    assert answer(swapped, both) is State.INVALID_SIGNATURE


@pytest.mark.parametrize(
    "point",
    [
        "01" + "00" * 31,
        "00" * 32,
        "ec" + "ff" * 30 + "7f",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    ],
)
def test_small_order_keys_sign_nothing(point: str) -> None:
    """For these keys one signature fits every message."""
    key = PublicKey("Ed25519", bytes.fromhex(point))
    assert not key.verifies(bytes.fromhex("01" + "00" * 63), b"any message")


@pytest.mark.parametrize("size", [1024, 2047])
def test_weak_rsa_keys_are_refused(size: int) -> None:
    modulus = (1 << size) - 1
    n = base64url_encode(modulus.to_bytes((size + 7) // 8))
    with pytest.raises(ValueError, match=r"bits|kind"):
        from_jwk({"kty": "RSA", "n": n, "e": "AQAB"})


@pytest.mark.parametrize(
    "changes",
    [
        {"d": "AAAA"},
        {"k": "AAAA"},
        {"alg": "ES384"},
        {"use": "enc"},
        {"key_ops": ["sign"]},
        {"crv": "P-384"},
        {"kty": "OKP"},
        {"x": "AAAA"},
        {"y": None},
        {"x": 7},
        {"x": "A" * 43},
    ],
)
def test_a_jwk_that_is_not_in_order_is_refused(changes: dict[str, Any]) -> None:
    jwk = {**to_jwk(from_multikey(signer("P-256").public_key)), **changes}
    with pytest.raises(ValueError, match=r"\w"):
        from_jwk({name: value for name, value in jwk.items() if value is not None})


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xed\x01",
        b"\xed\x01" + b"\x01" * 33,
        b"\x80\x26" + b"\x01" * 32,
        b"\x80\x24\x04" + b"\x01" * 32,
    ],
)
def test_a_multikey_that_is_not_in_order_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        from_multikey("z" + base58_encode(data))


def test_a_published_test_key_is_known_in_every_spelling() -> None:
    """A JWK cannot hide a key that anybody can sign with."""
    multikey = next(key for key in sorted(PUBLISHED_KEYS) if key.startswith("zDna"))
    document = published("P-256")
    document["verificationMethod"][0] = {
        "id": f"{DID}#{signer('P-256').public_key}",
        "type": "JsonWebKey",
        "controller": DID,
        "publicKeyJwk": to_jwk(from_multikey(multikey)),
    }
    district = DistrictSimulator()
    district.pages[DOCUMENT] = json.dumps(document).encode()
    report = Verifier(fetcher=district).verify(badge("P-256", "ecdsa-rdfc-2019"), at=AT)
    assert "published test key" in report.decisive()[0].message
