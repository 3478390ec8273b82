"""Published definitions: an achievement with its rubric, and a stack. Each lives at its own id.

These are documents of this project, not of Open Badges; a badge pins them by their bytes.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from verifier.model.achievement import Achievement
from verifier.model.base import Address, Maybe, Model, Text

Designation = Literal["core", "elective", "required-first", "capstone"]


class Assessed(Model):
    """How the achievement is assessed."""

    assessment_type: Maybe[str] = None
    participation_type: Maybe[str] = None
    supervision_type: Maybe[str] = None
    identity_checked: Maybe[bool] = None
    assessor_count: Maybe[int] = None
    independent: Maybe[bool] = None
    agreement: Maybe[str] = None


class Validated(Model):
    """Who validated the rubric, when and how."""

    by: Address
    on: Maybe[str] = None
    method: Maybe[str] = None


class AchievementDocument(Achievement):
    """An achievement as it is published: the Open Badges class and what has no native term."""

    version: Text
    assessment: Maybe[Assessed] = None
    validation: Maybe[Validated] = None
    process: Maybe[dict[str, Any]] = None


class _Part(BaseModel):
    """A part of a document that decides something: what is not understood is refused."""

    model_config = ConfigDict(
        frozen=True, strict=True, extra="forbid", alias_generator=to_camel, allow_inf_nan=False
    )


class Program(_Part):
    """The program that a stack belongs to."""

    name: Text
    version: str | None = None


class Member(_Part):
    """An achievement in the pool of a stack, and its place there."""

    achievement: Address
    designation: Designation
    prerequisite: Annotated[list[Address], Field(default_factory=list)]


class Condition(_Part):
    """How many of which members are needed (CTDL ConditionManifest)."""

    required_number: int | None = None
    name: str | None = None
    designation: Designation | None = None
    members: list[Address] | None = None
    stack: Address | None = None
    logical_operator: Literal["And", "Or", "Not"] | None = None
    has_condition: list[Condition] | None = None


class Window(_Part):
    """The time in which a stack must be completed."""

    length: str | None = None
    anchor: str | None = None
    starts: str | None = None
    ends: str | None = None
    time_zone: str | None = None


class Destination(_Part):
    """What completion entitles to."""

    type: Text
    name: Text
    jurisdiction: str | None = None


class StackDocument(_Part):
    """A stack: which achievements count, how many are needed, and what completion leads to."""

    id: Address
    version: Text
    name: Text
    pool: Annotated[list[Member], Field(min_length=1)]
    condition: Condition
    program: Program | None = None
    owner: Address | None = None
    effective_from: str | None = None
    supersedes: Address | None = None
    window: Window | None = None
    gate: str | None = None
    caps: Annotated[list[dict[str, Any]], Field(default_factory=list)]
    duplicates: str | None = None
    double_counting: str | None = None
    version_rule: str | None = None
    entitles_to: Destination | None = None
    description: str | None = None
