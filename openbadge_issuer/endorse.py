"""Endorse an achievement, an issuer or a badge, and put an endorsement where it belongs."""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from openbadge_issuer.controller_document import controller_of
from openbadge_issuer.errors import Problem, RefusedError
from openbadge_issuer.jwt import compact
from openbadge_issuer.own_document import prove
from openbadge_issuer.portable import portable, unportable
from openbadge_issuer.proofs import signed
from openbadge_issuer.signers import Signer
from verifier import Limits
from verifier.badge import signed_badge
from verifier.claims import claims_for
from verifier.clock import now, to_text
from verifier.context_list import OB_CURRENT, VC2
from verifier.errors import DocumentError
from verifier.model import EndorsementCredential
from verifier.report import Outcome
from verifier.schema import read_as
from verifier.strict_json import Json, JsonObject
from verifier.token import read_token


@dataclass(frozen=True, slots=True, kw_only=True)
class Endorser:
    """Who endorses, and for how long.

    Attributes:
        profile: the endorser's Profile; its `id` is the signer's address by default.
        name: what the endorsement is called in lists.
        valid_until: when it ends (RFC 3339), or None.
    """

    profile: Mapping[str, Any] = field(default_factory=dict)
    name: str = "Endorsement"
    valid_until: str | None = None


def endorse(
    subject: str,
    comment: str,
    *,
    signer: Signer,
    endorser: Endorser | None = None,
    at: datetime | None = None,
) -> dict[str, Any]:
    """A signed EndorsementCredential (the usual suite for the key), checked before it is returned.

    Args:
        subject: the id of the achievement, issuer or badge that is endorsed.
        comment: what the endorser says of it.
        signer: holds the endorser's key.
        endorser: who endorses; a profile with nothing but the signer's address by default.
        at: when; the present by default.

    Raises:
        RefusedError: with every problem and its place in the endorsement.
    """
    when = (at or now()).replace(microsecond=0)
    document = _unsigned(subject, comment, signer, endorser or Endorser(), when)
    endorsement = signed(document, signer, when)
    prove(signed_badge(endorsement), signer, when)
    return endorsement


def endorse_jwt(
    subject: str,
    comment: str,
    *,
    signer: Signer,
    endorser: Endorser | None = None,
    at: datetime | None = None,
) -> str:
    """The same endorsement as a signed token (compact JWS), for `endorsementJwt`.

    Raises:
        RefusedError: with every problem and its place in the endorsement.
    """
    when = (at or now()).replace(microsecond=0)
    document = _unsigned(subject, comment, signer, endorser or Endorser(), when)
    text = compact({**document, **claims_for(document)}, signer, {"typ": "JWT"})
    token = read_token(text.encode(), Limits())
    prove(signed_badge(token.document, token), signer, when)
    return text


def embed(credential: JsonObject, endorsement: JsonObject | str) -> dict[str, Any]:
    """A copy of an unsigned badge with an endorsement at the thing that it endorses.

    Args:
        credential: an unsigned badge, as `award` makes it.
        endorsement: what `endorse` or `endorse_jwt` made.

    Raises:
        RefusedError: the badge is signed already, or does not hold what is endorsed.
    """
    if "proof" in credential:
        message = "The badge is signed; an endorsement cannot be added to it any more."
        raise RefusedError([Problem("/proof", message)])
    wanted = _endorsed(endorsement)
    name = "endorsementJwt" if isinstance(endorsement, str) else "endorsement"
    for place in (("credentialSubject", "achievement"), ("issuer",), ()):
        thing: Any = credential
        for step in place:
            thing = thing.get(step) if isinstance(thing, Mapping) else None
        if isinstance(thing, Mapping) and thing.get("id") == wanted:
            return _with(credential, place, name, endorsement)
    message = f"The badge holds nothing with the id {wanted}, which is endorsed."
    raise RefusedError([Problem("", message)])


def _unsigned(
    subject: str, comment: str, signer: Signer, endorser: Endorser, when: datetime
) -> dict[str, Any]:
    document: dict[str, Any] = {
        "@context": [VC2, OB_CURRENT],
        "id": uuid.uuid4().urn,
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": endorser.name,
        "issuer": {"id": controller_of(signer), "type": ["Profile"], **endorser.profile},
        "validFrom": to_text(when),
        "credentialSubject": {
            "id": subject,
            "type": ["EndorsementSubject"],
            "endorsementComment": comment,
        },
    }
    if endorser.valid_until is not None:
        document["validUntil"] = endorser.valid_until
    problems = list(_problems(document, signer))
    if problems:
        raise RefusedError(problems)
    return portable(document, EndorsementCredential, lambda _: None)


def _problems(document: dict[str, Any], signer: Signer) -> Iterator[Problem]:
    yield from unportable(document)
    credential, findings = read_as(EndorsementCredential, document, "endorsement")
    for finding in findings:
        if finding.outcome is not Outcome.PASSED:
            yield Problem(finding.path, finding.message)
    if credential is not None and credential.issuer_id != controller_of(signer):
        message = f"The key belongs to {controller_of(signer)}, not to {credential.issuer_id}."
        yield Problem("/issuer/id", message)


def _document(endorsement: JsonObject | str) -> JsonObject:
    """What an endorsement says; nothing of it is proven."""
    if not isinstance(endorsement, str):
        return endorsement
    return read_token(endorsement.encode("utf-8", "replace"), Limits()).document


def _endorsed(endorsement: JsonObject | str) -> Json:
    """The id of what is endorsed."""
    try:
        document = _document(endorsement)
    except DocumentError as exc:
        raise RefusedError([Problem("", exc.reason)]) from exc
    subject = document.get("credentialSubject")
    return subject.get("id") if isinstance(subject, Mapping) else None


def _with(
    document: JsonObject, place: tuple[str, ...], name: str, endorsement: JsonObject | str
) -> dict[str, Any]:
    """A copy in which the thing at a place has one endorsement more."""
    if place:
        inner: Any = document[place[0]]
        return {**document, place[0]: _with(inner, place[1:], name, endorsement)}
    value: Any = document.get(name, [])
    return {**document, name: [*(value if isinstance(value, list) else [value]), endorsement]}
