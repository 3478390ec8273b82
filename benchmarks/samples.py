"""The badge that is measured, built anew and byte for byte the same each time."""

from __future__ import annotations

import copy
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from benchmarks.badges import AT, SIGNER
from verifier.canonical import Canonicalizer
from verifier.clock import to_text
from verifier.keys import base58_decode, from_multikey
from verifier.suites import suites

SUITE = "eddsa-rdfc-2022"
PUBLIC = from_multikey(SIGNER.public_key)


@dataclass(frozen=True, slots=True)
class Sample:
    """One signed badge, and what the shortest way through it would need to know.

    Attributes:
        raw: the bytes of the file.
        credential: the badge without its proof.
        options: the proof without its signature.
        canonical: the credential as canonical N-Quads.
        hash_data: what the signature covers, 64 bytes.
        signature: 64 bytes.
    """

    raw: bytes
    credential: dict[str, Any]
    options: dict[str, Any]
    canonical: bytes
    hash_data: bytes
    signature: bytes


def sample(credential: dict[str, Any]) -> Sample:
    """A badge signed with the test key by the project's own suite."""
    proof = dict(
        suites()[SUITE].create(credential, proof_options(), PUBLIC, SIGNER.sign, Canonicalizer())
    )
    return _sample(credential, proof)


def altered(genuine: Sample) -> Sample:
    """The same badge with the name of one rubric level exchanged; nothing else is different."""
    credential = copy.deepcopy(genuine.credential)
    rubric = credential["credentialSubject"]["achievement"]["resultDescription"]
    rubric[0]["rubricCriterionLevel"][0]["name"] = "Outstanding"
    return _sample(credential, json.loads(genuine.raw)["proof"])


def proof_options() -> dict[str, Any]:
    """What every candidate signs with, so that every candidate makes the same signature."""
    return {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": to_text(AT),
        "verificationMethod": SIGNER.kid,
        "proofPurpose": "assertionMethod",
    }


def to_bytes(document: object) -> bytes:
    """A document as compact JSON."""
    return json.dumps(document, separators=(",", ":"), ensure_ascii=False).encode()


def _sample(credential: dict[str, Any], proof: dict[str, Any]) -> Sample:
    options = {name: part for name, part in proof.items() if name != "proofValue"}
    canonical, config = (
        Canonicalizer().form({**part, "@context": credential["@context"]})
        for part in (credential, options)
    )
    return Sample(
        raw=to_bytes({**credential, "proof": proof}),
        credential=credential,
        options=options,
        canonical=canonical,
        hash_data=hashlib.sha256(config).digest() + hashlib.sha256(canonical).digest(),
        signature=base58_decode(proof["proofValue"][1:]),
    )
