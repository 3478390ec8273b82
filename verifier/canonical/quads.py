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
from verifier.canonical.nquads import Dataset, escape, literal, text_literal
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
FIRST, REST, NIL = f"<{_RDF}first>", f"<{_RDF}rest>", f"<{_RDF}nil>"
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f<>\"{}|\\^`\ud800-\udfff]+")
_SCHEME = re.compile(r"https?://")
_MOST_CONTEXTS = 8


def to_dataset(node: JsonObject, context: tuple[str, ...]) -> Dataset:
    """The RDF of a compact document whose `@context` is this list of pinned addresses.

    Args:
        node: the document; its own root `@context` is not looked at.
        context: the pinned addresses, in order.

    Raises:
        DocumentError: the place of the first member or value that is not exactly compact, or
            contexts that are not pinned or clash.
    """
    return Walk(context).whole(node, compiled(context))


def walk(node: JsonObject, table: TermTable, context: tuple[str, ...] = ()) -> Dataset:
    """The RDF of a compact document under a compiled table (see `to_dataset`)."""
    return Walk(context).whole(node, table)


def compiled(context: tuple[str, ...]) -> TermTable:
    """The table of a document's contexts.

    Raises:
        DocumentError: they are not pinned, or clash.
    """
    try:
        return compile_contexts(context)
    except ContextError as exc:
        raise DocumentError("/@context", str(exc), supported=False) from exc
    except ContextClashError as exc:
        raise DocumentError("/@context", exc.reason, supported=False) from exc


class Walk:
    """One document on its way into a dataset.

    Attributes:
        finishes: whether statements of plain texts may be written as finished lines at once; not
            where the dataset gives nodes other names.
    """

    finishes = True

    def __init__(self, context: tuple[str, ...]) -> None:
        self.context = context
        self.dataset = Dataset()
        self.blanks = 0

    def whole(self, document: JsonObject, table: TermTable) -> Dataset:
        """The dataset of a whole document; its own root `@context` is not looked at."""
        root = {name: value for name, value in document.items() if name != "@context"}
        self.node(root, table, "")
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
        for iri in typed.iris:
            self.dataset.add(subject, RDF_TYPE, iri, graph)
        self._properties(node, subject, inside, graph)
        return subject

    def _properties(self, node: JsonObject, subject: str, table: TermTable, graph: str) -> None:
        slots = table.slots
        lines = self.finishes and subject[0] == "<" and not graph
        ground = self.dataset.ground if lines else None
        for name, value in node.items():
            try:
                slot = slots[name]
            except KeyError:
                _refuse_member(name, table)
            if slot is None:
                continue
            if ground is not None and slot.plain and type(value) is str:  # nearly every value
                ground.append(f"{subject}{slot.before}{escape(value)}{slot.after}")
                continue
            try:
                self._member(subject, slot, value, graph)
            except DocumentError as exc:
                raise exc.under(pointer(name)) from exc

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
            rest = cells[index + 1] if index + 1 < len(cells) else NIL
            target = self._item(slot, value, index, graph)
            self.dataset.add(cells[index], FIRST, target, graph)
            self.dataset.add(cells[index], REST, rest, graph)

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
        if not set(value) - {"id", "@context"}:
            raise DocumentError("", "An object that says nothing here is not signed at all.")
        own_graph = self._graph(value)
        outer = self.context
        self.node(value, slot.inner, own_graph)
        self.context = outer  # a credential in a presentation has brought its own
        return own_graph

    def _embedded(self, node: JsonObject, table: TermTable) -> TermTable:
        """An embedded credential names its contexts again: some of the document's, in order."""
        value, types = node["@context"], node.get("type")
        own = tuple(value) if isinstance(value, list) else ()
        if not table.terms:  # a presentation holds credentials with whole contexts of their own
            return self._presented(own)
        rest = iter(self.context)
        credential = isinstance(types, list | str) and "VerifiableCredential" in types
        starts_alike = own[:1] == self.context[:1]
        if not credential or not starts_alike or not all(url in rest for url in own):
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
        self.context = tuple(str(url) for url in own)
        try:
            return compile_contexts(self.context)
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
    if "type" not in node:
        names: tuple[str, ...] = ()
    else:
        if "type" not in table.keywords:
            _refuse_member("type", table)
        names = _texts(node["type"])
    try:
        typed = table.typed(names)
    except DocumentError as exc:
        raise exc.under("/type") from exc
    if isinstance(typed, str):
        message = f"The type {typed[:60]!r} is defined by none of the badge's contexts."
        raise DocumentError("/type", message)
    return typed


def _texts(value: Json) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if not isinstance(value, list) or not value:
        raise DocumentError("/type", "A type is a text or a list of texts.")
    for index, name in enumerate(value):
        if not isinstance(name, str):
            raise DocumentError(pointer("type", index), "A type is a text or a list of texts.")
    return tuple(value)


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
    if not isinstance(value, str) or not ABSOLUTE.fullmatch(value):
        # Programs differ on what a signature covers here: neither genuine nor forged.
        signed_by_some = isinstance(value, str) and bool(_SCHEME.match(value))
        message = f"{str(value)[:60]!r} is not an absolute address (IRI)."
        raise DocumentError(path, message, supported=not signed_by_some)
    if table.prefixes and value.startswith(table.prefixes) and "://" not in value:
        raise DocumentError(path, f"{value[:60]!r} is the short form of another address.")
    return value
