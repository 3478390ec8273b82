"""Evidence and the pins that hold a document to its digest."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from verifier.model.base import Address, Model, Types, includes


class Evidence(Model):
    """One artefact that was assessed (https://www.imsglobal.org/spec/ob/v3p0#evidence)."""

    type: Annotated[Types, includes("Evidence")]
    id: Address | None = None
    name: str | None = None
    narrative: str | None = None
    description: str | None = None
    genre: str | None = None
    audience: str | None = None


class RelatedResource(Model):
    """A pin: the digest that a document at an address must have.

    https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources
    """

    id: Address
    media_type: str | None = None
    digest_sri: Annotated[str | None, Field(alias="digestSRI")] = None
    digest_multibase: str | None = None
