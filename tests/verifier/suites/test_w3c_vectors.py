"""The suites that sign whole documents, against every intermediate value of the W3C vectors."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.verifier.suites.vector_contexts import read, stand_in, unknown
from verifier.canonical import Canonicalizer
from verifier.canonical.jcs import canonical_json
from verifier.data_integrity import WholeDocumentSuite, hash_name
from verifier.keys import PublicKey, base58_decode, from_multikey
from verifier.suites import suites

EDDSA, ECDSA = "w3c-di-eddsa/TestVectors", "w3c-di-ecdsa/TestVectors"
FOLDERS = [
    ("eddsa-rdfc-2022", f"{EDDSA}/eddsa-rdfc-2022"),
    ("eddsa-rdfc-2022", f"{EDDSA}/eddsa-rdfc-2022/employ"),
    ("eddsa-jcs-2022", f"{EDDSA}/eddsa-jcs-2022"),
    ("Ed25519Signature2020", f"{EDDSA}/Ed25519Signature2020"),
    ("ecdsa-rdfc-2019", f"{ECDSA}/ecdsa-rdfc-2019-p256"),
    ("ecdsa-rdfc-2019", f"{ECDSA}/ecdsa-rdfc-2019-p256/employ"),
    ("ecdsa-rdfc-2019", f"{ECDSA}/ecdsa-rdfc-2019-p384"),
    ("ecdsa-rdfc-2019", f"{ECDSA}/ecdsa-rdfc-2019-p384/employ"),
    ("ecdsa-jcs-2019", f"{ECDSA}/ecdsa-jcs-2019-p256"),
    ("ecdsa-jcs-2019", f"{ECDSA}/ecdsa-jcs-2019-p384"),
]


def parts(signed: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any], PublicKey]:
    """The document, its proof and the key that the proof names."""
    document = {name: value for name, value in signed.items() if name != "proof"}
    key = from_multikey(signed["proof"]["verificationMethod"].partition("#")[2])
    return document, signed["proof"], key


def canonical(suite: str, part: Mapping[str, Any], context: list[str], key: PublicKey) -> bytes:
    """The canonical form that a suite hashes."""
    if "jcs" in suite:
        return canonical_json(part)
    return Canonicalizer().form({**part, "@context": context}, algorithm=hash_name(key))


def canonical_text(folder: Path) -> str:
    """Published canonical RDF to take terms from; JCS vectors sign the same document."""
    rdfc = folder
    if "jcs" in folder.name:
        rdfc = folder.parent / folder.name.replace("jcs", "rdfc")
    text: str = read(rdfc, "canonDoc")
    return text


@pytest.mark.parametrize(("name", "place"), FOLDERS)
def test_every_intermediate_value(vectors: Path, name: str, place: str) -> None:
    folder = vectors / place
    signed = read(folder, "signed")
    document, proof, key = parts(signed)
    suite = suites()[name]
    assert isinstance(suite, WholeDocumentSuite)
    with stand_in(unknown(signed), canonical_text(folder)):
        options = {n: v for n, v in proof.items() if n != "proofValue"}
        config = {n: v for n, v in read(folder, "proofConfig").items() if n != "@context"}
        assert config == {n: v for n, v in options.items() if n != "@context"}
        hashes = b""
        for part, text, digest in (
            (options, "proofCanon", "proofHash"),
            (document, "canonDoc", "docHash"),
        ):
            form = canonical(name, part, document["@context"], key)
            assert form.decode().strip() == read(folder, text)
            hashes += hashlib.new(hash_name(key), form).digest()
            assert hashes.hex().endswith(read(folder, digest))
        assert suite.hash_data(document, options, hash_name(key), Canonicalizer()) == hashes
        assert hashes.hex() == read(folder, "combinedHash")
        signature = bytes.fromhex(read(folder, "sigHex"))
        assert "z" + read(folder, "sigBTC58").removeprefix("z") == proof["proofValue"]
        assert base58_decode(proof["proofValue"][1:]) == signature
        assert suite.verify(document, proof, key, Canonicalizer())


@pytest.mark.parametrize(("name", "place"), FOLDERS)
def test_the_published_proof_is_made_again_from_its_signature(
    vectors: Path, name: str, place: str
) -> None:
    """What we create is, but for the signature that the key makes, the published proof."""
    folder = vectors / place
    signed = read(folder, "signed")
    document, proof, key = parts(signed)
    options = {n: v for n, v in proof.items() if n not in ("proofValue", "@context")}
    signature = bytes.fromhex(read(folder, "sigHex"))
    with stand_in(unknown(signed), canonical_text(folder)):
        made = suites()[name].create(document, options, key, lambda _: signature, Canonicalizer())
    assert made == proof


@pytest.mark.parametrize(("name", "place"), FOLDERS)
def test_a_changed_document_is_refused(vectors: Path, name: str, place: str) -> None:
    folder = vectors / place
    signed = read(folder, "signed")
    document, proof, key = parts(json.loads(json.dumps(signed)))
    document["validFrom"] = "2019-01-01T00:00:00Z"
    with stand_in(unknown(signed), canonical_text(folder)):
        assert not suites()[name].verify(document, proof, key, Canonicalizer())
