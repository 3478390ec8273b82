"""What a credential says about itself: its proofs, schema, status, refresh and terms.

Each is open: the standards that define a kind (a cryptosuite, a status list) add its members.
"""

from __future__ import annotations

from verifier.model.base import Address, Maybe, Model, Text, Timestamp


class Proof(Model):
    """An embedded proof (https://www.imsglobal.org/spec/ob/v3p0#proof)."""

    type: Text
    created: Maybe[Timestamp] = None
    cryptosuite: Maybe[str] = None
    challenge: Maybe[str] = None
    domain: Maybe[str] = None
    nonce: Maybe[str] = None
    proof_purpose: Maybe[str] = None
    proof_value: Maybe[str] = None
    verification_method: Maybe[str] = None


class CredentialSchema(Model):
    """A schema that the credential asks to be held to.

    https://www.imsglobal.org/spec/ob/v3p0#credentialschema
    """

    id: Address
    type: Text


class CredentialStatus(Model):
    """A place that says whether the credential was withdrawn.

    https://www.imsglobal.org/spec/ob/v3p0#credentialstatus
    """

    type: Text
    id: Maybe[Address] = None


class RefreshService(Model):
    """A place for a newer copy (https://www.imsglobal.org/spec/ob/v3p0#refreshservice)."""

    id: Address
    type: Text


class TermsOfUse(Model):
    """Terms under which the credential was issued (https://www.imsglobal.org/spec/ob/v3p0#termsofuse)."""

    type: Text
    id: Maybe[Address] = None
