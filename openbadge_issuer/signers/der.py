"""Keys and ECDSA signatures as key services return them (DER), in the forms of badges."""

from __future__ import annotations

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa, utils
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from verifier.curves import rsa_bytes
from verifier.keys import ED25519, P256, P384, RSA, PublicKey, checked

_CURVES = {"secp256r1": P256, "secp384r1": P384}


def raw_signature(der: bytes, size: int) -> bytes:
    """The numbers r and s, one after the other, each in full length.

    Args:
        der: the signature as an ASN.1 sequence, in its one DER spelling.
        size: bytes of each number: 32 for P-256, 48 for P-384.

    Raises:
        ValueError: not such a signature.
    """
    r, s = utils.decode_dss_signature(der)
    if utils.encode_dss_signature(r, s) != der:
        raise ValueError("the signature is not in its DER form")
    if min(r, s) <= 0 or max(r, s) >= 1 << (8 * size):
        raise ValueError("the signature holds numbers of another curve")
    return r.to_bytes(size) + s.to_bytes(size)


def public_key(der: bytes) -> PublicKey:
    """The key in a SubjectPublicKeyInfo.

    Raises:
        ValueError: no public key of a kind that badges use.
    """
    try:
        key = load_der_public_key(der)
    except UnsupportedAlgorithm as exc:
        raise ValueError("this is not a public key of a kind that badges use") from exc
    if isinstance(key, ed25519.Ed25519PublicKey):
        return PublicKey(ED25519, key.public_bytes_raw())
    if isinstance(key, rsa.RSAPublicKey):
        return checked(PublicKey(RSA, rsa_bytes(key)))
    if isinstance(key, ec.EllipticCurvePublicKey) and key.curve.name in _CURVES:
        point = key.public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
        return PublicKey(_CURVES[key.curve.name], point)
    raise ValueError("this is not a public key of a kind that badges use")
