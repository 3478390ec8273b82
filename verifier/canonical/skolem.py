"""Blank nodes with names that survive cutting a document down (vc-di-ecdsa 3.4.9, "skolemize").

Every node without an id gets one that stands for its place; as RDF it becomes the same blank node
in the whole document and in every part of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from itertools import count
from typing import Any

from verifier.canonical.expanded import Expanded
from verifier.canonical.nquads import Dataset
from verifier.canonical.quads import Walk, compiled
from verifier.canonical.terms import Slot
from verifier.errors import DocumentError
from verifier.strict_json import Json, JsonObject

_SCHEME = "urn:bnid:"


def skolemize(document: JsonObject) -> dict[str, Any]:
    """A copy of a compact document in which every node has an id.

    Raises:
        DocumentError: the document uses such ids itself.
    """
    numbers = count()

    def named(value: Json) -> Any:
        if isinstance(value, list):
            return [named(item) for item in value]
        if not isinstance(value, Mapping) or "@value" in value:
            return value
        own = value.get("id")
        if isinstance(own, str) and own.startswith(_SCHEME):
            raise DocumentError("", f"Addresses that begin with {_SCHEME} cannot be signed.")
        name = {"id": f"{_SCHEME}b{next(numbers)}"} if own is None else {}
        parts = {k: part if k == "@context" else named(part) for k, part in value.items()}
        return name | parts

    copy: dict[str, Any] = named(document)
    return copy


def to_stable_dataset(compact: JsonObject, context: tuple[str, ...]) -> Dataset:
    """The RDF of a skolemized document, or of a part of one, with blank nodes again.

    Args:
        compact: the document; its own root `@context` is not looked at.
        context: the pinned addresses, in order.

    Raises:
        DocumentError: the place of the first member or value that is not exactly compact.
    """
    return _StableWalk(context).whole(compact, compiled(context))


class _Deskolemized(Dataset):
    """A dataset in which the ids that were made up are blank nodes."""

    def add(self, subject: str, predicate: str, target: str, graph: str) -> None:
        super().add(_blank(subject), predicate, _blank(target), graph)


class _StableWalk(Walk):
    """A walk whose list cells and graphs are named by where they stand."""

    finishes = False  # ids that were made up become blank nodes

    def __init__(self, context: tuple[str, ...]) -> None:
        super().__init__(context)
        self.dataset = _Deskolemized()

    def _cell(self, subject: str, slot: Slot, index: int) -> str:
        return _place(subject, slot.predicate, index)

    def _graph(self, value: JsonObject) -> str:
        return _graph_of(value.get("id"))


class StableExpanded(Expanded):
    """The same for the general processor: list cells and graphs named by where they stand.

    What `skolemize` took for a node may be a map by language or raw JSON; that is found here.
    """

    def __init__(self, *, drops_directions: bool) -> None:
        super().__init__(_Deskolemized(), drops_directions=drops_directions)

    def whole(self, expanded: list[Any]) -> Dataset:
        dataset = super().whole(expanded)
        written = (*dataset.ground, *(end for ends in dataset.ends.values() for end in ends))
        if any(_SCHEME in text for text in (*written, *(quad[2] for quad in dataset.quads))):
            message = "Maps by language and raw JSON cannot be signed so that parts can be shown."
            raise DocumentError("", message, supported=False)
        return dataset

    def _cell(self, subject: str, predicate: str, index: int) -> str:
        return _place(subject, predicate, index)

    def _graph_name(self, node: Mapping[str, Any]) -> str:
        return _graph_of(node.get("@id"))


def _place(subject: str, predicate: str, index: int) -> str:
    """A list cell by where it stands."""
    place = hashlib.sha256(f"{subject} {predicate} {index}".encode()).hexdigest()
    return f"_:l{place[:32]}"


def _graph_of(name: object) -> str:
    """A graph by the id of the node that it is for."""
    return "_:g" + hashlib.sha256(str(name).encode()).hexdigest()[:32]


def _blank(term: str) -> str:
    return f"_:{term[len(_SCHEME) + 1 : -1]}" if term.startswith(f"<{_SCHEME}") else term
