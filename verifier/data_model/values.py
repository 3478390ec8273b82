"""What the rules ask of single values, and how they walk through a document."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from verifier.clock import parse_timestamp
from verifier.model.base import ADDRESS
from verifier.strict_json import Json, JsonObject, pointer

_ADDRESS = re.compile(ADDRESS)


def is_url(value: Json) -> bool:
    """Whether a value is one absolute URL (DIDs and URNs are URLs too)."""
    return isinstance(value, str) and _ADDRESS.fullmatch(value) is not None


def is_time(value: Json) -> bool:
    """Whether a value is a date and time with an offset."""
    try:
        parse_timestamp(value if isinstance(value, str) else "")
    except ValueError:
        return False
    return True


def names_of(value: Json) -> list[str]:
    """The texts of a member that holds one or several; empty if anything else is among them."""
    listed = value if isinstance(value, list) else [value]
    texts = [item for item in listed if isinstance(item, str) and item]
    return texts if len(texts) == len(listed) else []


def entries(document: JsonObject, name: str) -> Iterator[tuple[str, Json]]:
    """Each value of a member that holds one or several, with its place; none if it is left out."""
    if name not in document:
        return
    value = document[name]
    if isinstance(value, list):
        yield from ((pointer(name, index), item) for index, item in enumerate(value))
    else:
        yield pointer(name), value


def is_empty(document: JsonObject, name: str) -> bool:
    """Whether a member is there and holds nothing."""
    return name in document and document[name] in ([], None)


def nodes(value: Json, place: str = "") -> Iterator[tuple[str, JsonObject]]:
    """Every object of a document with its place, those of its contexts left out."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from nodes(item, place + pointer(index))
    elif isinstance(value, Mapping):
        yield place, value
        for name, part in value.items():
            if name != "@context":
                yield from nodes(part, place + pointer(name))
