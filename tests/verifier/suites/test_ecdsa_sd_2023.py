"""ecdsa-sd-2023 against every step of both W3C examples, and against what it must refuse."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from cryptography.hazmat.primitives.asymmetric import ec

from tests.verifier.suites.vector_contexts import read, stand_in, unknown
from verifier.canonical import Canonicalizer
from verifier.canonical.rdfc import canonicalize
from verifier.canonical.skolem import skolemize
from verifier.disclosure.derive import derived_proof
from verifier.disclosure.proof_value import BaseProof, read_base, read_derived
from verifier.disclosure.proving import Secrets, base_proof
from verifier.disclosure.select import select
from verifier.disclosure.statements import hashed, relabelled, statements
from verifier.errors import DocumentError, ProofRefusedError
from verifier.keys import PublicKey, base58_decode, from_multikey
from verifier.suites import suites


class Example(NamedTuple):
    """One of the two worked examples."""

    folder: Path
    document: dict[str, Any]
    proof: dict[str, Any]
    options: dict[str, Any]
    mandatory: list[str]
    selective: list[str]
    hmac_key: bytes
    key: PublicKey

    @property
    def base(self) -> BaseProof:
        """The published base proof."""
        found = read_base(self.proof)
        assert found is not None
        return found


@pytest.fixture(params=["employ", "prc"])
def example(vectors: Path, request: pytest.FixtureRequest) -> Iterator[Example]:
    top = vectors / "w3c-di-ecdsa" / "TestVectors"
    folder = top / "ecdsa-sd-2023" / request.param
    names = {"employ": "employ", "prc": "prCred"}[request.param]
    signed = read(folder, "addSignedSDBase")
    keys = json.loads((top / "ecdsa-sd-2023" / "SDKeyMaterial.json").read_text())
    document = {name: value for name, value in signed.items() if name != "proof"}
    with stand_in(unknown(signed), "".join(read(folder, "addBaseDocCanon"))):
        yield Example(
            folder,
            document,
            signed["proof"],
            {name: value for name, value in signed["proof"].items() if name != "proofValue"},
            read(top, f"{names}Mandatory"),
            read(top, f"{names}Selective"),
            bytes.fromhex(keys["hmacKeyString"]),
            from_multikey(keys["baseKeyPair"]["publicKeyMultibase"]),
        )


def secrets_of(vectors: Path) -> Secrets:
    """The published ephemeral key."""
    path = vectors / "w3c-di-ecdsa/TestVectors/ecdsa-sd-2023/SDKeyMaterial.json"
    keys = json.loads(path.read_text())
    secret = base58_decode(keys["proofKeyPair"]["secretKeyMultibase"][1:])[2:]
    private = ec.derive_private_key(int.from_bytes(secret), ec.SECP256R1())
    return Secrets(private, bytes.fromhex(keys["hmacKeyString"]))


def test_canonical_statements_and_their_unguessable_labels(example: Example) -> None:
    stable = Canonicalizer().stable_dataset(skolemize(example.document))
    plain = canonicalize(stable).decode().splitlines(keepends=True)
    assert plain == read(example.folder, "addBaseDocCanon")
    assert Canonicalizer().labels(stable)
    whole = statements(example.document, example.hmac_key, Canonicalizer())
    assert list(whole.lines) == read(example.folder, "addBaseDocHMACCanon")


def test_the_base_proof_covers_what_the_example_says(example: Example, vectors: Path) -> None:
    expected = read(example.folder, "addBaseTransform")
    groups = {name: dict(expected[name]["value"]) for name in ("mandatory", "nonMandatory")}
    whole = statements(example.document, example.hmac_key, Canonicalizer())
    mandatory, _ = whole.indexes(example.mandatory)
    assert {index: whole.lines[index] for index in mandatory} == groups["mandatory"]
    hashes = read(example.folder, "addHashData")
    config = Canonicalizer().form({**example.options, "@context": example.document["@context"]})
    assert config.decode().strip() == read(example.folder, "addProofConfigCanon")
    assert hashed([config.decode()]).hex() == hashes["proofHash"]
    shown = hashed(whole.lines[index] for index in sorted(mandatory))
    assert shown.hex() == hashes["mandatoryHash"]
    info = read(example.folder, "addRawBaseSignatureInfo")
    signature = bytes.fromhex(info["baseSignature"])
    asked: list[bytes] = []

    def sign(data: bytes) -> bytes:
        asked.append(data)
        return signature

    once = secrets_of(vectors)
    made = base_proof(
        example.document, example.options, example.mandatory, sign, once, Canonicalizer()
    )
    assert asked == [bytes.fromhex(hashes["proofHash"]) + once.public_key + shown]
    assert example.key.verifies(signature, asked[0])
    published = example.base
    assert published.signatures == tuple(bytes.fromhex(s) for s in info["signatures"])
    assert published.to_text() == example.proof["proofValue"]
    statement_key = PublicKey("P-256", once.public_key[2:])
    others = [whole.lines[i] for i in range(len(whole.lines)) if i not in mandatory]
    for line, theirs, ours in zip(others, published.signatures, made.signatures, strict=True):
        assert statement_key.verifies(theirs, line.encode())
        assert statement_key.verifies(ours, line.encode())
    assert (made.public_key, made.hmac_key) == (published.public_key, published.hmac_key)
    assert made.pointers == published.pointers


def test_deriving_gives_the_published_badge(example: Example) -> None:
    recovered = read(example.folder, "derivedRecoveredBaseData")
    assert example.base.hmac_key.hex() == recovered["hmacKey"]
    whole = statements(example.document, example.hmac_key, Canonicalizer())
    indexes = read(example.folder, "derivedGroupIndexes")
    combined, _ = whole.indexes([*example.mandatory, *example.selective])
    assert sorted(combined) == indexes["combinedIndexes"]
    assert sorted(whole.indexes(example.mandatory)[0]) == indexes["mandatoryIndexes"]
    assert sorted(whole.indexes(example.selective)[0]) == indexes["selectiveIndexes"]
    value = derived_proof(example.document, example.base, example.selective, Canonicalizer())
    adjusted = read(example.folder, "derivedAdjMandatoryIndexes")["adjMandatoryIndexes"]
    assert sorted(value.mandatory) == adjusted
    filtered = read(example.folder, "derivedAdjSignatures")["filteredSignatures"]
    assert [signature.hex() for signature in value.signatures] == filtered
    shown = select(example.document, [*example.mandatory, *example.selective])
    assert shown == read(example.folder, "derivedUnsignedReveal")
    published = read(example.folder, "derivedRevealDocument")
    assert value.to_text() == published["proof"]["proofValue"]


def test_the_published_derived_badge_verifies(example: Example) -> None:
    published = read(example.folder, "derivedRevealDocument")
    proof = published.pop("proof")
    derived = read_derived(proof)
    assert derived is not None
    lines = relabelled(published, derived.labels, Canonicalizer())
    assert lines is not None
    assert list(lines) == read(example.folder, "verifyNQuads")
    data = read(example.folder, "verifyCreateVerifyData")
    assert derived.base_signature.hex() == data["baseSignature"]
    assert [signature.hex() for signature in derived.signatures] == data["signatures"]
    assert hashed(lines[i] for i in sorted(derived.mandatory)).hex() == data["mandatoryHash"]
    suite = suites()["ecdsa-sd-2023"]
    assert suite.verify(published, proof, example.key, Canonicalizer())
    stranger = from_multikey("zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv")
    assert not suite.verify(published, proof, stranger, Canonicalizer())
    assert not suite.verify(
        {**published, "validFrom": "2018-01-01T00:00:00Z"}, proof, example.key, Canonicalizer()
    )


def test_a_base_proof_is_for_the_holder_alone(example: Example) -> None:
    with pytest.raises(ProofRefusedError, match="derive"):
        suites()["ecdsa-sd-2023"].verify(
            example.document, example.proof, example.key, Canonicalizer()
        )


def test_a_pointer_that_leads_nowhere_is_named(example: Example) -> None:
    with pytest.raises(DocumentError, match="nothing at this place"):
        derived_proof(example.document, example.base, ["/evidence/7"], Canonicalizer())
