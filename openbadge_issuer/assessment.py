"""The assessment document: what a platform hands over when an assessor has decided."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    PlainValidator,
    ValidationError,
)
from pydantic.alias_generators import to_camel
from pydantic_core import ErrorDetails

from openbadge_issuer.errors import Problem, RefusedError
from verifier.errors import DocumentError
from verifier.model.base import Address, Text, Timestamp
from verifier.model.demands import demand
from verifier.model.result import ResultStatus
from verifier.strict_json import JsonObject, parse, pointer

Designation = Literal["core", "elective", "required-first", "capstone"]


def _inline(value: object) -> object:
    if not isinstance(value, str | dict):
        raise ValueError("must be an object, or the path of the file that holds it")
    return value


def _decimal(value: str) -> str:
    if not value.isascii() or not value.replace(".", "", 1).isdigit():
        raise ValueError("must be a decimal number as text, such as '1.5'")
    if Decimal(repr(float(value))) != Decimal(value):
        raise ValueError("has more digits than readers of badges keep")
    return value


Inline = Annotated[str | dict[str, Any], PlainValidator(_inline)]
"""A document itself, or the path of the file that holds it."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", alias_generator=to_camel)


class Recipient(_Part):
    """Who earned it. Only what `disclose` names appears in plain text."""

    id: Address | None = None
    name: Text | None = None
    email: Text | None = None
    disclose: tuple[Literal["name", "email"], ...] = ()


class CriterionResult(_Part):
    """What the assessor decided on one criterion."""

    criterion: Address
    level: Address | None = None
    value: Text | None = None
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
    try:
        return Assessment.model_validate_json(json.dumps(read_object(source))), folder
    except ValidationError as exc:
        raise RefusedError(
            Problem(pointer(*error["loc"]), _sentence(error))
            for error in exc.errors(include_url=False)
        ) from exc


def read_object(source: JsonObject | bytes | str | Path, path: str = "") -> JsonObject:
    """One JSON object from a value, a text or a file: always a copy, as strict JSON holds it.

    Args:
        source: the object, its text, or the path of its file.
        path: where the document that is being read names it, for the message.

    Raises:
        RefusedError: no such file, or not one strict JSON object.
    """
    text = _text(source, path) if isinstance(source, Mapping) else source
    try:
        value = parse(read_file(text, path) if isinstance(text, Path) else text)
    except DocumentError as exc:
        raise RefusedError([Problem(path + exc.path, exc.reason)]) from exc
    if not isinstance(value, Mapping):
        raise RefusedError([Problem(path, "A JSON object is expected here.")])
    return value


def read_file(file: Path, path: str) -> bytes:
    """The bytes of a file.

    Raises:
        RefusedError: it cannot be opened; `path` is the place that names it.
    """
    try:
        return file.read_bytes()
    except (OSError, ValueError) as exc:  # ValueError: no system has such a name
        raise RefusedError([Problem(path, _cannot_open(file, exc))]) from exc


def file_inside(folder: Path, name: str, path: str) -> Path:
    """The file that an assessment names, which lies in its folder.

    An assessment may come from outside: it must not choose among all the files of this computer.

    Args:
        folder: the folder of the assessment.
        name: the file, relative to the folder.
        path: the place in the assessment that names it.

    Raises:
        RefusedError: it lies elsewhere, also by way of `..` or a link; or no file is called so.
    """
    file = folder / name
    try:
        inside = file.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError) as exc:  # RuntimeError: a link leads to itself
        raise RefusedError([Problem(path, _cannot_open(file, exc))]) from exc
    if not inside:
        message = (
            f"The file {name} lies outside the folder of the assessment: put a copy of it in that "
            "folder."
        )
        raise RefusedError([Problem(path, message)])
    return file


def _cannot_open(file: Path, exc: Exception) -> str:
    return f"The file {file!s} cannot be opened ({getattr(exc, 'strerror', None) or exc})."


def _text(document: JsonObject, path: str) -> str:
    """A value of Python's as JSON text; `parse` then holds it to the strict rules."""
    try:
        return json.dumps(document, default=dict)
    except (TypeError, ValueError, RecursionError) as exc:
        raise RefusedError([Problem(path, "The document holds what JSON cannot say.")]) from exc


def _sentence(error: ErrorDetails) -> str:
    place = error["loc"]
    return f"{place[-1] if place else 'The assessment'} {demand(error)}."
