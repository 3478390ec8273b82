"""Profile: who issues, assesses, creates, endorses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from verifier.model.base import Address, CompactJws, Date, Many, Maybe, Model, OwnType
from verifier.model.identity import IdentifierEntry, Image
from verifier.model.place import PostalAddress

if TYPE_CHECKING:
    from verifier.model.endorsement import EndorsementCredential


class Profile(Model):
    """An issuer, assessor, creator or other party (https://www.imsglobal.org/spec/ob/v3p0#profile)."""

    id: Address
    type: Annotated[tuple[str, ...], OwnType("Profile")]
    name: Maybe[str] = None
    url: Maybe[Address] = None
    phone: Maybe[str] = None
    description: Maybe[str] = None
    email: Maybe[str] = None
    image: Maybe[Image] = None
    address: Maybe[PostalAddress] = None
    other_identifier: Maybe[Many[IdentifierEntry]] = None
    official: Maybe[str] = None
    parent_org: Maybe[Profile] = None
    family_name: Maybe[str] = None
    given_name: Maybe[str] = None
    additional_name: Maybe[str] = None
    patronymic_name: Maybe[str] = None
    honorific_prefix: Maybe[str] = None
    honorific_suffix: Maybe[str] = None
    family_name_prefix: Maybe[str] = None
    date_of_birth: Maybe[Date] = None
    endorsement: Maybe[Many[EndorsementCredential]] = None
    endorsement_jwt: Maybe[Many[CompactJws]] = None


ProfileRef = Annotated[Profile | Address, Field(union_mode="left_to_right")]
"""A party, or only its address."""
