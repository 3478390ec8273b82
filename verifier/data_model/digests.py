"""Digests as credentials write them: `digestSRI` and `digestMultibase`.

https://www.w3.org/TR/SRI/ and https://www.w3.org/TR/vc-data-integrity/#resource-integrity
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass

from verifier.base64url import base64url_decode
from verifier.keys import base58_decode
from verifier.strict_json import Json

_SIZES = {"sha256": 32, "sha384": 48, "sha512": 64}
_ONE = re.compile(r"(sha256|sha384|sha512)-([A-Za-z0-9+/]+={0,2})(?:\?[\x21-\x7e]*)?")
_MULTIHASH = {b"\x12\x20": "sha256", b"\x20\x30": "sha384", b"\x13\x40": "sha512"}
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Digest:
    """One digest.

    Attributes:
        algorithm: `sha256`, `sha384` or `sha512`.
        value: the bytes.
        bare: whether it was written without its algorithm, which its length then tells.
    """

    algorithm: str
    value: bytes
    bare: bool = False


def sri_digests(value: Json) -> list[Digest]:
    """The digests of a `digestSRI` that use its strongest algorithm; empty if it is malformed."""
    parts = value.split() if isinstance(value, str) else []
    found = [digest for part in parts if (digest := _sri(part)) is not None]
    if not found or len(found) != len(parts):
        return []
    strongest = max(found, key=lambda digest: _SIZES[digest.algorithm]).algorithm
    return [digest for digest in found if digest.algorithm == strongest]


def multibase_digest(value: Json) -> Digest | None:
    """The digest of a `digestMultibase`, a multihash; None if it is malformed."""
    if not isinstance(value, str) or len(value) > _LONGEST or value[:1] not in ("u", "z"):
        return None
    try:
        data = (base64url_decode if value[0] == "u" else base58_decode)(value[1:])
    except ValueError:
        return None
    algorithm = _MULTIHASH.get(data[:2])
    if algorithm is not None and len(data) == 2 + _SIZES[algorithm]:
        return Digest(algorithm, data[2:])
    bare = next((name for name, size in _SIZES.items() if len(data) == size), None)
    return None if bare is None else Digest(bare, data, bare=True)


def fits(body: bytes, digests: Iterable[Digest]) -> bool:
    """Whether the bytes have one of these digests."""
    return any(
        hmac.compare_digest(hashlib.new(digest.algorithm, body).digest(), digest.value)
        for digest in digests
    )


def _sri(text: str) -> Digest | None:
    match = _ONE.fullmatch(text)
    if match is None:
        return None
    try:
        value = base64.b64decode(match[2], validate=True)
    except binascii.Error:
        return None
    return Digest(match[1], value) if len(value) == _SIZES[match[1]] else None
