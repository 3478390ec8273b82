"""Public keys as badges write them: multibase, multikey, and nothing that is nearly one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_NO_DIGIT = 255
_DIGITS = bytes(_ALPHABET.find(chr(code)) % 256 for code in range(256))
_PAIRS = tuple(one + other for one in _ALPHABET for other in _ALPHABET)
_LONGEST = 1500

ED25519, P256, P384, RSA = "Ed25519", "P-256", "P-384", "RSA"
_PREFIXES = {
    b"\xed\x01": (ED25519, 32),
    b"\x80\x24": (P256, 33),
    b"\x81\x24": (P384, 49),
    b"\x85\x24": (RSA, None),
}


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
        return _multikey(self.kind, self.raw)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is this key's over the message.

        Ed25519 by RFC 8032, never with a small-order key; ECDSA as r and s in full length with
        SHA-256 (P-256) or SHA-384 (P-384); RSA as PKCS#1 v1.5 with SHA-256.
        """
        if self.kind != ED25519:
            from verifier.curves import verifies  # noqa: PLC0415  (slow to load, rarely needed)

            return verifies(self.kind, self.raw, signature, message)
        try:
            return (
                len(signature) == 64 and VerifyKey(self.raw).verify(message, signature) == message
            )
        except (BadSignatureError, ValueError):
            return False


@lru_cache(maxsize=256)
def _multikey(kind: str, raw: bytes) -> str:
    prefix = next(p for p, (known, _) in _PREFIXES.items() if known == kind)
    return "z" + base58_encode(prefix + raw)


@lru_cache(maxsize=256)
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
    if key.kind != ED25519:
        from verifier.curves import check  # noqa: PLC0415  (as above)

        check(key.kind, key.raw)
    return key


def base58_encode(data: bytes) -> str:
    """Bytes in base58btc, without a multibase prefix."""
    number = int.from_bytes(data)
    pairs: list[str] = []
    while number:
        number, rest = divmod(number, 58 * 58)
        pairs.append(_PAIRS[rest])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "1" * zeros + "".join(reversed(pairs)).lstrip("1")


def base58_decode(text: str) -> bytes:
    """The bytes of a base58btc text.

    Raises:
        ValueError: a character outside the alphabet, or a text beyond any key or signature.
    """
    if len(text) > _LONGEST:
        raise ValueError("this base58 text is too long for a key or signature")
    digits = text.encode("latin-1", "replace").translate(_DIGITS)
    if _NO_DIGIT in digits:
        raise ValueError(f"{text[digits.index(_NO_DIGIT)]!r} is not a base58 character")
    number = 0
    four = iter(bytes(-len(digits) % 4) + digits)
    for one, two, three, last in zip(four, four, four, four, strict=True):
        number = number * 58**4 + (one * 58 + two) * 58**2 + three * 58 + last
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)
