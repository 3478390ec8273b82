"""Compact JSON Web Signatures, framed strictly before any key is looked at (RFC 7515)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from verifier.base64url import base64url_decode
from verifier.errors import DocumentError, NotJsonError
from verifier.jwk import ALGORITHM_OF
from verifier.keys import PublicKey
from verifier.limits import Limits
from verifier.strict_json import JsonObject, parse

ALGORITHMS = frozenset(ALGORITHM_OF.values())
_COMPACT = re.compile(rb"([A-Za-z0-9_-]+)\.([A-Za-z0-9_-]*)\.([A-Za-z0-9_-]+)(?:\r?\n)?")
_MEMBERS = frozenset({"alg", "kid", "jwk", "typ", "cty"})
_LONGEST_HEADER = 8192
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Jws:
    """A token as it was read; nothing in it is believed yet.

    Attributes:
        header: the protected header; only `alg`, `kid`, `jwk`, `typ` and `cty`.
        payload: the bytes that were signed.
        signed: header and payload as the signature covers them.
        signature: the signature.
    """

    header: JsonObject
    payload: bytes
    signed: bytes
    signature: bytes

    @property
    def algorithm(self) -> str:
        """The algorithm that the header names."""
        return str(self.header["alg"])

    def verified_by(self, key: PublicKey) -> bool:
        """Whether the signature is the key's, with the one algorithm of its kind."""
        if self.algorithm != ALGORITHM_OF[key.kind]:
            return False
        return key.verifies(self.signature, self.signed)


def read_jws(data: bytes, limits: Limits) -> Jws:
    """The parts of a compact token; one line end after it is ignored.

    Raises:
        DocumentError: not three parts of canonical base64url, a header that is not strict JSON
            or has a member that Open Badges does not allow.
    """
    if len(data) > limits.max_bytes:
        raise NotJsonError("", f"The file is larger than {limits.max_bytes} bytes.")
    match = _COMPACT.fullmatch(data)
    if match is None:
        raise NotJsonError("", "This is not a signed token: three base64url parts with dots.")
    if len(match[1]) > _LONGEST_HEADER:
        raise NotJsonError("", "The header of the token is too long.")
    try:
        header, payload, signature = (base64url_decode(part.decode()) for part in match.groups())
    except ValueError as exc:
        raise NotJsonError("", f"A part of the token cannot be read: {exc}.") from exc
    return Jws(_header(header, limits), payload, b".".join(match.groups()[:2]), signature)


def _header(data: bytes, limits: Limits) -> JsonObject:
    if data.startswith(_BOM):
        raise DocumentError("", "The header of the token begins with a byte order mark.")
    header = parse(data, limits)
    if not isinstance(header, Mapping):
        raise DocumentError("", "The header of the token is not an object.")
    for name in header:
        if name not in _MEMBERS:
            raise DocumentError("", f"The header member {name[:40]!r} is not allowed.")
    for name in ("alg", "kid", "typ", "cty"):
        value = header.get(name, "")
        if not isinstance(value, str) or (name == "alg" and not value):
            raise DocumentError("", f"The header member {name!r} must be a text.")
    if not isinstance(header.get("jwk", {}), Mapping):
        raise DocumentError("", "The header member 'jwk' must be an object.")
    return header
