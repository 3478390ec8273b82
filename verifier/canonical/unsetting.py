"""Contexts that take a vocabulary, language or direction away, as PyLD can read them.

`"@vocab": null` may stand where no vocabulary was set
(https://www.w3.org/TR/json-ld11-api/#context-processing-algorithm); PyLD 3.3 fails there. So every
null is given something to take away. Directions are left out: PyLD forgets them by itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verifier.strict_json import Json

_SET = {"@vocab": "urn:unset:", "@language": "en"}


class UnsettingResolver:
    """PyLD's context resolver, for contexts wherever they stand in documents."""

    def __init__(self, resolver: Any) -> None:
        self._resolver = resolver

    def resolve(self, active: Any, context: Any, base: str, cycles: set[str] | None = None) -> Any:
        """What PyLD makes of a local context."""
        return self._resolver.resolve(active, with_something_to_unset(context), base, cycles)


def with_something_to_unset(context: Json) -> Json:
    """The value of a `@context` that means the same."""
    if isinstance(context, list):
        return [part for entry in context for part in _parts(entry)]
    parts = _parts(context)
    return parts if len(parts) > 1 else parts[0]


def _parts(entry: Json) -> list[Json]:
    """The entry, and before it one that sets what it takes away."""
    if not isinstance(entry, Mapping):
        return [entry]
    nulls = {name for name, value in entry.items() if value is None}
    own = {name: value for name, value in entry.items() if name not in nulls & {"@direction"}}
    before: dict[str, Json] = {name: value for name, value in _SET.items() if name in nulls}
    if not before:
        return [own]
    if "@propagate" in entry:  # the first entry of a list decides for all
        before["@propagate"] = entry["@propagate"]
    return [before, own]
