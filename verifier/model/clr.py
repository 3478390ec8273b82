"""ClrCredential: a portfolio of whole signed badges (https://www.imsglobal.org/spec/clr/v2p0)."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from verifier.model.achievement import Achievement
from verifier.model.base import Address, Closed, Listed, Many, Maybe, Model, OwnType, Text
from verifier.model.context import CLR_CONTEXT, OB_CONTEXT, VC_CONTEXT, context_field
from verifier.model.endorsement import Credential, CredentialType
from verifier.model.identity import IdentityObject
from verifier.model.words import AssociationType

CLR_TYPE = "ClrCredential"


class Association(Closed):
    """How two achievements stand to each other (https://www.imsglobal.org/spec/clr/v2p0#association)."""

    type: Literal["Association"]
    association_type: AssociationType
    source_id: Address
    target_id: Address


class AnySubject(Model):
    """The subject of a credential of whatever kind."""

    id: Maybe[Address] = None


class VerifiableCredential(Credential):
    """A member of a portfolio: any signed credential (https://www.imsglobal.org/spec/clr/v2p0#verifiablecredential)."""

    credential_subject: AnySubject


class ClrSubject(Model):
    """Whose portfolio it is, and what is in it (https://www.imsglobal.org/spec/clr/v2p0#clrsubject)."""

    type: Annotated[tuple[str, ...], OwnType("ClrSubject")]
    verifiable_credential: Many[VerifiableCredential]
    id: Maybe[Address] = None
    identifier: Maybe[Many[IdentityObject]] = None
    achievement: Maybe[Many[Achievement]] = None
    association: Maybe[Many[Association]] = None


class ClrCredential(Credential):
    """A portfolio (https://www.imsglobal.org/spec/clr/v2p0#clrcredential)."""

    context: Annotated[
        Listed[Address],
        *context_field(VC_CONTEXT, CLR_CONTEXT, OB_CONTEXT),
        Field(alias="@context"),
    ]
    id: Address
    type: Annotated[tuple[str, ...], CredentialType(CLR_TYPE)]
    name: Text
    credential_subject: ClrSubject
    partial: Maybe[bool] = None
