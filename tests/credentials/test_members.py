"""Members that are missing or of the wrong kind, as a public suite sends them to an endpoint."""

from typing import Any

import pytest

from openbadge_issuer import RefusedError
from openbadge_issuer.credential import issue_credential
from tests.credentials.makers import AT, GENERAL, credential, legacy, signed, signer, verify
from verifier.credential import CredentialVerifier
from verifier.problems import problems

WRONG: list[Any] = ["string", {}, None, 10, 1.5, True, []]
MEMBERS = ["@context", "type", "issuer", "credentialSubject", "proof"]
OF_PROOF = ["type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue", "created"]


@pytest.mark.parametrize("make", [credential, legacy])
@pytest.mark.parametrize("value", [*WRONG, "missing"])
@pytest.mark.parametrize("name", MEMBERS)
def test_a_wrong_member_is_not_verified(name: str, value: Any, make: Any) -> None:
    context = [*make()["@context"], "https://w3id.org/security/data-integrity/v2"]
    document = signed(make(**{"@context": context}))
    assert verify(document)
    if value == "missing":
        del document[name]
    else:
        document[name] = value
    report = verify(document)
    assert not report
    assert problems(report)


@pytest.mark.parametrize("value", [*WRONG, "missing"])
@pytest.mark.parametrize("name", OF_PROOF)
def test_a_wrong_member_of_a_proof_is_not_verified(name: str, value: Any) -> None:
    document = signed(credential())
    assert verify(document)
    if value == "missing":
        del document["proof"][name]
    else:
        document["proof"][name] = value
    report = verify(document)
    assert not report
    assert problems(report)


@pytest.mark.parametrize("value", [*WRONG, "missing"])
@pytest.mark.parametrize("name", ["@context", "type", "issuer", "credentialSubject"])
def test_a_wrong_member_is_not_issued(name: str, value: Any) -> None:
    document = credential()
    if value == "missing":
        del document[name]
    else:
        document[name] = value
    with pytest.raises(RefusedError) as refused:
        issue_credential(document, signer=signer(), profile=GENERAL, at=AT)
    assert all(problem.type is not None for problem in refused.value.problems)


@pytest.mark.parametrize("value", ["did:example:subject", 10, ["did:example:subject"]])
def test_a_subject_is_an_object(value: Any) -> None:
    with pytest.raises(RefusedError):
        issue_credential(
            credential(credentialSubject=value), signer=signer(), profile=GENERAL, at=AT
        )


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 10**400, "\ud800", {1: 2}, object()])
def test_what_json_cannot_say_is_refused(value: Any) -> None:
    report = CredentialVerifier(profile=GENERAL).verify({**signed(credential()), "name": value})
    assert not report


def test_a_deep_document_is_refused() -> None:
    deep: Any = "end"
    for _ in range(100_000):
        deep = [deep]
    report = CredentialVerifier(profile=GENERAL).verify(deep)
    assert [problem["title"] for problem in problems(report)] == ["PARSING_ERROR"]
