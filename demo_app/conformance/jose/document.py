"""What every credential and presentation must be, before it is signed and after it was read.

https://www.w3.org/TR/vc-data-model-2.0/ and https://www.w3.org/TR/vc-jose-cose/#securing-with-jose
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import NamedTuple

from verifier.context_list import VC2
from verifier.errors import DocumentError
from verifier.strict_json import Json, JsonObject, pointer

_ENVELOPE = "EnvelopedVerifiableCredential"
_SECURED = (
    "data:application/vc+jwt,",
    "data:application/vc+sd-jwt,",
    "data:application/vc+cose;base64,",
)
# RFC 7519, RFC 7800 and OpenID Connect; every other member belongs to the document.
CLAIMS = frozenset({"iss", "sub", "jti", "nbf", "exp", "iat", "aud", "nonce", "cnf"})


class Kind(Enum):
    """What is secured."""

    CREDENTIAL = "vc"
    PRESENTATION = "vp"

    @property
    def type(self) -> str:
        """The type that every document of this kind has."""
        return f"Verifiable{self.name.title()}"

    @property
    def speaker(self) -> str:
        """The member that says whose document it is."""
        return "issuer" if self is Kind.CREDENTIAL else "holder"


class Claimed(NamedTuple):
    """A token's content: the registered claims, and the document beside them."""

    claims: JsonObject
    document: JsonObject


def checked(document: Json, kind: Kind) -> JsonObject:
    """The same document, if it is of its kind.

    Raises:
        DocumentError: the place that is not as VC 2.0 wants it, a `vc` or `vp` member, or a
            presentation with a credential that nothing secures.
    """
    if not isinstance(document, Mapping):
        raise DocumentError("", f"This is not a {kind.type} (a JSON object).")
    for name in ("vc", "vp"):
        if name in document:
            raise DocumentError(f"/{name}", "The claims vc and vp must not be there.")
    if contexts_of(document)[:1] != [VC2]:
        raise DocumentError("/@context", f"The first context must be {VC2}.")
    if kind.type not in types_of(document):
        raise DocumentError("/type", f"This is not a {kind.type}.")
    if kind is Kind.CREDENTIAL:
        _check_credential(document)
    else:
        _check_presentation(document)
    return document


def speaker(document: JsonObject, kind: Kind) -> str | None:
    """The address of the issuer or holder; None where a presentation names no holder."""
    value = document.get(kind.speaker)
    value = value.get("id") if isinstance(value, Mapping) else value
    return value if isinstance(value, str) else None


def claimed(payload: Json, kind: Kind) -> Claimed:
    """The content of a token, taken apart and checked.

    Times (`nbf`, `exp`, `iat`) are not looked at, whatever they are.

    Raises:
        DocumentError: no such document (see `checked`), or a claim says other than it.
    """
    if not isinstance(payload, Mapping):
        raise DocumentError("", f"The content is not a {kind.type} (a JSON object).")
    claims = {name: value for name, value in payload.items() if name in CLAIMS}
    document = {name: value for name, value in payload.items() if name not in CLAIMS}
    checked(document, kind)
    said = {"iss": speaker(document, kind), "jti": document.get("id")}
    subject = document.get("credentialSubject")
    if isinstance(subject, Mapping):
        said["sub"] = subject.get("id")
    for name, value in said.items():
        if name in claims and value is not None and claims[name] != value:
            raise DocumentError(f"/{name}", f"The claim {name} differs from the document.")
    return Claimed(claims, document)


def contexts_of(document: JsonObject) -> list[str]:
    """The addresses in `@context`.

    Raises:
        DocumentError: anything else than addresses.
    """
    return _texts(document, "@context", "The @context must name addresses.")


def types_of(document: JsonObject) -> list[str]:
    """The types.

    Raises:
        DocumentError: anything else than texts.
    """
    return _texts(document, "type", "A type is a text or a list of texts.")


def _texts(document: JsonObject, name: str, message: str) -> list[str]:
    value = document.get(name)
    items = value if isinstance(value, list) else [value]
    texts = [item for item in items if isinstance(item, str)]
    if len(texts) != len(items):
        raise DocumentError(pointer(name), message)
    return texts


def _check_credential(document: JsonObject) -> None:
    if not speaker(document, Kind.CREDENTIAL):
        raise DocumentError("/issuer", "The credential names no issuer (an address).")
    subject = document.get("credentialSubject")
    subjects = subject if isinstance(subject, list) else [subject]
    if not subjects or not all(isinstance(item, Mapping) and item for item in subjects):
        raise DocumentError("/credentialSubject", "The credential says nothing about anybody.")


def _check_presentation(document: JsonObject) -> None:
    if "holder" in document and not speaker(document, Kind.PRESENTATION):
        raise DocumentError("/holder", "The holder must be an address, or have one.")
    value = document.get("verifiableCredential", [])
    for index, item in enumerate(value if isinstance(value, list) else [value]):
        if not _secured(item):
            path = pointer("verifiableCredential", index)
            message = f"A credential in a presentation must be secured: an {_ENVELOPE} with a "
            raise DocumentError(path, message + "data: address that holds its token.")


def _secured(item: Json) -> bool:
    if not isinstance(item, Mapping) or set(item) != {"@context", "id", "type"}:
        return False
    if item["@context"] not in (VC2, [VC2]) or item["type"] not in (_ENVELOPE, [_ENVELOPE]):
        return False
    address = item["id"]
    return isinstance(address, str) and any(
        address.startswith(prefix) and len(address) > len(prefix) for prefix in _SECURED
    )
