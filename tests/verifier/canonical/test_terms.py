"""Every term of every pinned context, against PyLD's own reading of the contexts."""

import itertools
from collections.abc import Iterator
from typing import Any

import pytest
from pyld.jsonld import JsonLdError

from contexts import urls
from tests.verifier.canonical.oracle import Context, active_context
from tests.verifier.canonical.tables import after_types, inner
from verifier.canonical.definitions import ContextClashError, Term
from verifier.canonical.terms import TermTable, compile_contexts
from verifier.context_list import OB_CURRENT, VC2

# Scopes within scopes: a third round would be eleven thousand tables of the same terms.
ROUNDS = 2
Meaning = tuple[str, str | None, str | None, bool]
Seen = set[frozenset[tuple[str, Meaning]]]


@pytest.mark.parametrize("url", urls())
def test_every_term_of_a_pinned_context_means_what_pyld_reads(url: str) -> None:
    """Each context alone: address, kind and container of its terms, and of all scoped ones."""
    compared = compare(compile_contexts((url,)), active_context([url]), url, rounds=1)
    assert compared >= len(compile_contexts((url,)).terms)


def test_every_term_of_a_badge_means_what_pyld_reads() -> None:
    """VC 2.0 and Open Badges together, where the second one builds on the first."""
    pair = (VC2, OB_CURRENT)
    assert compare(compile_contexts(pair), active_context(list(pair)), "badge") > 10_000


def compare(
    ours: TermTable, theirs: Context, place: str, seen: Seen | None = None, rounds: int = ROUNDS
) -> int:
    """Compare two active contexts and, once for each content, all that can be reached from them."""
    seen = set() if seen is None else seen
    mappings = {name: term for name, term in theirs["mappings"].items() if term is not None}
    assert set(ours.terms) == set(mappings), place
    for name, term in ours.terms.items():
        assert meaning(term) == meaning_of(mappings[name]), f"{place} > {name}"
    content = frozenset((name, meaning(term)) for name, term in ours.terms.items())
    if content in seen:
        return 0
    seen.add(content)
    compared = len(ours.terms)
    for name in [name for name, term in ours.terms.items() if term.has_scope and rounds]:
        for table, context, way in scopes(ours, theirs, name):
            compared += compare(table, context, f"{place} > {name} as {way}", seen, rounds - 1)
    return compared


def scopes(ours: TermTable, theirs: Context, name: str) -> Iterator[tuple[TermTable, Context, str]]:
    """The term's own context, read both ways: as a property's, and as a type's."""
    local = theirs["mappings"][name]["@context"]
    outer = theirs.get("previousContext", theirs)
    term = ours.terms[name]
    if ours.is_second_spelling(name, term, capital=True):  # a class, never a member
        with pytest.raises(KeyError):
            inner(ours, name)
    else:
        yield inner(ours, name), active_context(local, outer, override_protected=True), "value"
    if ours.is_second_spelling(name, term, capital=False):  # a member, never a class
        assert ours.typed((name,)) == name
        return
    try:
        typed = active_context(local, theirs, propagate=False)
    except JsonLdError:
        with pytest.raises(ContextClashError):
            after_types(ours, [name])
    else:
        yield after_types(ours, [name]), typed, "type"


def meaning(term: Term) -> Meaning:
    """What our table says of a term."""
    return term.iri, term.coercion, term.container, term.protected


def meaning_of(mapping: dict[str, Any]) -> Meaning:
    """What PyLD says of a term."""
    containers = mapping.get("@container", [])
    container = next(iter(containers), None)
    assert len(containers) <= 1
    assert not mapping["reverse"]
    return mapping["@id"], mapping.get("@type"), container, bool(mapping["protected"])


def test_contexts_that_cannot_stand_together_are_refused() -> None:
    """Open Badges 3.0.0 gives protected words of VC 2.0 another meaning, in every processor."""
    pair = (VC2, "https://purl.imsglobal.org/spec/ob/v3p0/context.json")
    with pytest.raises(JsonLdError):
        active_context(list(pair))
    with pytest.raises(ContextClashError, match="two meanings"):
        compile_contexts(pair)


@pytest.mark.parametrize(
    ("local", "words"),
    [
        ({"@vocab": "https://words.example/"}, "@vocab"),
        ({"@base": "https://words.example/"}, "@base"),
        ({"@import": VC2}, "@import"),
        ({"@propagate": False}, "@propagate"),
        ({"name": {"@reverse": "https://words.example/name"}}, "'name'"),
        ({"name": {"@id": "https://words.example/n", "@container": "@id"}}, "'name'"),
        ({"name": {"@id": "https://words.example/n", "@container": ["@graph", "@set"]}}, "'name'"),
        ({"name": {"@id": "https://words.example/n", "@nest": "more"}}, "'name'"),
        ({"name": "no-address"}, "'name'"),
        ({"name": None}, "'name'"),
        (VC2, "from inside"),
    ],
)
def test_what_no_pinned_context_uses_is_refused_when_compiled(local: Any, words: str) -> None:
    """A feature that the compiler does not know is never read loosely."""
    with pytest.raises(ContextClashError, match=words):
        compile_contexts(()).extended(local)


def test_a_term_may_stand_for_another_and_bring_several_contexts() -> None:
    """As no pinned context happens to do, and the standard allows."""
    scoped = {"@id": "urn:x:b", "@context": [{"c": "urn:x:c"}, {"d": "urn:x:d"}]}
    local: Any = {"a": "name", "b": scoped}
    ours = compile_contexts((VC2,)).extended(local)
    assert compare(ours, active_context([VC2, local]), "invented", rounds=1) > 20
    assert ours.terms["a"].iri == "https://schema.org/name"
    assert {"c", "d"} <= set(inner(ours, "b").terms)


def test_protected_terms_stay() -> None:
    """Neither null nor another meaning takes a protected term away; the same meaning may stand."""
    table = compile_contexts((VC2,))
    with pytest.raises(ContextClashError, match="remove protected"):
        table.extended(None)
    assert not table.extended(None, override=True).terms
    with pytest.raises(ContextClashError, match="two meanings"):
        table.extended({"name": "https://words.example/name"})
    again = table.extended({"name": table.terms["name"].iri})
    assert again.terms["name"] == table.terms["name"]


def test_types_in_another_order_share_one_table() -> None:
    """A document that names the same types in every order does not make a table for each."""
    table = compile_contexts((VC2, OB_CURRENT))
    orders = list(itertools.permutations(("Achievement", "Alignment", "Evidence", "Profile")))
    tables = {id(after_types(table, list(order))) for order in orders}
    assert len(tables) == 1
