"""Evidence and the pins that hold a document to its digest."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from verifier.model.base import Address, Maybe, Model, OwnType


class Evidence(Model):
    """One artefact that was assessed (https://www.imsglobal.org/spec/ob/v3p0#evidence)."""

    type: Annotated[tuple[str, ...], OwnType("Evidence")]
    id: Maybe[Address] = None
    name: Maybe[str] = None
    narrative: Maybe[str] = None
    description: Maybe[str] = None
    genre: Maybe[str] = None
    audience: Maybe[str] = None


class RelatedResource(Model):
    """A pin: the digest that a document at an address must have.

    https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources
    """

    id: Address
    media_type: Maybe[str] = None
    digest_sri: Annotated[Maybe[str], Field(alias="digestSRI")] = None
    digest_multibase: Maybe[str] = None
