"""Public keys as badges write them: multibase, multikey, and nothing that is nearly one."""

from __future__ import annotations

from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa, utils
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_public_key,
)
from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_DIGIT = {char: value for value, char in enumerate(_ALPHABET)}
_LONGEST = 1500

ED25519, P256, P384, RSA = "Ed25519", "P-256", "P-384", "RSA"
_PREFIXES = {
    b"\xed\x01": (ED25519, 32),
    b"\x80\x24": (P256, 33),
    b"\x81\x24": (P384, 49),
    b"\x85\x24": (RSA, None),
}
_CURVES: dict[str, tuple[ec.EllipticCurve, hashes.HashAlgorithm, int]] = {
    P256: (ec.SECP256R1(), hashes.SHA256(), 32),
    P384: (ec.SECP384R1(), hashes.SHA384(), 48),
}
_RSA_BITS = range(2048, 8193)


class KeyKindError(ValueError):
    """A multikey of a kind that is not known here."""


class KeyLengthError(ValueError):
    """A multikey of a known kind, too long or too short for it."""


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key.

    Attributes:
        kind: `Ed25519`, `P-256`, `P-384` or `RSA`.
        raw: the key's bytes: compressed point for P-256 and P-384, PKCS#1 DER for RSA.
    """

    kind: str
    raw: bytes

    @property
    def multikey(self) -> str:
        """The key as multibase text (`z6Mk...` for Ed25519)."""
        prefix = next(p for p, (kind, _) in _PREFIXES.items() if kind == self.kind)
        return "z" + base58_encode(prefix + self.raw)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is this key's over the message.

        Ed25519 by RFC 8032, never with a small-order key; ECDSA as r and s in full length with
        SHA-256 (P-256) or SHA-384 (P-384); RSA as PKCS#1 v1.5 with SHA-256.
        """
        try:
            if self.kind == ED25519:
                return len(signature) == 64 and bool(
                    VerifyKey(self.raw).verify(message, signature) == message
                )
            if self.kind == RSA:
                return self._rsa_verifies(signature, message)
            return self._ecdsa_verifies(signature, message)
        except (BadSignatureError, InvalidSignature, ValueError):
            return False

    def _ecdsa_verifies(self, signature: bytes, message: bytes) -> bool:
        curve, digest, size = _CURVES[self.kind]
        if len(signature) != 2 * size:
            return False
        r, s = int.from_bytes(signature[:size]), int.from_bytes(signature[size:])
        point = ec.EllipticCurvePublicKey.from_encoded_point(curve, self.raw)
        point.verify(utils.encode_dss_signature(r, s), message, ec.ECDSA(digest))
        return True

    def _rsa_verifies(self, signature: bytes, message: bytes) -> bool:
        key = load_rsa(self.raw)
        if len(signature) != (key.key_size + 7) // 8:
            return False
        key.verify(signature, message, padding.PKCS1v15(), hashes.SHA256())
        return True


def from_multikey(text: str) -> PublicKey:
    """The key that a multikey text stands for.

    Raises:
        KeyKindError: of an unknown kind.
        KeyLengthError: too long or too short for its kind.
        ValueError: not base58btc multibase, no point of its curve, or an RSA key that is weak.
    """
    if not text.startswith("z"):
        raise ValueError("a key must be written in base58 (beginning with z)")
    data = base58_decode(text[1:])
    kind, length = _PREFIXES.get(data[:2], ("", 0))
    if not kind:
        raise KeyKindError("this is not a public key of a known kind")
    if length is not None and len(data) != length + 2:
        raise KeyLengthError(f"an {kind} key has {length} bytes, this one has {len(data) - 2}")
    return checked(PublicKey(kind, data[2:]))


def checked(key: PublicKey) -> PublicKey:
    """The same key, if its bytes are a key of its kind.

    Raises:
        ValueError: no point of its curve, no plain RSA key, or fewer than 2048 bits.
    """
    if key.kind in _CURVES:
        if key.raw[:1] not in (b"\x02", b"\x03"):
            raise ValueError(f"a {key.kind} key must be a compressed point")
        ec.EllipticCurvePublicKey.from_encoded_point(_CURVES[key.kind][0], key.raw)
    elif key.kind == RSA:
        load_rsa(key.raw)
    return key


def load_rsa(raw: bytes) -> rsa.RSAPublicKey:
    """An RSA key from PKCS#1 DER, in its one encoding.

    Raises:
        ValueError: not such a key, a weak one, or an absurdly long one.
    """
    try:
        key = load_der_public_key(raw)
    except UnsupportedAlgorithm as exc:
        raise ValueError("this is not an RSA key") from exc
    if not isinstance(key, rsa.RSAPublicKey) or raw != rsa_bytes(key):
        raise ValueError("this is not an RSA key in its plain form")
    if key.key_size not in _RSA_BITS:
        raise ValueError(f"an RSA key of {key.key_size} bits is not accepted (2048 to 8192 are)")
    return key


def rsa_bytes(key: rsa.RSAPublicKey) -> bytes:
    """An RSA key as PKCS#1 DER."""
    return key.public_bytes(Encoding.DER, PublicFormat.PKCS1)


def base58_encode(data: bytes) -> str:
    """Bytes in base58btc, without a multibase prefix."""
    number = int.from_bytes(data)
    digits = ""
    while number:
        number, rest = divmod(number, 58)
        digits = _ALPHABET[rest] + digits
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + digits


def base58_decode(text: str) -> bytes:
    """The bytes of a base58btc text.

    Raises:
        ValueError: a character outside the alphabet, or a text beyond any key or signature.
    """
    if len(text) > _LONGEST:
        raise ValueError("this base58 text is too long for a key or signature")
    number = 0
    for char in text:
        if char not in _DIGIT:
            raise ValueError(f"{char!r} is not a base58 character")
        number = number * 58 + _DIGIT[char]
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)
