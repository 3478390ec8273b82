"""What is signed, in which suite and wrapping, and what is refused with a reason."""

import base64
import json
from typing import Any

import pytest

from tests.demo_app.conformance.client import Client
from tests.demo_app.conformance.documents import (
    EXAMPLES,
    VC1,
    VC2,
    changed,
    credential,
    legacy,
    without,
)
from tests.demo_app.conformance.members import BAD, GOOD

SUITES = (
    ("eddsa-rdfc-2022", "Ed25519"),
    ("eddsa-jcs-2022", "Ed25519"),
    ("ecdsa-rdfc-2019", "P-256"),
    ("ecdsa-rdfc-2019", "P-384"),
    ("ecdsa-jcs-2019", "P-256"),
    ("ecdsa-jcs-2019", "P-384"),
)
MALFORMED = {"MALFORMED_VALUE_ERROR"}


@pytest.mark.parametrize(("suite", "kind"), SUITES)
@pytest.mark.parametrize("make", [credential, legacy])
def test_what_a_suite_signs_verifies(client: Client, suite: str, kind: str, make: Any) -> None:
    """201, the bare credential with one proof of this suite by this key; both data models."""
    issued = client.issue(make(client.did(kind)), cryptosuite=suite, keyType=kind)
    assert issued.status == 201
    proof = issued.body["proof"]
    assert (proof["type"], proof["cryptosuite"]) == ("DataIntegrityProof", suite)
    assert proof["verificationMethod"].startswith(client.did(kind) + "#")
    if "jcs" in suite:
        assert proof["@context"] == issued.body["@context"]
    assert client.verify(issued.body).status == 200
    assert client.verify_proof(issued.body).status == 200
    altered = changed(issued.body, "/credentialSubject/id", "did:example:subjecT")
    answer = client.verify(altered)
    assert (answer.status, answer.body["verified"]) == (400, False)
    assert answer.problems & {"PROOF_VERIFICATION_ERROR", "CRYPTOGRAPHIC_SECURITY_ERROR"}


def test_the_older_proof_type_is_a_suite_too(client: Client) -> None:
    """By the name of the suite, or by the type of the proof."""
    for options in ({"cryptosuite": "Ed25519Signature2020"}, {"type": "Ed25519Signature2020"}):
        issued = client.issue(legacy(client.did()), **options)
        assert issued.status == 201
        assert issued.body["proof"]["type"] == "Ed25519Signature2020"
        assert "cryptosuite" not in issued.body["proof"]
        assert client.verify(issued.body).status == 200


def test_without_options_the_issuer_decides(client: Client) -> None:
    """Its own key, and the usual suite for that key."""
    for kind, suite in (("Ed25519", "eddsa-rdfc-2022"), ("P-384", "ecdsa-rdfc-2019")):
        issued = client.post("/credentials/issue", {"credential": credential(client.did(kind))})
        assert issued.status == 201
        assert issued.body["proof"]["cryptosuite"] == suite
        assert client.post("/credentials/verify", {"verifiableCredential": issued.body}).status == (
            200
        )


def test_an_old_credential_is_given_the_context_of_its_proof(client: Client) -> None:
    """VC 1.1 knows no DataIntegrityProof by itself."""
    issued = client.issue(legacy(client.did()), cryptosuite="eddsa-rdfc-2022").body
    assert any("security/data-integrity" in url for url in issued["@context"])


@pytest.mark.parametrize(
    "options", [{"envelope": "vc+jwt"}, {"securingMechanism": "EnvelopingProof"}]
)
def test_an_envelope_holds_a_token(client: Client, options: dict[str, str]) -> None:
    """A header that says vc+jwt; what is in it verifies, and nothing else does."""
    issued = client.issue(credential(client.did("P-256")), **options)
    assert issued.status == 201
    assert issued.body["@context"] == [VC2]
    assert issued.body["type"] == "EnvelopedVerifiableCredential"
    media, _, token = issued.body["id"].partition(",")
    assert media == "data:application/vc+jwt"
    header = json.loads(base64.urlsafe_b64decode(token.partition(".")[0] + "=="))
    assert {"alg": "ES256", "typ": "vc+jwt", "cty": "vc"}.items() <= header.items()
    assert header["kid"].startswith(client.did("P-256") + "#")
    assert client.verify(issued.body).status == 200
    for broken in (
        changed(issued.body, "/@context", []),
        changed(issued.body, "/@context", EXAMPLES),
        changed(issued.body, "/id", token),
        without(issued.body, "/type"),
        changed(issued.body, "/type", "VerifiableCredential"),
        changed(issued.body, "/id", issued.body["id"][:-8] + "AAAAAAAA"),
    ):
        assert client.verify(broken).status == 400


def test_a_holder_shows_parts(client: Client) -> None:
    """The copy of the holder is no credential to show; what is derived from it is."""
    did = client.did("P-256")
    subject = {"id": "did:example:subject", "name": "Pat", "description": "Tall"}
    base = client.issue(
        credential(did, credentialSubject=subject, name="A credential"),
        cryptosuite="ecdsa-sd-2023",
        keyType="P-256",
        mandatoryPointers=["/issuer"],
    )
    assert base.status == 201
    assert client.verify(base.body).status == 400
    derived = client.derive(base.body, ["/credentialSubject/name"])
    assert derived.status in (200, 201)
    assert derived.body["issuer"] == did
    assert derived.body["credentialSubject"]["name"] == "Pat"
    assert "description" not in derived.body["credentialSubject"]
    assert client.verify(derived.body).status == 200
    told = changed(derived.body, "/credentialSubject/name", "Pam")
    assert client.verify(told).status == 400
    assert client.derive(base.body, ["/credentialSubject/nothing"]).status == 400
    assert client.derive(derived.body, ["/credentialSubject/name"]).status == 400


SAILS = {
    "@protected": True,
    "Sailing": {
        "@id": "urn:example:Sailing",
        "@context": {
            "sails": {
                "@id": "urn:example:sails",
                "@context": {"size": "urn:example:size", "maker": "urn:example:maker"},
            }
        },
    },
    "achievements": {"@id": "urn:example:achievements", "@type": "@id"},
}


@pytest.mark.parametrize("make", [credential, legacy])
def test_parts_of_lists_under_words_of_ones_own(client: Client, make: Any) -> None:
    """Nested lists of things without an id, with words from the document itself."""
    did = client.did("P-256")
    sails = [{"size": 5.5, "maker": "Osprey"}, {"size": 7, "maker": "Eagle"}, {"size": 7.8}]
    subject = {"achievements": [{"type": "Sailing", "sails": sails}, {"type": "Sailing"}]}
    given = make(did, credentialSubject=subject)
    given["@context"] = [*given["@context"], SAILS]
    pointers = ["/issuer", *(["/issuanceDate"] if make is legacy else [])]
    options = {"cryptosuite": "ecdsa-sd-2023", "mandatoryPointers": pointers}
    base = client.issue(given, **options)
    assert base.status == 201, base.body
    at = "/credentialSubject/achievements/0/sails"
    for shown, count in (([at + "/0", at + "/1/size", at + "/2"], 3), ([at + "/1"], 1)):
        derived = client.derive(base.body, shown)
        assert client.verify(derived.body).status == 200
        assert len(derived.body["credentialSubject"]["achievements"][0]["sails"]) == count
        altered = changed(derived.body, at + "/0/size", 9)
        assert client.verify(altered).status == 400


@pytest.mark.parametrize("pointer", ["/non/existent/path", "no pointer"])
def test_a_pointer_to_nothing_is_refused(client: Client, pointer: str) -> None:
    given = credential(client.did("P-256"))
    answer = client.issue(given, cryptosuite="ecdsa-sd-2023", mandatoryPointers=[pointer])
    assert answer.status == 400
    assert answer.problems == {"PROOF_GENERATION_ERROR"}
    base = client.issue(given, cryptosuite="ecdsa-sd-2023", mandatoryPointers=["/issuer"])
    shown = client.derive(base.body, [pointer])
    assert shown.status == 400
    assert shown.problems == {"PROOF_GENERATION_ERROR"}


@pytest.mark.parametrize(
    "options",
    [
        {"cryptosuite": "UnknownCryptosuite"},
        {"type": "UnknownProof"},
        {"cryptosuite": "eddsa-rdfc-2022", "keyType": "P-256"},
        {"keyType": "RSA"},
        {"envelope": "vc+cose"},
        {"cryptosuite": ["eddsa-rdfc-2022"]},
        {"mandatoryPointers": "/issuer", "cryptosuite": "ecdsa-sd-2023"},
        {"mandatoryPointers": [4], "cryptosuite": "ecdsa-sd-2023"},
    ],
)
def test_options_that_are_not_offered(client: Client, options: dict[str, Any]) -> None:
    """Refused, never ignored."""
    answer = client.issue(credential(client.did()), **options)
    assert answer.status == 400
    assert answer.problems == MALFORMED


def test_nobody_signs_for_somebody_else(client: Client) -> None:
    """The issuer must be one of the keys here, and the key that signs."""
    for issuer in ("did:example:issuer", client.did("P-384"), {"id": "https://school.example/"}):
        answer = client.issue(credential(issuer), cryptosuite="eddsa-rdfc-2022")
        assert answer.status == 400
        assert any("/issuer" in p["detail"] for p in answer.body["problemDetails"])


@pytest.mark.parametrize("what", GOOD)
def test_good_credentials_are_signed(client: Client, what: str) -> None:
    """Beside each thing that is refused, one of its kind that is not."""
    did = client.did()
    given = credential({"id": did, "name": "School"} if what == "issuer object" else did)
    issued = client.issue({**given, **GOOD[what]}, cryptosuite="eddsa-rdfc-2022")
    assert issued.status == 201, issued.body
    verified = client.verify(issued.body, checks=["proof"])
    assert verified.status == (400 if what == "future" else 200), verified.body


@pytest.mark.parametrize("what", BAD)
def test_bad_credentials_are_refused_with_a_place(client: Client, what: str) -> None:
    """Nothing is signed that a reader of the data model would refuse."""
    answer = client.issue({**credential(client.did()), **BAD[what]}, cryptosuite="eddsa-rdfc-2022")
    assert answer.status == 400, answer.body
    assert "proof" not in answer.body
    assert answer.problems
    assert answer.problems <= {
        "MALFORMED_VALUE_ERROR",
        "DATA_LOSS_DETECTION_ERROR",
        "CRYPTOGRAPHIC_SECURITY_ERROR",
    }
    for reason in answer.body["problemDetails"]:
        assert reason["type"].startswith("https://")
        assert reason["title"]
        assert reason["detail"]


OLD_TOO = [what for what in BAD if what.startswith(("context", "type", "subject", "issuer"))]


@pytest.mark.parametrize("what", [what for what in OLD_TOO if "mapped" not in what])
def test_the_older_data_model_is_no_way_around(client: Client, what: str) -> None:
    """What makes a VC 2.0 credential bad makes one of VC 1.1 bad."""
    wrong = json.loads(json.dumps(BAD[what]).replace(VC2, VC1))
    answer = client.issue({**legacy(client.did()), **wrong}, cryptosuite="eddsa-rdfc-2022")
    assert answer.status == 400, answer.body
    assert answer.problems


@pytest.mark.parametrize("name", ["@context", "type", "issuer", "credentialSubject"])
def test_missing_members_are_refused(client: Client, name: str) -> None:
    for make in (credential, legacy):
        answer = client.issue(without(make(client.did()), f"/{name}"))
        assert answer.status == 400
        assert answer.problems


def test_the_request_names_a_credential(client: Client) -> None:
    sent = {"verifiableCredential": credential(client.did())}
    assert client.post("/credentials/issue", sent).status == 400
