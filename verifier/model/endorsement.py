"""What every credential has, and the endorsement, which every credential may hold."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from verifier.model.base import (
    Address,
    CompactJws,
    Listed,
    Many,
    Maybe,
    Model,
    OwnType,
    Text,
    Timestamp,
)
from verifier.model.context import OB_CONTEXT, VC_CONTEXT, context_field
from verifier.model.evidence import Evidence, RelatedResource
from verifier.model.identity import Image
from verifier.model.profile import Profile, ProfileRef
from verifier.model.services import (
    CredentialSchema,
    CredentialStatus,
    Proof,
    RefreshService,
    TermsOfUse,
)


class CredentialType(OwnType):
    """A `type` that must name VerifiableCredential and one of these classes."""

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        both = [
            {"contains": {"const": "VerifiableCredential"}},
            {"contains": {"enum": [*self.names]}},
        ]
        return {"type": "array", "items": {"type": "string"}, "allOf": both}

    def _read(self, value: object) -> tuple[str, ...]:
        names = super()._read(value)
        if "VerifiableCredential" not in names:
            raise ValueError("must include 'VerifiableCredential'")
        return names


class Credential(Model):
    """The members that every credential may have (https://www.w3.org/TR/vc-data-model-2.0/).

    A subclass says which contexts, which type and which subject it has.
    """

    context: Annotated[Listed[Address], *context_field(VC_CONTEXT), Field(alias="@context")]
    type: Annotated[tuple[str, ...], OwnType("VerifiableCredential")]
    issuer: ProfileRef
    valid_from: Timestamp
    id: Maybe[Address] = None
    name: Maybe[str] = None
    description: Maybe[str] = None
    image: Maybe[Image] = None
    awarded_date: Maybe[Timestamp] = None
    valid_until: Maybe[Timestamp] = None
    evidence: Maybe[Many[Evidence]] = None
    endorsement: Maybe[Many[EndorsementCredential]] = None
    endorsement_jwt: Maybe[Many[CompactJws]] = None
    related_resource: Maybe[Many[RelatedResource]] = None
    credential_schema: Maybe[Many[CredentialSchema]] = None
    credential_status: Maybe[Many[CredentialStatus]] = None
    refresh_service: Maybe[RefreshService] = None
    terms_of_use: Maybe[Many[TermsOfUse]] = None
    proof: Maybe[Many[Proof]] = None

    @property
    def issuer_id(self) -> str:
        """The address that stands for the issuer."""
        return self.issuer if isinstance(self.issuer, str) else self.issuer.id

    @property
    def issuer_name(self) -> str | None:
        """What the credential itself calls the issuer."""
        return None if isinstance(self.issuer, str) else self.issuer.name

    @property
    def pins(self) -> tuple[RelatedResource, ...]:
        """The documents that the credential holds to a digest."""
        return self.related_resource or ()


class EndorsementSubject(Model):
    """What is endorsed (https://www.imsglobal.org/spec/ob/v3p0#endorsementsubject).

    `id` is the address of a profile, an achievement or a credential.
    """

    id: Address
    type: Annotated[tuple[str, ...], OwnType("EndorsementSubject")]
    endorsement_comment: Maybe[str] = None


class EndorsementCredential(Credential):
    """An endorsement, signed by who endorses.

    https://www.imsglobal.org/spec/ob/v3p0#endorsementcredential
    """

    context: Annotated[
        Listed[Address], *context_field(VC_CONTEXT, OB_CONTEXT), Field(alias="@context")
    ]
    id: Address
    type: Annotated[tuple[str, ...], CredentialType("EndorsementCredential")]
    name: Text
    credential_subject: EndorsementSubject


# An endorsement has a profile and a profile has endorsements: the circle is closed here.
Profile.model_rebuild(_types_namespace={"EndorsementCredential": EndorsementCredential})
Credential.model_rebuild()
EndorsementCredential.model_rebuild()
