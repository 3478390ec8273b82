"""What the pinned contexts name, in whatever place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import NamedTuple

from contexts import document, urls
from verifier.canonical.written import Short, addresses, definitions, listed, own, short_forms
from verifier.strict_json import Json

BEGINNINGS = ("#", "/", ":")
"""What addresses end with that short forms begin with; a term is no such."""


class Published(NamedTuple):
    """What the pinned contexts name.

    Attributes:
        names: the names of each address, in any place.
        open: the terms of contexts that do not protect them, with their address.
        prefixes: names for the beginnings of addresses.
        ordered: names of ordered lists.
        references: names of members that hold addresses or objects.
        short: what each name is written to stand for.
    """

    names: Mapping[str, frozenset[str]]
    open: Mapping[str, str]
    prefixes: frozenset[str]
    ordered: frozenset[str]
    references: frozenset[str]
    short: Short


@cache
def published() -> Published:
    """The names of all pinned contexts; they never change."""
    names: dict[str, frozenset[str]] = {}
    unprotected: dict[str, str] = {}
    closed: set[str] = set()
    ordered: set[str] = set()
    references: set[str] = set()
    forms: dict[str, frozenset[str]] = {}
    for url in urls():
        local = json.loads(document(url))["@context"]
        short = short_forms(local)
        for name, texts in short.items():
            forms[name] = forms.get(name, frozenset()) | texts
        for definition in definitions(local):
            if "@list" in definition.containers:
                ordered.add(definition.name)
            if definition.coercion in ("@id", "@vocab"):
                references.add(definition.name)
            for address in addresses(definition.text, short):
                names[address] = names.get(address, frozenset()) | {definition.name}
        for part in (part for part in listed(local) if isinstance(part, Mapping)):
            if part.get("@protected"):
                closed.update(_top(part, short))
            else:
                unprotected.update(_top(part, short))
    free = {name: address for name, address in unprotected.items() if name not in closed}
    beginnings = {
        name for iri, known in names.items() if iri.endswith(BEGINNINGS) for name in known
    }
    return Published(
        names=MappingProxyType(names),
        open=MappingProxyType(free),
        prefixes=frozenset(beginnings),
        ordered=frozenset(ordered),
        references=frozenset(references),
        short=MappingProxyType(forms),
    )


def _top(part: Mapping[str, Json], short: Short) -> dict[str, str]:
    """The terms that a context object itself defines, with their address; no short forms."""
    found = {d.name: max(addresses(d.text, short), key=len, default="") for d in own(part)}
    return {name: iri for name, iri in found.items() if iri and not iri.endswith(BEGINNINGS)}


def is_ordered(name: str) -> bool:
    """Whether a published context gives this name to an ordered list."""
    return name in published().ordered


def is_reference(name: str) -> bool:
    """Whether a published context gives this name to addresses or objects."""
    return name in published().references


def is_second_spelling(name: str, *, capital: bool) -> bool:
    """Whether published contexts also give the name's address one that begins otherwise.

    With a capital it is the class, without it is the property, as in the walk.
    """
    if name[:1].isupper() is not capital:
        return False
    return any(
        name in names and any(other[:1].isupper() is not capital for other in names)
        for names in published().names.values()
    )
