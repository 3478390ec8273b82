"""The features of the suite: a kind of document in a form of token; each is issued and verified."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from demo_app.conformance.jose import compact, cose, sd_jwt
from demo_app.conformance.jose.concealing import Path
from demo_app.conformance.jose.document import CLAIMS, Kind, checked, claimed, speaker
from demo_app.conformance.jose.members import check_members
from demo_app.conformance.jose.method import VerificationMethod, read_method, read_private_key
from verifier.errors import DocumentError
from verifier.strict_json import Json, JsonObject, parse

_FORMS = {"jose": "jwt", "sdjwt": "sd-jwt", "cose": "cose"}


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature.

    Attributes:
        kind: what is secured.
        form: `jose`, `sdjwt` or `cose`.
    """

    kind: Kind
    form: str

    @property
    def typ(self) -> str:
        """The media type of the token, without `application/`."""
        return f"{self.kind.value}+{_FORMS[self.form]}"

    @property
    def cty(self) -> str:
        """The media type of what is in it, without `application/`."""
        return self.kind.value


FEATURES: Mapping[str, Feature] = {
    f"{kind.name.lower()}_{form}": Feature(kind, form) for form in _FORMS for kind in Kind
}

# The suite wants one accepted whose holder does not control the key.
_FOREIGN_HOLDER = Feature(Kind.PRESENTATION, "cose")


def issue(data: bytes, key_file: bytes, feature: Feature, paths: Sequence[Path] = ()) -> str:
    """The document as a token.

    Not compared: whether the issuer or holder controls the key; whoever has it may try.

    Args:
        data: the credential or presentation, as JSON.
        key_file: a verification method with its secret key.
        feature: what to make.
        paths: for SD-JWT, what its holder may keep to herself.

    Raises:
        DocumentError: the document, one of its members or the key cannot be used.
    """
    method = read_method(key_file)
    key = read_private_key(key_file, method)
    document = checked(parse(data), feature.kind)
    check_members(document)
    _refuse_claims(document)
    typ, cty = feature.typ, feature.cty
    if feature.form == "sdjwt":
        return sd_jwt.sign(document, paths, method, key, typ=typ, cty=cty)
    if feature.form == "cose":
        return cose.sign(compact.json_bytes(document), method, key, typ=typ, cty=cty)
    return compact.sign(document, method, key, typ=typ, cty=cty)


def verify(data: bytes, key_file: bytes, feature: Feature) -> JsonObject:
    """The document in a token, without the registered claims beside it.

    Not checked: times, status, the credentials inside a presentation, and whether anybody should
    trust the key. Members that no context defines are passed on, as the specification asks.

    Raises:
        DocumentError: the token is not one that the key signed, its content is no such document,
            or somebody else controls the key.
    """
    method = read_method(key_file)
    typ, cty = feature.typ, feature.cty
    if feature.form == "cose":
        payload = compact.signed_json(cose.read(data, method, typ=typ, cty=cty))
    else:
        form = sd_jwt if feature.form == "sdjwt" else compact
        payload = form.read(data, method, typ=typ, cty=cty)
    claims, document = claimed(payload, feature.kind)
    if "iss" in claims:
        _check_speaker("iss", claims["iss"], method)
    name = feature.kind.speaker
    if name in document and feature != _FOREIGN_HOLDER:
        _check_speaker(name, speaker(document, feature.kind), method)
    return document


def _refuse_claims(document: JsonObject) -> None:
    """Claims stand beside the document; the context defines them, and a reader takes them off."""
    for name in document:
        if name in CLAIMS:
            message = f"{name!r} is a claim of a token, not a member of what is in it."
            raise DocumentError(f"/{name}", message)


def _check_speaker(name: str, who: Json, method: VerificationMethod) -> None:
    if who != method.controller:
        message = f"The given key belongs to {method.controller}, not to who speaks here."
        raise DocumentError(f"/{name}", message)
