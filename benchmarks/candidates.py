"""What this project does to a badge, in whole and in parts, and the floor under all of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import cast

from nacl.exceptions import BadSignatureError
from nacl.signing import SigningKey, VerifyKey

from benchmarks.badges import AT, SIGNER
from benchmarks.samples import PUBLIC, SUITE, Sample, proof_options
from openbadge_issuer.issue import issue
from verifier import Outcome, Verifier
from verifier.badge import signed_badge
from verifier.canonical import Canonicalizer
from verifier.keys import base58_encode, from_multikey
from verifier.limits import Limits
from verifier.schema import read_credential
from verifier.strict_json import JsonObject, parse
from verifier.suites import suites

Verify = Callable[[Sample], bool]
"""Whether a badge is accepted, from its bytes."""

Sign = Callable[[Sample], str]
"""The `proofValue` for a credential, from its members to bytes that could be sent."""

_LIMITS = Limits()
_VERIFIER = Verifier()
_SECRET = SigningKey(SIGNER.seed())
_PUBLIC = VerifyKey(bytes(_SECRET.verify_key))

WHOLE = "our Verifier.verify, every check"
PROOF = "our proof check"
PARSE = "- strict JSON"
CANONICAL = "- canonical form"
MODEL = "- model and schema rules"
FLOOR = "floor: json.loads, Ed25519"
FLOOR_HASH = "floor with SHA-256 of the N-Quads"
ISSUE = "our issue, checked and verified"
SIGN = "our signature alone"
FLOOR_ISSUE = "floor: json.dumps, SHA-256, Ed25519"


@dataclass(frozen=True, slots=True)
class Missing:
    """A candidate that is not here, and why."""

    reason: str = "not installed"


def whole(sample: Sample) -> bool:
    """Everything that can be said of a badge offline."""
    report = _VERIFIER.verify(sample.raw, at=AT)
    failed = any(finding.outcome is Outcome.FAILED for finding in report.findings)
    return report.verified is not None and not failed


def proof_check(sample: Sample) -> bool:
    """Strict JSON, canonical form, signature: what the other proof checks do."""
    signed = signed_badge(cast("JsonObject", parse(sample.raw, _LIMITS)))
    proof = cast("JsonObject", signed.proofs[0])
    key = from_multikey(str(proof["verificationMethod"]).partition("#")[2])
    return suites()[SUITE].verify(signed.document, proof, key, Canonicalizer())


def floor(sample: Sample) -> bool:
    """Nothing but a parse and the signature; what it covers is known beforehand."""
    json.loads(sample.raw)
    return _genuine(sample.hash_data, sample.signature)


def floor_with_hash(sample: Sample) -> bool:
    """The floor, with the hash of the credential made from canonical form that is at hand."""
    json.loads(sample.raw)
    hashed = sample.hash_data[:32] + hashlib.sha256(sample.canonical).digest()
    return _genuine(hashed, sample.signature)


def canonical(sample: Sample) -> bytes:
    """The canonical form of the credential."""
    return Canonicalizer().form(sample.credential)


def strict_parse(sample: Sample) -> object:
    """The members of the file."""
    return parse(sample.raw, _LIMITS)


def model(sample: Sample) -> bool:
    """Whether the credential has the parts that Open Badges asks for."""
    return read_credential(sample.credential)[0] is not None


def issued(sample: Sample) -> str:
    """The public `issue`: rules, signature, and the verifier's word on the result."""
    badge = issue(sample.credential, signer=SIGNER, at=AT)
    json.dumps(badge)
    return str(badge["proof"][0]["proofValue"])


def signed(sample: Sample) -> str:
    """The suite alone, as the bulk issuer uses it."""
    proof = suites()[SUITE].create(
        sample.credential, proof_options(), PUBLIC, SIGNER.sign, Canonicalizer()
    )
    json.dumps({**sample.credential, "proof": proof})
    return str(proof["proofValue"])


def floor_signed(sample: Sample) -> str:
    """Nothing but hash, signature and text; the canonical form is known beforehand."""
    hashed = sample.hash_data[:32] + hashlib.sha256(sample.canonical).digest()
    value = "z" + base58_encode(_SECRET.sign(hashed).signature)
    json.dumps({**sample.credential, "proof": {**sample.options, "proofValue": value}})
    return value


VERIFY: Mapping[str, Verify] = {WHOLE: whole, PROOF: proof_check}
PARTS: Mapping[str, Callable[[Sample], object]] = {
    PARSE: strict_parse,
    CANONICAL: canonical,
    MODEL: model,
}
FLOORS: Mapping[str, Verify] = {FLOOR: floor, FLOOR_HASH: floor_with_hash}


def _genuine(hashed: bytes, signature: bytes) -> bool:
    try:
        _PUBLIC.verify(hashed, signature)
    except BadSignatureError:
        return False
    return True
