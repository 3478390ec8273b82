"""Credentials and presentations as compact JSON Web Signatures.

https://www.w3.org/TR/vc-jose-cose/#secure-with-jose
"""

from __future__ import annotations

import json

from demo_app.conformance.jose.method import PrivateKey, VerificationMethod
from verifier.base64url import base64url_encode
from verifier.errors import DocumentError
from verifier.jws import Jws, read_jws
from verifier.limits import Limits
from verifier.strict_json import Json, JsonObject, parse

_BOM = b"\xef\xbb\xbf"


def sign(
    payload: JsonObject, method: VerificationMethod, key: PrivateKey, *, typ: str, cty: str
) -> str:
    """A compact token; its `kid` is the address of the method."""
    header = {"alg": method.algorithm, "kid": method.id, "typ": typ, "cty": cty}
    signed = ".".join(base64url_encode(json_bytes(part)) for part in (header, payload))
    return f"{signed}.{base64url_encode(key.sign(signed.encode()))}"


def read(token: bytes, method: VerificationMethod, *, typ: str, cty: str) -> Json:
    """What the key signed.

    Raises:
        DocumentError: no such token, another media type, algorithm or key, or a signature that
            is not the key's.
    """
    jws = read_jws(token, Limits())
    _check_header(jws, method, typ=typ, cty=cty)
    if not method.public.verifies(jws.signature, jws.signed):
        raise DocumentError("", "The signature is not that of the given key.")
    return signed_json(jws.payload)


def signed_json(payload: bytes) -> Json:
    """The JSON that was signed.

    Raises:
        DocumentError: no strict JSON, or a byte order mark before it.
    """
    if payload.startswith(_BOM):
        raise DocumentError("", "The signed content begins with a byte order mark.")
    return parse(payload)


def json_bytes(value: Json) -> bytes:
    """JSON as it is signed: compact, UTF-8."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def _media_type_is(value: Json, expected: str) -> bool:
    """Whether a header names this media type; `application/` may be left out (RFC 7515 4.1.9)."""
    return isinstance(value, str) and value.removeprefix("application/") == expected


def _check_header(jws: Jws, method: VerificationMethod, *, typ: str, cty: str) -> None:
    if "jwk" in jws.header:
        raise DocumentError("", "A key inside the token proves nothing; name the given one (kid).")
    if jws.algorithm != method.algorithm:
        message = f"The algorithm is {jws.algorithm[:40]!r}; the given key signs with "
        raise DocumentError("", f"{message}{method.algorithm}.")
    if jws.header.get("kid", method.id) not in method.names:
        raise DocumentError("", "The token names another key than the given one (kid).")
    if not _media_type_is(jws.header.get("typ"), typ):
        raise DocumentError("", f"The header member 'typ' must be {typ!r}.")
    if not _media_type_is(jws.header.get("cty", cty), cty):
        raise DocumentError("", f"The header member 'cty' must be {cty!r}.")
