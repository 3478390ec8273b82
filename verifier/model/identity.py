"""Who a person or an organisation is: identities of recipients, identifiers, pictures."""

from __future__ import annotations

from typing import Literal

from verifier.model.base import Address, Closed, Maybe, Text
from verifier.model.words import IdentifierType


class Image(Closed):
    """A picture (https://www.imsglobal.org/spec/ob/v3p0#image)."""

    id: Address
    type: Literal["Image"]
    caption: Maybe[str] = None


class IdentityObject(Closed):
    """A name, e-mail or number of the recipient, plain or hashed.

    https://www.imsglobal.org/spec/ob/v3p0#identityobject
    """

    type: Literal["IdentityObject"]
    hashed: bool
    identity_hash: Text
    identity_type: IdentifierType
    salt: Maybe[str] = None


class IdentifierEntry(Closed):
    """An identifier of an organisation or thing.

    https://www.imsglobal.org/spec/ob/v3p0#identifierentry
    """

    type: Literal["IdentifierEntry"]
    identifier: Text
    identifier_type: IdentifierType
