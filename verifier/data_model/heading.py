"""Contexts, ids and types: what every document begins with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from contexts import urls
from verifier import specs
from verifier.canonical.contexts import Contexts
from verifier.data_model.rule import Break
from verifier.data_model.values import is_url, names_of, nodes
from verifier.report import Finding, Outcome
from verifier.strict_json import JsonObject, pointer


def contexts_after(base: str) -> Callable[[JsonObject], Iterator[Break]]:
    """Breaks of "an ordered set that begins with the base context"."""

    def breaks(document: JsonObject) -> Iterator[Break]:
        value = document.get("@context")
        if not isinstance(value, list) or value[:1] != [base]:
            yield "/@context", f"The @context must be a list that begins with {base}."
            return
        for index, entry in enumerate(value):
            if not is_url(entry) and not isinstance(entry, Mapping):
                message = "An entry of the @context must be a URL or an object."
                yield pointer("@context", index), message
            elif isinstance(entry, str) and value.index(entry) < index:
                yield pointer("@context", index), "The same context is named twice."

    return breaks


def unread_contexts(document: JsonObject, contexts: Contexts) -> Iterator[Finding]:
    """`jsonld.context` for each entry of the @context that is not at hand; none is fetched."""
    value = document.get("@context")
    for index, entry in enumerate(value if isinstance(value, list) else []):
        if contexts.knows(entry) or entry in urls():
            continue
        if isinstance(entry, str):
            message = f"The context {entry[:120]} is not at hand, and contexts are never fetched."
        elif isinstance(entry, Mapping):
            message = "The document brings its own inline context, which is not read."
        else:
            message = "A context is named by its address; this is none."
        place = pointer("@context", index)
        yield Finding("jsonld.context", Outcome.INCONCLUSIVE, message, place, specs.VC_CONTEXT)


def ids(document: JsonObject) -> Iterator[Break]:
    """Ids that are not one URL, wherever they stand."""
    for place, node in nodes(document):
        if "id" in node and not is_url(node["id"]):
            yield place + "/id", "An id must be one absolute URL."


def second_selves(document: JsonObject) -> Iterator[Break]:
    """Parts that have the id of the credential and claim to be one: in RDF they are the same.

    What ends or withdraws the credential could stand there, where nobody looks for it.
    """
    own = document.get("id")
    for place, node in nodes(document):
        if place and own is not None and node.get("id") == own:
            types = node.get("type")
            if "VerifiableCredential" in (types if isinstance(types, list) else [types]):
                yield place + "/id", "A part of the credential has its id and claims to be it."


def types_with(required: str) -> Callable[[JsonObject], Iterator[Break]]:
    """Breaks of "a type that includes this one"."""

    def breaks(document: JsonObject) -> Iterator[Break]:
        if required not in names_of(document.get("type")):
            yield "/type", f"The type must be {required}, alone or among others."

    return breaks
