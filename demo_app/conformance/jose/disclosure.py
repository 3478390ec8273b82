"""Disclosures of SD-JWT: what one is, and its digest (https://www.rfc-editor.org/rfc/rfc9901)."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from verifier.base64url import base64url_decode, base64url_encode
from verifier.errors import DocumentError
from verifier.strict_json import Json, parse

ALGORITHM = "sha-256"
RESERVED = frozenset({"_sd", "_sd_alg", "..."})


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One hidden value in the open.

    Attributes:
        name: the member that it is, or None for an item of a list.
        value: the value, which may hide more.
    """

    name: str | None
    value: Json


def digest(text: str) -> str:
    """The digest that stands for a disclosure, of its encoded form."""
    return base64url_encode(sha256(text.encode()).digest())


def read_disclosure(text: str) -> Disclosure:
    """The disclosure that a part of a token is.

    Raises:
        DocumentError: not `[salt, name, value]` or `[salt, value]` as base64url of strict JSON, or
            a name that SD-JWT keeps for itself.
    """
    try:
        parts = parse(base64url_decode(text))
    except ValueError as exc:
        raise DocumentError("", f"A disclosure cannot be read: {exc}.") from exc
    if not isinstance(parts, list) or len(parts) not in (2, 3) or not isinstance(parts[0], str):
        raise DocumentError("", "A disclosure must be [salt, name, value] or [salt, value].")
    if len(parts) == 2:
        return Disclosure(None, parts[1])
    if not isinstance(parts[1], str) or parts[1] in RESERVED:
        raise DocumentError("", "A disclosure has a name that no member can have.")
    return Disclosure(parts[1], parts[2])
