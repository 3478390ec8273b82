"""Endorsements inside a badge: found wherever they stand, and never passed over in silence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


def places(value: Json, path: tuple[str | int, ...] = ()) -> Iterator[Place]:
    """Every endorsement of a document, but none that stands in another."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from places(item, (*path, index))
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if name in _MEMBERS:
                yield from _each(value, name, (*path, name))
            elif name != _OPENED and isinstance(part, Mapping | list):
                yield from places(part, (*path, name))


def _each(node: JsonObject, name: str, path: tuple[str | int, ...]) -> Iterator[Place]:
    own = node.get("id")
    within = own if isinstance(own, str) else None
    part = node[name]
    if not isinstance(part, list):
        yield Place(pointer(*path), part, within)
        return
    for index, item in enumerate(part):
        yield Place(pointer(*path, index), item, within)
