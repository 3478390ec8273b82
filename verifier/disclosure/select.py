"""The part of a compact document that JSON pointers name (vc-di-ecdsa 3.4.13, "selectJsonLd")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from verifier.errors import PointerError
from verifier.strict_json import Json, JsonObject

_INDEX = re.compile(r"0|[1-9][0-9]{0,8}")


def select(document: JsonObject, pointers: Iterable[str]) -> dict[str, Any]:
    """The document cut down to what the pointers name.

    On the way to each place, `id` and `type` of every object come along, and the root's
    `@context`. Lists keep the order of what is left.

    Raises:
        PointerError: a pointer that leads nowhere.
    """
    root: dict[Any, Any] = dict(_identity(document))
    for pointer in pointers:
        _add(root, document, pointer)
    root.pop("@context", None)
    return {"@context": document["@context"], **_dense(root)}


def _add(root: dict[Any, Any], document: JsonObject, pointer: str) -> None:
    parts = _parse(pointer)
    if not parts:
        root.update(_open({n: v for n, v in document.items() if n != "@context"}))
        return
    selected: dict[Any, Any] = root
    value: Json = document
    for part in parts[:-1]:
        key, value = _step(value, part, pointer)
        selected = selected.setdefault(key, _shell(value))
    key, value = _step(value, parts[-1], pointer)
    selected[key] = _merged(selected.get(key), _open(value))


def _step(value: Json, part: str, pointer: str) -> tuple[str | int, Json]:
    if isinstance(value, Mapping) and part in value:
        return part, value[part]
    if isinstance(value, list) and _INDEX.fullmatch(part) and int(part) < len(value):
        return int(part), value[int(part)]
    raise PointerError(pointer[:200], "There is nothing at this place.")


def _parse(pointer: str) -> list[str]:
    if pointer and not pointer.startswith("/"):
        raise PointerError("", f"{pointer[:60]!r} is not a JSON pointer.")
    return [p.replace("~1", "/").replace("~0", "~") for p in pointer.split("/")[1:]]


def _identity(value: JsonObject) -> dict[str, Json]:
    return {name: value[name] for name in ("id", "type") if name in value}


class _Sparse(dict[Any, Any]):
    """A list of which only some places are taken."""


def _shell(value: Json) -> dict[Any, Any]:
    return dict(_identity(value)) if isinstance(value, Mapping) else _Sparse()


def _open(value: Json) -> Any:
    """A whole value in the form that can still grow."""
    if isinstance(value, Mapping):
        return {name: _open(part) for name, part in value.items()}
    if isinstance(value, list):
        return _Sparse({index: _open(part) for index, part in enumerate(value)})
    return value


def _merged(old: Any, new: Any) -> Any:
    return {**old, **new} if type(old) is type(new) is dict else new


def _dense(value: Any) -> Any:
    if isinstance(value, _Sparse):
        return [_dense(value[index]) for index in sorted(value)]
    if isinstance(value, dict):
        return {name: _dense(part) for name, part in value.items()}
    return value
