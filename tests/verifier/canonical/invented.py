"""Documents that nobody wrote: any types, any terms of their contexts, any kind of value."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from verifier.canonical.terms import ContextClashError, Term, TermTable, compile_contexts

DEEPEST = 4
ADDRESSES = st.sampled_from(["urn:x:a", "urn:x:b", "https://a.example/#c", "did:key:z6Mk", "x:é"])
TEXTS = st.text(st.characters(exclude_categories=["C"]), max_size=8)
NUMBERS = st.integers(-1000, 1000) | st.floats(-1e9, 1e9).map(lambda number: round(number, 3))
LITERALS = TEXTS | NUMBERS | st.booleans()


@st.composite
def compact_nodes(draw: DrawFn, context: tuple[str, ...]) -> dict[str, Any]:
    """A document with this `@context`; most of them are in exactly compacted form."""
    return {"@context": list(context), **draw(_node(compile_contexts(context), 0))}


@st.composite
def _node(draw: DrawFn, table: TermTable, depth: int) -> dict[str, Any]:
    node: dict[str, Any] = {}
    if draw(st.booleans()):
        node["id"] = draw(ADDRESSES)
    words = sorted(name for name, term in table.terms.items() if term.iri[0] != "@")
    kinds = [name for name in words if name[0].isupper() or name[0].isdigit()]
    if kinds and draw(st.sampled_from([True, True, True, False])):
        node["type"] = draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=2, unique=True))
    try:
        inside = table.for_types(node.get("type", []))
    except ContextClashError:
        inside = table
        node.pop("type")
    names = sorted(name for name, term in inside.terms.items() if name[0].islower())
    for name in draw(st.lists(st.sampled_from(names), max_size=6, unique=True)) if names else []:
        if inside.terms[name].iri[0] != "@":
            node[name] = draw(_values(name, inside, depth))
    return node


def _values(name: str, table: TermTable, depth: int) -> SearchStrategy[Any]:
    term = table.terms[name]
    one = _value(name, term, table, depth)
    if term.container == "@list":
        return st.lists(one, min_size=1, max_size=3)
    return one | st.lists(one, min_size=1, max_size=2)


def _value(name: str, term: Term, table: TermTable, depth: int) -> SearchStrategy[Any]:
    words = sorted(table.for_scalar_of(name).terms) or ["none"]
    plain: SearchStrategy[Any] = {
        "@id": ADDRESSES,
        "@vocab": ADDRESSES | st.sampled_from(words),
    }.get(term.coercion or "", LITERALS)
    if depth >= DEEPEST or (term.coercion is not None and term.coercion != "@id"):
        return plain
    node = st.deferred(lambda: _node(table.for_value_of(name), depth + 1))
    return node if term.container == "@graph" else plain | node
