"""From expanded JSON-LD to RDF, refusing on the way whatever RDF does not hold.

The deserialization algorithm of JSON-LD 1.1 (https://www.w3.org/TR/json-ld11-api/#deserialize-json-ld-to-rdf-algorithm),
without its node map: statements are a set, so nodes of one id merge by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import rfc8785

from verifier.canonical.nquads import Dataset, literal, text_literal
from verifier.canonical.quads import ABSOLUTE, FIRST, NIL, REST
from verifier.canonical.terms import RDF_TYPE
from verifier.errors import DocumentError

_JSON = "http://www.w3.org/1999/02/22-rdf-syntax-ns#JSON"
_LANGUAGE_TAG = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")
_NODE_KEYWORDS = frozenset({"@id", "@type", "@graph", "@included"})


class LostError(Exception):
    """A text of the document that the RDF would not hold as it is written, and why."""

    def __init__(self, text: str, reason: str, *, supported: bool = True) -> None:
        """Keep the text, by which its place is found."""
        super().__init__(reason)
        self.text = text
        self.reason = reason
        self.supported = supported


class Expanded:
    """One expanded document on its way into a dataset."""

    def __init__(self, dataset: Dataset | None = None, *, drops_directions: bool = False) -> None:
        """Nothing is written yet.

        Args:
            dataset: where statements go.
            drops_directions: whether texts lose their direction, which RDF does not hold
                (https://www.w3.org/TR/json-ld11-api/#object-to-rdf-conversion), or are refused.
        """
        self.dataset = Dataset() if dataset is None else dataset
        self.drops_directions = drops_directions
        self.blanks = 0

    def whole(self, expanded: list[Any]) -> Dataset:
        """The dataset of the expanded form of one document.

        Raises:
            LostError: something that RDF does not hold.
        """
        for node in expanded:
            self._node(node, "")
        return self.dataset

    def _node(self, node: Mapping[str, Any], graph: str) -> str:
        """Write one node into a graph; returns its subject."""
        subject = f"<{_absolute(node['@id'])}>" if "@id" in node else self._name(node)
        for name in node.get("@type", ()):
            self.dataset.add(subject, RDF_TYPE, f"<{_absolute(name)}>", graph)
        for part in node.get("@graph", ()):
            self._node(part, subject)
        for part in node.get("@included", ()):
            self._node(part, graph)
        for name, values in node.items():
            if not name.startswith("@"):
                self._property(subject, name, values, graph)
            elif name not in _NODE_KEYWORDS:
                raise LostError(name, f"What {name} says is not signed.", supported=False)
        return subject

    def _property(self, subject: str, name: str, values: list[Any], graph: str) -> None:
        predicate = f"<{_absolute(name)}>"
        if not values:  # a map without entries
            raise LostError(name, f"{name[:120]} is given without a value; no signature covers it.")
        seen: set[str] = set()
        for value in values:
            target = self._value(value, subject, predicate, graph)
            if target in seen and target != NIL:
                text = str(value.get("@id", value.get("@value")))
                raise LostError(text, "The same value stands twice; a signature keeps one.")
            seen.add(target)
            self.dataset.add(subject, predicate, target, graph)

    def _value(self, value: Mapping[str, Any], subject: str, predicate: str, graph: str) -> str:
        if "@list" in value:
            return self._list(value["@list"], subject, predicate, graph)
        if "@value" in value:
            return self._literal(value)
        if set(value) == {"@graph"} and len(value["@graph"]) == 1:
            return self._contained(value["@graph"][0])
        return self._node(value, graph)

    def _literal(self, value: Mapping[str, Any]) -> str:
        lost = {"@index"} if self.drops_directions else {"@direction", "@index"}
        for name in sorted(lost & value.keys()):
            message = f"What {name} says is not signed."
            raise LostError(str(value["@value"]), message, supported=False)
        return _literal(value)

    def _contained(self, node: Mapping[str, Any]) -> str:
        """A node in a graph of its own: a proof, an embedded credential."""
        if not set(node) - {"@id"}:
            text = str(node.get("@id", ""))
            raise LostError(text, "An object that says nothing here is not signed at all.")
        name = self._graph_name(node)
        self._node(node, name)
        return name

    def _list(self, values: list[Any], subject: str, predicate: str, graph: str) -> str:
        cells = [self._cell(subject, predicate, index) for index in range(len(values))]
        for index, value in enumerate(values):
            rest = cells[index + 1] if index + 1 < len(cells) else NIL
            target = self._value(value, cells[index], FIRST, graph)
            self.dataset.add(cells[index], FIRST, target, graph)
            self.dataset.add(cells[index], REST, rest, graph)
        return cells[0] if cells else NIL

    def _cell(self, subject: str, predicate: str, index: int) -> str:  # noqa: ARG002
        """The node of one place in an ordered list."""
        return self._blank()

    def _graph_name(self, node: Mapping[str, Any]) -> str:  # noqa: ARG002
        """The name of the graph that a proof or an embedded credential stands in."""
        return self._blank()

    def _name(self, node: Mapping[str, Any]) -> str:  # noqa: ARG002
        """The name of a node without an id."""
        return self._blank()

    def _blank(self) -> str:
        self.blanks += 1
        return f"_:b{self.blanks - 1}"


def _literal(value: Mapping[str, Any]) -> str:
    content, datatype, language = value["@value"], value.get("@type"), value.get("@language")
    if language is not None:
        if not _LANGUAGE_TAG.fullmatch(str(language)):
            raise LostError(str(language), f"{str(language)[:60]!r} is no language tag.")
        return text_literal(content, f"@{language}")
    if datatype == "@json":
        return text_literal(rfc8785.dumps(content).decode(), f"^^<{_JSON}>")
    try:
        return literal(content, datatype)
    except DocumentError as exc:
        raise LostError(str(content), exc.reason) from exc


def _absolute(text: object) -> str:
    if not isinstance(text, str) or not ABSOLUTE.fullmatch(text) or text.startswith("_:"):
        raise _relative(str(text))
    return text


def _relative(text: str) -> LostError:
    return LostError(text, f"{text[:60]!r} is not an absolute address (IRI).")
