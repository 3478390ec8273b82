"""A key held in memory: for tests, for demos, and behind the other custodies."""

from __future__ import annotations

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_der_private_key,
)
from nacl.signing import SigningKey

from openbadge_issuer.signers.der import raw_signature
from openbadge_issuer.signers.held import HeldKey
from verifier.curves import rsa_bytes
from verifier.keys import ED25519, P256, P384, RSA, PublicKey, checked

_CURVES: dict[str, tuple[ec.EllipticCurve, hashes.HashAlgorithm, int]] = {
    P256: (ec.SECP256R1(), hashes.SHA256(), 32),
    P384: (ec.SECP384R1(), hashes.SHA384(), 48),
}
KINDS = (ED25519, P256, P384, RSA)
_NEW_RSA_BITS = 3072


class MemorySigner(HeldKey):
    """A key in memory: Ed25519 through PyNaCl, P-256, P-384 and RSA through cryptography."""

    def __init__(self, seed: bytes, *, did: str | None = None, kind: str = ED25519) -> None:
        """A signer from its secret.

        Args:
            seed: the private key: 32 bytes for Ed25519, the number of a P-256 or P-384 key in
                full length, PKCS#8 DER for RSA.
            did: the issuer's address; the key's own did:key by default.
            kind: `Ed25519`, `P-256`, `P-384` or `RSA`.

        Raises:
            ValueError: the secret is not one of its kind.
        """
        self._key = _private_key(seed, kind)
        super().__init__(checked(PublicKey(kind, _public_bytes(self._key))), did)

    @classmethod
    def generate(cls, *, did: str | None = None, kind: str = ED25519) -> MemorySigner:
        """A signer with a fresh random key."""
        return cls(_random_secret(kind), did=did, kind=kind)

    def sign(self, data: bytes) -> bytes:
        """The signature: 64 bytes for Ed25519 and P-256, 96 for P-384, the modulus' for RSA."""
        if isinstance(self._key, SigningKey):
            return self._key.sign(data).signature
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())
        _, digest, size = _CURVES[self._public.kind]
        return raw_signature(self._key.sign(data, ec.ECDSA(digest)), size)

    def seed(self) -> bytes:
        """The private key, for another custody to lock away; never log it."""
        if isinstance(self._key, SigningKey):
            return bytes(self._key)
        if isinstance(self._key, rsa.RSAPrivateKey):
            return self._key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        number = self._key.private_numbers().private_value
        return number.to_bytes(_CURVES[self._public.kind][2])


def _private_key(
    secret: bytes, kind: str
) -> SigningKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey:
    """The key that a secret is; an error never repeats the secret."""
    try:
        if kind == ED25519:
            return SigningKey(secret)
        if kind in _CURVES:
            curve, _, size = _CURVES[kind]
            if len(secret) == size:
                return ec.derive_private_key(int.from_bytes(secret), curve)
        elif kind == RSA:
            key = load_der_private_key(secret, password=None)
            if isinstance(key, rsa.RSAPrivateKey):
                return key
    except (TypeError, ValueError, UnsupportedAlgorithm):
        pass
    raise ValueError(f"this is not a private key of the kind {kind}")


def _random_secret(kind: str) -> bytes:
    if kind == ED25519:
        return bytes(SigningKey.generate())
    if kind == RSA:
        made = rsa.generate_private_key(public_exponent=65537, key_size=_NEW_RSA_BITS)
        return made.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
    if kind not in _CURVES:
        known = ", ".join((ED25519, *_CURVES, RSA))
        raise ValueError(f"there are no keys of the kind {kind}; there are: {known}")
    curve, _, size = _CURVES[kind]
    return ec.generate_private_key(curve).private_numbers().private_value.to_bytes(size)


def _public_bytes(key: SigningKey | ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    if isinstance(key, SigningKey):
        return bytes(key.verify_key)
    if isinstance(key, rsa.RSAPrivateKey):
        return rsa_bytes(key.public_key())
    return key.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)
