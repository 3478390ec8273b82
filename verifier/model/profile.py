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


class PostalAddress(Model):
    """Where a party is (https://www.imsglobal.org/spec/ob/v3p0#address)."""

    type: Annotated[Types, includes("Address")]
    address_country: str | None = None
    address_country_code: str | None = None
    address_region: str | None = None
    address_locality: str | None = None
    street_address: str | None = None
    post_office_box_number: str | None = None
    postal_code: str | None = None
    geo: JsonDict | None = None


class Profile(Model):
    """An issuer, assessor, creator or other party (https://www.imsglobal.org/spec/ob/v3p0#profile)."""

    id: Address
    type: Annotated[Types, includes("Profile")]
    name: str | None = None
    url: Address | None = None
    phone: str | None = None
    description: str | None = None
    email: str | None = None
    address: PostalAddress | None = None
    official: str | None = None
    family_name: str | None = None
    given_name: str | None = None
    additional_name: str | None = None
    patronymic_name: str | None = None
    honorific_prefix: str | None = None
    honorific_suffix: str | None = None
    family_name_prefix: str | None = None
    date_of_birth: str | None = None
    image: Image | None = None
    other_identifier: Many[IdentifierEntry] | None = None
    parent_org: Profile | None = None
    endorsement: Many[JsonDict] | None = None
    endorsement_jwt: Many[str] | None = None
