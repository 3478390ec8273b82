"""Digests as `digestMultibase` writes them: a multihash in multibase text.

https://www.w3.org/TR/cid-1.0/#multihash and #multibase-0; a digest without the multihash header
is not guessed at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from verifier.base64url import base64url_decode
from verifier.keys import base58_decode

_BASES: Mapping[str, Callable[[str], bytes]] = {"u": base64url_decode, "z": base58_decode}
_HEADERS = {b"\x12\x20": ("sha256", 32), b"\x20\x30": ("sha384", 48), b"\x13\x40": ("sha512", 64)}


def read_multihash(text: str) -> tuple[str, bytes] | None:
    """The algorithm (as `hashlib` names it) and the digest; None if it is not one that is read.

    Read are SHA-256, SHA-384 and SHA-512 in full length, in base64url (`u`) or base58btc (`z`).
    """
    decode = _BASES.get(text[:1])
    if decode is None:
        return None
    try:
        data = decode(text[1:])
    except ValueError:
        return None
    algorithm, length = _HEADERS.get(data[:2], ("", 0))
    return (algorithm, data[2:]) if algorithm and len(data) == length + 2 else None
