"""A context file must not rename what published contexts name: a reader would look in vain.

A signature covers addresses, not names. Under a context that also calls `validUntil` something
else, anybody could rename the member, and the badge would seem to have no end.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from contexts import document, urls
from verifier.errors import ContextFileError
from verifier.strict_json import Json

_HARMLESS = frozenset({"@version", "@protected", "@vocab", "@language"})
_KEYWORDS = MappingProxyType({"id": "@id", "type": "@type"})
_HIDING = ("@nest", "@reverse", "@index")


class _Definition(NamedTuple):
    name: str
    value: Json

    @property
    def text(self) -> Json:
        """What the name stands for, as it is written."""
        if isinstance(self.value, Mapping):
            return self.value.get("@id", self.name)
        return self.value

    @property
    def coercion(self) -> Json:
        """Its `@type`."""
        return self.value.get("@type") if isinstance(self.value, Mapping) else None

    @property
    def containers(self) -> list[Json]:
        """Its containers."""
        return _listed(self.value.get("@container")) if isinstance(self.value, Mapping) else []


def check_names(url: str, local: Json) -> None:
    """Refuse a context that hides members, or names again what published contexts name.

    Args:
        url: its address, for the sentence.
        local: its `@context`.

    Raises:
        ContextFileError: with the term.
    """
    short = _short_forms(local)
    for context in _objects(local):
        _check_keywords(url, context, short)
    for definition in _definitions(local):
        _check_definition(url, definition, short)


def prefixes(local: Json) -> frozenset[str]:
    """Names that this context or a published one lets stand for the beginning of an address."""
    return frozenset(_short_forms(local)) | _published().prefixes


def is_ordered(name: str) -> bool:
    """Whether a published context gives this name to an ordered list."""
    return name in _published().ordered


def is_reference(name: str) -> bool:
    """Whether a published context gives this name to addresses or objects."""
    return name in _published().references


def is_second_spelling(name: str, *, capital: bool) -> bool:
    """Whether published contexts also give the name's address one that begins otherwise.

    With a capital it is the class, without it is the property, as in the walk.
    """
    if name[:1].isupper() is not capital:
        return False
    return any(
        name in names and any(other[:1].isupper() is not capital for other in names)
        for names in _published().names.values()
    )


def _check_keywords(url: str, context: Mapping[str, Json], short: Mapping[str, str]) -> None:
    for name in context:
        if name.startswith("@") and name not in _HARMLESS:
            raise ContextFileError(f"The context {url} uses {name[:40]}, which is not read here.")
    vocabulary = context.get("@vocab")
    if vocabulary is None:
        return
    address = _absolute(vocabulary, short)
    if address is None or any(iri.startswith(address) for iri in _published().names):
        message = f"The context {url} takes its vocabulary (@vocab) from published terms."
        raise ContextFileError(message)


def _check_definition(url: str, definition: _Definition, short: Mapping[str, str]) -> None:
    name, text = definition.name, definition.text
    inside = definition.value if isinstance(definition.value, Mapping) else {}
    hides = any(word in inside for word in _HIDING) or "@index" in definition.containers
    keyword = isinstance(text, str) and text.startswith("@")
    if hides or (keyword and _KEYWORDS.get(name) != text):
        message = f"The context {url} lets {name[:60]!r} hide members from readers of the JSON."
        raise ContextFileError(message)
    if text is None or keyword:
        return
    address = _absolute(text, short)
    if address is not None and name not in _published().names.get(address, {name}):
        known = min(_published().names[address])
        message = f"The context {url} gives {known!r} a second name, {name[:60]!r}."
        raise ContextFileError(message)
    if name in _published().open and address != _published().open[name]:
        message = f"The context {url} gives the published term {name!r} another meaning."
        raise ContextFileError(message)


class _Published(NamedTuple):
    """What the pinned contexts name.

    Attributes:
        names: the names of each address, in any place.
        open: the terms of contexts that do not protect them, with their address.
        prefixes: names for the beginnings of addresses.
        ordered: names of ordered lists.
        references: names of members that hold addresses or objects.
    """

    names: Mapping[str, frozenset[str]]
    open: Mapping[str, str]
    prefixes: frozenset[str]
    ordered: frozenset[str]
    references: frozenset[str]


@cache
def _published() -> _Published:
    names: dict[str, frozenset[str]] = {}
    unprotected: dict[str, str] = {}
    closed: set[str] = set()
    ordered: set[str] = set()
    references: set[str] = set()
    for url in urls():
        local = json.loads(document(url))["@context"]
        short = _short_forms(local)
        for definition in _definitions(local):
            address = _absolute(definition.text, short)
            if "@list" in definition.containers:
                ordered.add(definition.name)
            if definition.coercion in ("@id", "@vocab"):
                references.add(definition.name)
            if address is not None:
                names[address] = names.get(address, frozenset()) | {definition.name}
        for part in _listed(local):
            if isinstance(part, Mapping) and part.get("@protected"):
                closed.update(_top(part, short))
            elif isinstance(part, Mapping):
                unprotected.update(_top(part, short))
    free = {name: address for name, address in unprotected.items() if name not in closed}
    beginnings = {name for iri, known in names.items() if iri[-1] in "#/:" for name in known}
    open_terms = MappingProxyType(free)
    known = MappingProxyType(names)
    return _Published(known, open_terms, *map(frozenset, (beginnings, ordered, references)))


def _top(part: Mapping[str, Json], short: Mapping[str, str]) -> dict[str, str]:
    """The terms that a context object itself defines, with their address; no short forms."""
    found = {d.name: _absolute(d.text, short) for d in _own(part)}
    return {name: iri for name, iri in found.items() if iri and not iri.endswith(("#", "/"))}


def _objects(local: Json) -> Iterator[Mapping[str, Json]]:
    """Every context object, those inside definitions too."""
    for part in _listed(local):
        if isinstance(part, Mapping):
            yield part
            for value in part.values():
                if isinstance(value, Mapping) and "@context" in value:
                    yield from _objects(value["@context"])


def _definitions(local: Json) -> Iterator[_Definition]:
    for part in _objects(local):
        yield from _own(part)


def _own(part: Mapping[str, Json]) -> Iterator[_Definition]:
    return (_Definition(name, value) for name, value in part.items() if name[:1] != "@")


def _short_forms(local: Json) -> Mapping[str, str]:
    """What each name may stand for as the beginning of an address."""
    return {d.name: d.text for d in _definitions(local) if isinstance(d.text, str)}


def _absolute(text: Json, short: Mapping[str, str], depth: int = 4) -> str | None:
    """The address behind a term or short form; None where there is none."""
    if not isinstance(text, str) or depth == 0:
        return None
    if text in short and short[text] != text:
        return _absolute(short[text], short, depth - 1)
    prefix, colon, rest = text.partition(":")
    if colon and prefix in short and not rest.startswith("//"):
        start = _absolute(short[prefix], short, depth - 1)
        return None if start is None else start + rest
    return text if colon else None


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]
