"""What every class of the badge model shares: frozen, strict, and nothing unknown is lost."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

from verifier.clock import parse_timestamp

OB = "https://www.imsglobal.org/spec/ob/v3p0#"
_T = TypeVar("_T")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`]+")


class Model(BaseModel):
    """A class of Open Badges 3.0. Names are snake_case here and camelCase in JSON.

    Members that the standard does not name are kept (`model_extra`) and written out again.
    """

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="allow",
        alias_generator=to_camel,
        validate_by_name=True,
        validate_by_alias=True,
        allow_inf_nan=False,
    )

    @property
    def unknown(self) -> Mapping[str, object]:
        """Members that the standard does not name."""
        return self.model_extra or {}


def _as_tuple(value: object) -> object:
    if isinstance(value, list):
        if not value:
            raise ValueError("must be left out when empty")
        return tuple(value)
    return value if isinstance(value, tuple) else (value,)


def _sequence(value: object) -> object:
    if isinstance(value, tuple):
        return value
    if not isinstance(value, list) or not value:
        raise ValueError("must be a list with at least one value")
    return tuple(value)


def _address(value: str) -> str:
    if not _ADDRESS.fullmatch(value):
        raise ValueError("must be an absolute address (URI)")
    return value


def _timestamp(value: str) -> str:
    parse_timestamp(value)
    return value


def includes(name: str) -> AfterValidator:
    """A type list that must name this class."""

    def check(value: tuple[str, ...]) -> tuple[str, ...]:
        if name not in value:
            raise ValueError(f"must include {name!r}")
        return value

    return AfterValidator(check)


Many = Annotated[tuple[_T, ...], BeforeValidator(_as_tuple)]
"""One or more: a list, or a single value standing for a list of one (2026 schema)."""

Listed = Annotated[tuple[_T, ...], BeforeValidator(_sequence)]
"""One or more, where the schema asks for a list."""

Address = Annotated[str, AfterValidator(_address)]
"""An absolute URI, kept exactly as written."""

Timestamp = Annotated[str, AfterValidator(_timestamp)]
"""An RFC 3339 date-time with an offset, kept exactly as written."""

Text = Annotated[str, Field(min_length=1)]
"""A text that is not empty."""

Number = int | float
"""A JSON number."""

Types = Many[str]
JsonDict = dict[str, Any]
