"""Statements as canonical N-Quads write them (RDFC-1.0 section 5.2)."""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from verifier.errors import DocumentError

Quad: TypeAlias = "tuple[str, str, str, str]"
"""Subject, predicate, object and graph name as N-Quads terms; the default graph is empty."""

XSD = "http://www.w3.org/2001/XMLSchema#"
_ESCAPED = re.compile(r'[\x00-\x1f\x7f"\\\ufffe\uffff]')
_SHORT = {
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
    '"': '\\"',
    "\\": "\\\\",
}


@dataclass(slots=True)
class Dataset:
    """The statements of a document.

    Attributes:
        ground: finished lines of statements without blank nodes.
        ends: blank node to the rest of each line that it begins and that names no other one.
        quads: all other statements, blank nodes written `_:label`.
    """

    ground: list[str] = field(default_factory=list)
    ends: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    quads: list[Quad] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many statements there are, repeated ones included."""
        return len(self.ground) + len(self.quads) + sum(map(len, self.ends.values()))

    def add(self, subject: str, predicate: str, target: str, graph: str) -> None:
        """Add one statement."""
        if graph or target[0] == "_":
            self.quads.append((subject, predicate, target, graph))
        elif subject[0] == "_":
            self.ends[subject].append(f" {predicate} {target} .\n")
        else:
            self.ground.append(f"{subject} {predicate} {target} .\n")

    def lines_of(self, subject: str) -> tuple[str, list[str]]:
        """How finished lines about a subject begin, and where they belong."""
        return ("", self.ends[subject]) if subject[0] == "_" else (subject, self.ground)

    def lines(self, names: Mapping[str, str]) -> list[str]:
        """Every statement as a line, the blank nodes under these names."""
        return [
            *self.ground,
            *(names[blank] + end for blank, ends in self.ends.items() for end in ends),
            *(line(quad, names) for quad in self.quads),
        ]


def line(quad: Quad, names: Mapping[str, str]) -> str:
    """One statement as a line, its blank nodes under these names."""
    subject, predicate, target, graph = quad
    subject = names[subject] if subject[0] == "_" else subject
    target = names[target] if target[0] == "_" else target
    if not graph:
        return f"{subject} {predicate} {target} .\n"
    graph = names[graph] if graph[0] == "_" else graph
    return f"{subject} {predicate} {target} {graph} .\n"


def escape(text: str) -> str:
    """Text as it stands inside quotes."""
    if text.isprintable() and '"' not in text and "\\" not in text:
        return text
    return _ESCAPED.sub(lambda m: _SHORT.get(m[0]) or f"\\u{ord(m[0]):04X}", text)


def literal(value: str | float | bool, datatype: str | None) -> str:
    """A JSON value as a literal (JSON-LD API 8.6); the datatype as the context gives it.

    Raises:
        DocumentError: a number with more digits than the canonical form keeps.
    """
    if isinstance(value, str):
        return text_literal(value, datatype_suffix(datatype))
    if not abs(value) <= sys.float_info.max:
        raise DocumentError("", f"{value} is not a number that JSON has.")
    if isinstance(value, bool):
        return ("true" if value else "false").join('""') + datatype_suffix(
            datatype or XSD + "boolean"
        )
    return f'"{_number(value, datatype)}"' + datatype_suffix(
        datatype or XSD + ("integer" if _is_integral(value) else "double")
    )


def text_literal(text: str, suffix: str) -> str:
    """A text with its datatype suffix."""
    return f'"{escape(text)}"{suffix}'


def datatype_suffix(datatype: str | None) -> str:
    """What follows the closing quote; nothing for plain text."""
    return "" if datatype in (None, XSD + "string") else f"^^<{datatype}>"


def _is_integral(value: float) -> bool:
    return value == int(value) and abs(value) < 1e21


def _number(value: float, datatype: str | None) -> str:
    if _is_integral(value) and datatype != XSD + "double":
        return str(int(value))
    written = f"{value:.15E}"
    if float(written) != value:
        raise DocumentError("", f"A signature does not cover every digit of {value!r}.")
    mantissa, exponent = written.split("E")
    digits = mantissa.rstrip("0")
    digits += "0" if digits.endswith(".") else ""
    return f"{digits}E{int(exponent)}"
