"""The issuer's half of SD-JWT: members and list items are replaced by digests of disclosures.

https://www.rfc-editor.org/rfc/rfc9901#section-4.2
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from copy import deepcopy
from typing import Any, TypeAlias

from demo_app.conformance.jose.compact import json_bytes
from demo_app.conformance.jose.disclosure import ALGORITHM, RESERVED, digest
from verifier.base64url import base64url_encode
from verifier.errors import DocumentError
from verifier.strict_json import Json, JsonObject, pointer

Path: TypeAlias = "tuple[str | int, ...]"

_STEP = re.compile(r"(?:^|\.)([^.\[\]]+)|\[(0|[1-9][0-9]{0,5})\]")
# Whoever verifies needs these, so they are never hidden (VC-JOSE-COSE, "With SD-JWT").
_NEEDED = frozenset(
    {
        "@context",
        "type",
        "issuer",
        "validFrom",
        "validUntil",
        "credentialStatus",
        "credentialSchema",
    }
)


def read_path(text: str) -> Path:
    """A path such as `credentialSubject.phoneNumbers[0]`.

    Raises:
        ValueError: it is written in another way.
    """
    steps: list[str | int] = []
    end = 0
    while end < len(text):
        match = _STEP.match(text, end)
        if match is None:
            break
        steps.append(match[1] if match[2] is None else int(match[2]))
        end = match.end()
    if end != len(text) or not steps or not isinstance(steps[0], str):
        raise ValueError(f"{text[:80]!r} is not a path such as 'name.list[0].name'")
    return tuple(steps)


def conceal(document: JsonObject, paths: Sequence[Path]) -> tuple[JsonObject, list[str]]:
    """The payload to sign, and the disclosures that complete it.

    Raises:
        DocumentError: a path that leads nowhere or is given twice, a member that verifiers
            need, or a member name that SD-JWT keeps for itself.
    """
    _refuse_reserved(document)
    if len(set(paths)) != len(paths):
        raise DocumentError("", "A path to disclose is given twice.")
    payload: dict[str, Any] = deepcopy(dict(document))
    disclosures = []
    for path in sorted(paths, key=len, reverse=True):  # what lies inside goes first
        if path[0] in _NEEDED:
            raise DocumentError(pointer(*path), f"Verifiers need {path[0]!r}: it cannot be hidden.")
        disclosures.append(_conceal(payload, path))
    return {**payload, "_sd_alg": ALGORITHM}, disclosures


def _conceal(payload: dict[str, Any], path: Path) -> str:
    """Replace one place by a digest; returns the disclosure."""
    holder: Any = payload
    *way, last = path
    try:
        for step in way:
            holder = _step(holder, step)
        value = _step(holder, last)
    except LookupError as exc:
        raise DocumentError(pointer(*path), "There is nothing to disclose here.") from exc
    salt = secrets.token_urlsafe(16)
    if isinstance(last, int):
        text = base64url_encode(json_bytes([salt, value]))
        holder[last] = {"...": digest(text)}
    else:
        text = base64url_encode(json_bytes([salt, last, value]))
        del holder[last]
        holder["_sd"] = sorted([*holder.get("_sd", []), digest(text)])  # tells no order of members
    return text


def _step(holder: Any, step: str | int) -> Any:
    if isinstance(step, int):
        if isinstance(holder, list):
            return holder[step]
    elif isinstance(holder, dict):
        return holder[step]
    raise LookupError(step)


def _refuse_reserved(value: Json, path: str = "") -> None:
    if isinstance(value, dict):
        for name, part in value.items():
            if name in RESERVED:
                raise DocumentError(path, f"The member name {name!r} is kept for SD-JWT.")
            _refuse_reserved(part, path + pointer(name))
    elif isinstance(value, list):
        for index, part in enumerate(value):
            _refuse_reserved(part, path + pointer(index))
