"""Credentials and presentations as COSE_Sign1, in base64.

https://www.w3.org/TR/vc-jose-cose/#securing-with-cose and
https://www.rfc-editor.org/rfc/rfc9052#section-4.2
"""

from __future__ import annotations

import binascii
import re
from base64 import b64decode, b64encode

from demo_app.conformance.jose.cose_header import (
    ALG,
    CONTENT_TYPE,
    KID,
    TYP,
    Header,
    decode,
    encode,
)
from demo_app.conformance.jose.method import PrivateKey, VerificationMethod
from verifier.disclosure import cbor
from verifier.errors import DocumentError, NotJsonError
from verifier.limits import Limits

# https://www.iana.org/assignments/cose/cose.xhtml#algorithms
ALGORITHMS = {"ES256": -7, "EdDSA": -8, "ES384": -35, "ES512": -36}
_LINE_END = re.compile(rb"\r?\n\Z")
_SIGN1 = b"\xd2"  # tag 18
_HEADER = frozenset({ALG, CONTENT_TYPE, KID, TYP})


def sign(payload: bytes, method: VerificationMethod, key: PrivateKey, *, typ: str, cty: str) -> str:
    """The payload as a tagged COSE_Sign1, in base64 without padding."""
    header = encode(
        {
            ALG: ALGORITHMS[method.algorithm],
            CONTENT_TYPE: f"application/{cty}",
            KID: method.id.encode(),
            TYP: f"application/{typ}",
        }
    )
    signature = key.sign(_to_be_signed(header, payload))
    data = _SIGN1 + cbor.encode([header, {}, payload, signature])
    return b64encode(data).rstrip(b"=").decode()


def read(text: bytes, method: VerificationMethod, *, typ: str, cty: str) -> bytes:
    """What the key signed.

    Raises:
        DocumentError: not base64 of a COSE_Sign1 in its shortest spelling, another media type,
            algorithm or key, or a signature that is not the key's.
    """
    protected, payload, signature = _parts(_base64(text))
    try:
        header = decode(protected)
    except ValueError as exc:
        raise DocumentError("", f"The protected header cannot be read: {exc}.") from exc
    _check_header(header, method, typ=typ, cty=cty)
    if not method.public.verifies(signature, _to_be_signed(protected, payload)):
        raise DocumentError("", "The signature is not that of the given key.")
    return payload


def _to_be_signed(protected: bytes, payload: bytes) -> bytes:
    return cbor.encode(["Signature1", protected, b"", payload])


def _base64(text: bytes) -> bytes:
    """Base64 with or without padding, in its canonical spelling."""
    if len(text) > Limits().max_bytes:
        raise NotJsonError("", f"The file is larger than {Limits().max_bytes} bytes.")
    bare = _LINE_END.sub(b"", text).rstrip(b"=")
    try:
        data = b64decode(bare + b"=" * (-len(bare) % 4), validate=True)
    except binascii.Error as exc:
        raise NotJsonError("", "This is not base64 text.") from exc
    if b64encode(data).rstrip(b"=") != bare:
        raise NotJsonError("", "This is not the canonical base64 text.")
    return data


def _parts(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Protected header, payload and signature."""
    message = "This is not a COSE_Sign1 object with everything in its protected header."
    try:
        parts = cbor.decode(data.removeprefix(_SIGN1))
    except ValueError as exc:
        raise NotJsonError("", message) from exc
    if not data.startswith(_SIGN1) or not isinstance(parts, list) or len(parts) != 4:
        raise NotJsonError("", message)
    protected, unprotected, payload, signature = parts
    kinds = isinstance(protected, bytes) and isinstance(payload, bytes)
    if unprotected != {} or not kinds or not isinstance(signature, bytes):
        raise NotJsonError("", message)
    return protected, payload, signature


def _check_header(header: Header, method: VerificationMethod, *, typ: str, cty: str) -> None:
    if unknown := set(header) - _HEADER:
        raise DocumentError("", f"The header parameters {sorted(unknown)} are not understood.")
    if header.get(ALG) != ALGORITHMS[method.algorithm]:
        message = f"The algorithm is {header.get(ALG)!r:.40}; the given key signs with "
        raise DocumentError("", f"{message}{ALGORITHMS[method.algorithm]} ({method.algorithm}).")
    if header.get(KID, method.id.encode()) not in {name.encode() for name in method.names}:
        raise DocumentError("", "The object names another key than the given one (kid).")
    for label, expected, what in ((TYP, typ, "type"), (CONTENT_TYPE, cty, "content type")):
        wanted = f"application/{expected}"
        if header.get(label, wanted if label == CONTENT_TYPE else None) != wanted:
            raise DocumentError("", f"The {what} must be {wanted!r}.")
