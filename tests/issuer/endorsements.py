"""What others say about an achievement, signed by themselves."""

from typing import Any

from openbadge_issuer.testing import DistrictSimulator
from verifier.canonical import Canonicalizer
from verifier.context_list import OB_CURRENT, VC2
from verifier.keys import from_multikey
from verifier.suites import suites


def endorsement_of(achievement: str) -> dict[str, Any]:
    """Return an endorsement of this achievement by a state department."""
    dpi = DistrictSimulator("did:web:dpi.wi.example", name="Department of Public Instruction")
    document: dict[str, Any] = {
        "@context": [VC2, OB_CURRENT],
        "id": "urn:uuid:9e3b7a0c-5a52-4c5a-8a7b-1f2d3c4b5a69",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Reviewed",
        "issuer": {"id": dpi.did, "type": ["Profile"], "name": dpi.name},
        "validFrom": "2026-01-15T00:00:00Z",
        "credentialSubject": {
            "id": achievement,
            "type": ["EndorsementSubject"],
            "endorsementComment": "Reviewed for content and piloted.",
        },
    }
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-01-15T00:00:00Z",
        "verificationMethod": dpi.signer.kid,
        "proofPurpose": "assertionMethod",
    }
    proof = suites()["eddsa-rdfc-2022"].create(
        document, options, from_multikey(dpi.signer.public_key), dpi.signer.sign, Canonicalizer()
    )
    return {**document, "proof": dict(proof)}
