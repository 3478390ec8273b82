"""Endorsements inside a badge: found wherever they stand, and never passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from verifier.strict_json import Json, JsonObject, pointer

# The badges of a portfolio have reports of their own.
_OPENED = "verifiableCredential"
_MEMBERS = ("endorsement", "endorsementJwt")


@dataclass(frozen=True, slots=True)
class Endorsement:
    """A proven endorsement that is in force and about this badge.

    Attributes:
        path: JSON pointer to it.
        endorser: who signed it.
        name: what the first registry that lists the endorser calls it, or None.
        subject: what it endorses: the badge, its achievement, its issuer, or another part.
        comment: what it says, or None.
        recognised: whether a registry lists the endorser; None where none was asked.
    """

    path: str
    endorser: str
    name: str | None
    subject: str
    comment: str | None
    recognised: bool | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an endorsement stands.

    Attributes:
        path: JSON pointer to it.
        value: the endorsement: an object, or a token as text.
        within: the id of what it stands in, if that has one.
    """

    path: str
    value: Json
    within: str | None


def places(document: Json) -> Iterator[Place]:
    """Every endorsement of a document, but none that stands in another."""
    if _has_any(document):
        yield from _places(document, ())


def _has_any(document: Json) -> bool:
    """Whether an endorsement stands anywhere; few badges have one, so this is asked first."""
    level: list[Json] = [document]
    while level:
        parts: list[Json] = []
        for item in level:
            if isinstance(item, dict):
                if "endorsement" in item or "endorsementJwt" in item:
                    return True
                parts += item.values()
            elif isinstance(item, list):
                parts += item
        level = [part for part in parts if part.__class__ is not str]
    return False


def _places(value: Json, path: tuple[str | int, ...]) -> Iterator[Place]:
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _places(item, (*path, index))
    elif isinstance(value, dict):
        for name, part in value.items():
            if name in _MEMBERS:
                yield from _each(value, name, (*path, name))
            elif name != _OPENED:
                yield from _places(part, (*path, name))


def _each(node: JsonObject, name: str, path: tuple[str | int, ...]) -> Iterator[Place]:
    own = node.get("id")
    within = own if isinstance(own, str) else None
    part = node[name]
    if not isinstance(part, list):
        yield Place(pointer(*path), part, within)
        return
    for index, item in enumerate(part):
        yield Place(pointer(*path, index), item, within)
