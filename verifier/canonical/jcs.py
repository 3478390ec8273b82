"""JSON Canonicalization Scheme, RFC 8785: the one byte form of a JSON document."""

from __future__ import annotations

import json

import rfc8785

from verifier.errors import DocumentError
from verifier.strict_json import MAX_SAFE_INTEGER, Json, JsonObject

# The standard library writes texts, whole numbers and ASCII names in order as RFC 8785 does.
_PLAIN = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def canonical_json(document: JsonObject) -> bytes:
    """The canonical bytes.

    Raises:
        DocumentError: a number that JSON readers do not agree on, or half of a surrogate pair.
    """
    try:
        if _is_plain(document):
            return _PLAIN.encode(document).encode()
        return rfc8785.dumps(document)
    except (rfc8785.CanonicalizationError, UnicodeEncodeError) as exc:
        raise DocumentError("", f"The document has no canonical form: {exc}") from exc


def _is_plain(document: JsonObject) -> bool:
    """Whether no name and no number in it is ordered or written in a way of its own (3.2.2, 3.2.3).

    Names beyond ASCII are ordered by UTF-16 units, other numbers are written as ECMAScript does.
    """
    rest: list[Json] = [document]
    while rest:
        item = rest.pop()
        if item.__class__ is dict:
            if not all(name.__class__ is str and name.isascii() for name in item):
                return False
            rest += item.values()
        elif item.__class__ is list:
            rest += item
        elif item.__class__ is int:
            if not -MAX_SAFE_INTEGER <= item <= MAX_SAFE_INTEGER:
                return False
        elif item.__class__ is not str and item.__class__ is not bool and item is not None:
            return False
    return True
