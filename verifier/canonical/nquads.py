"""Statements as canonical N-Quads write them (RDFC-1.0 section 5.2)."""

from __future__ import annotations

import re
from typing import TypeAlias

Quad: TypeAlias = "tuple[str, str, str, str]"
"""Subject, predicate, object and graph name as N-Quads terms; the default graph is empty."""

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


def escape(text: str) -> str:
    """Text as it stands inside quotes."""
    return _ESCAPED.sub(lambda m: _SHORT.get(m[0]) or f"\\u{ord(m[0]):04X}", text)
