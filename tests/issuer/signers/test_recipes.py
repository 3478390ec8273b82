"""The recipes of docs/key-custody.md sign what the verifier accepts."""

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, utils
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from openbadge_issuer.signers.der import public_key, raw_signature
from tests.issuer.signers.test_custody import check

PAGE = Path(__file__).resolve().parents[3] / "docs" / "key-custody.md"
DID = "did:web:district.example"
Key = ed25519.Ed25519PrivateKey | ec.EllipticCurvePrivateKey


def recipe(name: str) -> Any:
    """The class of a recipe, executed as it stands on the page."""
    blocks = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (code,) = [block for block in blocks if f"class {name}" in block]
    assert len(code.splitlines()) <= 36
    names: dict[str, Any] = {}
    exec(compile(code, str(PAGE), "exec"), names)  # noqa: S102  (our own page)
    return names[name]


def spki(key: Key, encoding: Encoding = Encoding.DER) -> bytes:
    """The public half as services return it."""
    return key.public_key().public_bytes(encoding, PublicFormat.SubjectPublicKeyInfo)


def sign_digest(key: ec.EllipticCurvePrivateKey, digest: bytes) -> bytes:
    """A DER signature over a digest."""
    return key.sign(digest, ec.ECDSA(utils.Prehashed(hashes.SHA256())))


def new_key(kind: str) -> Key:
    """A key that stays in the stand-in of the service."""
    if kind == "Ed25519":
        return ed25519.Ed25519PrivateKey.generate()
    return ec.generate_private_key(ec.SECP256R1())


class Aws:
    """What boto3's client answers (`get_public_key`, `sign`)."""

    def __init__(self, key: Key) -> None:
        self.key = key

    def get_public_key(self, *, KeyId: str) -> dict[str, bytes]:  # noqa: N803  (boto3's names)
        assert KeyId == "key-1"
        return {"PublicKey": spki(self.key)}

    def sign(self, *, KeyId: str, Message: bytes, MessageType: str, SigningAlgorithm: str) -> Any:  # noqa: N803
        assert KeyId == "key-1"
        assert len(Message) <= 4096
        if isinstance(self.key, ed25519.Ed25519PrivateKey):
            assert (MessageType, SigningAlgorithm) == ("RAW", "ED25519_SHA_512")
            return {"Signature": self.key.sign(Message)}
        assert (MessageType, SigningAlgorithm) == ("DIGEST", "ECDSA_SHA_256")
        return {"Signature": sign_digest(self.key, Message)}


class Google:
    """What Google's client answers (`get_public_key`, `asymmetric_sign`)."""

    def __init__(self, key: Key) -> None:
        self.key = key

    def get_public_key(self, *, request: dict[str, str]) -> Any:
        assert request == {"name": "projects/1/key/1"}
        return SimpleNamespace(pem=spki(self.key, Encoding.PEM).decode())

    def asymmetric_sign(self, *, request: dict[str, Any]) -> Any:
        if isinstance(self.key, ed25519.Ed25519PrivateKey):
            return SimpleNamespace(signature=self.key.sign(request["data"]))
        digest = request["digest"]["sha256"]
        return SimpleNamespace(signature=sign_digest(self.key, digest))


@pytest.mark.parametrize("kind", ["Ed25519", "P-256"])
def test_aws(kind: str) -> None:
    check(recipe("AwsKmsSigner")(Aws(new_key(kind)), "key-1", did=did_of()))


@pytest.mark.parametrize("kind", ["Ed25519", "P-256"])
def test_google(kind: str) -> None:
    check(recipe("GoogleKmsSigner")(Google(new_key(kind)), "projects/1/key/1", did=did_of()))


def test_azure() -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    numbers = key.public_key().public_numbers()
    parts = {name: getattr(numbers, name).to_bytes(32).lstrip(b"\0") for name in ("x", "y")}

    def sign(algorithm: str, digest: bytes) -> Any:
        assert algorithm == "ES256"
        return SimpleNamespace(signature=raw_signature(sign_digest(key, digest), 32))

    vault_key, client = SimpleNamespace(key=SimpleNamespace(**parts)), SimpleNamespace(sign=sign)
    check(recipe("AzureKeyVaultSigner")(vault_key, client, did=did_of()))


def did_of() -> str:
    """The address under which the stand-ins' keys are used."""
    return DID


def test_keys_that_badges_do_not_use_are_refused() -> None:
    with pytest.raises(ValueError, match="kind that badges use"):
        public_key(spki(ec.generate_private_key(ec.SECP521R1())))
