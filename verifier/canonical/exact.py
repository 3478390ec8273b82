"""What must hold of a document before the general processor reads it, with the place where not.

The general algorithms drop nulls and empty lists, follow other spellings and resolve addresses
without a word. Whatever the signature would not cover is refused here, as the walk refuses it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import cast

from verifier.canonical.contexts import Contexts
from verifier.canonical.nquads import literal
from verifier.canonical.published import is_ordered, is_reference, is_second_spelling
from verifier.canonical.quads import ABSOLUTE
from verifier.errors import DocumentError
from verifier.limits import Limits
from verifier.strict_json import Json, JsonObject, pointer

_VALUE = frozenset({"@value", "@language", "@direction", "@type"})
_SPACE = re.compile(r"[\x00-\x20]")  # no address holds any, whatever its short form
_NEVER_BROUGHT = ("@base", "@import")
_CREDENTIALS = ("VerifiableCredential", "VerifiablePresentation")


def check_exact(document: JsonObject, contexts: Contexts, limits: Limits) -> None:
    """Refuse whatever a signature over the RDF of this document would not cover as it is written.

    Raises:
        DocumentError: the place, or a budget that is spent.
    """
    _check_size(document, limits)
    _check_brought(document)
    _Exact(document, contexts).node(document)


def _check_size(document: JsonObject, limits: Limits) -> None:
    """Every node is read anew under the contexts that the document brings, so both count."""
    values, brought = count(document), _brought(document)
    if values * (1 + brought // 50) > limits.max_general_values:
        raise DocumentError(
            "",
            f"A document with contexts that are not built in may have {limits.max_general_values} "
            f"values; this one has {values}, and {brought} in contexts of its own.",
            supported=False,
        )


def _check_brought(value: Json, *, inside: bool = False) -> None:
    """Contexts in a document resolve no relative addresses and change no published document."""
    if isinstance(value, list):
        for item in value:
            _check_brought(item, inside=inside)
    elif isinstance(value, Mapping):
        for name, part in value.items():
            if inside and name in _NEVER_BROUGHT:
                raise DocumentError("/@context", f"An inline context uses {name}.", supported=False)
            _check_brought(part, inside=inside or name == "@context")


def count(value: Json) -> int:
    """How many values a value holds, itself among them."""
    if isinstance(value, Mapping):
        return 1 + sum(map(count, value.values()))
    return 1 + sum(map(count, value)) if isinstance(value, list) else 1


def _brought(value: Json) -> int:
    """How many values stand in contexts inside the document."""
    if isinstance(value, Mapping):
        own = count(value["@context"]) if "@context" in value else 0
        return own + sum(_brought(part) for name, part in value.items() if name != "@context")
    return sum(map(_brought, value)) if isinstance(value, list) else 0


class _Exact:
    """One document, checked from its root down."""

    def __init__(self, document: JsonObject, contexts: Contexts) -> None:
        self.root = document
        self.inline = contexts.inline
        self.prefixes = contexts.prefixes

    def node(self, node: JsonObject) -> None:
        if "@value" in node and self.inline:
            self._value_object(node)
            return
        for name, value in node.items():
            try:
                self._member(node, name, value)
            except DocumentError as exc:
                raise exc.under(pointer(name)) from exc

    def _member(self, node: JsonObject, name: str, value: Json) -> None:
        if name == "@context":
            self._context(node, value)
        elif name == "id":
            if not isinstance(value, str) or not ABSOLUTE.fullmatch(value):
                raise DocumentError("", f"{str(value)[:60]!r} is not an absolute address (IRI).")
            self._text(value)
        elif name == "type":
            self._types(value)
        else:
            self._name(name)
            if is_ordered(name) and not isinstance(value, list):
                message = "This is an ordered list and must be written as one."
                raise DocumentError("", message)
            if is_reference(name) and any(map(_is_number, _listed(value))):
                message = "An address or an object is expected here."
                raise DocumentError("", message, supported=False)
            self._plain(value)

    def _name(self, name: str) -> None:
        if name.startswith("@") or ":" in name:
            message = f"The member {name[:60]!r} is another spelling of a term."
            raise DocumentError("", message)
        if is_second_spelling(name, capital=True):
            raise DocumentError("", f"The member {name!r} is another spelling of a term.")

    def _plain(self, value: Json) -> None:
        if value is None:
            raise DocumentError("", "null must be left out: no signature covers it.")
        if isinstance(value, Mapping):
            self.node(value)
        elif isinstance(value, list):
            self._items(value)
        elif isinstance(value, str):
            self._text(value)
        else:
            literal(cast("float", value), None)

    def _text(self, text: str) -> None:
        """No short form of an address; whether it would be read as one depends on the term."""
        prefix, colon, rest = text.partition(":")
        if not colon or rest.startswith("//") or _SPACE.search(rest):
            return
        if prefix == "_":
            raise DocumentError("", f"{text[:60]!r} is not an absolute address (IRI).")
        if prefix in self.prefixes:
            raise DocumentError("", f"{text[:60]!r} is the short form of another address.")

    def _items(self, values: list[Json]) -> None:
        if not values:
            raise DocumentError("", "An empty list must be left out: no signature covers it.")
        for index, value in enumerate(values):
            if isinstance(value, list):
                raise DocumentError(pointer(index), "A list stands inside a list.", supported=False)
            try:
                self._plain(value)
            except DocumentError as exc:
                raise exc.under(pointer(index)) from exc

    def _types(self, value: Json) -> None:
        names = value if isinstance(value, list) else [value]
        if not names or not all(isinstance(name, str) for name in names):
            raise DocumentError("", "A type is a text or a list of texts.")
        if len(set(map(str, names))) != len(names):
            raise DocumentError("", "A type is given twice.")
        for name in map(str, names):
            spelled = ":" in name and not self.inline
            if spelled or name[:1] == "@" or is_second_spelling(name, capital=False):
                raise DocumentError("", f"The type {name[:60]!r} is another spelling of a term.")

    def _context(self, node: JsonObject, value: Json) -> None:
        """Only the document, and credentials in it, may name contexts."""
        if node is self.root or self.inline:
            return
        types, own = node.get("type"), value if isinstance(value, list) else []
        names = types if isinstance(types, list) else [types]
        if not own or not any(kind in names for kind in _CREDENTIALS):
            raise DocumentError("", "Only a credential inside the badge may have a @context.")
        outer = self.root["@context"]
        rest = iter(outer if isinstance(outer, list) else [])
        presented = "VerifiablePresentation" in str(self.root.get("type"))
        if not presented and not all(url in rest for url in own):
            message = (
                "A credential inside the badge must repeat the badge's own contexts, in order."
            )
            raise DocumentError("", message)

    def _value_object(self, node: JsonObject) -> None:
        for name, value in node.items():
            if name not in _VALUE or value is None or isinstance(value, list | Mapping):
                raise DocumentError(pointer(name), "This has no place in a value.")


def _listed(value: Json) -> list[Json]:
    return value if isinstance(value, list) else [value]


def _is_number(value: Json) -> bool:
    return isinstance(value, int | float)
