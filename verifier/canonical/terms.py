"""Pinned contexts compiled once into tables: which members a node may have, and what they mean."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache, partial
from types import MappingProxyType
from typing import cast

from contexts import document
from verifier.canonical.definitions import ContextClashError, Term, define, is_list
from verifier.canonical.nquads import datatype_suffix
from verifier.errors import DocumentError
from verifier.strict_json import Json

_LOCK = threading.RLock()
# A badge may combine types as nobody has before, and each combination is remembered; when there
# are this many, all start anew. Ordinary badges need a few dozen.
_MOST_TABLES = 4_000
_made = [0]
_NOT_PROPERTIES = ("id", "type", "@context")
RDF_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


class Kind(Enum):
    """What a member's plain values are."""

    LITERAL = auto()
    REFERENCE = auto()
    WORD = auto()
    RAW_JSON = auto()


@dataclass(frozen=True, slots=True)
class Slot:
    """One member that a node may have.

    Attributes:
        predicate: the property, as N-Quads write it.
        kind: what plain values are.
        datatype: datatype of literals, or None.
        suffix: the same as N-Quads write it after a text.
        container: `@set`, `@list`, `@graph`, `@language`, `@index`, or None.
        inner: the table in which an object value is read.
        scalar: the table in which a plain text is read.
        contained: whether a value stands in a list, a graph or a map, or is raw JSON.
        opens: whether an object is simply a node.
        plain: whether a text value is simply a literal.
        before: what stands between the subject and a text in a finished line.
        after: what stands behind it.
    """

    predicate: str
    kind: Kind
    datatype: str | None
    suffix: str
    container: str | None
    inner: TermTable
    scalar: TermTable
    contained: bool
    opens: bool
    plain: bool
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class TypedTable:
    """A table after the types of a node.

    Attributes:
        table: the terms of the node's members.
        iris: the types, as N-Quads write them.
        ends: what stands behind the subject in the lines that say them.
        has_id: whether such a node may have an id.
    """

    table: TermTable
    iris: tuple[str, ...]
    ends: tuple[str, ...]
    has_id: bool


class TermTable:
    """An active context, immutable from outside; what is asked of it is worked out once.

    Attributes:
        terms: name to definition.
        previous: the table to go back to when a value opens a node of its own; set where types
            brought their own terms, which do not propagate.
        prefixes: terms that stand for the beginning of longer addresses.
        keywords: which of `id` and `type` are defined (a null context defines neither).
        known: tables of nodes by their types, a single one also by itself.
        slots: the members that a node may have, None for those that are no properties (`id`,
            `type`, `@context`); `KeyError` for every other name.
    """

    __slots__ = ("_derived", "keywords", "known", "prefixes", "previous", "slots", "terms")

    def __init__(self, terms: Mapping[str, Term], previous: TermTable | None = None) -> None:
        """A table of these terms."""
        self.terms = terms
        self.previous = previous
        self.prefixes = tuple(f"{name}:" for name, term in terms.items() if term.prefix)
        aliases = (("id", "@id"), ("type", "@type"))
        self.keywords = frozenset(n for n, iri in aliases if n in terms and terms[n].iri == iri)
        self._derived: dict[object, TermTable] = {}
        self.slots = _Slots(self)
        self.known: dict[object, TypedTable] = {}
        _made[0] += 1

    def typed(self, types: tuple[str, ...]) -> TypedTable | str:
        """The table of a node with these types, or the name of the type that no context defines."""
        found = self.known.get(types)
        if found is None:
            if len(set(types)) != len(types):
                raise DocumentError("", "A type is given twice.")
            for name in types:
                if name not in self.terms or self.terms[name].iri.startswith("@"):
                    return name
                if self.is_second_spelling(name, self.terms[name], capital=False):
                    return name
            with _LOCK:
                found = self._make_typed(types)
        return found

    def _make_typed(self, types: tuple[str, ...]) -> TypedTable:
        table = self._with_types(types)
        iris = tuple(f"<{self.terms[name].iri}>" for name in types)
        ends = tuple(f" {RDF_TYPE} {iri} .\n" for iri in iris)
        typed = TypedTable(table, iris, ends, "id" in table.keywords)
        if len(types) == 1:
            self.known[types[0]] = typed
        _made[0] += 1
        return self.known.setdefault(types, typed)

    def is_second_spelling(self, name: str, term: Term, *, capital: bool) -> bool:
        """Whether another term of the same meaning is the one to use here.

        Open Badges gives some classes the address of a property (`Criteria` and `criteria`):
        with a capital it is the class, without it is the property, and no signature tells one
        from the other.
        """
        if name[:1].isupper() is not capital:
            return False
        return any(
            other.iri == term.iri and known[:1].isupper() is not capital
            for known, other in self.terms.items()
        )

    def with_documents(self, urls: tuple[str, ...]) -> TermTable:
        """The table after an embedded `@context` that names these pinned documents."""
        return self._memo(("documents", urls), lambda: _load(self, urls))

    def extended(self, local: Json, *, override: bool = False) -> TermTable:
        """The table after a local context: null, an object, or a list of these.

        Raises:
            ContextClashError: a protected term would change its meaning, or the context uses
                a feature that is not compiled.
        """
        table = self
        for part in cast("Sequence[Json]", local) if is_list(local) else [local]:
            if part is None:
                if not override and any(t.protected for t in table.terms.values()):
                    raise ContextClashError("A context tries to remove protected terms.")
                table = _EMPTY
            elif isinstance(part, Mapping):
                table = TermTable(define(table.terms, part, override=override), table.previous)
            else:
                raise ContextClashError("A context names another document from inside.")
        return table

    def _with_types(self, types: tuple[str, ...]) -> TermTable:
        """Each type adds its scoped context, in order; the result does not propagate.

        What types share is worked out once, in whatever order a document names them.
        """
        scoped = [name for name in sorted(types) if self.terms[name].has_scope]
        return self._memo(("types", *scoped), lambda: self._after(scoped)) if scoped else self

    def _after(self, types: Sequence[str]) -> TermTable:
        table = self
        for name in types:
            term = self.terms[name]
            made = partial(table.extended, cast("Json", term.scoped))
            table = table._memo(("type", name, id(term)), made)
        return TermTable(table.terms, self.previous or self)

    def make_slot(self, name: str, term: Term) -> Slot:
        """Work out one member; `slots` remembers it."""
        kinds = {"@id": Kind.REFERENCE, "@vocab": Kind.WORD, "@json": Kind.RAW_JSON}
        kind = kinds.get(term.coercion or "", Kind.LITERAL)
        datatype = term.coercion if kind is Kind.LITERAL else None
        suffix = datatype_suffix(datatype)
        contained = kind is Kind.RAW_JSON or term.container not in (None, "@set")
        return Slot(
            predicate=f"<{term.iri}>",
            kind=kind,
            datatype=datatype,
            suffix=suffix,
            container=term.container,
            inner=self._scoped(self.previous or self, name, term),
            scalar=self._scoped(self, name, term),
            contained=contained,
            opens=not contained and kind is not Kind.WORD,
            plain=not contained and kind is not Kind.WORD,
            before=f' <{term.iri}> "' if kind is Kind.LITERAL else f" <{term.iri}> <",
            after=f'"{suffix} .\n' if kind is Kind.LITERAL else "> .\n",
        )

    def _scoped(self, base: TermTable, name: str, term: Term) -> TermTable:
        """A table with the term's own scope added, if it has one."""
        if not term.has_scope:
            return base
        local = cast("Json", term.scoped)
        return base._memo(("term", name, id(term)), lambda: base.extended(local, override=True))

    def _memo(self, key: object, make: Callable[[], TermTable]) -> TermTable:
        found = self._derived.get(key)
        if found is None:
            with _LOCK:
                found = self._derived.setdefault(key, make())
        return found


class _Slots(dict[str, Slot | None]):
    """The members of a table, each worked out when it is first asked for."""

    def __init__(self, table: TermTable) -> None:
        super().__init__()
        self.table = table

    def __missing__(self, name: str) -> Slot | None:
        if name in _NOT_PROPERTIES:
            return self.setdefault(name, None)
        term = self.table.terms.get(name)
        if term is None or term.iri.startswith("@") or name.startswith("@") or ":" in name:
            raise KeyError(name)
        if self.table.is_second_spelling(name, term, capital=True):
            raise KeyError(name)
        with _LOCK:
            return self.setdefault(name, self.table.make_slot(name, term))


_EMPTY = TermTable(MappingProxyType({}))


def _load(table: TermTable, urls: tuple[str, ...]) -> TermTable:
    for url in urls:
        table = table.extended(json.loads(document(url))["@context"])
    return table


@lru_cache(maxsize=64)
def _compiled(urls: tuple[str, ...]) -> TermTable:
    with _LOCK:
        return _load(_EMPTY, urls)


def compile_contexts(urls: tuple[str, ...]) -> TermTable:
    """The table for a document whose `@context` is this list of pinned addresses.

    Raises:
        ContextError: an address is not pinned.
        ContextClashError: the documents cannot stand together in this order.
    """
    if _made[0] > _MOST_TABLES:
        _compiled.cache_clear()
        _made[0] = 0
    return _compiled(urls)
