"""A small badge to change, and signatures on what `issue` would refuse to sign."""

import json
from datetime import UTC, datetime
from typing import Any

from openbadge_issuer.signers.memory import MemorySigner
from verifier import Finding, Outcome, Report, Verifier
from verifier.canonical import Canonicalizer
from verifier.context_list import OB_CURRENT, VC2
from verifier.keys import from_multikey
from verifier.suites import suites

Badge = dict[str, Any]

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
SIGNER = MemorySigner(bytes(range(32)))
SUITE = "eddsa-rdfc-2022"


def small_badge(**changes: Any) -> Badge:
    """The least that Open Badges 3.0 asks for, with members changed, added, or removed by None."""
    badge = {
        "@context": [VC2, OB_CURRENT],
        "id": "urn:uuid:5a5d0f5e-0000-4000-8000-000000000001",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "issuer": {"id": SIGNER.did, "type": ["Profile"], "name": "A district"},
        "validFrom": "2026-03-02T15:00:00Z",
        "credentialSubject": subject(),
        **changes,
    }
    return {name: value for name, value in badge.items() if value is not None}


def subject(**changes: Any) -> Badge:
    """The person and the achievement, with members changed, added, or removed by None."""
    base = {
        "id": "urn:uuid:5a5d0f5e-0000-4000-8000-000000000002",
        "type": ["AchievementSubject"],
        "achievement": achievement(),
        **changes,
    }
    return {name: value for name, value in base.items() if value is not None}


def achievement(**changes: Any) -> Badge:
    """The achievement, with members changed, added, or removed by None."""
    base = {
        "id": "https://sdsm.example/achievements/wait-time/1",
        "type": ["Achievement"],
        "name": "Using Wait Time",
        "description": "Gives students time to think.",
        "criteria": {"narrative": "Show a lesson with wait time."},
        **changes,
    }
    return {name: value for name, value in base.items() if value is not None}


def endorsement(**changes: Any) -> Badge:
    """Somebody else's word on a thing, without its proof."""
    return {
        "@context": [VC2, OB_CURRENT],
        "id": "urn:x:endorsement",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "A word on a badge",
        "issuer": {"id": "did:web:dpi.example", "type": ["Profile"]},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": "urn:x:1", "type": ["EndorsementSubject"]},
        **changes,
    }


def criterion(**changes: Any) -> Badge:
    """One result description, with members changed, added, or removed by None."""
    base = {
        "id": "urn:x:c1",
        "type": ["ResultDescription"],
        "name": "Criterion",
        "resultType": "RubricCriterionLevel",
        **changes,
    }
    return {name: value for name, value in base.items() if value is not None}


def level(**changes: Any) -> Badge:
    """One level, with members changed."""
    return {"id": "urn:x:l1", "type": ["RubricCriterionLevel"], "name": "Level", **changes}


def with_rubric(*descriptions: Badge) -> Badge:
    """An unsigned badge with this rubric."""
    described = achievement(resultDescription=list(descriptions))
    return small_badge(credentialSubject=subject(achievement=described))


def options(signer: MemorySigner = SIGNER, **changes: Any) -> Badge:
    """What a proof says beside its value, with members changed, added, or removed by None."""
    base = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": "2026-03-02T15:00:00Z",
        "verificationMethod": signer.kid,
        "proofPurpose": "assertionMethod",
        **changes,
    }
    return {name: value for name, value in base.items() if value is not None}


def proof(badge: Badge, signer: MemorySigner = SIGNER, **changes: Any) -> Badge:
    """A proof whose signature is genuine, whatever else is wrong with it."""
    unsigned = {name: value for name, value in badge.items() if name != "proof"}
    made = suites()[SUITE].create(
        unsigned,
        options(signer, **changes),
        from_multikey(signer.public_key),
        signer.sign,
        Canonicalizer(),
    )
    return dict(made)


def sign(badge: Badge, signer: MemorySigner = SIGNER, **changes: Any) -> Badge:
    """The badge with one genuine proof."""
    return {**badge, "proof": [proof(badge, signer, **changes)]}


def signed_badge(**changes: Any) -> Badge:
    """A small signed badge, with members changed, added, or removed by None before signing."""
    return sign(small_badge(**changes))


def unsigned_but_shaped(badge: Badge) -> Badge:
    """The badge with a proof of good shape and a worthless value, for what cannot be signed."""
    return {**badge, "proof": [{**options(), "proofValue": "z" + "1" * 64}]}


def verify(badge: Badge, verifier: Verifier | None = None) -> Report:
    """What the verifier says of it now, offline unless another verifier is given."""
    return (verifier or Verifier()).verify(json.dumps(badge), at=NOW)


def objections(report: Report) -> list[Finding]:
    """Every finding that failed or could not be checked."""
    return [f for f in report.findings if f.outcome in (Outcome.FAILED, Outcome.INCONCLUSIVE)]


def objection(report: Report) -> tuple[str, str, str]:
    """Check, outcome and place of the one finding that decides."""
    (finding,) = report.decisive()
    return finding.check, finding.outcome.value, finding.path
