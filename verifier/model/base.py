"""What every class of the badge model shares: frozen, strict, and nothing unknown is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    SerializerFunctionWrapHandler,
    Strict,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
    WrapSerializer,
    WrapValidator,
)
from pydantic.alias_generators import to_camel
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from verifier.clock import parse_timestamp

_T = TypeVar("_T")

# Patterns, each with what a value that does not match it must become.
ADDRESS = r"^[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20\x7f<>\"{}|\\^`]+$"
EXTENSION = r"^ext:[A-Za-z0-9._|][A-Za-z0-9._|-]*$"
LANGUAGE = r"^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"
COMPACT_JWS = r"^[a-zA-Z0-9_-]+\.[a-zA-Z0-9_-]*\.[a-zA-Z0-9_-]+$"
DEMANDS: Mapping[str, str] = {
    ADDRESS: "must be an absolute address (URI)",
    EXTENSION: "must be one of the standard's words, or an own one beginning with 'ext:'",
    LANGUAGE: "must be a language such as 'en' or 'es-MX'",
    COMPACT_JWS: "must be a signed token of three parts (compact JWS)",
}
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Model(BaseModel):
    """A class of Open Badges 3.0. Names are snake_case here and camelCase in JSON.

    Members that the standard does not name are kept (`unknown`) and written out again.
    """

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="allow",
        alias_generator=to_camel,
        allow_inf_nan=False,
    )

    @property
    def unknown(self) -> Mapping[str, object]:
        """Members that the standard does not name."""
        return self.model_extra or {}

    def to_json(self) -> dict[str, Any]:
        """The JSON members, exactly as they were read: what was single is single again."""
        return self.model_dump(mode="json", by_alias=True, exclude_unset=True)


class Closed(Model):
    """A class to which the standard lets nobody add members."""

    model_config = ConfigDict(extra="forbid")


class Single(tuple[_T, ...]):
    """One value that stood by itself where a list may stand; it is written so again."""

    __slots__ = ()


class _LeftOut:
    """An optional member is left out where there is none; null is never a value."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema = handler(source)
        return schema["schema"] if schema["type"] == "nullable" else schema


class _OneOrMore:
    """In JSON Schema: one value, or a list of at least one."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        listed = {**handler(schema), "minItems": 1}
        return {"anyOf": [listed["items"], listed]}


class OwnType:
    """A `type` that must name its class, alone or among others."""

    def __init__(self, *names: str) -> None:
        """Take the names, any of which will do."""
        self.names = names
        self.demand = "must include " + " or ".join(repr(name) for name in names)

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(
            self._read,
            serialization=core_schema.plain_serializer_function_ser_schema(_plain_texts),
        )

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        own = {"enum": list(self.names)}
        listed = {"type": "array", "items": {"type": "string"}, "contains": own}
        return {"anyOf": [own, listed]}

    def _read(self, value: object) -> tuple[str, ...]:
        if value.__class__ is list and len(value) == 1 and value[0] in self.names:
            return tuple(value)
        if isinstance(value, str):
            names: tuple[str, ...] = Single((value,))
        elif isinstance(value, list | tuple) and value and all(isinstance(n, str) for n in value):
            names = tuple(value)
        else:
            raise ValueError("must be a text or a list of texts")
        if not any(name in names for name in self.names):
            raise ValueError(self.demand)
        return names


def _plain_texts(value: tuple[str, ...]) -> str | list[str]:
    return value[0] if isinstance(value, Single) else list(value)


def _read_many(value: Any, read: ValidatorFunctionWrapHandler) -> Any:
    if isinstance(value, list | tuple):
        if not value:
            raise ValueError("must be left out when empty")
        return read(value)
    return Single(read((value,)))


def _write_many(value: Any, write: SerializerFunctionWrapHandler) -> Any:
    written = write(value)
    return written[0] if isinstance(value, Single) else written


def _checked(check: Callable[[str], object]) -> AfterValidator:
    """A text that a parser must accept, kept as it is written."""

    def keep(value: str) -> str:
        check(value)
        return value

    return AfterValidator(keep)


def _date(value: str) -> None:
    if not _DATE.fullmatch(value):
        raise ValueError("must be a date such as 2026-03-02")
    date.fromisoformat(value)


Maybe = Annotated[_T | None, _LeftOut()]
"""A member that may be left out, but is never null."""

Listed = Annotated[tuple[_T, ...], Strict(False), Field(min_length=1)]
"""One or more, where a list is asked for even around one value."""

Many = Annotated[
    tuple[_T, ...],
    Strict(False),
    WrapValidator(_read_many),
    WrapSerializer(_write_many),
    _OneOrMore(),
]
"""One or more: a list, or a single value standing for a list of one (2026 schema)."""

Address = Annotated[str, Field(pattern=ADDRESS)]
"""An absolute URI, kept exactly as written."""

Timestamp = Annotated[
    str,
    _checked(parse_timestamp),
    WithJsonSchema({"type": "string", "format": "date-time"}),
]
"""An RFC 3339 date-time with an offset, kept exactly as written."""

Date = Annotated[str, _checked(_date), WithJsonSchema({"type": "string", "format": "date"})]
"""A calendar date, kept exactly as written."""

Language = Annotated[str, Field(pattern=LANGUAGE)]
"""A language code."""

CompactJws = Annotated[str, Field(pattern=COMPACT_JWS)]
"""A signed token of three parts."""

Extension = Annotated[str, Field(pattern=EXTENSION)]
"""A word that somebody added to an enumeration of the standard."""

Text = Annotated[str, Field(min_length=1)]
"""A text that is not empty."""

Number = int | float
"""A JSON number."""
