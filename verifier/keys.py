"""Public keys as badges write them: multibase, multikey, and nothing that is nearly one."""

from __future__ import annotations

from dataclasses import dataclass

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

_ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_DIGIT = {char: value for value, char in enumerate(_ALPHABET)}
_LONGEST = 600

ED25519 = "Ed25519"
_PREFIXES = {
    b"\xed\x01": (ED25519, 32),
    b"\x80\x24": ("P-256", 33),
    b"\x81\x24": ("P-384", 49),
}


@dataclass(frozen=True, slots=True)
class PublicKey:
    """A public key.

    Attributes:
        kind: `Ed25519`, `P-256` or `P-384`.
        raw: the key's bytes (compressed point for elliptic curves).
    """

    kind: str
    raw: bytes

    @property
    def multikey(self) -> str:
        """The key as multibase text (`z6Mk...` for Ed25519)."""
        prefix = next(p for p, (kind, _) in _PREFIXES.items() if kind == self.kind)
        return "z" + base58_encode(prefix + self.raw)

    def verifies(self, signature: bytes, message: bytes) -> bool:
        """Whether the signature is this Ed25519 key's (RFC 8032; small-order keys never)."""
        if self.kind != ED25519 or len(signature) != 64:
            return False
        try:
            VerifyKey(self.raw).verify(message, signature)
        except (BadSignatureError, ValueError):
            return False
        return True


def from_multikey(text: str) -> PublicKey:
    """The key that a multikey text stands for.

    Raises:
        ValueError: not base58btc multibase, unknown kind, or wrong length.
    """
    if not text.startswith("z"):
        raise ValueError("a key must be written in base58 (beginning with z)")
    data = base58_decode(text[1:])
    kind, length = _PREFIXES.get(data[:2], ("", 0))
    if not kind:
        raise ValueError("this is not a public key of a known kind")
    if len(data) != length + 2:
        raise ValueError(f"an {kind} key has {length} bytes, this one has {len(data) - 2}")
    return PublicKey(kind, data[2:])


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
