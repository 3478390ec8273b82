"""From a JSON value that somebody sent to a signed document: a credential, or what holds one."""

from __future__ import annotations

import json
from collections.abc import Mapping

from verifier.badge import SignedBadge, signed_badge
from verifier.data_model.envelopes import CREDENTIAL, PRESENTATION, envelopes
from verifier.data_model.values import names_of
from verifier.errors import DocumentError
from verifier.limits import Limits
from verifier.strict_json import Json, JsonObject, parse
from verifier.token import read_token

_TOKENS = {
    CREDENTIAL: "data:application/vc+jwt,",
    PRESENTATION: "data:application/vp+jwt,",
}
_WITH_CLAIMS = "data:application/jwt,"


def as_object(value: Json, limits: Limits) -> JsonObject:
    """A strict copy of a JSON object.

    Raises:
        DocumentError: anything else, or what JSON readers would read differently.
    """
    try:
        copy = parse(json.dumps(value, default=dict), limits)
    except (TypeError, ValueError, RecursionError) as exc:
        raise DocumentError("", "The document holds what JSON cannot say.") from exc
    if not isinstance(copy, Mapping):
        raise DocumentError("", "The document must be a JSON object.")
    return copy


def open_document(document: JsonObject, limits: Limits, *, jwt_claims: bool) -> SignedBadge:
    """A document with its proofs, or what its envelope holds.

    Args:
        document: the document or envelope.
        limits: budgets.
        jwt_claims: whether `application/jwt` with a `vc` or `vp` claim is read.

    Raises:
        DocumentError: an envelope that is none, or a token that is malformed.
    """
    names = names_of(document.get("type"))
    kind = next((name for name in (CREDENTIAL, PRESENTATION) if name in names), None)
    if kind is None:
        return signed_badge(document)
    for path, message in envelopes(document):
        raise DocumentError(path, message)
    others = sorted(set(document) - {"@context", "id", "type"})
    if others:
        raise DocumentError("", "An envelope holds its token and nothing else.")
    content = str(document["id"])
    if content.startswith(_TOKENS[kind]):
        data = content.removeprefix(_TOKENS[kind])
    elif jwt_claims and content.startswith(_WITH_CLAIMS):
        data = content.removeprefix(_WITH_CLAIMS)
    else:
        raise DocumentError("/id", f"The envelope must hold a token ({_TOKENS[kind]}...).")
    lift = not content.startswith(_TOKENS[kind])
    token = read_token(data.encode("utf-8", "replace"), limits, lift=lift)
    return signed_badge(token.document, token)
