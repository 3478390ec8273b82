"""A credential or presentation in a signed token: the document, the claims, and how they agree.

https://www.imsglobal.org/spec/ob/v3p0#jwt-proof and https://www.w3.org/TR/vc-jose-cose/
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from verifier.context_list import VC1
from verifier.errors import DocumentError
from verifier.jws import Jws, read_jws
from verifier.limits import Limits
from verifier.strict_json import Json, JsonObject, parse

_CLAIMS = frozenset({"iss", "sub", "jti", "nbf", "exp", "iat", "aud", "nonce", "cnf"})
_CREDENTIAL_TYPES, _PRESENTATION_TYPES = ("JWT", "vc+jwt"), ("JWT", "vp+jwt")
_CONTENT = {"vc+jwt": ("vc", "application/vc"), "vp+jwt": ("vp", "application/vp")}
_PRESENTATION = "VerifiablePresentation"


@dataclass(frozen=True, slots=True)
class Token:
    """A token that holds a document.

    Attributes:
        jws: the signed parts.
        claims: the registered claims beside the document.
        document: the credential or presentation, with any proofs of its own.
        lifted: whether the document is of VC 2.0 and stood in a `vc` or `vp` claim.
    """

    jws: Jws
    claims: JsonObject
    document: JsonObject
    lifted: bool = False

    @property
    def claims_needed(self) -> bool:
        """Whether the claims must repeat the document (not so for `vc+jwt` and `vp+jwt`)."""
        return self.jws.header.get("typ", "JWT") == "JWT" and not self.lifted


def read_token(data: bytes, limits: Limits, *, lift: bool = False) -> Token:
    """The token that the bytes are.

    Args:
        data: the compact token.
        limits: budgets.
        lift: whether a `vc` or `vp` claim may hold a VC 2.0 document, which VC-JOSE-COSE forbids.

    Raises:
        DocumentError: it is malformed, of another type, or says two things at once.
    """
    jws = read_jws(data, limits)
    if jws.payload.startswith(b"\xef\xbb\xbf"):
        raise DocumentError("", "The content of the token begins with a byte order mark.")
    payload = parse(jws.payload, limits)
    if not isinstance(payload, Mapping):
        raise DocumentError("", "The content of the token is not a credential (a JSON object).")
    claims = {name: value for name, value in payload.items() if name in _CLAIMS}
    document: JsonObject = {n: value for n, value in payload.items() if n not in _CLAIMS}
    inside = "vc" in document or "vp" in document
    if inside:
        document = _lifted(document, claims) if lift else _older(document, claims)
    _check_header(jws.header, document)
    return Token(jws, claims, document, lifted=inside and lift)


def _check_header(header: JsonObject, document: JsonObject) -> None:
    presented = _PRESENTATION in _list(document.get("type"))
    allowed = _PRESENTATION_TYPES if presented else _CREDENTIAL_TYPES
    kind = header.get("typ", "JWT")
    if kind not in allowed:
        raise DocumentError("", f"A token of the type {str(kind)[:40]!r} does not hold this.")
    if "cty" in header and header["cty"] not in _CONTENT.get(str(kind), ()):
        raise DocumentError("", f"The content type {str(header['cty'])[:40]!r} does not fit.")
    if "kid" not in header and "jwk" not in header:
        raise DocumentError("", "The token names no key (kid or jwk).")


def _older(document: JsonObject, claims: JsonObject) -> JsonObject:
    """The credential in the `vc` claim of VC 1.1, completed from the claims.

    https://www.w3.org/TR/vc-data-model-1.1/#jwt-decoding
    """
    credential = _single(document, "vc")
    if _list(credential.get("@context"))[:1] != [VC1]:
        raise DocumentError("/vc/@context", "The vc claim is for VC 1.1 credentials only.")
    return _filled(credential, claims)


def _lifted(document: JsonObject, claims: JsonObject) -> JsonObject:
    """The document in a `vc` or `vp` claim, whatever its version."""
    if "vp" in document:
        return _single(document, "vp")
    return _filled(_single(document, "vc"), claims)


def _single(document: JsonObject, name: str) -> JsonObject:
    """What one claim holds, beside which there is no other."""
    value = document.get(name)
    if set(document) != {name} or not isinstance(value, Mapping):
        raise DocumentError(
            "", "The token says two things at once (a vc or vp claim beside others)."
        )
    return value


def _filled(credential: JsonObject, claims: JsonObject) -> JsonObject:
    """The credential completed from the claims."""
    filled: dict[str, Any] = dict(credential)
    for name, claim in (("id", "jti"), ("issuer", "iss")):
        if claim in claims:
            filled.setdefault(name, claims[claim])
    subject = filled.get("credentialSubject")
    if "sub" in claims and isinstance(subject, Mapping):
        filled["credentialSubject"] = {"id": claims["sub"], **subject}
    return filled


def _list(value: Json) -> list[Json]:
    return list(value) if isinstance(value, list) else [value]
