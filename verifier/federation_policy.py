"""Metadata policies of OpenID Federation: the standard operators, merged and applied.

https://openid.net/specs/openid-federation-1_0.html#name-metadata-policy
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verifier.errors import RegistryError
from verifier.strict_json import Json, JsonObject

# In the order in which they are applied.
_OPERATORS = ("value", "add", "default", "one_of", "subset_of", "superset_of", "essential")


def merge_policies(above: JsonObject, below: Json) -> JsonObject:
    """The policy of a superior and of the one below it, which may only make it stricter.

    Raises:
        RegistryError: the two contradict each other, or one is malformed.
    """
    if below is None:
        return above
    merged: dict[str, Any] = {kind: dict(_mapping(rules)) for kind, rules in above.items()}
    for kind, members in _mapping(below).items():
        mine = merged.setdefault(kind, {})
        for member, rules in _mapping(members).items():
            mine[member] = _merge(mine.get(member, {}), _mapping(rules))
    return merged


def apply_policies(metadata: JsonObject, policy: JsonObject) -> JsonObject:
    """The metadata as the federation lets it stand.

    Raises:
        RegistryError: it breaks a rule.
    """
    result: dict[str, Any] = dict(metadata)
    for kind, members in policy.items():
        if kind not in result:
            continue
        values = dict(_mapping(result[kind]))
        for member, rules in _mapping(members).items():
            _apply(values, member, _mapping(rules))
        result[kind] = values
    return result


def _merge(above: JsonObject, below: JsonObject) -> dict[str, Any]:
    merged: dict[str, Any] = dict(above)
    for operator, value in below.items():
        if operator not in _OPERATORS:
            raise RegistryError(f"The federation's policy has an unknown rule {operator[:40]!r}.")
        if operator not in merged:
            merged[operator] = value
        elif operator in ("value", "default"):
            if merged[operator] != value:
                raise RegistryError("The federation's policies contradict each other.")
        elif operator in ("one_of", "subset_of"):
            merged[operator] = [item for item in _list(merged[operator]) if item in _list(value)]
        elif operator in ("add", "superset_of"):
            more = [item for item in _list(value) if item not in _list(merged[operator])]
            merged[operator] = [*_list(merged[operator]), *more]
        else:
            merged[operator] = merged[operator] is True or value is True
    if "one_of" in merged and not _list(merged["one_of"]):
        raise RegistryError("The federation's policies contradict each other.")
    return merged


def _apply(values: dict[str, Any], member: str, rules: JsonObject) -> None:
    if "value" in rules:
        values.pop(member, None)
        if rules["value"] is not None:
            values[member] = rules["value"]
    if "add" in rules:
        present = _list(values.get(member, []))
        values[member] = [*present, *(v for v in _list(rules["add"]) if v not in present)]
    if "default" in rules:
        values.setdefault(member, rules["default"])
    if "subset_of" in rules and member in values:
        values[member] = [v for v in _list(values[member]) if v in _list(rules["subset_of"])]
    wrong = (
        (member not in values and rules.get("essential") is True)
        or ("one_of" in rules and values.get(member) not in [*_list(rules["one_of"]), None])
        or (
            "superset_of" in rules
            and member in values
            and not all(v in _list(values[member]) for v in _list(rules["superset_of"]))
        )
    )
    if wrong:
        raise RegistryError(f"The issuer does not meet the federation's rule on {member[:40]!r}.")


def _mapping(value: Json) -> JsonObject:
    if not isinstance(value, Mapping):
        raise RegistryError("The federation's policy cannot be read.")
    return value


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
