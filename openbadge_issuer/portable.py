"""A credential as every reader wants it: mended where nothing is lost, refused where something is.

The rules are those of Open Badges 3.0 (https://www.imsglobal.org/spec/ob/v3p0#serialization) and
what was measured to be read differently by other programs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from openbadge_issuer.errors import Problem
from verifier.context_list import CLR, EXTENSIONS, OB_CURRENT, OB_OLDER, VC2
from verifier.model import ClrCredential, Credential, Model
from verifier.model.base import Single
from verifier.strict_json import MAX_SAFE_INTEGER, Json, JsonObject, pointer

Tell = Callable[[Problem], None]
"""Is told what was mended, and where."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_ONE_ENTRY = "credential_status"
_EXTENSION_TYPES = (
    "1EdTechJsonSchemaValidator2019",
    "1EdTechRevocationList",
    "1EdTechCredentialRefresh",
)


def portable(document: JsonObject, kind: type[Credential], tell: Tell) -> dict[str, Any]:
    """The same credential, spelled as every reader wants it.

    Lists where lists are allowed, one status entry, the issuer as an object, integral numbers as
    integers, VerifiableCredential first, contexts in order. What lies in an embedded signed
    credential is never touched. A document that breaks the model is returned as it is, since the
    model says better what is wrong.

    Args:
        document: the unsigned credential.
        kind: the class it is of.
        tell: is told of everything that was mended.
    """
    given = {**document, "@context": _contexts(document, kind, tell)}
    if isinstance(given.get("issuer"), str):
        tell(Problem("/issuer", "The issuer is written as an object, which more readers take."))
        given["issuer"] = {"id": given["issuer"], "type": ["Profile"]}
    try:
        credential = kind.model_validate(given)
    except ValidationError:
        return given
    mended = _emit(credential, "", tell)
    if mended["type"][0] != "VerifiableCredential":
        tell(Problem("/type", "VerifiableCredential is written first."))
        mended["type"] = sorted(mended["type"], key=lambda name: name != "VerifiableCredential")
    return mended


def unportable(value: Json, path: str = "") -> Iterator[Problem]:
    """What other programs read differently and nobody can mend for the issuer."""
    if isinstance(value, str):
        if _CONTROL.search(value):
            yield Problem(path, "The text holds a control character; remove it.")
    elif value is None or value in ([], {}):
        yield Problem(path, "An empty value must be left out.")
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from _odd_number(value, path)
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from unportable(item, path + pointer(index))
    elif isinstance(value, Mapping):
        yield from _equal_neighbours(value, path)
        for name, item in value.items():
            yield from unportable(item, path + pointer(name))


def _odd_number(value: float, path: str) -> Iterator[Problem]:
    if isinstance(value, int):
        if abs(value) > MAX_SAFE_INTEGER:
            yield Problem(path, "The number is beyond 2^53 - 1; readers would round it.")
    elif value != 0 and not 1e-6 <= abs(value) < 1e21:
        yield Problem(path, "The number is too small or too large for every reader to keep.")
    elif float(f"{value:.15g}") != value:
        yield Problem(path, "The number has more than 15 digits; readers would round it.")


def _equal_neighbours(node: JsonObject, path: str) -> Iterator[Problem]:
    values = node.get("allowedValue")
    if isinstance(values, list | tuple):
        for index, (one, other) in enumerate(pairwise(values)):
            if one == other:
                place = path + pointer("allowedValue", index + 1)
                yield Problem(place, "The same value stands twice in a row; some readers stop.")


def _contexts(document: JsonObject, kind: type[Credential], tell: Tell) -> Any:
    """The contexts in order, with the extensions where a member needs them."""
    given = document.get("@context")
    if not isinstance(given, list | tuple):
        return given
    wanted = [OB_CURRENT if url == OB_OLDER else url for url in given]
    order = [VC2, CLR, OB_CURRENT] if issubclass(kind, ClrCredential) else [VC2, OB_CURRENT]
    known = [*order, EXTENSIONS]
    if all(url in known for url in wanted):
        extended = EXTENSIONS in wanted or _uses_extensions(document)
        wanted = [*order, EXTENSIONS] if extended else order
    if wanted != list(given):
        tell(Problem("/@context", "The contexts are written as the current ones, in order."))
    return wanted


def _uses_extensions(value: Json) -> bool:
    if isinstance(value, Mapping):
        kinds = value.get("type")
        named = kinds if isinstance(kinds, list | tuple) else [kinds]
        return any(kind in _EXTENSION_TYPES for kind in named) or any(
            _uses_extensions(part) for part in value.values()
        )
    return isinstance(value, list | tuple) and any(_uses_extensions(part) for part in value)


def _emit(model: Model, path: str, tell: Tell) -> dict[str, Any]:
    """The members of a typed value, lists and integers mended."""
    if path and isinstance(model, Credential) and model.proof is not None:
        return model.to_json()
    kind = type(model)
    members: dict[str, Any] = {}
    for name, field in kind.model_fields.items():
        if name in model.model_fields_set:
            spelled = field.alias or name
            place = path + pointer(spelled)
            value = _emit_value(getattr(model, name), place, tell, one=name == _ONE_ENTRY)
            members[spelled] = value
    return members | dict(model.model_extra or {})


def _emit_value(value: Any, path: str, tell: Tell, *, one: bool) -> Any:
    if isinstance(value, Model):
        return _emit(value, path, tell)
    if isinstance(value, tuple):
        single = isinstance(value, Single)
        if one and len(value) == 1:
            if not single:
                tell(Problem(path, "A single status entry is written without a list."))
            return _emit_value(value[0], path, tell, one=False)
        if single:
            tell(Problem(path, "A single value is written as a list, which more readers take."))
        return [
            _emit_value(item, path + pointer(index), tell, one=False)
            for index, item in enumerate(value)
        ]
    if isinstance(value, float) and value.is_integer() and abs(value) <= MAX_SAFE_INTEGER:
        tell(Problem(path, "A whole number is written as an integer, which more readers take."))
        return int(value)
    return value
