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
_TWICE = "The same value stands twice; a signature keeps one."
_MOST_CONTEXTS = 8
_LITERAL, _WORD = Kind.LITERAL, Kind.WORD  # looked up once: enumerations are slow to ask


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


def compiled(context: tuple[str, ...]) -> TermTable:
    """The table of a document's contexts.

    Raises:
        DocumentError: they are not pinned, or clash.
    """
    try:
        return compile_contexts(context)
    except (ContextError, ContextClashError) as exc:
        reason = exc.reason if isinstance(exc, ContextClashError) else str(exc)
        raise DocumentError("/@context", reason, supported=False) from exc


class Walk:
    """One document on its way into a dataset.

    Attributes:
        finishes: whether lines may be finished at once; not where nodes get other names.
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
        subject, typed = self._subject(node, table)
        finishes = self.finishes and not graph
        start, lines = self.dataset.lines_of(subject) if finishes else ("", [])
        if finishes:
            lines += [start + end for end in typed.ends]
        else:
            for iri in typed.iris:
                self.dataset.add(subject, RDF_TYPE, iri, graph)
        slots = typed.table.slots
        for name, value in node.items():
            try:
                slot = slots[name]
            except KeyError:
                _refuse_member(name, typed.table)
            if slot is None:
                continue
            try:
                if value.__class__ is list:
                    self._members(subject, slot, value, graph)
                elif finishes and slot.plain and value.__class__ is str:  # most values
                    plain = slot.kind is _LITERAL
                    text = escape(value) if plain else _address(value, slot.scalar)
                    lines.append(f"{start}{slot.before}{text}{slot.after}")
                else:
                    target = self._value(slot, value, graph)
                    self.dataset.add(subject, slot.predicate, target, graph)
            except DocumentError as exc:
                raise exc.under(pointer(name)) from exc
        return subject

    def _subject(self, node: JsonObject, table: TermTable) -> tuple[str, TypedTable]:
        """What a node is called in statements, and the table after its types."""
        if "@context" in node:
            table = self._embedded(node, table)
        types = node.get("type", ())
        try:
            typed = table.known[(tuple(types) or None) if types.__class__ is list else types]
        except (KeyError, TypeError):
            typed = _types(node, table)
        if "id" not in node:
            return self._blank(), typed
        if not typed.has_id:
            _refuse_member("id", typed.table)
        return f"<{_address(node['id'], typed.table, '/id')}>", typed

    def _members(self, subject: str, slot: Slot, values: list[Json], graph: str) -> None:
        if not values:
            raise DocumentError("", "An empty list must be left out: no signature covers it.")
        if slot.container == "@list":
            self._list(subject, slot, values, graph)
            return
        targets: set[str] = set()
        for index, value in enumerate(values):
            try:
                target = self._value(slot, value, graph)
            except DocumentError as exc:
                raise exc.under(pointer(index)) from exc
            if target in targets:
                raise DocumentError(pointer(index), _TWICE)
            targets.add(target)
            self.dataset.add(subject, slot.predicate, target, graph)

    def _list(self, subject: str, slot: Slot, values: list[Json], graph: str) -> None:
        cells = [self._cell(subject, slot, index) for index in range(len(values))]
        self.dataset.add(subject, slot.predicate, cells[0], graph)
        for index, (value, rest) in enumerate(zip(values, [*cells[1:], NIL], strict=True)):
            try:
                target = self._item(slot, value, graph)
            except DocumentError as exc:
                raise exc.under(pointer(index)) from exc
            self.dataset.add(cells[index], FIRST, target, graph)
            self.dataset.add(cells[index], REST, rest, graph)

    def _value(self, slot: Slot, value: Json, graph: str) -> str:
        """The object of one statement, writing the nodes it holds."""
        if slot.opens and value.__class__ is dict:
            return self.node(value, slot.inner, graph)
        if slot.contained:
            return self._contained(slot, value)
        return self._item(slot, value, graph)

    def _item(self, slot: Slot, value: Json, graph: str) -> str:
        if isinstance(value, str):
            return self._text(slot, value)
        if isinstance(value, Mapping):
            if slot.kind is _WORD:
                raise DocumentError("", "A word is expected here, not an object.")
            return self.node(value, slot.inner, graph)
        if value is None:
            raise DocumentError("", "null must be left out: no signature covers it.")
        if isinstance(value, int | float) and slot.kind is _LITERAL:
            return literal(value, slot.datatype)
        if isinstance(value, list):
            raise DocumentError("", "A list stands inside a list.")
        raise DocumentError("", "An address or an object is expected here.")

    def _text(self, slot: Slot, text: str) -> str:
        """What a plain text stands for: itself, a word of the vocabulary, or an address."""
        if slot.kind is _LITERAL:
            return text_literal(text, slot.suffix)
        if slot.kind is _WORD:
            word = slot.scalar.terms.get(text)
            if word is not None and not word.iri.startswith("@"):
                return f"<{word.iri}>"
        return f"<{_address(text, slot.scalar)}>"

    def _contained(self, slot: Slot, value: Json) -> str:
        """A value that stands in a graph of its own: a proof, an embedded credential."""
        if slot.container == "@list":
            raise DocumentError("", "This is an ordered list and must be written as one.")
        if slot.container != "@graph":
            message = "Raw JSON, and maps by language or index, are not read here."
            raise DocumentError("", message, supported=False)
        if not isinstance(value, Mapping):
            raise DocumentError("", "An object is expected here.")
        if not set(value) - {"id", "@context"}:
            raise DocumentError("", "An object that says nothing here is not signed at all.")
        own_graph, outer = self._graph(value), self.context
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
    """The table after types that this one has not met; all must be defined, and given once."""
    if "type" in node and "type" not in table.keywords:
        _refuse_member("type", table)
    names = _texts(node["type"]) if "type" in node else ()
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
    message = "A type is a text or a list of texts."
    if not isinstance(value, list) or not value:
        raise DocumentError("/type", message)
    for index, name in enumerate(value):
        if not isinstance(name, str):
            raise DocumentError(pointer("type", index), message)
    return tuple(value)


def _refuse_member(name: str, table: TermTable) -> NoReturn:
    term = table.terms.get(name)
    if term is not None and not name.startswith("@") and ":" not in name:
        message = f"The member {name!r} is another spelling of {term.iri}."
    else:
        message = (
            f"The member {name[:60]!r} is defined by none of the badge's contexts at this place, "
            "so no signature covers it."
        )
    raise DocumentError(pointer(name), message)


def _address(value: Json, table: TermTable, path: str = "") -> str:
    """An absolute address that no prefix makes another one."""
    if not isinstance(value, str) or not ABSOLUTE.fullmatch(value):
        # Programs differ on what a signature covers here: neither genuine nor forged.
        signed_by_some = isinstance(value, str) and bool(_SCHEME.match(value))
        message = f"{str(value)[:60]!r} is not an absolute address (IRI)."
        raise DocumentError(path, message, supported=not signed_by_some)
    if "://" not in value and value.startswith(table.prefixes):
        raise DocumentError(path, f"{value[:60]!r} is the short form of another address.")
    return value
