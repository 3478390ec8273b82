"""P-256, P-384 and RSA keys, through cryptography and jwcrypto; loaded when one is met."""

from __future__ import annotations

import json

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)
from jwcrypto.common import JWException
from jwcrypto.jwk import JWK

_CURVES: dict[str, tuple[ec.EllipticCurve, hashes.HashAlgorithm, int]] = {
    "P-256": (ec.SECP256R1(), hashes.SHA256(), 32),
    "P-384": (ec.SECP384R1(), hashes.SHA384(), 48),
}
_RSA_BITS = range(2048, 8193)
_RSA_EXPONENT_BITS = 64  # beyond, one check of a signature takes as long as signing


def verifies(kind: str, raw: bytes, signature: bytes, message: bytes) -> bool:
    """Whether the signature is this key's over the message (see `PublicKey.verifies`)."""
    try:
        if kind in _CURVES:
            return _ecdsa_verifies(kind, raw, signature, message)
        return _rsa_verifies(raw, signature, message)
    except (InvalidSignature, ValueError):
        return False


def check(kind: str, raw: bytes) -> None:
    """Refuse bytes that are no key of their kind.

    Raises:
        ValueError: no point of its curve, no plain RSA key, or fewer than 2048 bits.
    """
    if kind not in _CURVES:
        load_rsa(raw)
        return
    if raw[:1] not in (b"\x02", b"\x03"):
        raise ValueError(f"a {kind} key must be a compressed point")
    ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[kind][0], raw)


def load_rsa(raw: bytes) -> rsa.RSAPublicKey:
    """An RSA key from PKCS#1 DER, in its one encoding.

    Raises:
        ValueError: not such a key, a weak one, or an absurdly long or slow one.
    """
    try:
        key = load_der_public_key(raw)
    except UnsupportedAlgorithm as exc:
        raise ValueError("this is not an RSA key") from exc
    if not isinstance(key, rsa.RSAPublicKey) or raw != rsa_bytes(key):
        raise ValueError("this is not an RSA key in its plain form")
    if key.key_size not in _RSA_BITS:
        raise ValueError(f"an RSA key of {key.key_size} bits is not accepted (2048 to 8192 are)")
    if key.public_numbers().e.bit_length() > _RSA_EXPONENT_BITS:
        raise ValueError("an RSA key with an exponent of more than 64 bits is not accepted")
    return key


def rsa_bytes(key: rsa.RSAPublicKey) -> bytes:
    """An RSA key as PKCS#1 DER."""
    return key.public_bytes(Encoding.DER, PublicFormat.PKCS1)


def jwk_members(kind: str, raw: bytes) -> dict[str, str]:
    """The members of a JWK that are the key itself."""
    if kind in _CURVES:
        point = ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[kind][0], raw)
        exported = JWK.from_pyca(point).export_public(as_dict=True)
        return {name: str(exported[name]) for name in ("kty", "crv", "x", "y")}
    exported = JWK.from_pyca(load_rsa(raw)).export_public(as_dict=True)
    return {name: str(exported[name]) for name in ("kty", "n", "e")}


def bytes_of_jwk(members: dict[str, str]) -> bytes:
    """The bytes of the key that a JWK stands for, through jwcrypto, which refuses false points.

    Raises:
        ValueError: it holds no key of its kind.
    """
    try:
        key = JWK.from_json(json.dumps(members)).get_op_key("verify")
    except (JWException, ValueError) as exc:
        raise ValueError("the JWK holds no key of its kind") from exc
    if isinstance(key, rsa.RSAPublicKey):
        return rsa_bytes(key)
    return bytes(key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint))


def _ecdsa_verifies(kind: str, raw: bytes, signature: bytes, message: bytes) -> bool:
    curve, digest, size = _CURVES[kind]
    if len(signature) != 2 * size:
        return False
    r, s = int.from_bytes(signature[:size]), int.from_bytes(signature[size:])
    point = ec.EllipticCurvePublicKey.from_encoded_point(curve, raw)
    point.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(digest))
    return True


def _rsa_verifies(raw: bytes, signature: bytes, message: bytes) -> bool:
    key = load_rsa(raw)
    if len(signature) != (key.key_size + 7) // 8:
        return False
    key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
    return True
