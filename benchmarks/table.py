"""Tables, for a terminal and for a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

_BEGIN = "<!-- written by benchmarks/run.py --markdown -->"
_END = "<!-- end -->"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of words and numbers; the first column is words.

    Attributes:
        title: what is compared.
        head: one heading for each column.
        rows: one text for each column.
    """

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]

    def text(self) -> str:
        """Aligned for a terminal."""
        widths = [max(map(len, column)) for column in zip(self.head, *self.rows, strict=True)]
        lines = [_line(row, widths) for row in (self.head, *self.rows)]
        return "\n".join([self.title, "-" * max(map(len, lines)), *lines])

    def markdown(self) -> str:
        """For a page."""
        rule = ["---", *["---:"] * (len(self.head) - 1)]
        lines = [f"| {' | '.join(row)} |" for row in (self.head, rule, *self.rows)]
        return "\n".join([f"### {self.title}", "", *lines])


def write_into(page: Path, note: str, tables: Sequence[Table]) -> None:
    """Put tables in the place of those that were written into a page before.

    Raises:
        ValueError: the page has no place for tables.
    """
    before, begin, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, end, after = rest.partition(_END)
    if not end:
        raise ValueError(f"{page} has no lines {_BEGIN!r} and {_END!r}")
    parts = [before + begin, note, *(table.markdown() for table in tables), end + after]
    page.write_text("\n\n".join(parts), encoding="utf-8")


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    first, *others = (
        text.rjust(width) if number else text.ljust(width)
        for number, (text, width) in enumerate(zip(row, widths, strict=True))
    )
    return "  ".join([first, *others]).rstrip()
