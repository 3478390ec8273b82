"""Several proofs: all that are understood must hold, one must be the issuer's, none lends trust."""

from typing import Any

import pytest

from openbadge_issuer.signers.memory import MemorySigner
from tests.verifier.badges import (
    SIGNER,
    Badge,
    objections,
    proof,
    small_badge,
    verify,
)
from tests.verifier.issuers import Issuers
from verifier import Finding, Limits, Outcome, Report, Verifier

STRANGER = MemorySigner(bytes([9] * 32))
DISTRICT = "did:web:sdsm.example"
HELD = MemorySigner(bytes([1] * 32), did=DISTRICT)
UNKNOWN = {"type": "DataIntegrityProof", "cryptosuite": "bbs-2023", "proofValue": "u2V0"}


def with_proofs(*proofs: Any, **changes: Any) -> Badge:
    """A small badge with these proofs."""
    return {**small_badge(**changes), "proof": list(proofs)}


def broken(made: Badge) -> Badge:
    """The proof with the signature of something else."""
    return {**made, "proofValue": proof(small_badge(name="Other"))["proofValue"]}


def rows(report: Report, check: str) -> list[Finding]:
    """The findings of one check."""
    return [f for f in report.findings if f.check == check]


def test_two_proofs_of_the_issuer_both_count() -> None:
    """Each has its own rows."""
    badge = small_badge()
    report = verify(with_proofs(proof(badge), proof(badge, created="2026-03-03T15:00:00Z")))
    assert report.state.value == "valid"
    assert [f.path for f in rows(report, "proof.signature")] == ["/proof/0", "/proof/1"]


@pytest.mark.parametrize("first", [True, False])
def test_a_strangers_good_proof_adds_no_trust_and_is_named(first: bool) -> None:
    """Before or after the issuer's: valid, with a warning that names its owner."""
    badge = small_badge()
    proofs = [proof(badge, STRANGER), proof(badge)]
    report = verify(with_proofs(*(proofs if first else reversed(proofs))))
    assert report.state.value == "valid"
    (warning,) = rows(report, "proof.owner")
    assert warning.outcome is Outcome.WARNING
    assert STRANGER.did in warning.message
    assert warning.path == ("/proof/0" if first else "/proof/1")
    assert report.require().methods == (SIGNER.kid,)


def test_a_strangers_proof_alone_is_not_the_issuers() -> None:
    """Genuine, and by the wrong key."""
    report = verify(with_proofs(proof(small_badge(), STRANGER)))
    assert report.state.value == "invalid_signature"
    (finding,) = report.decisive()
    assert (finding.check, finding.path) == ("issuer.key", "/proof")
    assert not rows(report, "proof.signature")


@pytest.mark.parametrize("mine_first", [True, False])
@pytest.mark.parametrize("signer", [SIGNER, STRANGER])
def test_a_broken_proof_beside_a_good_one_breaks_the_badge(
    signer: MemorySigner, mine_first: bool
) -> None:
    """Whoever it claims to be from, and wherever it stands."""
    badge = small_badge()
    proofs = [proof(badge), broken(proof(badge, signer))]
    report = verify(with_proofs(*(proofs if mine_first else reversed(proofs))))
    assert report.state.value == "invalid_signature"
    assert [f.check for f in objections(report)] == ["proof.signature"]


@pytest.mark.parametrize("mine_first", [True, False])
def test_an_unknown_suite_beside_a_good_proof_is_a_warning(mine_first: bool) -> None:
    """It was not checked, and the report says so."""
    proofs = [proof(small_badge()), UNKNOWN]
    report = verify(with_proofs(*(proofs if mine_first else reversed(proofs))))
    assert report.state.value == "valid"
    (warning,) = rows(report, "proof.suite")
    assert warning.outcome is Outcome.WARNING
    assert "'bbs-2023' was not checked" in warning.message


@pytest.mark.parametrize(
    "other",
    [UNKNOWN, {"type": "SomeProof", "anything": [None, {}]}, {"type": "JwtProof2020", "jwt": "e"}],
)
def test_an_unknown_suite_alone_is_unsupported(other: Badge) -> None:
    """Its type and plain members are not judged."""
    report = verify(with_proofs(other))
    assert report.state.value == "unsupported"
    assert [f.check for f in report.decisive()] == ["proof.suite"]


def test_an_unknown_suite_never_hides_a_broken_proof() -> None:
    """The most severe thing found decides."""
    assert verify(with_proofs(UNKNOWN, broken(proof(small_badge())))).state == "invalid_signature"


def test_keywords_are_refused_in_proofs_of_unknown_suites_too() -> None:
    """Members that begin with @ have a meaning in every suite."""
    for name in ("@context", "@id", "@nest", "@reverse"):
        report = verify(with_proofs(proof(small_badge()), {**UNKNOWN, name: {}}))
        assert report.state.value == "invalid_content"
        assert report.decisive()[0].path == f"/proof/1/{name}"


def test_an_issuer_who_cannot_be_reached_is_not_accused() -> None:
    """The issuer's proof is open, the stranger's is fine: nothing is known, nothing is forged."""
    badge = small_badge(issuer={"id": DISTRICT, "type": ["Profile"]})
    signed = {**badge, "proof": [proof(badge, HELD), proof(badge, STRANGER)]}
    assert verify(signed).state.value == "key_unavailable"
    issuers = Issuers()
    issuers.publish(DISTRICT, {HELD.kid: HELD.public_key})
    assert verify(signed, Verifier(fetcher=issuers)).state.value == "valid"
    assert verify({**badge, "proof": [proof(badge, STRANGER)]}).state == "invalid_signature"


def test_a_key_of_somebody_else_that_the_issuer_lists_is_the_issuers() -> None:
    """The issuer's own document speaks for it: a service that signs for the district."""
    badge = small_badge(issuer={"id": DISTRICT, "type": ["Profile"]})
    signed = {**badge, "proof": [proof(badge, STRANGER)]}
    issuers = Issuers()
    issuers.publish(DISTRICT, {STRANGER.kid: STRANGER.public_key})
    report = verify(signed, Verifier(fetcher=issuers))
    assert report.state.value == "valid"
    assert report.require().methods == (STRANGER.kid,)


def test_a_stranger_who_cannot_be_checked_leaves_the_badge_open() -> None:
    """Every proof of a supported suite must verify, so a valid answer would be too much."""
    service = MemorySigner(bytes([9] * 32), did="did:web:service.example")
    badge = small_badge()
    report = verify(with_proofs(proof(badge), proof(badge, service)))
    assert report.verdict.value == "inconclusive"
    assert [f.check for f in objections(report)] == ["proof.owner"]


def test_two_proofs_with_one_id_are_refused() -> None:
    """Which of them another proof builds on could not be told; proofs without an id are fine."""
    badge = small_badge()
    twins = [proof(badge, id="urn:x:1"), proof(badge, id="urn:x:1")]
    assert verify(with_proofs(*twins)).decisive()[0].path == "/proof/1/id"
    unnamed = [proof(badge), proof(badge, nonce="n"), proof(badge, id="x:None")]
    assert verify(with_proofs(*unnamed)).state.value == "valid"


def test_there_may_be_sixteen_proofs() -> None:
    """And as many as the caller's limits say."""
    badge = small_badge()
    made = [proof(badge, nonce=str(number)) for number in range(17)]
    assert verify(with_proofs(*made[:16])).state.value == "valid"
    assert verify(with_proofs(*made)).decisive()[0].message == "More than 16 signatures."
    narrow = Verifier(limits=Limits(max_proofs=1))
    assert verify(with_proofs(*made[:2]), narrow).state.value == "invalid_signature"
