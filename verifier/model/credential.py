"""AchievementCredential and its subject."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, model_validator

from verifier.model.achievement import Achievement
from verifier.model.base import (
    Address,
    JsonDict,
    Listed,
    Many,
    Model,
    Number,
    Timestamp,
    Types,
    includes,
)
from verifier.model.evidence import Evidence, RelatedResource
from verifier.model.profile import IdentityObject, Image, Profile
from verifier.model.result import Result

BADGE_TYPES = ("OpenBadgeCredential", "AchievementCredential")


def _badge(value: tuple[str, ...]) -> tuple[str, ...]:
    if not set(BADGE_TYPES) & set(value):
        raise ValueError("must include 'OpenBadgeCredential' or 'AchievementCredential'")
    return value


class AchievementSubject(Model):
    """Who earned it, and what was achieved.

    https://www.imsglobal.org/spec/ob/v3p0#achievementsubject
    """

    type: Annotated[Types, includes("AchievementSubject")]
    achievement: Achievement
    id: Address | None = None
    identifier: Many[IdentityObject] | None = None
    activity_start_date: Timestamp | None = None
    activity_end_date: Timestamp | None = None
    credits_earned: Number | None = None
    image: Image | None = None
    license_number: str | None = None
    narrative: str | None = None
    result: Many[Result] | None = None
    role: str | None = None
    source: Profile | None = None
    term: str | None = None

    @model_validator(mode="after")
    def _names_someone(self) -> AchievementSubject:
        if self.id is None and self.identifier is None:
            raise ValueError("must have an id or an identifier")
        return self

    @property
    def results(self) -> tuple[Result, ...]:
        """The results, in no meaningful order: array order is not signed."""
        return self.result or ()


class AchievementCredential(Model):
    """One badge for one person (https://www.imsglobal.org/spec/ob/v3p0#achievementcredential)."""

    context: Annotated[Listed[str], Field(alias="@context")]
    id: Address
    type: Annotated[Types, includes("VerifiableCredential"), AfterValidator(_badge)]
    issuer: Annotated[Profile | Address, Field(union_mode="left_to_right")]
    valid_from: Timestamp
    credential_subject: AchievementSubject
    name: str | None = None
    description: str | None = None
    image: Image | None = None
    awarded_date: Timestamp | None = None
    valid_until: Timestamp | None = None
    evidence: Many[Evidence] | None = None
    endorsement: Many[JsonDict] | None = None
    endorsement_jwt: Many[str] | None = None
    related_resource: Many[RelatedResource] | None = None
    credential_schema: Many[JsonDict] | None = None
    credential_status: Many[JsonDict] | None = None
    refresh_service: JsonDict | None = None
    terms_of_use: Many[JsonDict] | None = None
    proof: Many[JsonDict] | None = None

    @property
    def issuer_id(self) -> str:
        """The address that stands for the issuer."""
        return self.issuer if isinstance(self.issuer, str) else self.issuer.id

    @property
    def issuer_name(self) -> str | None:
        """What the badge itself calls the issuer."""
        return None if isinstance(self.issuer, str) else self.issuer.name

    @property
    def achievement(self) -> Achievement:
        """What the badge is for."""
        return self.credential_subject.achievement

    @property
    def awarded(self) -> str:
        """The instant of the award: `awardedDate`, else `validFrom`."""
        return self.awarded_date or self.valid_from

    @property
    def pins(self) -> tuple[RelatedResource, ...]:
        """The documents that the badge holds to a digest."""
        return self.related_resource or ()
