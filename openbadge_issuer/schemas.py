"""The JSON Schema of each document, generated from the class that reads it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from openbadge_issuer.assessment import Assessment
from verifier.model import (
    Achievement,
    AchievementCredential,
    ClrCredential,
    EndorsementCredential,
    Profile,
)
from verifier.model.definition import AchievementDocument, StackDocument
from verifier.recognition import Policy

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

DOCUMENTS: Mapping[str, type[BaseModel]] = MappingProxyType(
    {
        "achievement": Achievement,
        "achievement-credential": AchievementCredential,
        "achievement-document": AchievementDocument,
        "assessment": Assessment,
        "clr-credential": ClrCredential,
        "endorsement-credential": EndorsementCredential,
        "policy": Policy,
        "profile": Profile,
        "stack": StackDocument,
    }
)


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document.

    It says less than the class: rules between members are in `verifier.rules`.

    Args:
        name: one of `DOCUMENTS`.

    Raises:
        KeyError: no such document.
    """
    schema: dict[str, Any] = _plain(DOCUMENTS[name].model_json_schema(by_alias=True))
    return {"$schema": _DIALECT, **schema}


def _plain(value: Any) -> Any:
    """Without titles that only repeat a name, and without defaults that mean absence."""
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("properties"), dict):
        members = {name: _plain(part) for name, part in value["properties"].items()}
        for part in members.values():
            part.pop("title", None)
        value = {**value, "properties": members}
    absent = "default" in value and value["default"] is None
    return {
        name: part if name == "properties" else _plain(part)
        for name, part in value.items()
        if not (absent and name == "default")
    }
