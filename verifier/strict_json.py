"""The one door for JSON text: everything that parsers read differently is refused."""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NoReturn, TypeAlias

from pydantic_core import from_json

from verifier.errors import DocumentError, NotJsonError
from verifier.limits import Limits

Json: TypeAlias = "Mapping[str, Json] | Sequence[Json] | str | int | float | bool | None"
JsonObject: TypeAlias = "Mapping[str, Json]"

MAX_SAFE_INTEGER = 2**53 - 1
_CONTAINERS = frozenset({dict, list})
_SURROGATE = re.compile(rb"\\u[dD][89a-fA-F]")
_HALF = re.compile("[\ud800-\udfff]")


def parse(data: bytes | str, limits: Limits | None = None) -> Json:
    """The value that a JSON text stands for (RFC 8259, restricted).

    Refused: other encodings than UTF-8 (one leading byte order mark is ignored), duplicate
    members, NaN and infinities, numbers that a double does not hold exactly as written, lone
    surrogates, and texts beyond the limits.

    Raises:
        NotJsonError: no JSON text at all.
        DocumentError: JSON that breaks one of these rules; nothing else is ever raised.
    """
    limits = limits or Limits()
    raw = _encode(data)
    if len(raw) > limits.max_bytes:
        raise NotJsonError("", f"The file is larger than {limits.max_bytes} bytes.")
    try:
        value: Json = from_json(raw, cache_strings="keys")
    except ValueError:
        return _exact(raw, limits)
    return value if _is_beyond_doubt(value, raw, limits) else _exact(raw, limits)


def _is_beyond_doubt(value: Json, raw: bytes, limits: Limits) -> bool:
    """Whether the quick parser has read just what the exact one would.

    It keeps the last of two equal members, and doubles that are not what is written. A member that
    it dropped is missing when strings are counted in the value and quotation marks in the text;
    a text with doubles or too many of anything goes to the exact one, which names the place.
    """
    escaped = raw.count(b'\\"')
    if escaped and b"\\\\" in raw:  # of what follows two backslashes a count tells nothing
        return False
    strings, values = 0, 1
    level: list[Any] = [value]
    for _ in range(limits.max_depth):
        parts: list[Any] = []
        for item in level:
            kind = item.__class__
            if kind is dict:
                parts += item.values()
                strings += len(item)
            elif kind is list:
                parts += item
            elif kind is float or (kind is int and abs(item) > MAX_SAFE_INTEGER):
                return False
        level = [part for part in parts if part.__class__ is not str]
        strings += len(parts) - len(level)
        values += len(parts)
        if not level:
            return 2 * strings == raw.count(b'"') - escaped and values <= limits.max_nodes
    return False


def _exact(raw: bytes, limits: Limits) -> Json:
    """The value, or the reason why there is none."""
    text = _decode(raw)
    try:
        value: Json = _DECODER.decode(text)
    except RecursionError as exc:
        raise _too_deep(limits.max_depth) from exc
    except json.JSONDecodeError as exc:
        where = f"line {exc.lineno}, column {exc.colno}"
        raise NotJsonError("", f"This is not JSON: {exc.msg} at {where}.") from exc
    if _SURROGATE.search(raw):
        _check_surrogates(value)
    _check_depth(value, limits.max_depth)
    if raw.count(b",") + raw.count(b"[") + raw.count(b"{") >= limits.max_nodes:
        _check_nodes(value, limits.max_nodes)
    return value


def _encode(data: bytes | str) -> bytes:
    try:
        return data.encode() if isinstance(data, str) else bytes(data)
    except UnicodeEncodeError as exc:
        raise DocumentError("", "The text holds half of a surrogate pair.") from exc


def _decode(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as exc:
        raise NotJsonError("", f"The file is not UTF-8 text (byte {exc.start}).") from exc
    text = text.removeprefix("\ufeff")
    if not text.strip(" \t\r\n"):
        raise NotJsonError("", "The file is empty.")
    if "\x00" in text:
        raise NotJsonError("", "The file is not UTF-8 JSON text: it holds zero bytes.")
    return text


def _check_depth(value: Json, most: int) -> None:
    """Bound the nesting, one level at a time."""
    level: list[Any] = [value] if type(value) in _CONTAINERS else []
    for _ in range(most):
        level = [
            part
            for item in level
            for part in (item.values() if type(item) is dict else item)
            if type(part) in _CONTAINERS
        ]
        if not level:
            return
    raise _too_deep(most)


def _too_deep(most: int) -> DocumentError:
    return DocumentError("", f"The file is nested deeper than {most} levels.")


def _object(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
    value = dict(pairs)
    if len(value) != len(pairs):
        twice, _ = Counter(name for name, _ in pairs).most_common(1)[0]
        raise DocumentError("", f"The member {twice[:60]!r} appears twice in one object.")
    return value


def _constant(name: str) -> NoReturn:
    raise DocumentError("", f"{name} is not a JSON number.")


def _integer(text: str) -> int:
    if len(text) > 17 or abs(int(text)) > MAX_SAFE_INTEGER:
        raise DocumentError("", f"The number {text[:20]} is beyond 2^53 - 1; write it as a string.")
    return int(text)


def _float(text: str) -> float:
    value = float(text) if len(text) <= 400 else math.inf
    if not math.isfinite(value):
        raise DocumentError("", f"The number {text[:20]} is too large for JSON readers.")
    digits = text.lower().split("e")[0].strip("-.0")
    if (value == 0 and digits) or (value != 0 and Decimal(text) != Decimal(repr(value))):
        raise DocumentError("", f"The number {text[:24]} has more digits than readers keep.")
    return value


def _check_nodes(value: Json, most: int) -> None:
    """Bound the number of values, without recursion."""
    for number, _ in enumerate(_values(value)):
        if number == most:
            raise DocumentError("", f"The file holds more than {most} values.")


def _check_surrogates(value: Json) -> None:
    """Refuse half surrogate pairs, which only escapes can bring in."""
    for item in _values(value):
        texts = item if isinstance(item, Mapping) else (item,)
        if any(isinstance(text, str) and _HALF.search(text) for text in texts):
            raise DocumentError("", "A text holds half of a surrogate pair.")


def _values(value: Json) -> Iterator[Json]:
    stack: list[Json] = [value]
    while stack:
        item = stack.pop()
        yield item
        if isinstance(item, Mapping):
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)


def pointer(*parts: str | int) -> str:
    """A JSON pointer (RFC 6901) from its parts."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)


_DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_constant=_constant, parse_int=_integer, parse_float=_float
)
