"""One walk from a compact badge to RDF, refusing on the way whatever a signature would not cover.

The walk follows the expansion and deserialization algorithms of JSON-LD 1.1 for documents in
exactly compacted form: every member is a term of its node's own context and every value is of the
kind that the term asks for (https://www.w3.org/TR/json-ld11-api/#expansion-algorithm).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NoReturn

from contexts import ContextError
from verifier.canonical.definitions import ContextClashError
from verifier.canonical.nquads import Dataset, literal, text_literal
from verifier.canonical.terms import (
    RDF_TYPE,
    Kind,
    Slot,
    TermTable,
    TypedTable,
    compile_contexts,
)
from verifier.errors import DocumentError
from verifier.strict_json import Json, JsonObject, pointer

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_FIRST, _REST, _NIL = f"<{_RDF}first>", f"<{_RDF}rest>", f"<{_RDF}nil>"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f<>\"{}|\\^`\ud800-\udfff]+")
_SCHEME = re.compile(r"https?://")
_MOST_CONTEXTS = 8
_NOT_PROPERTIES = ("id", "type", "@context")


def to_dataset(node: JsonObject, context: tuple[str, ...]) -> Dataset:
    """The RDF of a compact document whose `@context` is this list of pinned addresses.

    Args:
        node: the document; its own root `@context` is not looked at.
        context: the pinned addresses, in order.

    Raises:
        DocumentError: the place of the first member or value that is not exactly compact, or
            contexts that are not pinned or clash.
    """
    return Walk(context).whole(node)


def walk(node: JsonObject, table: TermTable, context: tuple[str, ...] = ()) -> Dataset:
    """The RDF of a compact document under a compiled table (see `to_dataset`)."""
    start = Walk(context)
    start.node({name: value for name, value in node.items() if name != "@context"}, table, "")
    return start.dataset


class Walk:
    """One document on its way into a dataset."""

    def __init__(self, context: tuple[str, ...]) -> None:
        self.context = context
        self.dataset = Dataset()
        self.blanks = 0

    def whole(self, document: JsonObject) -> Dataset:
        """The dataset of a whole document."""
        root = {name: value for name, value in document.items() if name != "@context"}
        try:
            self.node(root, compile_contexts(self.context), "")
        except (ContextClashError, ContextError) as exc:
            raise DocumentError("/@context", str(exc), supported=False) from exc
        return self.dataset

    def node(self, node: JsonObject, table: TermTable, graph: str) -> str:
        """Write one node into a graph; returns its subject."""
        if "@context" in node:
            table = self._embedded(node, table)
        typed = _types(node, table)
        inside = typed.table
        if "id" in node and "id" not in inside.keywords:
            _refuse_member("id", inside)
        subject = f"<{_absolute(node['id'], inside, '/id')}>" if "id" in node else self._blank()
        add = self.dataset.add
        for iri in typed.iris:
            add(subject, RDF_TYPE, iri, graph)
        for name, value in node.items():
            slot = inside.slot(name)
            if slot is not None:
                try:
                    self._member(subject, slot, value, graph)
                except DocumentError as exc:
                    raise exc.under(pointer(name)) from exc
            elif name not in _NOT_PROPERTIES:
                _refuse_member(name, inside)
        return subject

    def _member(self, subject: str, slot: Slot, value: Json, graph: str) -> None:
        if isinstance(value, list):
            self._members(subject, slot, value, graph)
        elif slot.container == "@list":
            raise DocumentError("", "This is an ordered list and must be written as one.")
        else:
            self.dataset.add(subject, slot.predicate, self._value(slot, value, graph), graph)

    def _members(self, subject: str, slot: Slot, values: list[Json], graph: str) -> None:
        if not values:
            raise DocumentError("", "An empty list must be left out: no signature covers it.")
        if slot.container == "@list":
            self._list(subject, slot, values, graph)
            return
        seen: set[str] = set()
        for index, value in enumerate(values):
            target = self._item(slot, value, index, graph)
            if target in seen:
                message = "The same value stands twice; a signature keeps one."
                raise DocumentError(pointer(index), message)
            seen.add(target)
            self.dataset.add(subject, slot.predicate, target, graph)

    def _list(self, subject: str, slot: Slot, values: list[Json], graph: str) -> None:
        cells = [self._cell(subject, slot, index) for index in range(len(values))]
        self.dataset.add(subject, slot.predicate, cells[0], graph)
        for index, value in enumerate(values):
            rest = cells[index + 1] if index + 1 < len(cells) else _NIL
            target = self._item(slot, value, index, graph)
            self.dataset.add(cells[index], _FIRST, target, graph)
            self.dataset.add(cells[index], _REST, rest, graph)

    def _item(self, slot: Slot, value: Json, index: int, graph: str) -> str:
        try:
            return self._value(slot, value, graph)
        except DocumentError as exc:
            raise exc.under(pointer(index)) from exc

    def _value(self, slot: Slot, value: Json, graph: str) -> str:
        """The object of one statement, writing the nodes it holds."""
        if slot.container in ("@graph", "@language", "@index") or slot.kind is Kind.RAW_JSON:
            return self._contained(slot, value)
        if isinstance(value, str):
            if slot.kind is Kind.LITERAL:
                return text_literal(value, slot.suffix)
            return f"<{_reference(slot, value)}>"
        if isinstance(value, Mapping):
            if slot.kind is Kind.WORD:
                raise DocumentError("", "A word is expected here, not an object.")
            return self.node(value, slot.inner, graph)
        if value is None:
            raise DocumentError("", "null must be left out: no signature covers it.")
        if isinstance(value, int | float) and slot.kind is Kind.LITERAL:
            return literal(value, slot.datatype)
        if isinstance(value, list):
            raise DocumentError("", "A list stands inside a list.")
        raise DocumentError("", "An address or an object is expected here.")

    def _contained(self, slot: Slot, value: Json) -> str:
        """A value that stands in a graph of its own: a proof, an embedded credential."""
        if slot.container != "@graph":
            message = "Raw JSON, and maps by language or index, are not read here."
            raise DocumentError("", message, supported=False)
        if not isinstance(value, Mapping):
            raise DocumentError("", "An object is expected here.")
        own_graph = self._graph(value)
        self.node(value, slot.inner, own_graph)
        return own_graph

    def _embedded(self, node: JsonObject, table: TermTable) -> TermTable:
        """An embedded credential names its contexts again: some of the document's, in order."""
        value, types = node["@context"], node.get("type")
        own = tuple(value) if isinstance(value, list) else ()
        if not table.terms:  # a presentation holds credentials with whole contexts of their own
            return self._presented(own)
        rest = iter(self.context)
        credential = isinstance(types, list | str) and "VerifiableCredential" in types
        if not credential or not own or not all(url in rest for url in own):
            raise DocumentError(
                "/@context",
                "Only a credential inside the badge may have a @context, and it must repeat the "
                "badge's own, in the same order.",
            )
        return table.with_documents(own)

    def _presented(self, own: tuple[Json, ...]) -> TermTable:
        """The table of a credential inside a presentation."""
        if len(own) > _MOST_CONTEXTS:
            raise DocumentError("/@context", "The credential names too many contexts.")
        try:
            return compile_contexts(tuple(str(url) for url in own))
        except (ContextClashError, ContextError) as exc:
            message = "The contexts of this credential are not ones that this verifier carries."
            raise DocumentError("/@context", message, supported=False) from exc

    def _cell(self, subject: str, slot: Slot, index: int) -> str:  # noqa: ARG002
        """The node of one place in an ordered list."""
        return self._blank()

    def _graph(self, value: JsonObject) -> str:  # noqa: ARG002
        """The name of the graph that a proof or an embedded credential stands in."""
        return self._blank()

    def _blank(self) -> str:
        self.blanks += 1
        return f"_:b{self.blanks - 1}"


def _types(node: JsonObject, table: TermTable) -> TypedTable:
    """The table of a node after its types; every type must be defined and given once."""
    value = node.get("type")
    if "type" in node and "type" not in table.keywords:
        _refuse_member("type", table)
    if value is None and "type" not in node:
        names: tuple[str, ...] = ()
    elif isinstance(value, str):
        names = (value,)
    elif isinstance(value, list) and value and all(isinstance(name, str) for name in value):
        names = tuple(str(name) for name in value)
    else:
        raise DocumentError("/type", "A type is a text or a list of texts.")
    try:
        typed = table.typed(names)
    except ContextClashError as exc:
        raise exc.under("/type") from exc
    if isinstance(typed, str):
        message = f"The type {typed[:60]!r} is defined by none of the badge's contexts."
        raise DocumentError("/type", message)
    if len(set(names)) != len(names):
        raise DocumentError("/type", "A type is given twice.")
    return typed


def _refuse_member(name: str, table: TermTable) -> NoReturn:
    term = table.terms.get(name)
    if term is not None and not name.startswith("@") and ":" not in name:
        raise DocumentError(
            pointer(name), f"The member {name!r} is another spelling of {term.iri}."
        )
    raise DocumentError(
        pointer(name),
        f"The member {name[:60]!r} is defined by none of the badge's contexts at this place, "
        "so no signature covers it.",
    )


def _reference(slot: Slot, value: str) -> str:
    """The address that a plain text stands for: a word of the vocabulary, or itself."""
    if slot.kind is Kind.WORD:
        word = slot.scalar.terms.get(value)
        if word is not None and not word.iri.startswith("@"):
            return word.iri
    return _absolute(value, slot.scalar)


def _absolute(value: Json, table: TermTable, path: str = "") -> str:
    if not isinstance(value, str) or not _IRI.fullmatch(value):
        # Programs differ on what a signature covers here: neither genuine nor forged.
        signed_by_some = isinstance(value, str) and bool(_SCHEME.match(value))
        message = f"{str(value)[:60]!r} is not an absolute address (IRI)."
        raise DocumentError(path, message, supported=not signed_by_some)
    if table.prefixes and value.startswith(table.prefixes) and "://" not in value:
        raise DocumentError(path, f"{value[:60]!r} is the short form of another address.")
    return value
