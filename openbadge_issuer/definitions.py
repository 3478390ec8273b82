"""Achievements and stacks as published documents: one byte form, one digest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verifier.canonical.jcs import canonical_json
from verifier.semantics.evidence import sri
from verifier.strict_json import JsonObject

# What an achievement document says beyond the Open Badges Achievement; the badge embeds the rest.
_NOT_NATIVE = ("assessment", "validation", "process")


def definition_bytes(document: JsonObject) -> bytes:
    """The bytes under which a definition is published, pinned and compared (RFC 8785).

    Raises:
        DocumentError: a number that JSON readers do not agree on.
    """
    return canonical_json(document)


def definition_pin(document: JsonObject) -> dict[str, Any]:
    """The `relatedResource` entry that holds a definition to its bytes."""
    return {
        "id": document["id"],
        "mediaType": "application/json",
        "digestSRI": sri(definition_bytes(document)),
    }


def native_achievement(document: JsonObject) -> dict[str, Any]:
    """The part of an achievement document that a badge embeds."""
    native = {name: value for name, value in document.items() if name not in _NOT_NATIVE}
    return {name: without_null(value) for name, value in native.items() if value is not None}


def without_null(value: Any) -> Any:
    """A copy in which null, which means absent in our documents, is absent."""
    if isinstance(value, Mapping):
        return {name: without_null(part) for name, part in value.items() if part is not None}
    if isinstance(value, list | tuple):
        return [without_null(part) for part in value]
    return value
