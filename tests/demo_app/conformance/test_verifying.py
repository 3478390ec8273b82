"""What verifies and what does not: alterations of a proof, of a member, of a key."""

import json
from typing import Any

import pytest

from openbadge_issuer import MemorySigner, RefusedError
from tests.demo_app.conformance.client import Client
from tests.demo_app.conformance.documents import EXAMPLES, VC2, changed, credential, legacy, without
from tests.demo_app.conformance.signing import secured

SUITES = {
    "eddsa-rdfc-2022": "Ed25519",
    "eddsa-jcs-2022": "Ed25519",
    "ecdsa-rdfc-2019": "P-384",
    "ecdsa-jcs-2019": "P-256",
    "Ed25519Signature2020": "Ed25519",
}


@pytest.fixture(scope="module", params=SUITES)
def issued(client: Client, request: pytest.FixtureRequest) -> dict[str, Any]:
    """Return a credential that verifies, one for each suite."""
    suite = request.param
    make = legacy if suite == "Ed25519Signature2020" else credential
    kind = SUITES[suite]
    answer = client.issue(make(client.did(kind)), cryptosuite=suite, keyType=kind)
    assert answer.status == 201, answer.body
    document: dict[str, Any] = answer.body
    return document


def both(client: Client, document: Any) -> set[int]:
    """The statuses of the verifier and of the check of proofs alone."""
    return {client.verify(document).status, client.verify_proof(document).status}


def test_spellings_that_mean_the_same_verify(client: Client, issued: dict[str, Any]) -> None:
    """As issued, with the proof in a list of one, with other options beside."""
    assert both(client, issued) == {200}
    assert client.verify(issued, checks=["proof"]).body == {"verified": True, "problemDetails": []}
    in_list = {**issued, "proof": [issued["proof"]]}
    assert client.verify(in_list).status == 200


NOTHING = object()
ABOUT_PROOFS = {
    "PROOF_VERIFICATION_ERROR",
    "CRYPTOGRAPHIC_SECURITY_ERROR",
    "DATA_LOSS_DETECTION_ERROR",
    "INVALID_DOMAIN_ERROR",
    "INVALID_CHALLENGE_ERROR",
}
WRONG_MEMBERS: tuple[Any, ...] = ("string", {}, None, 10, True, [], NOTHING)
WRONG_ITEMS: tuple[Any, ...] = ([], {}, None, 10, True)
PROOFS: dict[str, tuple[str, Any]] = {
    "proof text": ("/proof", "proof"),
    "proof null": ("/proof", None),
    "proof missing": ("/proof", NOTHING),
    "proof empty": ("/proof", {}),
    "proof none": ("/proof", []),
    "proof number": ("/proof", 10),
    "proof bool": ("/proof", True),
    "type missing": ("/proof/type", NOTHING),
    "type unknown": ("/proof/type", "UnknownProofType"),
    "type a list": ("/proof/type", ["DataIntegrityProof"]),
    "suite unknown": ("/proof/cryptosuite", "UnknownCryptosuite"),
    "suite invalid": ("/proof/cryptosuite", "invalid-cryptosuite"),
    "suite a list": ("/proof/cryptosuite", ["eddsa-rdfc-2022"]),
    "suite an object": ("/proof/cryptosuite", {"name": "eddsa-rdfc-2022"}),
    "method missing": ("/proof/verificationMethod", NOTHING),
    "method number": ("/proof/verificationMethod", 4),
    "method nobody": ("/proof/verificationMethod", "did:key:z6Mk#z6Mk"),
    "purpose missing": ("/proof/proofPurpose", NOTHING),
    "purpose invalid": ("/proof/proofPurpose", "invalidPurpose"),
    "purpose other": ("/proof/proofPurpose", "authentication"),
    "value missing": ("/proof/proofValue", NOTHING),
    "value null": ("/proof/proofValue", None),
    "value empty": ("/proof/proofValue", ""),
    "value number": ("/proof/proofValue", 4),
    "created missing": ("/proof/created", NOTHING),
    "created invalid": ("/proof/created", "yesterday"),
    "created without zone": ("/proof/created", "2024-01-01T00:00:00"),
    "expires invalid": ("/proof/expires", "tomorrow"),
    "expires without zone": ("/proof/expires", "2999-01-01T00:00:00"),
    "domain added": ("/proof/domain", "https://school.example"),
    "challenge added": ("/proof/challenge", "1235abcd6789"),
    "previous number": ("/proof/previousProof", 456321),
    "previous nobody": ("/proof/previousProof", "urn:uuid:86294362-4254-4f36-854f-3952fe42555d"),
    "previous nobody in list": ("/proof/previousProof", ["urn:uuid:nobody"]),
    "member added": ("/proof/undefinedTerm", "x"),
}


@pytest.mark.parametrize("what", PROOFS)
def test_a_proof_that_was_touched_fails(client: Client, issued: dict[str, Any], what: str) -> None:
    """Alone and in the whole: exactly 400, with a problem type."""
    path, value = PROOFS[what]
    altered = without(issued, path) if value is NOTHING else changed(issued, path, value)
    assert both(client, altered) == {400}
    answer = client.verify(altered)
    assert answer.body["verified"] is False
    assert answer.problems
    assert answer.problems <= ABOUT_PROOFS


MADE: dict[str, tuple[int, dict[str, Any]]] = {
    "no time": (200, {"created": None}),
    "an offset": (200, {"created": "2024-01-01T00:00:00-06:00"}),
    "good until": (200, {"expires": "2999-01-01T00:00:00Z"}),
    "an id": (200, {"id": "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544"}),
    "no zone": (400, {"created": "2024-01-01T00:00:00"}),
    "no date": (400, {"created": "invalidDate"}),
    "a time to come": (400, {"created": "2999-01-01T00:00:00Z"}),
    "expired": (400, {"expires": "2024-01-02T00:00:00Z"}),
    "expires without zone": (400, {"expires": "2999-01-01T00:00:00"}),
    "for another purpose": (400, {"proofPurpose": "authentication"}),
    "for no purpose": (400, {"proofPurpose": "invalidPurpose"}),
    "with nobody's key": (400, {"verificationMethod": "did:key:invalidVm"}),
    "upon a number": (400, {"previousProof": 456321}),
}


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
@pytest.mark.parametrize("what", MADE)
def test_a_proof_that_was_made_so(client: Client, suite: str, what: str) -> None:
    """Signed like this, not altered: the signature is right, and what it says decides."""
    status, options = MADE[what]
    signer = client.workshop.benches["Ed25519"].signer
    try:
        made = secured(credential(signer.did), signer, suite, **options)
    except RefusedError:
        assert status == 400  # not even made
        return
    assert both(client, made) == {status}


def test_a_proof_value_in_another_alphabet_or_length_fails(
    client: Client, issued: dict[str, Any]
) -> None:
    value = issued["proof"]["proofValue"]
    for other in (value[1:], "u" + value[1:], value[:-1], value + "1", value[:40], value * 2):
        assert both(client, changed(issued, "/proof/proofValue", other)) == {400}


MEMBERS: dict[str, tuple[str, Any]] = {
    **{
        f"{name} {'missing' if value is NOTHING else value}": (f"/{name}", value)
        for name in ("@context", "type", "issuer", "credentialSubject")
        for value in WRONG_MEMBERS
    },
    **{
        f"{name} of {value}": (f"/{name}", [value])
        for name in ("@context", "type")
        for value in WRONG_ITEMS
    },
    "type added": ("/type", ["VerifiableCredential", "UndefinedType"]),
    "term added": ("/undefinedTerm", "x"),
    "term added in the subject": ("/credentialSubject/undefinedTerm", "x"),
    "full IRI added": ("/https:~1~1schema.org~1name", "x"),
    "id changed": ("/credentialSubject/id", "did:example:other"),
}


@pytest.mark.parametrize("what", MEMBERS)
def test_a_member_that_was_touched_fails(client: Client, issued: dict[str, Any], what: str) -> None:
    path, value = MEMBERS[what]
    if value is NOTHING:
        altered = without(issued, path)
    else:
        altered = json.loads(json.dumps(issued))
        *way, last = [part.replace("~1", "/") for part in path.strip("/").split("/")]
        (altered[way[0]] if way else altered)[last] = value
    if altered == issued:
        pytest.fail("nothing was changed")
    assert both(client, altered) == {400}
    expected = "MALFORMED_VALUE_ERROR"
    if "added" in what:
        expected = "DATA_LOSS_DETECTION_ERROR"
    elif "changed" in what:
        expected = "CRYPTOGRAPHIC_SECURITY_ERROR"
    assert client.verify(altered).problems == {expected}


def test_what_is_no_object_at_all_fails(client: Client, issued: dict[str, Any]) -> None:
    """A number, nothing, and the credential as a text."""
    wrong: tuple[Any, ...] = (json.dumps(issued), 4, None, {}, [], [issued], True, "eyJ0")
    for value in wrong:
        assert both(client, value) == {400}


def test_a_document_of_no_kind_fails(client: Client) -> None:
    document = {"@context": [VC2], "type": ["NonconformingDocument"]}
    assert both(client, document) == {400}
    assert client.present(document).status == 400


def test_words_that_no_context_defines_never_pass_even_signed(client: Client) -> None:
    """Signed with the data loss: the proof holds over what is left, and the credential fails."""
    signer = client.workshop.benches["Ed25519"].signer
    good = secured(credential(signer.did), signer)
    assert both(client, good) == {200}
    for more in ({"undefinedTerm": "x"}, {"type": ["VerifiableCredential", "UndefinedType"]}):
        answer = client.verify({**good, **more})
        assert answer.status == 400
        assert "DATA_LOSS_DETECTION_ERROR" in answer.problems


def test_a_relative_type_is_not_rescued_by_a_base(client: Client) -> None:
    signer = client.workshop.benches["Ed25519"].signer
    given = credential(signer.did, type=["VerifiableCredential", "./RelativeType"])
    given["@context"] = [VC2, {"@base": "https://www.w3.org/ns/credentials/examples/v2/"}]
    assert client.issue(given).status == 400
    signed = secured(credential(signer.did), signer)
    assert both(client, signed) == {200}
    assert both(client, {**signed, "@context": given["@context"], "type": given["type"]}) == {400}


def test_an_exchange_has_to_be_the_one_that_was_asked_for(client: Client) -> None:
    """Domain and challenge as given, whether or not the caller named them."""
    signer = client.workshop.benches["Ed25519"].signer
    for suite in ("eddsa-rdfc-2022", "eddsa-jcs-2022"):
        bound = secured(
            credential(signer.did), signer, suite, domain="school.example", challenge="abc"
        )
        assert client.verify(bound, domain="school.example", challenge="abc").status == 200
        assert client.verify(bound, domain="other.example", challenge="abc").status == 400
        assert client.verify(bound, domain="school.example", challenge="xyz").status == 400
    plain = secured(credential(signer.did), signer)
    assert client.verify(plain).status == 200
    assert client.verify(plain, expectedProofPurpose="authentication").status == 400


def test_a_key_of_nobody_is_for_the_check_of_proofs_alone(client: Client) -> None:
    """A stranger's valid signature under somebody else's name."""
    stranger = MemorySigner.generate()
    for issuer in (client.did(), "https://vc.example/issuers/5678", "did:web:sdsm.example"):
        for suite in ("eddsa-rdfc-2022", "eddsa-jcs-2022"):
            forged = secured(credential(issuer), stranger, suite)
            assert client.verify_proof(forged).status == 200
            answer = client.verify(forged)
            assert answer.status == 400
            assert answer.problems
            broken = changed(forged, "/credentialSubject/id", "did:example:other")
            assert client.verify_proof(broken).status == 400


def chain(client: Client, previous: Any) -> dict[str, Any]:
    """A first proof with an id, and a second one upon it."""
    first_signer, second = MemorySigner.generate(), client.workshop.benches["Ed25519"].signer
    name = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544"
    document = credential(second.did)
    first = secured(document, first_signer, id=name)["proof"]
    upon = {**document, "proof": [first]} if previous else document
    wanted = {"previousProof": previous} if previous else {}
    return {**document, "proof": [first, secured(upon, second, **wanted)["proof"]]}


def test_chains_and_sets_of_proofs(client: Client) -> None:
    """Text or list; a reference that is missing, broken or no text fails; so does one bad proof."""
    name = "urn:uuid:26329423-bec9-4b2e-88cb-a7c7d9dc4544"
    for previous in (name, [name], None):
        good = chain(client, previous)
        assert both(client, good) == {200}
        assert both(client, changed(good, "/proof/0/proofValue", "z" + "1" * 64)) == {400}
        assert both(client, changed(good, "/proof/1/previousProof", 456321)) == {400}
        assert both(client, changed(good, "/proof/1/previousProof", "urn:uuid:nobody")) == {400}
    linked = chain(client, name)
    assert both(client, without(linked, "/proof/0/id")) == {400}
    assert both(client, {**linked, "proof": linked["proof"][1:]}) == {400}


def test_a_context_that_was_swapped_fails(client: Client) -> None:
    """Taken away, added, in another order: the words would mean something else."""
    did = client.did()
    given = credential(did, **{"@context": [VC2, EXAMPLES], "type": ["VerifiableCredential", "D"]})
    issued = client.issue(given).body
    assert both(client, issued) == {200}
    for contexts in ([VC2], [EXAMPLES, VC2], [EXAMPLES], [VC2, EXAMPLES, {"D": "urn:d"}]):
        assert both(client, {**issued, "@context": contexts}) == {400}


def test_the_times_of_a_credential_count(client: Client) -> None:
    did = client.did()
    ended = client.issue(credential(did, validUntil="2023-01-01T00:00:00Z"))
    if ended.status == 201:
        assert client.verify(ended.body).status == 400
    coming = client.issue(credential(did, validFrom="2999-01-01T00:00:00Z")).body
    answer = client.verify(coming)
    assert answer.status == 400
    assert "2999" in answer.body["problemDetails"][0]["detail"]
