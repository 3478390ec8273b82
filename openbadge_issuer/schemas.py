"""The JSON Schema of each document: of what is read, generated from the class that reads it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from importlib.resources import files
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


REPORT = "report"
NAMES = tuple(sorted({*DOCUMENTS, REPORT}))


def json_schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of a document.

    It says less than the class: rules between members are in `verifier.rules`. The schema of a
    report is a file of `verifier`, since it is a promise and changes only with its version.

    Args:
        name: one of `NAMES`.

    Raises:
        KeyError: no such document.
    """
    if name == REPORT:
        text = files("verifier").joinpath("report.schema.json").read_text(encoding="utf-8")
        report: dict[str, Any] = json.loads(text)
        return report
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
