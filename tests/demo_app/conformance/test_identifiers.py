"""did:key resolution with its envelope, the controller document, the profile of the server."""

import json
from pathlib import Path
from urllib.parse import quote

import pytest

from tests.demo_app.conformance.client import Answer, Client
from verifier.keys import base58_encode
from verifier.suites import suites

KEY = "z6MktKwz7Ge1Yxzr4JHavN33wiwa8y81QdcMRLXQsrH9T53b"
DID = f"did:key:{KEY}"
X25519 = f"{DID}#z6LSfHfAMAopsuBxaBzvp51GXrPf38Az13j2fmwqadbwwrzJ"
LONG = "z" + base58_encode(b"\xed\x01" + b"\x07" * 33)
OFF_CURVE = "z" + base58_encode(b"\x80\x24\x02" + b"\xff" * 32)


def resolve(client: Client, did: str, **query: str) -> Answer:
    return client.get(f"/identifiers/{quote(did, safe='')}", **query)


def metadata(answer: Answer, name: str) -> dict[str, str]:
    """The metadata of an answer, which has the whole envelope whatever it says."""
    body = answer.body
    assert {"@context", "didDocument", "didDocumentMetadata", name} == body.keys()
    assert body["didDocument"] is not None
    found: dict[str, str] = body[name]
    return found


def test_a_key_becomes_a_document(client: Client) -> None:
    """Multikey by default, every relationship that signs."""
    answer = resolve(client, DID)
    document = answer.body["didDocument"]
    assert answer.status == 200
    assert "error" not in metadata(answer, "didResolutionMetadata")
    assert document["id"] == DID
    (method,) = document["verificationMethod"]
    assert method == {
        "id": f"{DID}#{KEY}",
        "type": "Multikey",
        "controller": DID,
        "publicKeyMultibase": KEY,
    }
    for relation in ("authentication", "assertionMethod", "capabilityInvocation"):
        assert document[relation] == [method["id"]]


@pytest.mark.parametrize(
    ("did", "error"),
    [
        (DID.replace("did:", "notDid:"), "invalidDid"),
        (DID.removeprefix("did:"), "invalidDid"),
        ("did:experimental:" + KEY, "methodNotSupported"),
        ("did:web:sdsm.example", "methodNotSupported"),
        ("did:KEY:" + KEY, "invalidDid"),
        ("did:key:-4:" + KEY, "invalidDid"),
        ("did:key:0:" + KEY, "invalidDid"),
        ("did:key:1:2:" + KEY, "invalidDid"),
        ("did:key:" + KEY.removeprefix("z"), "invalidDid"),
        ("did:key:" + KEY.replace("6", "0"), "invalidDid"),
        ("did:key:@", "invalidDid"),
        ("did:key:", "invalidDid"),
        ("x", "invalidDid"),
        ("did:key:zTjsVPtY", "invalidPublicKeyLength"),
        ("did:key:" + LONG, "invalidPublicKeyLength"),
        ("did:key:z6LSeu9HkTHSfLLeUs2nnzUSNedgDUevfNQgQjQC23ZCit6F", "unsupportedPublicKeyType"),
        ("did:key:" + OFF_CURVE, "invalidPublicKey"),
    ],
)
def test_what_is_no_key_has_the_word_of_the_specification(
    client: Client, did: str, error: str
) -> None:
    """An error has the same envelope, and a document that is empty."""
    answer = resolve(client, did)
    assert answer.status == 400
    assert metadata(answer, "didResolutionMetadata") == {"error": error}
    assert answer.body["didDocument"] == {}


@pytest.mark.parametrize(
    ("url", "status", "error"),
    [
        (f"{DID}/^bar^/?query=`#{KEY}", 400, "invalidDidUrl"),
        (f"{DID}#a#b", 400, "invalidDidUrl"),
        (f"{DID}#nobody", 404, "notFound"),
        (f"{DID}/path", 404, "notFound"),
        (f"did:key:zTjsVPtY#{KEY}", 400, "invalidPublicKeyLength"),
    ],
)
def test_what_no_did_url_names(client: Client, url: str, status: int, error: str) -> None:
    """Dereferencing has metadata of its own."""
    answer = resolve(client, url)
    assert answer.status == status
    assert metadata(answer, "didDereferencingMetadata") == {"error": error}


def test_a_did_url_names_a_key(client: Client) -> None:
    """The key itself comes back, with its controller."""
    answer = resolve(client, f"{DID}#{KEY}")
    assert answer.status == 200
    assert "error" not in metadata(answer, "didDereferencingMetadata")
    assert answer.body["didDocument"]["controller"] == DID
    assert answer.body["didDocument"]["publicKeyMultibase"] == KEY


@pytest.mark.parametrize(
    ("did", "form", "experimental", "error"),
    [
        (DID, "unknown", "true", "unsupportedPublicKeyType"),
        (DID, "Ed25519VerificationKey2018", "false", "invalidPublicKeyType"),
        (DID, "X25519KeyAgreementKey2020", "true", "invalidPublicKeyType"),
        (f"{DID}#{KEY}", "Ed25519VerificationKey2018", "false", "invalidPublicKeyType"),
        (X25519, "Ed25519VerificationKey2018", "false", "invalidPublicKeyType"),
        (
            "did:key:zDnaerx9CtbPJ1q36T5Ln5wYt3MQYeGRG5ehnPAmxcf5mDZpv",
            "Ed25519VerificationKey2020",
            "true",
            "invalidPublicKeyType",
        ),
    ],
)
def test_formats_that_are_not_open(
    client: Client, did: str, form: str, experimental: str, error: str
) -> None:
    """A format that is unknown, not stable, or not for such a key."""
    options = {"publicKeyFormat": form, "enableExperimentalPublicKeyTypes": experimental}
    answer = resolve(client, did, **options)
    name = "didDereferencingMetadata" if "#" in did else "didResolutionMetadata"
    assert answer.status == 400
    assert metadata(answer, name) == {"error": error}


def test_the_documents_of_the_method_vectors(client: Client, vectors: Path) -> None:
    """Each key as its vector writes it, older forms too."""
    compared = set()
    for file in ("ed25519-x25519", "nist-curves"):
        text = (vectors / "did-key" / "test-vectors" / f"{file}.json").read_text()
        for did, vector in json.loads(text).items():
            expected = vector["didDocument"]
            form = expected["verificationMethod"][0]["type"]
            options = {"publicKeyFormat": form, "enableExperimentalPublicKeyTypes": "true"}
            answer = resolve(client, did, **options)
            if did.startswith("did:key:z2J9") or form == "P256Key2021":  # P-521; a lost format
                error = metadata(answer, "didResolutionMetadata")["error"]
                assert error == "unsupportedPublicKeyType"
                continue
            document = answer.body["didDocument"]
            assert document["verificationMethod"] == expected["verificationMethod"][:1]
            assert document["assertionMethod"] == expected["assertionMethod"]
            compared.add((did[:12], form))
    assert len(compared) >= 4


def test_the_server_is_a_controller_of_its_keys(client: Client) -> None:
    """Absolute ids, and references as texts."""
    answer = client.get("/.well-known/did.json")
    document = answer.body
    assert document["@context"] == "https://www.w3.org/ns/cid/v1"
    assert document["id"] == "http://localhost/.well-known/did.json"
    assert [m["id"] for m in document["verificationMethod"]] == document["assertionMethod"]
    for method in document["verificationMethod"]:
        assert method["id"].startswith(document["id"] + "#z")
        assert method["controller"] == document["id"]
        assert method["type"] == "Multikey"


def test_the_profile_names_keys_and_suites(client: Client) -> None:
    """What a test runner configures itself with; every address in it resolves."""
    profile = client.get("/test-profile.json").body
    for kind in ("Ed25519", "P-256", "P-384"):
        assert resolve(client, profile[kind]).status == 200
    assert profile["cryptosuites"] == sorted(suites())
    assert "test keys" in profile["name"]


def test_keys_are_new_at_each_start(tmp_path: Path, client: Client) -> None:
    """Nobody can come to rely on them."""
    from demo_app.conformance.workshop import open_workshop  # noqa: PLC0415

    again = open_workshop(tmp_path)
    for kind, bench in again.benches.items():
        assert bench.signer.did != client.did(kind)
