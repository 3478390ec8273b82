"""The protected header of COSE: a small CBOR map, in its one shortest spelling.

https://www.rfc-editor.org/rfc/rfc8949#section-4.2.1 and
https://www.rfc-editor.org/rfc/rfc9052#section-3.1
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from verifier.disclosure import cbor

Header: TypeAlias = "Mapping[int, int | str | bytes]"

# https://www.iana.org/assignments/cose/cose.xhtml#header-parameters
ALG, CONTENT_TYPE, KID, TYP = 1, 3, 4, 16
_UINT, _NEGATIVE, _BYTES, _TEXT, _MAP = 0, 1, 2, 3, 5


def encode(header: Header) -> bytes:
    """The bytes of a header with labels from 0 to 23."""
    pairs = (cbor.encode(label) + _encode(header[label]) for label in sorted(header))
    return bytes([_MAP << 5 | len(header)]) + b"".join(pairs)


def decode(data: bytes) -> Header:
    """The header that all the bytes stand for.

    Raises:
        ValueError: other kinds of labels or values, or another spelling than the shortest.
    """
    if not data or data[0] >> 5 != _MAP or data[0] & 31 > 23:
        raise ValueError("it is not a small map")
    header: dict[int, int | str | bytes] = {}
    at = 1
    for _ in range(data[0] & 31):
        label, at = _read(data, at)
        value, at = _read(data, at)
        if not isinstance(label, int) or not 0 <= label < 24:
            raise ValueError("a label is not a number below 24")
        header[label] = value
    if encode(header) != data:
        raise ValueError("it is not in its shortest form, or something is twice in it")
    return header


def _encode(value: int | str | bytes) -> bytes:
    """A value; a negative number is written as a natural one of another major type."""
    if isinstance(value, int) and value < 0:
        first, *rest = cbor.encode(-1 - value)
        return bytes([first | _NEGATIVE << 5, *rest])
    return cbor.encode(value)


def _read(data: bytes, at: int) -> tuple[int | str | bytes, int]:
    """One value, read loosely: that it is spelled well is seen when it is written again."""
    if at >= len(data):
        raise ValueError("it ends too early")
    major, number, at = data[at] >> 5, data[at] & 31, at + 1
    if number in (24, 25):
        size = number - 23
        number, at = int.from_bytes(data[at : at + size]), at + size
    elif number > 25:
        raise ValueError("it holds values of other kinds")
    if major in (_UINT, _NEGATIVE):
        return (number if major == _UINT else -1 - number), at
    chunk = data[at : at + number]
    if major == _BYTES:
        return chunk, at + number
    if major == _TEXT:
        return chunk.decode(), at + number
    raise ValueError("it holds values of other kinds")
