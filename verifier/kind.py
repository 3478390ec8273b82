"""What kind of document a file holds, before anything else is asked of it."""

from __future__ import annotations

from verifier import specs
from verifier.model.clr import CLR_TYPE
from verifier.model.credential import BADGE_TYPES
from verifier.report import Finding, Outcome
from verifier.strict_json import JsonObject

_OTHER_KINDS = {
    "EndorsementCredential": (
        "This is an endorsement, not a badge; it is checked inside the badge that holds it."
    ),
    "VerifiablePresentation": "This is a presentation inside another document, which is not read.",
    "EnvelopedVerifiableCredential": "This envelope claims to be something else too.",
}
_OB2 = "https://w3id.org/openbadges/v2"


def check_kind(document: JsonObject) -> Finding | None:
    """A `parse.type` finding if this is neither an Open Badges 3.0 badge nor a portfolio."""
    value = document.get("type")
    types = (
        {value}
        if isinstance(value, str)
        else {str(t) for t in value or ()}
        if isinstance(value, list)
        else set()
    )
    others = [kind for kind in _OTHER_KINDS if kind in types]
    named = types & {*BADGE_TYPES, CLR_TYPE}
    is_badge = "VerifiableCredential" in types and bool(named)
    if CLR_TYPE in named and named & set(BADGE_TYPES):
        others.append(CLR_TYPE)
    if is_badge and not others:
        return None
    context = document.get("@context")
    if context == _OB2 or (isinstance(context, list) and _OB2 in context):
        return _finding(
            Outcome.INCONCLUSIVE,
            "This is a badge of the older Open Badges 2.0 format; neither its issuer nor its "
            "signature is checked here.",
        )
    if others and not is_badge:
        return _finding(Outcome.INCONCLUSIVE, _OTHER_KINDS[others[0]])
    if is_badge:
        return _finding(Outcome.FAILED, "The file claims to be two kinds of document at once.")
    return _finding(Outcome.FAILED, "The file is JSON, but not an Open Badges 3.0 badge.")


def _finding(outcome: Outcome, message: str) -> Finding:
    problem = specs.PARSING if outcome is Outcome.FAILED else None
    return Finding("parse.type", outcome, message, "/type", specs.VC_TYPE, problem)
