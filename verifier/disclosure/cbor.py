"""The little CBOR that ecdsa-sd-2023 proof values are made of, in its one shortest spelling.

https://www.rfc-editor.org/rfc/rfc8949#section-4.2.1: integers, byte strings, texts, lists, maps.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Cbor: TypeAlias = "int | bytes | str | Sequence[Cbor] | Mapping[int, bytes]"

_UINT, _BYTES, _TEXT, _LIST, _MAP = 0, 2, 3, 4, 5
_DEEPEST = 4


def encode(value: Cbor) -> bytes:
    """The bytes of a value."""
    if isinstance(value, int):
        return _head(_UINT, value)
    if isinstance(value, bytes):
        return _head(_BYTES, len(value)) + value
    if isinstance(value, str):
        data = value.encode()
        return _head(_TEXT, len(data)) + data
    if isinstance(value, Mapping):
        pairs = sorted((encode(name), encode(part)) for name, part in value.items())
        return _head(_MAP, len(pairs)) + b"".join(name + part for name, part in pairs)
    return _head(_LIST, len(value)) + b"".join(encode(part) for part in value)


def decode(data: bytes) -> Cbor:
    """The value that all the bytes stand for.

    Raises:
        ValueError: other kinds, a longer spelling than needed, or bytes left over.
    """
    value, end = _read(data, 0, 0)
    if end != len(data):
        raise ValueError("bytes are left over after the CBOR value")
    return value


def _head(major: int, number: int) -> bytes:
    if number < 24:
        return bytes([major << 5 | number])
    size = 1 if number < 1 << 8 else 2 if number < 1 << 16 else 4
    return bytes([major << 5 | 23 + size.bit_length()]) + number.to_bytes(size)


def _read_head(data: bytes, start: int) -> tuple[int, int, int]:
    """Major type, number and where the content begins."""
    if start >= len(data):
        raise ValueError("the CBOR value ends too early")
    major, short = data[start] >> 5, data[start] & 31
    if short < 24:
        return major, short, start + 1
    if short > 26:
        raise ValueError("this kind of CBOR is not read")
    end = start + 1 + (1 << (short - 24))
    number = int.from_bytes(data[start + 1 : end])
    if _head(major, number) != data[start:end]:
        raise ValueError("a CBOR number is not in its shortest form")
    return major, number, end


def _read(data: bytes, start: int, depth: int) -> tuple[Cbor, int]:
    major, number, at = _read_head(data, start)
    if major == _UINT:
        return number, at
    if number > len(data) - at or depth > _DEEPEST:
        raise ValueError("the CBOR value ends too early, or is nested too deeply")
    if major == _BYTES:
        return data[at : at + number], at + number
    if major == _TEXT:
        return data[at : at + number].decode(), at + number
    if major == _LIST:
        parts: list[Cbor] = []
        for _ in range(number):
            part, at = _read(data, at, depth + 1)
            parts.append(part)
        return parts, at
    if major == _MAP:
        return _read_map(data, number, at)
    raise ValueError("this kind of CBOR is not read")


def _read_map(data: bytes, number: int, at: int) -> tuple[Mapping[int, bytes], int]:
    pairs: dict[int, bytes] = {}
    for _ in range(number):
        name, at = _read(data, at, _DEEPEST)
        part, at = _read(data, at, _DEEPEST)
        if not isinstance(name, int) or not isinstance(part, bytes) or name in pairs:
            raise ValueError("a CBOR map must go from numbers to bytes, each number once")
        pairs[name] = part
    return pairs, at
