"""Achievement: what the badge is for, with its criteria and rubric."""

from __future__ import annotations

from typing import Annotated

from verifier.model.alignment import Alignment, Related
from verifier.model.base import (
    Address,
    CompactJws,
    Language,
    Many,
    Maybe,
    Model,
    Number,
    OwnType,
    Text,
)
from verifier.model.endorsement import EndorsementCredential
from verifier.model.identity import IdentifierEntry, Image
from verifier.model.profile import Profile
from verifier.model.rubric import ResultDescription
from verifier.model.words import AchievementType


class Criteria(Model):
    """What had to be done (https://www.imsglobal.org/spec/ob/v3p0#criteria)."""

    id: Maybe[Address] = None
    narrative: Maybe[str] = None


class Achievement(Model):
    """What the badge is for (https://www.imsglobal.org/spec/ob/v3p0#achievement)."""

    id: Address
    type: Annotated[tuple[str, ...], OwnType("Achievement")]
    name: Text
    description: Text
    criteria: Criteria
    achievement_type: Maybe[AchievementType] = None
    alignment: Maybe[Many[Alignment]] = None
    creator: Maybe[Profile] = None
    credits_available: Maybe[Number] = None
    endorsement: Maybe[Many[EndorsementCredential]] = None
    endorsement_jwt: Maybe[Many[CompactJws]] = None
    field_of_study: Maybe[str] = None
    human_code: Maybe[str] = None
    image: Maybe[Image] = None
    in_language: Maybe[Language] = None
    other_identifier: Maybe[Many[IdentifierEntry]] = None
    related: Maybe[Many[Related]] = None
    result_description: Maybe[Many[ResultDescription]] = None
    specialization: Maybe[str] = None
    tag: Maybe[Many[str]] = None
    version: Maybe[str] = None

    @property
    def criteria_of_rubric(self) -> tuple[ResultDescription, ...]:
        """Everything that can have a result."""
        return self.result_description or ()
