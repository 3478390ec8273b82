"""From when until when a credential holds: the form of the times and their order."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from verifier.clock import parse_timestamp
from verifier.data_model.rule import Break
from verifier.data_model.values import is_time
from verifier.strict_json import JsonObject


def times_named(
    start: str, *others: str, required: bool
) -> Callable[[JsonObject], Iterator[Break]]:
    """Breaks of "times with an offset"; the first may have to be there."""

    def breaks(document: JsonObject) -> Iterator[Break]:
        if required and start not in document:
            yield "/" + start, f"The credential must say since when it holds ({start})."
        for name in (start, *others):
            if name in document and not is_time(document[name]):
                message = f"{name} must be a date and time with an offset (2026-03-02T09:00:00Z)."
                yield "/" + name, message

    return breaks


def order_of(start: str, end: str) -> Callable[[JsonObject], Iterator[Break]]:
    """Breaks of "does not end before it begins"."""

    def breaks(document: JsonObject) -> Iterator[Break]:
        begins, ends = document.get(start), document.get(end)
        if (
            is_time(begins)
            and is_time(ends)
            and parse_timestamp(str(ends)) < parse_timestamp(str(begins))
        ):
            yield "/" + end, "The validity ends before it begins."

    return breaks
