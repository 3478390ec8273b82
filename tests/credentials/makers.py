"""Credentials and presentations of any kind for the tests, and who signs them."""

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from typing import Any

from demo_app.conformance.contexts import documents
from openbadge_issuer import MemorySigner
from openbadge_issuer.proofs import sign, suite_for
from verifier import Report
from verifier.canonical import Contexts
from verifier.credential import CredentialVerifier
from verifier.keys import ED25519, P256, P384
from verifier.profile import Profile

VC2 = "https://www.w3.org/ns/credentials/v2"
VC1 = "https://www.w3.org/2018/credentials/v1"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
CHALLENGE, DOMAIN = "uQWxsIHRoYXQgZ2xpdHRlcnM", "verifier.example"

GENERAL = Profile(
    contexts=Contexts(documents=documents(), inline=True),
    issues_legacy=True,
    jwt_claims=True,
    unnamed_exchange=True,
)
"""As a server allows that public test suites speak to; only published keys do not count."""

ANY_KEY = replace(GENERAL, any_key=True, allow_test_keys=True)
"""As its endpoint for proofs alone."""


@cache
def signer(kind: str = ED25519) -> MemorySigner:
    """One key of a kind, the same in every test."""
    size = {ED25519: 32, P256: 32, P384: 48}[kind]
    return MemorySigner(bytes(range(1, size + 1)), kind=kind)


def credential(**members: Any) -> dict[str, Any]:
    """A small credential by the Ed25519 key; a member given as None is left out."""
    whole = {
        "@context": [VC2, EXAMPLES],
        "id": "urn:uuid:6f1a3c0e-6b5e-4f5c-9a41-0d9b5f5a2d11",
        "type": ["VerifiableCredential"],
        "issuer": signer().did,
        "validFrom": "2026-01-02T03:04:05Z",
        "credentialSubject": {"id": "did:example:subject", "alumniOf": "The School of Examples"},
        **members,
    }
    return {name: value for name, value in whole.items() if value is not None}


def legacy(**members: Any) -> dict[str, Any]:
    """A small credential of VC 1.1."""
    times = {"validFrom": None, "issuanceDate": "2026-01-02T03:04:05.678Z"}
    context = [VC1, {"alumniOf": "https://example.org/vocabulary#alumniOf"}]
    return credential(**{"@context": context, **times, **members})


def proof(
    document: Mapping[str, Any],
    suite: str = "eddsa-rdfc-2022",
    *,
    by: MemorySigner | None = None,
    profile: Profile = GENERAL,
    **options: Any,
) -> dict[str, Any]:
    """A proof as any program would make it: nothing is asked of the document's content."""
    key = by or signer()
    chosen = suite_for(key, suite, conformance=True)
    wanted = {"created": "2026-03-02T08:00:00Z", **options}
    given = {name: value for name, value in wanted.items() if value is not None}
    return sign(document, chosen, key, given, profile.contexts)


def signed(
    document: Mapping[str, Any], suite: str = "eddsa-rdfc-2022", **options: Any
) -> dict[str, Any]:
    """The document with one proof."""
    return {**document, "proof": proof(document, suite, **options)}


def presented(
    document: Mapping[str, Any], suite: str = "eddsa-rdfc-2022", **options: Any
) -> dict[str, Any]:
    """A presentation signed for the exchange of the tests."""
    exchange = {"challenge": CHALLENGE, "domain": DOMAIN}
    options = {"proofPurpose": "authentication", **exchange, **options}
    return signed(document, suite, **options)


def verify(document: Any, profile: Profile = GENERAL, **asked: Any) -> Report:
    """The report on a credential at the instant of the tests."""
    return CredentialVerifier(profile=profile).verify(document, **{"at": AT, **asked})


def verify_presentation(document: Any, profile: Profile = GENERAL, **asked: Any) -> Report:
    """The report on a presentation for the exchange of the tests."""
    wanted = {"at": AT, "challenge": CHALLENGE, "domain": DOMAIN, **asked}
    return CredentialVerifier(profile=profile).verify_presentation(document, **wanted)


def copy(value: Any) -> Any:
    """A deep copy."""
    return json.loads(json.dumps(value))


def objections(report: Report) -> list[str]:
    """The checks that stand against it, for messages of failed tests."""
    own = [f"{f.check} {f.path} {f.message}" for f in report.findings if f.outcome != "passed"]
    return own + [line for member in report.members or () for line in objections(member)]
