"""Endorsements inside a badge: found wherever they stand, and never passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from verifier import specs
from verifier.report import Finding, Outcome
from verifier.strict_json import Json, JsonObject, pointer

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
        for path in _places(document, "")
    ]


def _places(value: Json, path: str) -> Iterator[str]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _places(item, path + pointer(index))
    elif isinstance(value, Mapping):
        for name, part in value.items():
            where = path + pointer(name)
            if name not in _MEMBERS:
                yield from _places(part, where)
            elif isinstance(part, list):
                yield from (where + pointer(index) for index in range(len(part)))
            else:
                yield where
