"""Tables are remembered, but not without end: the types of a stranger's badge are its own."""

import itertools

import pytest

from verifier.canonical import terms
from verifier.canonical.definitions import ContextClashError
from verifier.context_list import OB_CURRENT, VC2


def test_tables_start_anew_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Odd combinations of types are forgotten together; what was in use goes on being right."""
    monkeypatch.setattr(terms, "_MOST_TABLES", 20)
    first = terms.compile_contexts((VC2, OB_CURRENT))
    names = sorted(n for n, t in first.terms.items() if t.has_scope and n[0].isupper())
    for pair in itertools.combinations(names, 2):
        try:
            first.typed(pair)
        except ContextClashError:
            continue
    again = terms.compile_contexts((VC2, OB_CURRENT))
    assert again is not first
    assert again.terms == first.terms
