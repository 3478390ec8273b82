"""Tokens in JSON: `EnvelopedVerifiableCredential` and `EnvelopedVerifiablePresentation`.

https://www.w3.org/TR/vc-data-model-2.0/#enveloped-verifiable-credentials
"""

from __future__ import annotations

from verifier.badge import SignedBadge, signed_badge
from verifier.context_list import VC2
from verifier.errors import DocumentError
from verifier.limits import Limits
from verifier.strict_json import JsonObject
from verifier.token import read_token

_MEDIA_TYPES = {
    "EnvelopedVerifiableCredential": "data:application/vc+jwt,",
    "EnvelopedVerifiablePresentation": "data:application/vp+jwt,",
}


def signed_document(document: JsonObject, limits: Limits) -> SignedBadge:
    """A document with its proofs, or what its envelope holds.

    Raises:
        DocumentError: an envelope with anything but one token in it.
    """
    kind = document.get("type")
    name = kind[0] if isinstance(kind, list) and len(kind) == 1 else kind
    prefix = _MEDIA_TYPES.get(name) if isinstance(name, str) else None
    if prefix is None:
        return signed_badge(document)
    content = document.get("id")
    if set(document) != {"@context", "id", "type"} or document["@context"] not in (VC2, [VC2]):
        raise DocumentError("", "An envelope holds its token and nothing else.")
    if not isinstance(content, str) or not content.startswith(prefix):
        raise DocumentError("/id", f"The envelope must hold a token ({prefix}...).")
    token = read_token(content.removeprefix(prefix).encode("utf-8", "replace"), limits)
    return signed_badge(token.document, token)
