"""Profile and the identities of people: who issues, assesses, receives."""

from __future__ import annotations

from typing import Annotated, Literal

from verifier.model.base import Address, JsonDict, Many, Model, Text, Types, includes


class Image(Model):
    """A picture (https://www.imsglobal.org/spec/ob/v3p0#image)."""

    id: Address
    type: Literal["Image"]
    caption: str | None = None


class IdentityObject(Model):
    """A name, e-mail or number of the recipient, plain or hashed.

    https://www.imsglobal.org/spec/ob/v3p0#identityobject
    """

    type: Literal["IdentityObject"]
    hashed: bool
    identity_hash: Text
    identity_type: Text
    salt: str | None = None


class IdentifierEntry(Model):
    """An identifier of an organisation or thing (https://www.imsglobal.org/spec/ob/v3p0#identifierentry)."""

    type: Literal["IdentifierEntry"]
    identifier: Text
    identifier_type: Text


class Profile(Model):
    """An issuer, assessor, creator or other party (https://www.imsglobal.org/spec/ob/v3p0#profile)."""

    id: Address
    type: Annotated[Types, includes("Profile")]
    name: str | None = None
    url: Address | None = None
    description: str | None = None
    email: str | None = None
    image: Image | None = None
    other_identifier: Many[IdentifierEntry] | None = None
    parent_org: Profile | None = None
    endorsement: Many[JsonDict] | None = None
    endorsement_jwt: Many[str] | None = None
