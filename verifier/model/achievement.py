"""Achievement: what the badge is for, with its criteria and rubric."""

from __future__ import annotations

from typing import Annotated

from pydantic import model_validator

from verifier.model.alignment import Alignment
from verifier.model.base import Address, JsonDict, Many, Model, Number, Text, Types, includes
from verifier.model.profile import IdentifierEntry, Image, Profile
from verifier.model.rubric import ResultDescription


class Criteria(Model):
    """What had to be done (https://www.imsglobal.org/spec/ob/v3p0#criteria)."""

    id: Address | None = None
    narrative: str | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Criteria:
        if self.id is None and self.narrative is None:
            raise ValueError("must have an id or a narrative")
        return self


class Achievement(Model):
    """What the badge is for (https://www.imsglobal.org/spec/ob/v3p0#achievement)."""

    id: Address
    type: Annotated[Types, includes("Achievement")]
    name: Text
    description: Text
    criteria: Criteria
    achievement_type: str | None = None
    alignment: Many[Alignment] | None = None
    creator: Profile | None = None
    credits_available: Number | None = None
    endorsement: Many[JsonDict] | None = None
    endorsement_jwt: Many[str] | None = None
    field_of_study: str | None = None
    human_code: str | None = None
    image: Image | None = None
    in_language: str | None = None
    other_identifier: Many[IdentifierEntry] | None = None
    related: Many[JsonDict] | None = None
    result_description: Many[ResultDescription] | None = None
    specialization: str | None = None
    tag: Many[str] | None = None
    version: str | None = None

    @property
    def criteria_of_rubric(self) -> tuple[ResultDescription, ...]:
        """Everything that can have a result."""
        return self.result_description or ()

    @property
    def stacks(self) -> tuple[Alignment, ...]:
        """The stacks that this achievement says it counts toward."""
        return tuple(a for a in self.alignment or () if a.is_stack)
