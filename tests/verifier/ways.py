"""Small badges, signed in every way, for tests that look at proofs and not at rubrics."""

import json
from typing import Any

from openbadge_issuer import derive, issue, issue_jwt
from openbadge_issuer.signers.memory import MemorySigner
from verifier.clock import parse_timestamp
from verifier.context_list import ED25519_2020, OB_CURRENT, VC2

AT = parse_timestamp("2026-11-21T12:00:00Z")
HOLDER = MemorySigner(bytes(range(32)))
SECRETS = {"Ed25519": b"\x07" * 32, "P-256": b"\x08" * 32, "P-384": b"\x09" * 48}
WAYS = (
    ("Ed25519", "eddsa-rdfc-2022"),
    ("Ed25519", "eddsa-jcs-2022"),
    ("Ed25519", "Ed25519Signature2020"),
    ("Ed25519", "jwt"),
    ("P-256", "ecdsa-rdfc-2019"),
    ("P-256", "ecdsa-jcs-2019"),
    ("P-256", "ecdsa-sd-2023"),
    ("P-256", "jwt"),
    ("P-384", "ecdsa-rdfc-2019"),
    ("P-384", "ecdsa-jcs-2019"),
    ("P-384", "jwt"),
    ("RSA", "jwt"),
)


def signer(kind: str = "Ed25519", did: str | None = None) -> MemorySigner:
    """A test key of a kind; RSA keys are made once."""
    if kind == "RSA" and "RSA" not in SECRETS:
        SECRETS["RSA"] = MemorySigner.generate(kind="RSA").seed()
    return MemorySigner(SECRETS[kind], did=did, kind=kind)


def credential(issuer: str, **changes: Any) -> dict[str, Any]:
    """A small unsigned badge without a rubric."""
    return {
        "@context": [VC2, OB_CURRENT],
        "id": "urn:uuid:4d1c1a5e-6f0e-4f7c-9c59-0d6a3a0f9b11",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Wait Time",
        "issuer": {"id": issuer, "type": ["Profile"], "name": "District"},
        "validFrom": "2026-03-02T15:00:00Z",
        "validUntil": "2030-03-02T15:00:00Z",
        "credentialSubject": {
            "id": HOLDER.did,
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://sdsm.example/a/1",
                "type": ["Achievement"],
                "name": "Wait Time",
                "description": "Gives time to think.",
                "criteria": {"narrative": "Show a lesson."},
            },
        },
        **changes,
    }


def signed(kind: str, way: str, *, did: str | None = None, **changes: Any) -> bytes:
    """A badge file, signed in one of `WAYS`; under selective disclosure, all of it is shown."""
    key = signer(kind, did)
    document = credential(key.did, **changes)
    if way == "jwt":
        return issue_jwt(document, signer=key, at=AT).encode()
    if way == "Ed25519Signature2020":
        document["@context"] = [VC2, OB_CURRENT, ED25519_2020]
    badge = issue(document, signer=key, suite=way, at=AT, conformance=True)
    shown = derive(badge, disclose=[""]) if way == "ecdsa-sd-2023" else badge
    return json.dumps(shown, separators=(",", ":")).encode()
