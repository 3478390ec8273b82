"""A badge in short, taken from its document: what is proven of it, or what the file claims."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.badge import ProvenDocument
from verifier.schema import is_legacy
from verifier.strict_json import Json, JsonObject
from verifier.summary import Claimed, Summary


def claimed_of(document: JsonObject, signer: str | None) -> Claimed:
    """What an unproven document says of itself and of who signed it."""
    return Claimed(_text(document, "id"), signer, _text(document, "name"))


def summary_of(proven: ProvenDocument) -> Summary:
    """The few members that every reader wants."""
    document = proven.document
    subject = _object(document.get("credentialSubject"))
    legacy = is_legacy(document)
    return Summary(
        id=_text(document, "id"),
        name=_text(document, "name") or _text(_object(subject.get("achievement")), "name"),
        issuer_id=proven.issuer_id,
        issuer_name=_text(_object(document.get("issuer")), "name"),
        achievement=_text(_object(subject.get("achievement")), "id"),
        recipient=_text(subject, "id"),
        valid_from=_text(document, "issuanceDate" if legacy else "validFrom"),
        valid_until=_text(document, "expirationDate" if legacy else "validUntil"),
    )


def _object(value: Json) -> JsonObject:
    return value if isinstance(value, Mapping) else {}


def _text(document: JsonObject, name: str) -> str | None:
    value = document.get(name)
    return value if isinstance(value, str) else None
