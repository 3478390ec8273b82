"""Chains of proofs: the W3C vectors, and what issuers and others build on each other."""

import json
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import MemorySigner, add_proof, issue
from openbadge_issuer.errors import RefusedError
from tests.verifier.suites.vector_contexts import read, stand_in, unknown
from tests.verifier.ways import AT, credential, signed, signer
from verifier import Report, State, Verifier
from verifier.canonical import Canonicalizer
from verifier.keys import from_multikey
from verifier.proof_chain import covered_document
from verifier.suites import suites

FIRST, SECOND = "urn:uuid:11111111-1111-4111-8111-111111111111", "urn:example:second"
STRANGER = MemorySigner(b"\x42" * 32)


def verify(badge: dict[str, Any]) -> Report:
    """Our answer."""
    return Verifier().verify(json.dumps(badge), at=AT)


def chained() -> dict[str, Any]:
    """A badge by its issuer, and a stranger's proof on top of the issuer's."""
    key = signer()
    badge = issue(credential(key.did), signer=key, at=AT, proof_id=FIRST)
    return add_proof(badge, signer=STRANGER, previous=[FIRST], at=AT)


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("signedProofSet1", 1),
        ("signedProofSet2", 2),
        ("signedProofChain1", 3),
        ("signedProofChain2", 4),
    ],
)
def test_w3c_sets_and_chains(vectors: Path, name: str, count: int) -> None:
    """Every proof of the published sets and chains holds over what it covers."""
    folder = vectors / "w3c-di-eddsa/TestVectors"
    badge = read(folder / "proof-set-chain", name)
    document = {n: v for n, v in badge.items() if n != "proof"}
    proofs = badge["proof"] if isinstance(badge["proof"], list) else [badge["proof"]]
    assert len(proofs) == count
    with stand_in(unknown(badge), read(folder / "eddsa-rdfc-2022", "canonDoc")):
        for proof in proofs:
            covered = covered_document(document, proof, tuple(proofs), "/proof")
            key = from_multikey(proof["verificationMethod"].partition("#")[2])
            assert suites()["eddsa-rdfc-2022"].verify(covered, proof, key, Canonicalizer())
            if "previousProof" in proof:
                assert not suites()["eddsa-rdfc-2022"].verify(document, proof, key, Canonicalizer())


def test_a_chain_of_issuer_and_stranger_is_valid_and_says_who_is_who() -> None:
    report = verify(chained())
    assert report.state is State.VALID
    (owner,) = [f for f in report.findings if f.check == "proof.owner"]
    assert STRANGER.did in owner.message


def test_a_chain_in_the_other_direction_is_valid_too() -> None:
    """The issuer signs on top of a stranger's proof."""
    key = signer()
    own = issue(credential(STRANGER.did), signer=STRANGER, at=AT, proof_id=FIRST)
    theirs = issue(credential(key.did), signer=key, at=AT)
    del own["proof"], theirs["proof"]
    beside = add_proof(
        {**theirs, "proof": [_by_stranger(theirs)]}, signer=key, previous=[FIRST], at=AT
    )
    assert verify(beside).state is State.VALID


def _by_stranger(document: dict[str, Any]) -> dict[str, Any]:
    options = {
        "id": FIRST,
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-11-21T12:00:00Z",
        "verificationMethod": STRANGER.kid,
        "proofPurpose": "assertionMethod",
    }
    key = from_multikey(STRANGER.public_key)
    made = suites()["eddsa-rdfc-2022"].create(
        document, options, key, STRANGER.sign, Canonicalizer()
    )
    return dict(made)


def test_changing_the_first_proof_breaks_the_second() -> None:
    """A later proof covers the earlier one, even where the earlier one is by a stranger."""
    badge = chained()
    other = issue(credential(signer().did), signer=signer(), at=AT, proof_id=FIRST)
    badge["proof"][0] = {**other["proof"][0]}
    assert verify(badge).state is State.VALID  # Ed25519 is deterministic: the very same proof
    again = issue(
        credential(signer().did), signer=signer(), proof_id=FIRST, at=AT.replace(minute=1)
    )
    badge["proof"][0] = again["proof"][0]
    assert verify(badge).state is State.INVALID_SIGNATURE


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("urn:uuid:nobody", "not there"),
        ([FIRST, "urn:uuid:nobody"], "not there"),
        ([], "must name"),
        ([FIRST, FIRST], "must name"),
        (7, "must name"),
        ([7], "must name"),
        ([[FIRST]], "must name"),
        ("", "must name"),
        (None, "must name"),
        (SECOND, "builds on itself"),
    ],
)
def test_a_reference_that_leads_nowhere_is_refused(value: object, words: str) -> None:
    """To no proof, to no name of one, or back to itself: with the place of the reference."""
    badge = chained()
    badge["proof"][1] |= {"id": SECOND, "previousProof": value}
    report = verify(badge)
    assert report.state is State.INVALID_SIGNATURE
    (finding,) = report.decisive()
    assert (finding.check, finding.path) == ("proof.chain", "/proof/1/previousProof")
    assert words in finding.message


def test_a_link_that_was_added_or_taken_away_is_refused() -> None:
    """The signature covers what it builds on."""
    without = chained()
    del without["proof"][1]["previousProof"]
    assert verify(without).state is State.INVALID_SIGNATURE
    key = signer()
    beside = add_proof(
        issue(credential(key.did), signer=key, at=AT, proof_id=FIRST), signer=STRANGER, at=AT
    )
    assert verify(beside).state is State.VALID
    beside["proof"][1]["previousProof"] = FIRST
    assert verify(beside).state is State.INVALID_SIGNATURE


def test_a_circle_is_refused() -> None:
    badge = chained()
    badge["proof"][0]["previousProof"] = badge["proof"][1]["id"]
    report = verify(badge)
    assert report.state is State.INVALID_SIGNATURE
    assert any("builds on itself" in f.message for f in report.findings)


def test_a_circle_of_three_is_refused() -> None:
    """It has no first proof, however many links it has."""
    badge = chained()
    names = ["urn:x:0", "urn:x:1", "urn:x:2"]
    last = badge["proof"][1]
    badge["proof"] = [
        {**last, "id": name, "previousProof": names[index - 1]} for index, name in enumerate(names)
    ]
    report = verify(badge)
    assert report.state is State.INVALID_SIGNATURE
    assert {f.check for f in report.decisive()} == {"proof.chain"}


def test_a_proof_cannot_be_put_on_one_that_is_not_there() -> None:
    badge = json.loads(signed("Ed25519", "eddsa-rdfc-2022"))
    with pytest.raises(RefusedError, match="There is no proof"):
        add_proof(badge, signer=STRANGER, previous=[SECOND])
