"""A context file must not rename what published contexts name: a reader would look in vain.

A signature covers addresses, not names. Under a context that also calls `validUntil` something
else, anybody could rename the member, and the badge would seem to have no end.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from verifier.canonical.published import BEGINNINGS, published
from verifier.canonical.written import (
    Definition,
    Short,
    addresses,
    context_objects,
    definitions,
    readings_of,
    short_forms,
)
from verifier.errors import ContextFileError
from verifier.strict_json import Json

_HARMLESS = frozenset({"@version", "@protected", "@vocab", "@language"})
_KEYWORDS = MappingProxyType({"id": "@id", "type": "@type"})
_HIDING = ("@nest", "@reverse", "@index")


def check_names(url: str, local: Json) -> None:
    """Refuse a context that hides members, or names again what published contexts name.

    Args:
        url: its address, for the sentence.
        local: its `@context`.

    Raises:
        ContextFileError: with the term.
    """
    short = short_forms(local)
    for context in context_objects(local):
        _check_keywords(url, context, short)
    for definition in definitions(local):
        _check_definition(url, definition, short)


def prefixes(local: Json) -> frozenset[str]:
    """Names that this context or a published one lets stand for the beginning of an address."""
    return frozenset(short_forms(local)) | published().prefixes


def _check_keywords(url: str, context: Mapping[str, Json], short: Short) -> None:
    for name in context:
        if name.startswith("@") and name not in _HARMLESS:
            raise ContextFileError(f"The context {url} uses {name[:40]}, which is not read here.")
    vocabulary = context.get("@vocab")
    if vocabulary is None:
        return
    beginnings = addresses(vocabulary, short, published().short)
    if not beginnings or any(iri.startswith(tuple(beginnings)) for iri in published().names):
        message = f"The context {url} takes its vocabulary (@vocab) from published terms."
        raise ContextFileError(message)


def _check_definition(url: str, definition: Definition, short: Short) -> None:
    name = definition.name
    inside = definition.value if isinstance(definition.value, Mapping) else {}
    hides = any(word in inside for word in _HIDING) or "@index" in definition.containers
    readings = readings_of(definition.text, short, published().short)
    keywords = {reading for reading in readings if reading.startswith("@")}
    if hides or keywords - {_KEYWORDS.get(name)}:
        message = f"The context {url} lets {name[:60]!r} hide members from readers of the JSON."
        raise ContextFileError(message)
    terms = (reading for reading in readings if not reading.endswith(BEGINNINGS))
    for known in (published().names[r] for r in terms if r in published().names):
        if name not in known:
            message = f"The context {url} gives {min(known)!r} a second name, {name[:60]!r}."
            raise ContextFileError(message)
    if name in published().open and published().open[name] not in readings:
        message = f"The context {url} gives the published term {name!r} another meaning."
        raise ContextFileError(message)
