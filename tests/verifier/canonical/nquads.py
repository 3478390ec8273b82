"""A small N-Quads reader, for the RDFC-1.0 suite only."""

import re

from verifier.canonical.nquads import Quad, escape

_IRI = r"<[^>]*>"
_BLANK = r"_:[^\s<>\"]+"
_LITERAL = r'"(?:[^"\\]|\\.)*"(?:\^\^<[^>]*>|@[A-Za-z0-9-]+)?'
_LINE = re.compile(
    rf"\s*({_IRI}|{_BLANK})\s*({_IRI})\s*({_IRI}|{_BLANK}|{_LITERAL})\s*({_IRI}|{_BLANK})?\s*\.\s*(#.*)?"
)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CHARS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}
_XSD_STRING = "^^<http://www.w3.org/2001/XMLSchema#string>"


def read(text: str) -> list[Quad]:
    """The statements of an N-Quads document, with literals in canonical spelling."""
    quads: list[Quad] = []
    for line in re.split(r"[\r\n]+", text):
        if line.strip() and not line.lstrip().startswith("#"):
            match = _LINE.fullmatch(line)
            assert match, line
            s, p, o, g = match[1], match[2], match[3], match[4] or ""
            quads.append((_term(s), _term(p), _term(o), _term(g)))
    return quads


def _term(text: str) -> str:
    if not text.startswith('"'):
        return _unescape(text)
    body, _, tail = text[1:].rpartition('"')
    return f'"{escape(_unescape(body))}"' + ("" if tail == _XSD_STRING else _unescape(tail))


def _unescape(text: str) -> str:
    return _ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)) if m[1] or m[2] else _CHARS[m[3]], text)
