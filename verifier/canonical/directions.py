"""Texts without their direction, which RDF does not hold.

https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion: unless a processor is told how
directions are to be written, none is.
"""

from __future__ import annotations

from collections.abc import Mapping

from verifier.strict_json import Json, JsonObject


def without_directions(document: JsonObject) -> JsonObject:
    """The document without the `@direction` of its texts."""
    return {name: _without(part) for name, part in document.items()}


def _without(value: Json) -> Json:
    if isinstance(value, list):
        return [_without(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    text = "@value" in value
    return {n: _without(part) for n, part in value.items() if not (text and n == "@direction")}
