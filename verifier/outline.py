"""A badge in short, taken from its document: what is proven of it, or what the file claims."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.badge import ProvenDocument
from verifier.claims import end_of
from verifier.clock import to_text
from verifier.schema import is_legacy
from verifier.strict_json import Json, JsonObject
from verifier.summary import Claimed, Summary
from verifier.token import Token
from verifier.trust import Standings


def id_of(document: JsonObject) -> str | None:
    """The id of a document, if it has one."""
    return _text(document, "id")


def claimed_of(document: JsonObject, signer: str | None) -> Claimed:
    """What an unproven document says of itself and of who signed it."""
    return Claimed(_text(document, "id"), signer, _text(document, "name"))


def summary_of(proven: ProvenDocument, standings: Standings, token: Token | None = None) -> Summary:
    """The few members that every reader wants, and what registries call the issuer.

    Args:
        proven: the document.
        standings: how its issuer stands in the registries.
        token: what it came in; its end is the badge's where the badge names none.
    """
    document = proven.document
    ends = None if token is None else end_of(token)
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
        valid_until=_text(document, "expirationDate" if legacy else "validUntil")
        or (None if ends is None else to_text(ends)),
        registered_name=standings.name,
        registered_by=standings.matching,
    )


def endorsable(proven: ProvenDocument) -> frozenset[str]:
    """Ids of what endorsements in a badge may be about: itself, its achievement, its issuer."""
    subject = _object(proven.document.get("credentialSubject"))
    named = (_text(proven.document, "id"), _text(_object(subject.get("achievement")), "id"))
    return frozenset({proven.issuer_id, *(name for name in named if name)})


def _object(value: Json) -> JsonObject:
    return value if isinstance(value, Mapping) else {}


def _text(document: JsonObject, name: str) -> str | None:
    value = document.get(name)
    return value if isinstance(value, str) else None
