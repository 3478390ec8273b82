"""The rules of the VC data model: one row for each; a new rule is a function and a row."""

from __future__ import annotations

from verifier import specs
from verifier.context_list import VC1, VC2
from verifier.data_model.attachments import bitstring_entries, proofs, typed
from verifier.data_model.envelopes import envelopes
from verifier.data_model.heading import contexts_after, ids, second_selves, types_with
from verifier.data_model.parties import holders, issuers, subjects
from verifier.data_model.resources import bare_digests, digest_forms, related
from verifier.data_model.rule import DataRule
from verifier.data_model.times import order_of, times_named
from verifier.data_model.words import directions, texts
from verifier.report import Outcome

_CREDENTIAL, _PRESENTATION = "VerifiableCredential", "VerifiablePresentation"

_ANY = (
    DataRule("schema.id", "Each id is one absolute URL.", specs.VC_IDS, ids),
    DataRule("schema.proof", "Each proof says its type.", specs.VC_SECURING, proofs),
    DataRule(
        "schema.terms_of_use",
        "Each termsOfUse is an object with a type.",
        specs.VC_TERMS,
        typed("termsOfUse"),
    ),
    DataRule(
        "schema.digest",
        "Each digest has a form that can be checked.",
        specs.VC_RELATED,
        digest_forms,
    ),
    DataRule(
        "schema.digest_form",
        "A digestMultibase says its algorithm (multihash).",
        specs.VC_RELATED,
        bare_digests,
        Outcome.WARNING,
    ),
)

OWN_ID = DataRule(
    "schema.own_id",
    "No part of a credential has the credential's id and claims to be one.",
    specs.JSON_LD_IDS,
    second_selves,
)
"""What a signature over RDF cannot tell; also asked of badges that show only parts."""

_ANY_CREDENTIAL = (
    OWN_ID,
    DataRule(
        "schema.type",
        f"The type includes {_CREDENTIAL}.",
        specs.VC_TYPE,
        types_with(_CREDENTIAL),
    ),
    DataRule(
        "schema.issuer",
        "The issuer is a URL, or an object whose id is one.",
        specs.VC_ISSUER,
        issuers,
    ),
    DataRule(
        "schema.subject",
        "There is a subject, and something is said of each.",
        specs.VC_SUBJECT,
        subjects,
    ),
    DataRule(
        "schema.data_schema",
        "Each credentialSchema is an object with a type and an id.",
        specs.VC_SCHEMA,
        typed("credentialSchema", with_id=True),
    ),
    DataRule(
        "schema.status_list",
        "Each BitstringStatusListEntry can be looked up.",
        specs.BITSTRING_ENTRY,
        bitstring_entries,
    ),
    DataRule(
        "schema.refresh_service",
        "Each refreshService is an object with a type.",
        specs.VC_REFRESH,
        typed("refreshService"),
    ),
    DataRule(
        "schema.evidence",
        "Each evidence is an object with a type.",
        specs.VC_EVIDENCE,
        typed("evidence"),
    ),
    *_ANY,
)

CREDENTIAL = (
    DataRule(
        "schema.context",
        f"The @context is a list of URLs and objects that begins with {VC2}.",
        specs.VC_CONTEXT,
        contexts_after(VC2),
    ),
    DataRule(
        "schema.times",
        "validFrom and validUntil are times with an offset.",
        specs.VC_VALIDITY,
        times_named("validFrom", "validUntil", required=False),
    ),
    DataRule(
        "schema.validity",
        "A credential does not end before it begins.",
        specs.VC_VALIDITY,
        order_of("validFrom", "validUntil"),
    ),
    DataRule(
        "schema.status",
        "Each credentialStatus is an object with a type.",
        specs.VC_STATUS,
        typed("credentialStatus"),
    ),
    DataRule(
        "schema.text",
        "Names and descriptions are texts, or texts with a language.",
        specs.VC_NAMES,
        texts,
    ),
    DataRule(
        "schema.text_direction",
        "A signature over RDF does not cover the direction of a text.",
        specs.VC_NAMES,
        directions,
        Outcome.WARNING,
    ),
    DataRule(
        "schema.related_resource",
        "Each related resource has an id, which is named once, and a digest.",
        specs.VC_RELATED,
        related,
    ),
    *_ANY_CREDENTIAL,
)
"""Rules of VC 2.0 credentials."""

LEGACY_CREDENTIAL = (
    DataRule(
        "schema.context",
        f"The @context is a list of URLs and objects that begins with {VC1}.",
        specs.VC_1_1 + "#contexts",
        contexts_after(VC1),
    ),
    DataRule(
        "schema.times",
        "issuanceDate is there, and it and every other time are times with an offset.",
        specs.VC_1_1 + "#issuance-date",
        times_named("issuanceDate", "expirationDate", "validFrom", "validUntil", required=True),
    ),
    DataRule(
        "schema.validity",
        "A credential does not end before it begins.",
        specs.VC_1_1 + "#expiration",
        order_of("issuanceDate", "expirationDate"),
    ),
    DataRule(
        "schema.status",
        "Each credentialStatus is an object with a type and an id.",
        specs.VC_1_1 + "#status",
        typed("credentialStatus", with_id=True),
    ),
    *_ANY_CREDENTIAL,
)
"""Rules of VC 1.1 credentials."""

_PRESENTED = (
    DataRule(
        "schema.type",
        f"The type includes {_PRESENTATION}.",
        specs.VC_PRESENTATION,
        types_with(_PRESENTATION),
    ),
    DataRule(
        "schema.presenter",
        "The holder is a URL, or an object whose id is one.",
        specs.VC_PRESENTATION,
        holders,
    ),
    *_ANY,
)

PRESENTATION = (
    DataRule(
        "schema.context",
        f"The @context is a list of URLs and objects that begins with {VC2}.",
        specs.VC_CONTEXT,
        contexts_after(VC2),
    ),
    *_PRESENTED,
)
"""Rules of VC 2.0 presentations."""

LEGACY_PRESENTATION = (
    DataRule(
        "schema.context",
        f"The @context is a list of URLs and objects that begins with {VC1}.",
        specs.VC_1_1 + "#contexts",
        contexts_after(VC1),
    ),
    *_PRESENTED,
)
"""Rules of VC 1.1 presentations."""

ENVELOPE = (
    DataRule(
        "schema.envelope",
        "An envelope has its context, one type and a data: URL.",
        specs.VC_ENVELOPE,
        envelopes,
    ),
)
"""Rules of envelopes."""
