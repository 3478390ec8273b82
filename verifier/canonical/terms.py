"""Pinned contexts compiled into term tables, as the JSON-LD 1.1 context algorithms define them.

Only what the pinned documents use is compiled: keyword aliases, simple and expanded term
definitions, type- and property-scoped contexts, protection. A context that uses more is refused
when it is compiled, never read loosely. https://www.w3.org/TR/json-ld11-api/#context-processing-algorithms
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType
from typing import cast

from contexts import document
from verifier.errors import VerifierError
from verifier.strict_json import Json, JsonObject

_LOCK = threading.RLock()
_CONTEXT_KEYWORDS = frozenset({"@version", "@protected"})
_TERM_KEYWORDS = frozenset({"@id", "@type", "@container", "@context", "@protected", "@prefix"})
_CONTAINERS = frozenset({"@set", "@list", "@graph", "@language", "@index"})
_ABSENT = object()


class ContextClashError(VerifierError):
    """Contexts that cannot stand together, or use what is not compiled."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term definition.

    Attributes:
        iri: what the term stands for: an absolute IRI or a keyword.
        coercion: `@id`, `@vocab`, `@json`, a datatype IRI, or None.
        container: `@set`, `@list`, `@graph`, `@language`, `@index`, or None.
        scoped: the term's own context, or `_ABSENT`.
        protected: whether another definition may replace it.
    """

    iri: str
    coercion: str | None = None
    container: str | None = None
    scoped: object = _ABSENT
    protected: bool = False

    @property
    def has_scope(self) -> bool:
        """Whether values (or nodes of this type) get a context of their own."""
        return self.scoped is not _ABSENT

    def same_meaning(self, other: Term) -> bool:
        """Equal but for protection (a protected term may be defined again identically)."""
        return (self.iri, self.coercion, self.container, self.scoped) == (
            other.iri,
            other.coercion,
            other.container,
            other.scoped,
        )


@dataclass(frozen=True, eq=False)
class TermTable:
    """An active context: which terms a node may use, and what they mean there.

    Attributes:
        terms: name to definition.
        previous: the table to go back to when a value opens a node of its own; set where types
            brought their own terms, which do not propagate.
    """

    terms: Mapping[str, Term]
    previous: TermTable | None = None
    _derived: dict[object, TermTable] = field(default_factory=dict, repr=False)

    def for_types(self, types: Iterable[str]) -> TermTable:
        """The table of a node with these types: each type adds its scoped context, in order."""
        scoped = tuple(
            name for name in sorted(types) if name in self.terms and self.terms[name].has_scope
        )
        if not scoped:
            return self
        return self._memo(("types", scoped), lambda: self._with_types(scoped))

    def for_value_of(self, name: str) -> TermTable:
        """The table in which a value of this term is read: types left behind, own scope added."""
        term = self.terms[name]
        outer = self.previous or self
        if not term.has_scope:
            return outer
        return self._memo(
            ("value", name), lambda: outer.extended(cast("Json", term.scoped), override=True)
        )

    def for_scalar_of(self, name: str) -> TermTable:
        """The table in which a plain text of this term is read (types are not left behind)."""
        term = self.terms[name]
        if not term.has_scope:
            return self
        return self._memo(
            ("scalar", name), lambda: self.extended(cast("Json", term.scoped), override=True)
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
        for part in cast("Sequence[Json]", local) if _is_list(local) else [local]:
            if part is None:
                if not override and any(t.protected for t in table.terms.values()):
                    raise ContextClashError("A context tries to remove protected terms.")
                table = _EMPTY
            elif isinstance(part, Mapping):
                table = _Definitions(table, part, override=override).table()
            else:
                raise ContextClashError("A context names another document from inside.")
        return table

    def _with_types(self, scoped: tuple[str, ...]) -> TermTable:
        table = self
        for name in scoped:
            table = table.extended(cast("Json", self.terms[name].scoped))
        return TermTable(table.terms, previous=self.previous or self)

    def _memo(self, key: object, make: Callable[[], TermTable]) -> TermTable:
        found = self._derived.get(key)
        if found is None:
            with _LOCK:
                found = self._derived.setdefault(key, make())
        return found


_EMPTY = TermTable(MappingProxyType({}))


class _Definitions:
    """One context object on its way into a table (create term definition, JSON-LD API 4.2)."""

    def __init__(self, base: TermTable, local: JsonObject, *, override: bool) -> None:
        unknown = {k for k in local if k.startswith("@")} - _CONTEXT_KEYWORDS
        if unknown:
            raise ContextClashError(f"A context uses {sorted(unknown)}, which is not compiled.")
        self.base = base
        self.local = local
        self.override = override
        self.protected = bool(local.get("@protected", False))
        self.terms = dict(base.terms)
        self.done: set[str] = set()

    def table(self) -> TermTable:
        for name in self.local:
            if not name.startswith("@"):
                self._define(name)
        return TermTable(MappingProxyType(self.terms), previous=self.base.previous)

    def _define(self, name: str) -> None:
        if name in self.done:
            return
        self.done.add(name)
        before = self.base.terms.get(name)
        term = self._term(name)
        if before and before.protected and not self.override:
            if not before.same_meaning(term):
                raise ContextClashError(f"Two contexts give the term {name!r} two meanings.")
            term = before
        self.terms[name] = term

    def _term(self, name: str) -> Term:
        value = self.local[name]
        if isinstance(value, str):
            return Term(self._iri(value, name), protected=self.protected)
        if not isinstance(value, Mapping) or set(value) - _TERM_KEYWORDS:
            raise ContextClashError(
                f"The definition of {name!r} is of a kind that is not compiled."
            )
        coercion = value.get("@type")
        return Term(
            iri=self._iri(cast("str", value.get("@id", name)), name),
            coercion=None if coercion is None else self._iri(cast("str", coercion), name),
            container=_container(value.get("@container"), name),
            scoped=_freeze(value["@context"]) if "@context" in value else _ABSENT,
            protected=bool(value.get("@protected", self.protected)),
        )

    def _iri(self, text: str, name: str) -> str:
        """IRI expansion with vocabulary, for the definition of `name`."""
        if text.startswith("@"):
            return text
        if text in self.local and text != name:
            self._define(text)
            return self.terms[text].iri
        if text in self.terms and text != name:
            return self.terms[text].iri
        prefix, colon, suffix = text.partition(":")
        if not colon:
            raise ContextClashError(f"The term {name!r} stands for no absolute IRI.")
        if not suffix.startswith("//"):
            if prefix in self.local and prefix != name:
                self._define(prefix)
            if prefix in self.terms:
                return self.terms[prefix].iri + suffix
        return text


def _container(value: Json, name: str) -> str | None:
    listed = tuple(cast("Sequence[Json]", value)) if _is_list(value) else (value,)
    single = listed[0] if len(listed) == 1 else False
    if single is None or (isinstance(single, str) and single in _CONTAINERS):
        return single
    raise ContextClashError(f"The container of {name!r} is not compiled.")


def _is_list(value: object) -> bool:
    return isinstance(value, Sequence) and not isinstance(value, str)


def _freeze(value: Json) -> object:
    """A context as a value that compares by content and cannot change."""
    if isinstance(value, Mapping):
        return MappingProxyType({name: _freeze(part) for name, part in value.items()})
    if _is_list(value):
        return tuple(_freeze(part) for part in cast("list[Json]", value))
    return value


def _load(table: TermTable, urls: tuple[str, ...]) -> TermTable:
    for url in urls:
        table = table.extended(json.loads(document(url))["@context"])
    return table


@lru_cache(maxsize=64)
def _compiled(urls: tuple[str, ...]) -> TermTable:
    return _load(_EMPTY, urls)


def compile_contexts(urls: Sequence[str]) -> TermTable:
    """The table for a document whose `@context` is this list of pinned addresses.

    Raises:
        ContextError: an address is not pinned.
        ContextClashError: the documents cannot stand together in this order.
    """
    with _LOCK:
        return _compiled(tuple(urls))
