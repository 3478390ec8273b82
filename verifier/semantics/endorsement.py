"""Endorsements inside a badge: found wherever they stand, and never passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from verifier import specs
from verifier.report import Finding, Outcome
from verifier.strict_json import Json, JsonObject, pointer

# The badges of a portfolio have reports of their own.
_OPENED = "verifiableCredential"
_MEMBERS = ("endorsement", "endorsementJwt")


def check_endorsements(document: JsonObject) -> list[Finding]:
    """One `endorsement` finding for each; all `inconclusive`, since none is verified yet."""
    return [
        Finding(
            "endorsement",
            Outcome.INCONCLUSIVE,
            "An endorsement was not checked; nothing is known about who endorsed what.",
            path,
            specs.OB_VERIFY,
        )
        for path in _places(document)
    ]


def _places(value: Json, path: tuple[str | int, ...] = ()) -> Iterator[str]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, Mapping | list):
                yield from _places(item, (*path, index))
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name in _MEMBERS:
                count = len(part) if isinstance(part, list) else None
                yield from _each(pointer(*path, name), count)
            elif name != _OPENED and isinstance(part, Mapping | list):
                yield from _places(part, (*path, name))


def _each(path: str, count: int | None) -> Iterator[str]:
    return iter([path]) if count is None else (path + pointer(i) for i in range(count))
