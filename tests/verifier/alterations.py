"""Every way to alter a JSON document a little: values, names, shapes, additions, anywhere."""

import copy
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from verifier.strict_json import pointer

Place = tuple[str | int, ...]


class Alteration(NamedTuple):
    """An altered copy, and what was done where."""

    what: str
    path: str
    document: Any


def alterations(document: Any) -> Iterator[Alteration]:
    """All of them; member order and the order of sets are left alone."""
    original = json.dumps(document)
    for alteration in _all(document):
        if json.dumps(alteration.document) != original:
            yield alteration


def _all(document: Any) -> Iterator[Alteration]:
    for place, value in places(document):
        if place:
            yield from _at(document, place, value)
        if isinstance(value, dict):
            yield from _additions(document, place, value)
        elif isinstance(value, list):
            yield from _list_changes(document, place, value)


def places(value: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every place of a document with what stands there."""
    yield place, value
    if isinstance(value, dict):
        for name, part in value.items():
            yield from places(part, (*place, name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            yield from places(part, (*place, index))


def _at(document: Any, place: Place, value: Any) -> Iterator[Alteration]:
    """Another value, another name, another place, or nothing at all."""
    parent, name = place[:-1], place[-1]
    for what, other in _other_values(value):
        yield _changed(document, parent, what, place, _setter(name, other))
    yield _changed(document, parent, "removed", place, _remover(name))
    if isinstance(name, str):
        for other_name in (f"{name}x", f"@{name}", f"https://w3id.org/x#{name}", f"_:{name}"):
            what = f"renamed to {other_name}"
            yield _changed(document, parent, what, place, _renamer(name, other_name))
        for keyword in ("@nest", "@included", "@reverse", "@graph"):
            yield _changed(document, parent, f"moved to {keyword}", place, _mover(name, keyword))


def _other_values(value: Any) -> Iterator[tuple[str, Any]]:
    yield "null", None
    yield "empty list", []
    yield "empty object", {}
    yield "list of one", [value]
    yield "list of one list", [[value]]
    yield "value object", {"@value": value}
    yield "list object", {"@list": [value]}
    yield "set object", {"@set": [value]}
    if isinstance(value, list) and len(value) == 1:
        yield "bare", value[0]
    if isinstance(value, dict) and "id" in value:
        yield "its address", value["id"]
    if isinstance(value, str):
        yield from _other_texts(value)
    elif isinstance(value, bool):
        yield from [("negated", not value), ("as text", str(value).lower()), ("as 0 or 1", +value)]
    elif isinstance(value, int | float):
        yield from [("more", value + 1), ("negative", -value), ("as text", str(value))]
        yield from [("as RDF writes it", f"{value:.1E}".replace("E+00", "E0")), ("true", True)]


def _other_texts(value: str) -> Iterator[tuple[str, Any]]:
    yield "empty", ""
    yield "one more character", value + "x"
    yield "one character less", value[:-1]
    yield "space after", value + " "
    yield "invisible character after", value + "\u200b"
    yield "upper case", value.upper() if value.upper() != value else value.lower()
    yield "first character doubled", value[:1] + value
    yield "as address", {"id": value}
    yield "language map", {"en": value}
    if value.isdecimal():
        yield "as number", int(value)
    if value.endswith("Z"):
        yield "other offset", value.removesuffix("Z") + "+00:00"


def _additions(document: Any, place: Place, node: dict[str, Any]) -> Iterator[Alteration]:
    """A member more, of each kind that a careless reader passes over."""
    extra: dict[str, Any] = {
        "undefined": "x",
        "@index": "x",
        "@id": "urn:x:1",
        "@context": [],
        "https://schema.org/name": "x",
        "urn:x:1": "x",
        "alsoKnownAs": None,
        "evidence": [],
        "nonce": "x",
    }
    if place:
        extra["@context"] = document["@context"]
    for name, value in extra.items():
        if name not in node:
            yield _changed(document, place, f"added {name}", place, _setter(name, value))


def _list_changes(document: Any, place: Place, value: list[Any]) -> Iterator[Alteration]:
    for what, item in (("null", None), ("text", "x"), ("object", {}), ("list", [])):
        yield _changed(document, place, f"appended {what}", place, _appender(item))
    for index, item in enumerate(value):
        where = (*place, index)
        yield _changed(document, place, "doubled", where, _appender(copy.deepcopy(item)))


def _changed(
    document: Any, parent: Place, what: str, place: Place, change: Callable[[Any], None]
) -> Alteration:
    altered = copy.deepcopy(document)
    target = altered
    for part in parent:
        target = target[part]
    change(target)
    return Alteration(what, pointer(*place), altered)


def _setter(name: str | int, value: Any) -> Callable[[Any], None]:
    return lambda target: target.__setitem__(name, value)


def _remover(name: str | int) -> Callable[[Any], None]:
    return lambda target: target.__delitem__(name)


def _appender(item: Any) -> Callable[[Any], None]:
    return lambda target: target.append(item)


def _renamer(name: str, other: str) -> Callable[[Any], None]:
    return lambda target: target.__setitem__(other, target.pop(name))


def _mover(name: str, keyword: str) -> Callable[[Any], None]:
    def move(target: dict[str, Any]) -> None:
        target[keyword] = {name: target.pop(name)}

    return move
