"""One walk from a compact badge to RDF, refusing on the way whatever a signature would not cover.

The walk follows the expansion and deserialization algorithms of JSON-LD 1.1 for documents in
exactly compacted form: every member is a term of its node's own context and every value is of the
kind that the term asks for. https://www.w3.org/TR/json-ld11-api/#expansion-algorithm
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from verifier.canonical.nquads import Quad, escape
from verifier.canonical.terms import ContextClashError, Term, TermTable, compile_contexts
from verifier.errors import DocumentError
from verifier.strict_json import Json, JsonObject, pointer

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_XSD = "http://www.w3.org/2001/XMLSchema#"
_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f<>\"{}|\\^`\ud800-\udfff]+")


def to_quads(node: JsonObject, context: tuple[str, ...]) -> list[Quad]:
    """The RDF of a compact document whose `@context` is this list of pinned addresses.

    Args:
        node: the document; its own root `@context` is not looked at.
        context: the pinned addresses, in order.

    Raises:
        DocumentError: the place of the first member or value that is not exactly compact.
        ContextError: an address is not pinned.
    """
    walk = _Walk(context)
    walk.node({k: v for k, v in node.items() if k != "@context"}, compile_contexts(context), "", "")
    return walk.quads


@dataclass(slots=True)
class _Walk:
    context: tuple[str, ...]
    quads: list[Quad] = field(default_factory=list)
    blanks: int = 0

    def node(self, node: JsonObject, table: TermTable, path: str, graph: str) -> str:
        """Write one node into a graph; returns its subject."""
        types = _types(node, path)
        if "@context" in node:
            table = self._embedded(node["@context"], types, table, path)
        inside = table.for_types(types)
        subject = self._subject(node, path)
        for name in types:
            iri = _type_iri(name, table, path)
            self._add(subject, _RDF + "type", f"<{iri}>", graph)
        for name, value in node.items():
            if name != "@context":
                term = _term(name, inside, path)
                if not term.iri.startswith("@"):
                    self._member(subject, name, value, inside, path + pointer(name), graph)
        return subject

    def _embedded(self, value: Json, types: list[str], table: TermTable, path: str) -> TermTable:
        """An embedded credential names its contexts again: a start of the document's own list."""
        own = tuple(value) if isinstance(value, list) else ()
        if "VerifiableCredential" not in types or not own or own != self.context[: len(own)]:
            raise DocumentError(
                path + "/@context",
                "Only a credential inside the badge may have a @context, and it must repeat the "
                "badge's own list or its beginning.",
            )
        try:
            return table.with_documents(own)
        except ContextClashError as exc:
            raise DocumentError(path + "/@context", str(exc)) from exc

    def _subject(self, node: JsonObject, path: str) -> str:
        value = node.get("id")
        if value is None and "id" not in node:
            return self._blank()
        return f"<{_absolute(value, path + '/id')}>"

    def _member(
        self, subject: str, name: str, value: Json, table: TermTable, path: str, graph: str
    ) -> None:
        term = table.terms[name]
        if isinstance(value, list) and not value:
            raise DocumentError(path, "An empty list must be left out: no signature covers it.")
        if term.container in ("@language", "@index"):
            raise DocumentError(path, f"{name!r} as a map by language or index is not supported.")
        if term.container == "@list":
            self._list(subject, name, value, table, path, graph)
            return
        values = value if isinstance(value, list) else [value]
        seen: set[str] = set()
        for index, item in enumerate(values):
            where = path + pointer(index) if isinstance(value, list) else path
            target = self._value(name, term, item, table, where, graph)
            if target in seen:
                raise DocumentError(where, "The same value stands twice; a signature keeps one.")
            seen.add(target)
            self._add(subject, term.iri, target, graph)

    def _list(
        self, subject: str, name: str, value: Json, table: TermTable, path: str, graph: str
    ) -> None:
        if not isinstance(value, list):
            raise DocumentError(path, f"{name!r} is an ordered list and must be written as one.")
        cells = [self._blank() for _ in value]
        self._add(subject, table.terms[name].iri, cells[0], graph)
        for index, item in enumerate(value):
            where = path + pointer(index)
            target = self._value(name, table.terms[name], item, table, where, graph)
            rest = cells[index + 1] if index + 1 < len(cells) else f"<{_RDF}nil>"
            self._add(cells[index], _RDF + "first", target, graph)
            self._add(cells[index], _RDF + "rest", rest, graph)

    def _value(
        self, name: str, term: Term, value: Json, table: TermTable, path: str, graph: str
    ) -> str:
        """The object of one statement, writing the nodes it holds."""
        if term.coercion == "@json":
            raise DocumentError(path, f"{name!r} holds raw JSON.", supported=False)
        if isinstance(value, Mapping):
            if term.coercion == "@vocab":
                raise DocumentError(path, f"{name!r} is a word, not an object.")
            inner = table.for_value_of(name)
            if term.container != "@graph":
                return self.node(value, inner, path, graph)
            own_graph = self._blank()
            self.node(value, inner, path, own_graph)
            return own_graph
        if term.container == "@graph":
            raise DocumentError(path, f"{name!r} must be an object.")
        if isinstance(value, list):
            raise DocumentError(path, "A list stands inside a list.")
        if value is None:
            raise DocumentError(path, "null must be left out: no signature covers it.")
        if term.coercion in ("@id", "@vocab"):
            return f"<{_reference(name, term, value, table, path)}>"
        return _literal(cast("str | float | bool", value), term.coercion, path)

    def _blank(self) -> str:
        self.blanks += 1
        return f"_:b{self.blanks - 1}"

    def _add(self, subject: str, predicate: str, target: str, graph: str) -> None:
        self.quads.append((subject, f"<{predicate}>", target, graph))


def _types(node: JsonObject, path: str) -> list[str]:
    value = node.get("type", [])
    names = [value] if isinstance(value, str) else value
    if not isinstance(names, list) or ("type" in node and not names):
        raise DocumentError(path + "/type", "A type is a text or a list of texts.")
    if len({str(name) for name in names}) != len(names):
        raise DocumentError(path + "/type", "A type is given twice.")
    for index, name in enumerate(names):
        if not isinstance(name, str):
            raise DocumentError(path + pointer("type", index), "A type is a text.")
    return [str(name) for name in names]


def _term(name: str, table: TermTable, path: str) -> Term:
    term = table.terms.get(name)
    where = path + pointer(name)
    if term is None or name.startswith("@") or ":" in name:
        raise DocumentError(
            where,
            f"The member {name[:60]!r} is defined by none of the badge's contexts at this place, "
            "so no signature covers it.",
        )
    if term.iri.startswith("@") and name not in ("id", "type"):
        raise DocumentError(where, f"The member {name!r} is another spelling of {term.iri}.")
    return term


def _type_iri(name: str, table: TermTable, path: str) -> str:
    term = table.terms.get(name)
    if term is None or term.iri.startswith("@"):
        raise DocumentError(
            path + "/type", f"The type {name[:60]!r} is defined by none of the badge's contexts."
        )
    return term.iri


def _absolute(value: Json, path: str) -> str:
    if not isinstance(value, str) or not _IRI.fullmatch(value):
        raise DocumentError(path, f"{str(value)[:60]!r} is not an absolute address (IRI).")
    return value


def _reference(name: str, term: Term, value: Json, table: TermTable, path: str) -> str:
    if term.coercion == "@vocab" and isinstance(value, str):
        word = table.for_scalar_of(name).terms.get(value)
        if word is not None and not word.iri.startswith("@"):
            return word.iri
    return _absolute(value, path)


def _literal(value: str | float | bool, datatype: str | None, path: str) -> str:
    """A literal as canonical N-Quads write it (JSON-LD API 8.6, RDFC-1.0 5.2)."""
    if isinstance(value, bool):
        return _typed("true" if value else "false", datatype or _XSD + "boolean")
    if isinstance(value, str):
        return _typed(value, datatype) if datatype else f'"{escape(value)}"'
    if value == int(value) and abs(value) < 1e21 and datatype != _XSD + "double":
        return _typed(str(int(value)), datatype or _XSD + "integer")
    written = f"{value:.15E}"
    if float(written) != value:
        raise DocumentError(path, f"A signature does not cover every digit of {value!r}.")
    mantissa, exponent = written.split("E")
    digits = mantissa.rstrip("0")
    digits += "0" if digits.endswith(".") else ""
    return _typed(f"{digits}E{int(exponent)}", datatype or _XSD + "double")


def _typed(text: str, datatype: str) -> str:
    if datatype == _XSD + "string":
        return f'"{escape(text)}"'
    return f'"{escape(text)}"^^<{datatype}>'
