"""Term definitions from a context object, as JSON-LD 1.1 creates them.

Only what the pinned documents use is read: keyword aliases, simple and expanded definitions, type-
and property-scoped contexts, protection. A context that uses more is refused when it is compiled,
never read loosely (https://www.w3.org/TR/json-ld11-api/#create-term-definition).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, cast

from verifier.errors import DocumentError
from verifier.strict_json import Json, JsonObject

_CONTEXT_KEYWORDS = frozenset({"@version", "@protected"})
_TERM_KEYWORDS = frozenset({"@id", "@type", "@container", "@context", "@protected", "@prefix"})
_PREFIX_ENDS = tuple(":/?#[]@")
_CONTAINERS = frozenset({"@set", "@list", "@graph", "@language", "@index"})


class _NoScope:
    """Stands for a term without a context of its own (null is a context)."""


NO_SCOPE: Final = _NoScope()


class ContextClashError(DocumentError):
    """Contexts that cannot stand together, or use what is not compiled."""

    def __init__(self, reason: str) -> None:
        """Keep the reason; the place is where the contexts meet in the document."""
        super().__init__("", reason)


@dataclass(frozen=True, slots=True)
class Term:
    """One term definition.

    Attributes:
        iri: what the term stands for: an absolute IRI or a keyword.
        coercion: `@id`, `@vocab`, `@json`, a datatype IRI, or None.
        container: `@set`, `@list`, `@graph`, `@language`, `@index`, or None.
        scoped: the term's own context, or `NO_SCOPE`.
        protected: whether another definition may replace it.
        prefix: whether `term:rest` stands for its address followed by the rest.
    """

    iri: str
    coercion: str | None = None
    container: str | None = None
    scoped: object = NO_SCOPE
    protected: bool = False
    prefix: bool = False

    @property
    def has_scope(self) -> bool:
        """Whether values (or nodes of this type) get a context of their own."""
        return self.scoped is not NO_SCOPE

    def same_meaning(self, other: Term) -> bool:
        """Equal but for protection (a protected term may be defined again identically)."""
        mine = (self.iri, self.coercion, self.container, self.scoped)
        return mine == (other.iri, other.coercion, other.container, other.scoped)


def define(base: Mapping[str, Term], local: JsonObject, *, override: bool) -> Mapping[str, Term]:
    """The terms after a context object.

    Args:
        base: the terms before.
        local: the context object.
        override: whether protected terms may change (property-scoped contexts).

    Raises:
        ContextClashError: a protected term would change its meaning, or the context uses a
            feature that is not compiled.
    """
    return _Definitions(base, local, override=override).terms_after()


def is_list(value: object) -> bool:
    """Whether a JSON value is a list."""
    return isinstance(value, Sequence) and not isinstance(value, str)


class _Definitions:
    """One context object on its way into the terms."""

    def __init__(self, base: Mapping[str, Term], local: JsonObject, *, override: bool) -> None:
        unknown = {k for k in local if k.startswith("@")} - _CONTEXT_KEYWORDS
        if unknown:
            raise ContextClashError(f"A context uses {sorted(unknown)}, which is not compiled.")
        self.base = base
        self.local = local
        self.override = override
        self.protected = bool(local.get("@protected", False))
        self.terms = dict(base)
        self.done: set[str] = set()

    def terms_after(self) -> Mapping[str, Term]:
        for name in self.local:
            if not name.startswith("@"):
                self._define(name)
        return MappingProxyType(self.terms)

    def _define(self, name: str) -> None:
        if name in self.done:
            return
        self.done.add(name)
        before = self.base.get(name)
        term = self._term(name)
        if before and before.protected and not self.override:
            if not before.same_meaning(term):
                raise ContextClashError(f"Two contexts give the term {name!r} two meanings.")
            term = before
        self.terms[name] = term

    def _term(self, name: str) -> Term:
        value = self.local[name]
        if isinstance(value, str):
            iri = self._iri(value, name)
            return Term(iri, protected=self.protected, prefix=iri.endswith(_PREFIX_ENDS))
        if not isinstance(value, Mapping) or set(value) - _TERM_KEYWORDS:
            raise ContextClashError(f"The definition of {name!r} is of a kind not compiled.")
        coercion = value.get("@type")
        return Term(
            iri=self._iri(cast("str", value.get("@id", name)), name),
            coercion=None if coercion is None else self._iri(cast("str", coercion), name),
            container=_container(value.get("@container"), name),
            scoped=_freeze(value["@context"]) if "@context" in value else NO_SCOPE,
            protected=bool(value.get("@protected", self.protected)),
            prefix=value.get("@prefix") is True,
        )

    def _iri(self, text: str, name: str) -> str:
        """IRI expansion with vocabulary, for the definition of `name`."""
        if text.startswith("@"):
            return text
        if text in self.local and text != name:
            self._define(text)
        if text in self.terms and text != name:
            return self.terms[text].iri
        prefix, colon, suffix = text.partition(":")
        if not colon:
            raise ContextClashError(f"The term {name!r} stands for no absolute IRI.")
        if not suffix.startswith("//"):
            if prefix in self.local and prefix != name:
                self._define(prefix)
            if prefix in self.terms and self.terms[prefix].prefix:
                return self.terms[prefix].iri + suffix
        return text


def _container(value: Json, name: str) -> str | None:
    listed = tuple(cast("Sequence[Json]", value)) if is_list(value) else (value,)
    single = listed[0] if len(listed) == 1 else value
    if single is None or (isinstance(single, str) and single in _CONTAINERS):
        return single
    raise ContextClashError(f"The container of {name!r} is not compiled.")


def _freeze(value: Json) -> object:
    """A context as a value that compares by content and cannot change."""
    if isinstance(value, Mapping):
        return MappingProxyType({name: _freeze(part) for name, part in value.items()})
    if is_list(value):
        return tuple(_freeze(part) for part in cast("Sequence[Json]", value))
    return value
