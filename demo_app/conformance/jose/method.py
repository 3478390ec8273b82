"""The key file of the command: one verification method with a JSON Web Key.

https://www.w3.org/TR/cid-1.0/#JsonWebKey
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from demo_app.conformance.jose import p521
from openbadge_issuer.signers.private_jwk import from_private_jwk
from verifier.errors import DocumentError
from verifier.jwk import ALGORITHM_OF, from_jwk
from verifier.keys import RSA
from verifier.strict_json import JsonObject, parse

_PUBLIC, _SECRET = "publicKeyJwk", "secretKeyJwk"


class PublicKey(Protocol):
    """A key that checks signatures."""

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is this key's over the message."""
        ...


class PrivateKey(Protocol):
    """A key that signs."""

    def sign(self, data: bytes) -> bytes:
        """The signature, as JOSE and COSE write it."""
        ...


@dataclass(frozen=True, slots=True)
class VerificationMethod:
    """A key, and whose it is.

    Attributes:
        id: its address.
        controller: who signs with it.
        names: what a header may call it: its address, or the `kid` of its JWK.
        algorithm: the one algorithm that it signs with: `EdDSA`, `ES256`, `ES384` or `ES512`.
        public: what checks its signatures.
    """

    id: str
    controller: str
    names: frozenset[str]
    algorithm: str
    public: PublicKey


def read_method(data: bytes) -> VerificationMethod:
    """The method that a key file holds; its secret half is not looked at.

    Raises:
        DocumentError: no verification method of the type `JsonWebKey`, or no usable key.
    """
    document = _object(data)
    if document.get("type") != "JsonWebKey":
        raise DocumentError("/type", "The key file must be of the type JsonWebKey.")
    jwk = _jwk(document, _PUBLIC)
    algorithm, key = _public(jwk)
    address, names = _text(document, "id"), {_text(document, "id")}
    if isinstance(jwk.get("kid"), str):
        names.add(str(jwk["kid"]))
    return VerificationMethod(
        address, _text(document, "controller"), frozenset(names), algorithm, key
    )


def read_private_key(data: bytes, method: VerificationMethod) -> PrivateKey:
    """The secret half of the method in the same file.

    Raises:
        DocumentError: there is none, or it belongs to another public key.
    """
    jwk = _jwk(_object(data), _SECRET)
    try:
        key = _private(jwk)
    except ValueError as exc:
        raise DocumentError(f"/{_SECRET}", f"The secret key cannot be used: {exc}.") from exc
    probe = b"Do the two halves of the key file belong together?"
    if not method.public.verifies(key.sign(probe), probe):
        raise DocumentError(f"/{_SECRET}", "The secret key belongs to another public key.")
    return key


def _public(jwk: JsonObject) -> tuple[str, PublicKey]:
    try:
        if jwk.get("crv") == p521.CURVE:
            return p521.ALGORITHM, p521.public_key(jwk)
        key = from_jwk(jwk)
    except ValueError as exc:
        raise DocumentError(f"/{_PUBLIC}", f"The public key cannot be used: {exc}.") from exc
    if key.kind == RSA:
        raise DocumentError(f"/{_PUBLIC}", "RSA keys are not read here.", supported=False)
    return ALGORITHM_OF[key.kind], key


def _private(jwk: JsonObject) -> PrivateKey:
    if jwk.get("crv") == p521.CURVE:
        return p521.private_key(jwk)
    return from_private_jwk(json.dumps(jwk))


def _object(data: bytes) -> JsonObject:
    document = parse(data)
    if not isinstance(document, Mapping):
        raise DocumentError("", "The key file must be a JSON object.")
    return document


def _jwk(document: JsonObject, name: str) -> JsonObject:
    jwk = document.get(name)
    if not isinstance(jwk, Mapping):
        raise DocumentError(f"/{name}", f"The key file has no {name} (an object).")
    return jwk


def _text(document: JsonObject, name: str) -> str:
    value = document.get(name)
    if not isinstance(value, str) or ":" not in value:
        raise DocumentError(f"/{name}", f"The key file has no {name} (an address).")
    return value
