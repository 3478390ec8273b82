"""The worked example of the Open Badges implementation guide, value by value."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer.signers.memory import MemorySigner
from verifier.canonical import Canonicalizer
from verifier.data_integrity import rdfc_hash_data
from verifier.keys import from_multikey
from verifier.strict_json import JsonObject
from verifier.suites import suites

SUITE = "eddsa-rdfc-2022"


@pytest.fixture(scope="module")
def example(vectors: Path) -> dict[str, Any]:
    """Read document, proof options, hashes, seed and proof value, as the guide prints them."""
    file = vectors / "ob-impl-guide" / "ob3-eddsa-rdfc-2022.json"
    printed: dict[str, Any] = json.loads(file.read_text())
    return printed


@pytest.mark.parametrize("part", ["credential", "proofConfig"])
def test_the_canonical_form_is_the_printed_one(
    example: dict[str, Any], vectors: Path, part: str
) -> None:
    """Statement by statement, and so is its hash."""
    printed = {"credential": ("document", "docHash"), "proofConfig": ("proof", "proofHash")}
    file, digest = printed[part]
    folder = vectors / "ob-impl-guide" / "test-vectors" / "obv3p0"
    form = Canonicalizer().form(example[part])
    assert form.decode().split() == (folder / f"{file}-canon.txt").read_text().split()
    assert hashlib.sha256(form).hexdigest() == example[digest]


def test_the_signature_with_the_printed_seed_is_the_printed_one(example: dict[str, Any]) -> None:
    """Ed25519 is deterministic, so the proof value comes out to the letter."""
    signer = MemorySigner(bytes.fromhex(example["secretKeySeedHex"]))
    options = {k: v for k, v in example["proofConfig"].items() if k != "@context"}
    document: JsonObject = example["credential"]
    hashed = rdfc_hash_data(document, options, "sha256", Canonicalizer())
    assert hashed.hex() == example["proofHash"] + example["docHash"]
    key = from_multikey(signer.public_key)
    proof = suites()[SUITE].create(document, options, key, signer.sign, Canonicalizer())
    assert proof == {**options, "proofValue": example["proofValue"]}


def test_the_printed_signature_verifies_with_the_printed_key(example: dict[str, Any]) -> None:
    """And not over another document, not with other options, not with another key."""
    method = example["proofConfig"]["verificationMethod"]
    key = from_multikey(method.partition("#")[2])
    proof = {**example["proofConfig"], "proofValue": example["proofValue"]}
    document = example["credential"]
    suite = suites()[SUITE]
    assert suite.verify(document, proof, key, Canonicalizer())
    assert not suite.verify({**document, "name": "Other"}, proof, key, Canonicalizer())
    assert not suite.verify(
        document, {**proof, "created": "2010-01-02T00:00:00Z"}, key, Canonicalizer()
    )
    other = from_multikey(MemorySigner.generate().public_key)
    assert not suite.verify(document, proof, other, Canonicalizer())
