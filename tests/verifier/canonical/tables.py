"""Ways through the compiled tables, for tests."""

from verifier.canonical.terms import TermTable


def after_types(table: TermTable, types: list[str]) -> TermTable:
    """The table of a node with these types, all of them defined."""
    after = table.typed(tuple(types))
    assert not isinstance(after, str), after
    return after.table


def inner(table: TermTable, name: str) -> TermTable:
    """The table in which an object value of a term is read."""
    slot = table.slots[name]
    assert slot is not None
    return slot.inner
