"""The published vectors of Data Integrity, as whole credentials under both settings.

Their keys are published and belong to nobody: where anybody's key counts they hold, and where the
key must be the issuer's they do not.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from contexts import document as pinned
from tests.credentials.makers import ANY_KEY, GENERAL, copy, objections, verify
from tests.verifier.suites.vector_contexts import read, terms_of
from verifier.canonical import Contexts
from verifier.profile import Profile

EDDSA, ECDSA = "w3c-di-eddsa/TestVectors", "w3c-di-ecdsa/TestVectors"
FILES = [
    f"{EDDSA}/eddsa-rdfc-2022/signedDataInt.json",
    f"{EDDSA}/eddsa-jcs-2022/signedJCS.json",
    f"{EDDSA}/Ed25519Signature2020/signedEdSig.json",
    f"{EDDSA}/proof-set-chain/signedProofSet1.json",
    f"{EDDSA}/proof-set-chain/signedProofSet2.json",
    f"{EDDSA}/proof-set-chain/signedProofChain1.json",
    f"{EDDSA}/proof-set-chain/signedProofChain2.json",
    f"{ECDSA}/ecdsa-rdfc-2019-p256/signedECDSAP256.json",
    f"{ECDSA}/ecdsa-rdfc-2019-p384/signedECDSAP384.json",
    f"{ECDSA}/ecdsa-jcs-2019-p256/signedJCSECDSAP256.json",
    f"{ECDSA}/ecdsa-jcs-2019-p384/signedJCSECDSAP384.json",
]
# Credentials under a draft context that no registry package carries.
CITIZENSHIP = "https://w3id.org/citizenship/v4rc1"
CITIZENS = [
    f"{EDDSA}/eddsa-rdfc-2022/employ",
    f"{ECDSA}/ecdsa-rdfc-2019-p256/employ",
    f"{ECDSA}/ecdsa-rdfc-2019-p384/employ",
]
BOUND = replace(GENERAL, allow_test_keys=True)


@pytest.mark.parametrize("place", FILES)
def test_a_published_credential_holds_where_any_key_counts(vectors: Path, place: str) -> None:
    document = json.loads((vectors / place).read_text())
    report = verify(document, ANY_KEY)
    assert report, objections(report)
    assert "proof.owner" in {finding.check for finding in report.findings}, "nobody vouches"
    assert not verify(document, BOUND)
    assert not verify(document, GENERAL)


@pytest.mark.parametrize("place", FILES)
def test_a_changed_one_does_not(vectors: Path, place: str) -> None:
    document = json.loads((vectors / place).read_text())
    renamed = copy(document)
    renamed["credentialSubject"]["alumniOf"] = "Another School"
    assert not verify(renamed, ANY_KEY)
    proofs = document["proof"] if isinstance(document["proof"], list) else [document["proof"]]
    for index in range(len(proofs)):
        damaged = copy(document)
        of = damaged["proof"][index] if isinstance(damaged["proof"], list) else damaged["proof"]
        of["proofValue"] = of["proofValue"][:-1] + ("2" if of["proofValue"][-1] != "2" else "3")
        assert not verify(damaged, ANY_KEY)


@pytest.mark.parametrize("folder", CITIZENS)
def test_a_context_that_is_at_hand_is_enough(vectors: Path, folder: str) -> None:
    document = read(vectors / folder, "signed")
    report = verify(document, ANY_KEY)
    assert not report
    assert report.state == "unsupported", "its context is not at hand, and nothing is fetched"
    given = with_terms(read(vectors / folder, "canonDoc"), document)
    report = verify(document, given)
    assert report, objections(report)


def with_terms(canonical: str, document: dict[str, Any]) -> Profile:
    """The setting with the words of one document, as its published RDF has them."""
    published = json.loads(pinned(document["@context"][0]))["@context"]
    known = frozenset({*published, *published["VerifiableCredential"]["@context"]})
    body = json.dumps({"@context": terms_of(canonical, known)}).encode()
    documents = {**ANY_KEY.contexts.documents, CITIZENSHIP: body}
    return replace(ANY_KEY, contexts=Contexts(documents=documents, inline=True))
