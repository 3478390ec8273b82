"""Private keys as JSON Web Keys, the form in which secret stores and libraries exchange them."""

from __future__ import annotations

from collections.abc import Mapping

from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jwcrypto.common import JWException
from jwcrypto.jwk import JWK

from openbadge_issuer.signers.memory import MemorySigner
from verifier.errors import DocumentError
from verifier.keys import ED25519, P256, P384, RSA
from verifier.strict_json import parse


def from_private_jwk(text: str, *, did: str | None = None) -> MemorySigner:
    """The signer that a private JWK is.

    Args:
        text: the JWK as JSON.
        did: the issuer's address; the key's own did:key by default.

    Raises:
        ValueError: no private key of a kind that badges use; the text is never repeated.
    """
    kind, secret = _secret(text)
    return MemorySigner(secret, did=did, kind=kind)


def _secret(text: str) -> tuple[str, bytes]:
    try:
        if not isinstance(parse(text), Mapping):
            raise ValueError("no object")
        key = JWK.from_json(text).get_op_key("sign")
    except (DocumentError, JWException, KeyError, TypeError, ValueError):
        raise ValueError("this is not a private JWK") from None
    if isinstance(key, ed25519.Ed25519PrivateKey):
        return ED25519, key.private_bytes_raw()
    if isinstance(key, rsa.RSAPrivateKey):
        return RSA, key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    if isinstance(key, ec.EllipticCurvePrivateKey):
        number = key.private_numbers().private_value
        if isinstance(key.curve, ec.SECP256R1):
            return P256, number.to_bytes(32)
        if isinstance(key.curve, ec.SECP384R1):
            return P384, number.to_bytes(48)
    raise ValueError("this is not a private key of a kind that badges use")
