"""Whether contexts define every member: what is issued holds nothing that nobody can look up.

The members of the credential or presentation itself must be terms that a context names. Deeper
down, where the claims stand, a context that gives every word a meaning (`@vocab`) is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from demo_app.conformance.jose.document import contexts_of, types_of
from verifier.canonical.quads import compiled
from verifier.canonical.terms import Kind, Slot, TermTable
from verifier.errors import DocumentError
from verifier.strict_json import Json, JsonObject, pointer

# Contexts that hold nothing but a vocabulary for words that no other context defines.
_ANY_WORD = frozenset(
    {
        "https://www.w3.org/ns/credentials/examples/v2",
        "https://www.w3.org/ns/credentials/undefined-terms/v2",
    }
)


def check_members(document: JsonObject) -> None:
    """Refuse members that no context defines.

    Enveloped credentials are not looked into: they are whole documents of their own.

    Raises:
        DocumentError: the first such member, or a context that is not known here.
    """
    contexts = contexts_of(document)
    named = tuple(url for url in contexts if url not in _ANY_WORD)
    _Members(any_word=len(named) < len(contexts)).check(document, compiled(named), "")


class _Members:
    def __init__(self, *, any_word: bool) -> None:
        self.any_word = any_word

    def check(self, node: JsonObject, table: TermTable, path: str) -> None:
        inside = self._typed(node, table, path)
        for name, value in node.items():
            here = path + pointer(name)
            if name == "@context":
                if path:
                    raise DocumentError(here, "Only the whole document may have a @context.")
                continue
            slot = self._slot(name, inside, here)
            if slot is None or slot.container == "@graph":
                continue
            for place, item in _items(value, here):
                if isinstance(item, Mapping) and not _is_plain(item, slot):
                    self.check(item, slot.inner, place)

    def _slot(self, name: str, table: TermTable, path: str) -> Slot | None:
        try:
            return table.slots[name]
        except KeyError:
            deeper = path.count("/") > 1
            if name.startswith("@") or not (self.any_word and deeper):
                message = f"The member {name[:60]!r} is defined by none of the contexts."
                raise DocumentError(path, message) from None
        return None

    def _typed(self, node: JsonObject, table: TermTable, path: str) -> TermTable:
        """The table after the node's types, leaving out those that any word may be."""
        if "type" not in node:
            return table
        try:
            names = types_of(node)
            if self.any_word:
                names = [name for name in names if name in table.terms]
            typed = table.typed(tuple(names))
        except DocumentError as exc:
            raise DocumentError(f"{path}/type", exc.reason) from exc
        if isinstance(typed, str):
            message = f"The type {typed[:60]!r} is defined by none of the contexts."
            raise DocumentError(f"{path}/type", message)
        return typed.table


def _is_plain(item: JsonObject, slot: Slot) -> bool:
    """Whether an object is a value and no node: raw JSON, or a text with its language."""
    text = "@value" in item and set(item) <= {"@value", "@language", "@direction", "@type"}
    return text or slot.kind is Kind.RAW_JSON


def _items(value: Json, path: str) -> Iterable[tuple[str, Json]]:
    if isinstance(value, list):
        return [(path + pointer(index), item) for index, item in enumerate(value)]
    return [(path, value)]
