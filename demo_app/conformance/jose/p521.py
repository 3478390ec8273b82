"""ES512: signatures on P-521, which badges do not use (RFC 7518 section 3.4)."""

from __future__ import annotations

import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from jwcrypto.common import JWException
from jwcrypto.jwk import JWK

from openbadge_issuer.signers.der import raw_signature
from verifier.base64url import base64url_decode
from verifier.strict_json import JsonObject

ALGORITHM, CURVE = "ES512", "P-521"
_SIZE = 66
_DIGEST = ec.ECDSA(hashes.SHA512())


@dataclass(frozen=True, slots=True)
class P521PublicKey:
    """A public key on P-521."""

    key: ec.EllipticCurvePublicKey

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature (r and s, 66 bytes each) is this key's over the message."""
        if len(signature) != 2 * _SIZE:
            return False
        r, s = int.from_bytes(signature[:_SIZE]), int.from_bytes(signature[_SIZE:])
        try:
            self.key.verify(utils.encode_dss_signature(r, s), message, _DIGEST)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, repr=False)
class P521PrivateKey:
    """A private key on P-521."""

    key: ec.EllipticCurvePrivateKey

    def sign(self, data: bytes) -> bytes:
        """The signature: r and s, 66 bytes each."""
        return raw_signature(self.key.sign(data, _DIGEST), _SIZE)


def public_key(jwk: JsonObject) -> P521PublicKey:
    """The public key that a JWK is.

    Raises:
        ValueError: it holds a private key, is for another use, or is no point of the curve.
    """
    if "d" in jwk:
        raise ValueError("a public JWK must not hold a private key")
    key = _key(jwk, ("x", "y"), "verify")
    if not isinstance(key, ec.EllipticCurvePublicKey):
        raise ValueError("this is not a public P-521 key")  # pragma: no cover (for the types)
    return P521PublicKey(key)


def private_key(jwk: JsonObject) -> P521PrivateKey:
    """The private key that a JWK is.

    Raises:
        ValueError: no such key, or its two halves do not fit; the key is never repeated.
    """
    key = _key(jwk, ("x", "y", "d"), "sign")
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise ValueError("this is not a private P-521 key")  # pragma: no cover (for the types)
    return P521PrivateKey(key)


def _key(jwk: JsonObject, names: tuple[str, ...], operation: str) -> object:
    """The key, through jwcrypto; it reads base64url loosely, so the spelling is checked before."""
    if (jwk.get("kty"), jwk.get("crv"), jwk.get("alg", ALGORITHM)) != ("EC", CURVE, ALGORITHM):
        raise ValueError("this is not a P-521 key for ES512")
    operations = jwk.get("key_ops", [operation])
    if jwk.get("use", "sig") != "sig" or operation not in _list(operations):
        raise ValueError("the JWK is not for signatures")
    members = {"kty": "EC", "crv": CURVE} | {name: _part(jwk, name) for name in names}
    try:
        found: object = JWK.from_json(json.dumps(members)).get_op_key(operation)
    except (JWException, ValueError):
        raise ValueError("the JWK holds no point of P-521, or its halves do not fit") from None
    return found


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _part(jwk: JsonObject, name: str) -> str:
    value = jwk.get(name)
    if not isinstance(value, str) or len(base64url_decode(value)) != _SIZE:
        raise ValueError(f"{name!r} of a P-521 key has {_SIZE} bytes")
    return value
