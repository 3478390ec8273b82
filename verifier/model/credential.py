"""AchievementCredential and its subject."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from verifier.model.achievement import Achievement
from verifier.model.base import Address, Listed, Many, Maybe, Model, Number, OwnType, Timestamp
from verifier.model.context import OB_CONTEXT, VC1_CONTEXT, VC_CONTEXT, context_field
from verifier.model.endorsement import Credential, CredentialType
from verifier.model.identity import IdentityObject, Image
from verifier.model.profile import Profile
from verifier.model.result import Result

BADGE_TYPES = ("OpenBadgeCredential", "AchievementCredential")


class AchievementSubject(Model):
    """Who earned it, and what was achieved.

    https://www.imsglobal.org/spec/ob/v3p0#achievementsubject
    """

    type: Annotated[tuple[str, ...], OwnType("AchievementSubject")]
    achievement: Achievement
    id: Maybe[Address] = None
    identifier: Maybe[Many[IdentityObject]] = None
    activity_start_date: Maybe[Timestamp] = None
    activity_end_date: Maybe[Timestamp] = None
    credits_earned: Maybe[Number] = None
    image: Maybe[Image] = None
    license_number: Maybe[str] = None
    narrative: Maybe[str] = None
    result: Maybe[Many[Result]] = None
    role: Maybe[str] = None
    source: Maybe[Profile] = None
    term: Maybe[str] = None

    @property
    def results(self) -> tuple[Result, ...]:
        """The results, in no meaningful order: array order is not signed."""
        return self.result or ()

    @property
    def disclosed_name(self) -> str | None:
        """The holder's name, if it was let into the badge."""
        names = (
            identity.identity_hash
            for identity in self.identifier or ()
            if identity.identity_type == "name" and not identity.hashed
        )
        return next(names, None)


class AchievementCredential(Credential):
    """One badge for one person (https://www.imsglobal.org/spec/ob/v3p0#achievementcredential)."""

    context: Annotated[
        Listed[Address], *context_field(VC_CONTEXT, OB_CONTEXT), Field(alias="@context")
    ]
    id: Address
    type: Annotated[tuple[str, ...], CredentialType(*BADGE_TYPES)]
    credential_subject: AchievementSubject

    @property
    def achievement(self) -> Achievement:
        """What the badge is for."""
        return self.credential_subject.achievement

    @property
    def awarded(self) -> str:
        """The instant of the award: `awardedDate`, else `validFrom`."""
        return self.awarded_date or self.valid_from


class LegacyCredential(AchievementCredential):
    """A badge of the VC 1.1 format, in the same view; read, never made.

    The names of VC 2.0 count beside its own for when it is valid: the context of VC 1.1 has them.
    https://www.imsglobal.org/spec/ob/v3p0#achievementcredentialv1p1
    """

    context: Annotated[
        Listed[Address], *context_field(VC1_CONTEXT, OB_CONTEXT), Field(alias="@context")
    ]
    valid_from: Annotated[Timestamp, Field(alias="issuanceDate")]
    valid_until: Annotated[Maybe[Timestamp], Field(alias="expirationDate")] = None
    also_valid_from: Annotated[Maybe[Timestamp], Field(alias="validFrom")] = None
    also_valid_until: Annotated[Maybe[Timestamp], Field(alias="validUntil")] = None
