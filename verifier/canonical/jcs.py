"""JSON Canonicalization Scheme, RFC 8785: the one byte form of a JSON document."""

from __future__ import annotations

import rfc8785

from verifier.errors import DocumentError
from verifier.strict_json import JsonObject


def canonical_json(document: JsonObject) -> bytes:
    """The canonical bytes.

    Raises:
        DocumentError: a number that JSON readers do not agree on.
    """
    try:
        return rfc8785.dumps(document)
    except rfc8785.CanonicalizationError as exc:
        raise DocumentError("", f"The document has no canonical form: {exc}") from exc
