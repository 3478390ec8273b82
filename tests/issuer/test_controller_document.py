"""What an issuer publishes so that others find its key."""

import json

import pytest

from openbadge_issuer import MemorySigner, Verifier, controller_document
from openbadge_issuer.testing import DistrictSimulator
from verifier.dids.web import document_url


@pytest.mark.parametrize("did", [None, "did:web:sdsm.example", "https://sdsm.example/issuer"])
def test_ids_are_absolute_and_references_are_texts(did: str | None) -> None:
    """Strict readers take nothing else; the key is in nothing but its public form."""
    signer = MemorySigner.generate(did=did)
    of_a_did = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
    is_profile = signer.did.startswith("https:")
    assert controller_document(signer) == {
        "@context": ["https://www.w3.org/ns/cid/v1"] if is_profile else of_a_did,
        "id": signer.did,
        **({"type": ["Profile"]} if is_profile else {}),
        "verificationMethod": [
            {
                "id": f"{signer.did}#{signer.public_key}",
                "type": "Multikey",
                "controller": signer.did,
                "publicKeyMultibase": signer.public_key,
            }
        ],
        "assertionMethod": [f"{signer.did}#{signer.public_key}"],
    }


def test_a_key_without_an_address_is_its_own(district: DistrictSimulator) -> None:
    """did:key by default."""
    signer = MemorySigner.generate()
    assert signer.did == f"did:key:{signer.public_key}"
    assert signer.kid == f"{signer.did}#{signer.public_key}"
    assert signer.algorithms == frozenset({"EdDSA"})
    assert district.signer.did == district.did


def test_an_issuer_at_an_https_address_is_found() -> None:
    """The profile at the address itself lists the key."""
    district = DistrictSimulator()
    address = "https://sdsm.example/issuer"
    district.signer = MemorySigner.generate(did=address)
    district.pages[address] = json.dumps(controller_document(district.signer)).encode()
    badge = district.award(issuer={"type": ["Profile"], "name": "South Milwaukee"})
    report = Verifier(fetcher=district).verify(badge)
    assert report.require().credential.issuer_id == address
    assert document_url(district.did) not in {source.url for source in report.sources}


def test_a_seed_of_another_length_is_no_key() -> None:
    """32 bytes, no more and no less."""
    for length in (0, 31, 33, 64):
        with pytest.raises(ValueError, match="Ed25519"):
            MemorySigner(b"\1" * length)
