"""Presentations of credentials of any kind."""

from typing import Any

import pytest

from tests.credentials.makers import (
    CHALLENGE,
    DOMAIN,
    EXAMPLES,
    VC2,
    credential,
    legacy,
    objections,
    presented,
    proof,
    signed,
    signer,
    verify_presentation,
)
from verifier.keys import P256
from verifier.problems import problems


def held(**members: Any) -> dict[str, Any]:
    whole = {
        "@context": [VC2, EXAMPLES],
        "type": ["VerifiablePresentation"],
        "holder": signer().did,
        "verifiableCredential": [signed(credential())],
        **members,
    }
    return {name: value for name, value in whole.items() if value is not None}


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
@pytest.mark.parametrize(
    "members",
    [
        {},
        {"holder": {"id": signer().did}},
        {"holder": None},
        {"id": "urn:uuid:9c9a36f8-518f-4976-a934-6649502d0008"},
        {"type": "VerifiablePresentation"},
        {"type": ["VerifiablePresentation", "ExamplePresentation"]},
        {"verifiableCredential": None},
        {"verifiableCredential": signed(credential())},
        {"verifiableCredential": [signed(credential()), signed(credential(id="urn:x:2"))]},
        {"termsOfUse": {"type": "ExamplePolicy"}},
    ],
)
def test_a_signed_presentation_verifies(suite: str, members: dict[str, Any]) -> None:
    report = verify_presentation(presented(held(**members), suite))
    assert report, objections(report)
    assert problems(report) == []


@pytest.mark.parametrize(
    "members",
    [
        {"@context": None},
        {"@context": VC2},
        {"@context": [EXAMPLES, VC2]},
        {"@context": [EXAMPLES]},
        {"@context": [VC2, "https://example.com"]},
        {"@context": [VC2, "https ://not-a-url"]},
        {"@context": [VC2, 123192875]},
        {"type": None},
        {"type": []},
        {"type": ["ExamplePresentation"]},
        {"holder": "z6Mk"},
        {"holder": {"name": "Somebody"}},
        {"holder": {"id": "z6Mk"}},
        {"holder": signer(P256).did},
        {"holder": {"id": signer(P256).did}},
        {"id": "not a url"},
        {"termsOfUse": {}},
        {"verifiableCredential": ["eyJhbGciOiJFUzI1NiJ9.e30.x"]},
        {"verifiableCredential": [7]},
        {"verifiableCredential": [credential()]},
        {"verifiableCredential": [signed(credential()), credential()]},
        {"verifiableCredential": [signed(credential(issuer=signer(P256).did))]},
        {"verifiableCredential": [signed(credential(type=["ExampleCredential"]))]},
    ],
)
def test_a_presentation_that_is_none_is_refused(members: dict[str, Any]) -> None:
    document = {**held(), **{n: value for n, value in members.items() if value is not None}}
    for name in [name for name, value in members.items() if value is None]:
        del document[name]
    good = {**held(), "@context": [VC2, EXAMPLES]}
    try:
        whole = presented(document)
    except Exception:  # noqa: BLE001  (our own code may refuse to sign it: then as another would)
        whole = {**document, "proof": presented(good)["proof"]}
    report = verify_presentation(whole)
    assert not report
    assert problems(report)


@pytest.mark.parametrize("value", [None, 7, "VP", [], {}, {"type": ["NonconformingDocument"]}])
def test_what_is_no_presentation_is_refused(value: Any) -> None:
    assert not verify_presentation(value)
    assert not verify_presentation(signed(credential()))


def test_every_credential_inside_counts_by_its_own_proof() -> None:
    inner = signed(credential())
    inner["credentialSubject"]["alumniOf"] = "Another School"
    report = verify_presentation(presented(held(verifiableCredential=[inner])))
    assert not report
    assert problems(report)[0]["detail"].startswith("/verifiableCredential/0/proof")


def test_a_swapped_signature_is_refused() -> None:
    one, other = presented(held()), presented(held(id="urn:x:other"))
    one["proof"]["proofValue"] = other["proof"]["proofValue"]
    assert not verify_presentation(one)


def test_a_context_cannot_be_taken_away() -> None:
    document = presented(held(type=["VerifiablePresentation", "ExamplePresentation"]))
    document["@context"] = [VC2]
    assert not verify_presentation(document)


def test_an_answer_to_another_question_is_refused() -> None:
    document = presented(held())
    assert verify_presentation(document)
    assert not verify_presentation(document, challenge="another")
    assert not verify_presentation(document, domain="another.example")
    silent = presented(held(), challenge=None, domain=None)
    assert not verify_presentation(silent)
    assert verify_presentation(silent, challenge=None, domain=None)


def test_only_a_proof_that_was_made_to_present_counts() -> None:
    exchange = {"challenge": CHALLENGE, "domain": DOMAIN}
    assert not verify_presentation(signed(held(), **exchange))
    assert not verify_presentation(held())


def test_a_credential_in_a_list_of_two_proofs() -> None:
    document = credential()
    twice = {**document, "proof": [proof(document), proof(document, "eddsa-jcs-2022")]}
    assert verify_presentation(presented(held(verifiableCredential=[twice])))


def test_a_legacy_credential_is_presented() -> None:
    context = [*legacy()["@context"], "https://w3id.org/security/data-integrity/v2"]
    inner = signed(legacy(**{"@context": context}))
    report = verify_presentation(presented(held(verifiableCredential=[inner])))
    assert report, objections(report)


def test_too_many_credentials_are_refused() -> None:
    document = presented(held())
    document["verifiableCredential"] *= 101
    (finding,) = verify_presentation(document).findings
    assert "more than 100" in finding.message
