"""Presentations: who shows which credentials, to whom, in answer to what.

https://www.w3.org/TR/vc-data-model-2.0/#verifiable-presentations
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from verifier import specs
from verifier.badge import ProvenDocument, SignedBadge
from verifier.canonical import Contexts
from verifier.context_list import (
    DATA_INTEGRITY,
    ED25519_2020,
    EXTENSIONS,
    OB_CURRENT,
    OB_OLDER,
    VC1,
    VC2,
)
from verifier.envelope import signed_document
from verifier.errors import DocumentError
from verifier.limits import Limits
from verifier.report import Finding, Outcome, Report
from verifier.strict_json import Json, JsonObject, pointer

PRESENTATION = "VerifiablePresentation"
_IN_ORDER = (OB_CURRENT, OB_OLDER, EXTENSIONS, ED25519_2020, DATA_INTEGRITY)
_MOST_MEMBERS = 100


def is_presentation(document: JsonObject) -> bool:
    """Whether a document says that it is a presentation."""
    value = document.get("type")
    return PRESENTATION in (value if isinstance(value, list) else [value])


def check_presentation_context(document: JsonObject, contexts: Contexts) -> Finding:
    """`jsonld.context`: VC 2.0 (or 1.1) first, then others that this verifier carries, in order.

    Contexts that the caller gives may stand anywhere behind the first.
    """
    value = document.get("@context")
    given = value if isinstance(value, list) else [value]
    listed = [*given[:1], *(entry for entry in given[1:] if not contexts.knows(entry))]
    known = [url for url in _IN_ORDER if url in listed]
    if listed[:1] in ([VC2], [VC1]) and isinstance(value, list):
        if listed[1:] == known:
            message = "The contexts of the presentation are published ones, in order."
            return _finding("jsonld.context", Outcome.PASSED, message, "/@context")
        message = "The presentation uses contexts that this verifier does not read in it."
        return _finding("jsonld.context", Outcome.INCONCLUSIVE, message, "/@context")
    message = "The @context of a presentation must be a list that begins with the VC context."
    return _finding("jsonld.context", Outcome.FAILED, message, "/@context")


def holder_of(signed: SignedBadge) -> str | None:
    """Who presents: the holder that the presentation names, else the owner of its key.

    None where it names a holder in a way that is not read: nobody else presents in its stead.
    """
    if "holder" in signed.document:
        holder = signed.document["holder"]
        name = holder.get("id") if isinstance(holder, Mapping) else holder
        return name if isinstance(name, str) and name else None
    if signed.token is not None:
        issuer = signed.token.claims.get("iss")
        return issuer if isinstance(issuer, str) and issuer else None
    for proof in signed.proofs:
        method = proof.get("verificationMethod") if isinstance(proof, Mapping) else None
        if isinstance(method, str) and method.partition("#")[0]:
            return method.partition("#")[0]
    return None


def check_token(signed: SignedBadge, at: datetime, limits: Limits) -> Iterator[Finding]:
    """What the claims of a token say of its holder and its time."""
    if signed.token is None:
        return
    claims = signed.token.claims
    if claims.get("iss", holder_of(signed)) != holder_of(signed):
        yield _finding("proof.claims", Outcome.FAILED, "The claim iss differs from the holder.")
    for claim in ("exp", "nbf", "iat"):
        if claim in claims and type(claims[claim]) is not int:
            message = f"The claim {claim} is not a number of seconds."
            yield _finding("proof.claims", Outcome.FAILED, message)
    ends, starts = claims.get("exp"), max(_number(claims.get(n)) for n in ("nbf", "iat"))
    if type(ends) is int and ends < at.timestamp():
        yield _finding("proof.expires", Outcome.FAILED, "The presentation has expired.")
    if starts > at.timestamp() + limits.clock_skew.total_seconds():
        message = "The presentation says it was made in the future."
        yield _finding("proof.created", Outcome.FAILED, message)


def unsigned(*, expected: bool) -> Finding:
    """`proof.present` for a presentation that nobody signed."""
    if expected:
        message = "The presentation is not signed, so nobody answered the challenge."
        return _finding("proof.present", Outcome.FAILED, message, "/proof")
    message = "The presentation is not signed: it does not say who shows these badges."
    return _finding("proof.present", Outcome.NOT_APPLICABLE, message, "/proof")


def empty() -> Finding:
    """`parse.type` for a presentation that says nothing at all."""
    message = "The presentation holds no badge, and nobody signed it."
    return _finding("parse.type", Outcome.FAILED, message)


def not_presented() -> Finding:
    """`parse.type` for what was asked for as a presentation and is none."""
    return _finding(
        "parse.type",
        Outcome.FAILED,
        "This is not a presentation, so no holder answers for it.",
        "/type",
    )


def members(document: JsonObject, limits: Limits) -> Iterator[SignedBadge | Finding]:
    """Each credential inside, or a finding that it cannot be read."""
    value = document.get("verifiableCredential")
    entries: list[Json] = value if isinstance(value, list) else [] if value is None else [value]
    if len(entries) > _MOST_MEMBERS:
        message = f"The presentation holds more than {_MOST_MEMBERS} credentials."
        yield _finding("parse.type", Outcome.FAILED, message, "/verifiableCredential")
        return
    for index, entry in enumerate(entries):
        path = "/verifiableCredential" + (pointer(index) if isinstance(value, list) else "")
        try:
            if not isinstance(entry, Mapping):
                raise DocumentError("", "A credential must be an object.")
            yield signed_document(entry, limits)
        except DocumentError as exc:
            yield _finding("parse.json", Outcome.FAILED, exc.reason, path + exc.path)


def check_holder(proven: ProvenDocument, reports: tuple[Report, ...]) -> Iterator[Finding]:
    """`presentation.holder`: whether who shows a badge is whom it is about."""
    for index, report in enumerate(reports):
        subject = report.summary.recipient if report.summary else None
        path = pointer("verifiableCredential", index)
        if subject == proven.issuer_id:
            message = "The badge is about the holder who presents it."
            yield _finding("presentation.holder", Outcome.PASSED, message, path)
        elif report.summary is not None:
            message = f"The badge is about {subject or 'nobody by id'}, not about its presenter."
            yield _finding("presentation.holder", Outcome.WARNING, message, path)


def _number(value: Json) -> int:
    return value if type(value) is int else 0


def _finding(check: str, outcome: Outcome, message: str, path: str = "") -> Finding:
    problem = specs.PARSING if outcome is Outcome.FAILED else None
    return Finding(check, outcome, message, path, specs.VC_PRESENTATION, problem)
