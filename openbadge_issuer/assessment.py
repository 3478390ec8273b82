"""The assessment document: what a platform hands over when an assessor has decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic.alias_generators import to_camel

from openbadge_issuer.errors import Problem, RefusedError
from verifier.errors import DocumentError
from verifier.model.base import Address, Timestamp
from verifier.model.result import ResultStatus
from verifier.strict_json import JsonObject, parse, pointer

Designation = Literal["core", "elective", "required-first", "capstone"]
Inline = str | dict[str, Any]
"""A document itself, or the path of the file that holds it."""


def _decimal(value: str) -> str:
    if not value.isascii() or not value.replace(".", "", 1).isdigit():
        raise ValueError("must be a decimal number as text, such as '1.5'")
    return value


class _Part(BaseModel):
    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", alias_generator=to_camel, validate_by_name=True
    )


class Recipient(_Part):
    """Who earned it. Only what `disclose` names appears in plain text."""

    id: Address | None = None
    name: str | None = None
    email: str | None = None
    disclose: tuple[Literal["name", "email"], ...] = ()


class CriterionResult(_Part):
    """What the assessor decided on one criterion."""

    criterion: Address
    level: Address | None = None
    value: str | None = None
    status: ResultStatus | None = None


class EvidenceItem(_Part):
    """One artefact; with a file it is pinned by its bytes."""

    id: Address | None = None
    name: str | None = None
    narrative: str | None = None
    description: str | None = None
    genre: str | None = None
    audience: str | None = None
    file: str | None = None
    media_type: str | None = None
    supports: tuple[Address, ...] = ()


class StackPlace(_Part):
    """A stack that the achievement counts toward, and as what."""

    definition: Inline
    designation: Designation


class Assessment(_Part):
    """The input of `award`. A member that is not understood is refused, never left out."""

    issuer: dict[str, Any]
    recipient: Recipient
    achievement: Inline
    results: tuple[CriterionResult, ...] = ()
    valid_from: Timestamp
    id: Address | None = None
    source: dict[str, Any] | None = None
    evidence: tuple[EvidenceItem, ...] = ()
    stacks: tuple[StackPlace, ...] = ()
    awarded_date: Timestamp | None = None
    valid_until: Timestamp | None = None
    credits_earned: Annotated[str, AfterValidator(_decimal)] | None = None
    endorsements: tuple[Inline, ...] = Field(default=())


def read_assessment(source: JsonObject | bytes | str | Path) -> tuple[Assessment, Path | None]:
    """An assessment, and the folder that its paths are relative to.

    Args:
        source: the document, its JSON text, or the path of its file.

    Raises:
        RefusedError: it cannot be read; one problem for each place.
    """
    folder = source.parent if isinstance(source, Path) else None
    document = source if isinstance(source, Mapping) else read_object(source)
    try:
        return Assessment.model_validate_json(_text(document)), folder
    except ValidationError as exc:
        raise RefusedError(
            Problem(pointer(*error["loc"]), f"{error['msg'].removeprefix('Value error, ')}.")
            for error in exc.errors(include_url=False, include_context=False)
        ) from exc


def read_object(source: bytes | str | Path, path: str = "") -> JsonObject:
    """One JSON object from a text or a file.

    Args:
        source: the text, or the path of the file.
        path: where the document that is being read names it, for the message.

    Raises:
        RefusedError: no such file, or not one strict JSON object.
    """
    try:
        value = parse(source.read_bytes() if isinstance(source, Path) else source)
    except OSError as exc:
        message = f"The file {source!s} cannot be opened ({exc.strerror})."
        raise RefusedError([Problem(path, message)]) from exc
    except DocumentError as exc:
        raise RefusedError([Problem(path + exc.path, exc.reason)]) from exc
    if not isinstance(value, Mapping):
        raise RefusedError([Problem(path, "A JSON object is expected here.")])
    return value


def _text(document: JsonObject) -> str:
    """The document as text again, so that lists and tuples read alike."""
    return json.dumps(document)
