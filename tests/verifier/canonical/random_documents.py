"""Random compact credentials, drawn from the compiled tables: every term has its turn."""

import copy
import random
from typing import Any

from verifier.canonical.definitions import ContextClashError
from verifier.canonical.terms import Kind, TermTable, compile_contexts

CONTEXT = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
)
ROOTS = (["VerifiableCredential", "OpenBadgeCredential"], ["VerifiableCredential"])
TEXTS = (
    "",
    "x",
    "naïve – ®",
    "line\nbreak\ttab",
    'quote " and \\',
    "𝔘nicode 😀",
    "1.50",
    "\u0085\u2028",
)
NUMBERS = (0, 1, -7, 42, 2**53 - 1, 1.5, 0.1, -0.25, 15.0, 1e-6, 123456.789, 1e20, True, False)
DEEPEST = 5


class Documents:
    """Draws documents from one seed.

    Attributes:
        classes_too: whether the name of a class may stand in the place of a property, as JSON-LD
            allows and nobody does.
        numbers: what numbers are drawn from.
        without: names that are not drawn.
    """

    def __init__(
        self,
        seed: int,
        *,
        classes_too: bool = True,
        numbers: tuple[float, ...] = NUMBERS,
        without: frozenset[str] = frozenset(),
    ) -> None:
        self.random = random.Random(seed)  # noqa: S311
        self.classes_too = classes_too
        self.numbers = numbers
        self.without = without
        self.count = 0

    def document(self) -> dict[str, Any]:
        """A compact credential with random members at every level."""
        types = self.random.choice(ROOTS)
        node = self._node(compile_contexts(CONTEXT), list(types), 0)
        return {"@context": list(CONTEXT), **node, "id": self._iri(), "type": list(types)}

    def mutated(self, document: dict[str, Any]) -> dict[str, Any]:
        """The document with one to three random changes, most of them wrong."""
        changed = copy.deepcopy(document)
        for _ in range(self.random.randint(1, 3)):
            node = self.random.choice(list(_objects(changed)))
            self.random.choice(
                (self._rename, self._retype, self._replace, self._add, self._wrap, self._drop)
            )(node)
        return changed

    def _node(self, table: TermTable, types: list[str], depth: int) -> dict[str, Any]:
        typed = table.typed(tuple(types))
        assert not isinstance(typed, str), typed
        inside = typed.table
        node: dict[str, Any] = {"type": types} if types else {}
        if self.random.random() < 0.6:
            node["id"] = self._iri()
        names = [name for name in inside.terms if _is_property(inside, name)]
        names = [name for name in names if name not in self.without]
        if not self.classes_too:
            names = [name for name in names if not _is_class(name)]
        for name in self.random.sample(names, min(len(names), self.random.randint(1, 5))):
            value = self._values(inside, name, depth)
            twins = any(inside.terms[other].iri == inside.terms[name].iri for other in node)
            if value is not None and not twins:  # two names of one property, as no badge has them
                node[name] = value
        return node

    def _values(self, table: TermTable, name: str, depth: int) -> Any:
        slot = table.slots[name]
        assert slot is not None
        if slot.kind is Kind.RAW_JSON or slot.container in ("@language", "@index"):
            return None
        wanted = self.random.randint(1, 3) if self.random.random() < 0.4 else 1
        values = [self._value(slot.inner, slot.kind, slot.container, depth) for _ in range(wanted)]
        unique = [v for i, v in enumerate(values) if _key(v) not in map(_key, values[:i])]
        if any(value is None for value in unique):
            return None
        listed = slot.container == "@list" or len(unique) > 1 or self.random.random() < 0.3
        return unique if listed else unique[0]

    def _value(self, inner: TermTable, kind: Kind, container: str | None, depth: int) -> Any:
        nested = depth < DEEPEST and self.random.random() < 0.5
        if container == "@graph" or (nested and kind is not Kind.WORD):
            if depth >= DEEPEST:
                return None
            return self._node(inner, self._some_types(inner), depth + 1)
        if kind is Kind.LITERAL:
            return self.random.choice((*TEXTS, *self.numbers))
        return "assertionMethod" if kind is Kind.WORD else self._iri()

    def _some_types(self, table: TermTable) -> list[str]:
        names = [n for n, t in table.terms.items() if t.iri[0] != "@" and n[0].isupper()]
        chosen = [self.random.choice(names)] if names and self.random.random() < 0.8 else []
        try:
            table.typed(tuple(chosen))
        except ContextClashError:  # a type that may not stand here; the mutations bring it back
            return []
        return chosen

    def _iri(self) -> str:
        self.count += 1
        scheme = self.random.choice(("https://a.example/", "urn:uuid:", "did:key:z6Mk"))
        return f"{scheme}{self.count if self.random.random() < 0.9 else 0}"

    def _rename(self, node: dict[str, Any]) -> None:
        name = self.random.choice(list(node))
        new = self.random.choice(
            (
                "surprise",
                f"https://schema.org/{name}",
                "@id",
                "@type",
                "@nest",
                "@graph",
                "name",
                "id",
            )
        )
        node[new] = node.pop(name)

    def _retype(self, node: dict[str, Any]) -> None:
        node["type"] = self.random.choice(
            (["Unknown"], "Profile", ["Achievement", "Profile"], [], None, "@id", [["Profile"]])
        )

    def _replace(self, node: dict[str, Any]) -> None:
        name = self.random.choice(list(node))
        node[name] = self.random.choice(
            (
                None,
                [],
                {},
                "text",
                "relative/path",
                "_:b0",
                3,
                [[1]],
                {"@value": "x"},
                {"@id": "urn:x"},
            )
        )

    def _add(self, node: dict[str, Any]) -> None:
        name = self.random.choice(
            ("@context", "@included", "@reverse", "@language", "extra", "proof")
        )
        node[name] = self.random.choice(("en", {"id": "urn:x"}, [], ["urn:x"], {"name": "y"}))

    def _wrap(self, node: dict[str, Any]) -> None:
        name = self.random.choice(list(node))
        value = node[name]
        node[name] = value[0] if isinstance(value, list) and value else [value]

    def _drop(self, node: dict[str, Any]) -> None:
        del node[self.random.choice(list(node))]


def _is_class(name: str) -> bool:
    return name[0].isupper() or name.startswith("1EdTech")


def _is_property(table: TermTable, name: str) -> bool:
    try:
        return table.slots[name] is not None
    except KeyError:
        return False


def _objects(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        inner = [found for part in value.values() for found in _objects(part)]
        return ([value] if value else []) + inner
    if isinstance(value, list):
        return [found for part in value for found in _objects(part)]
    return []


def _key(value: Any) -> str:
    return f"{value['id']}" if isinstance(value, dict) and "id" in value else repr(value)
