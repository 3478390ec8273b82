"""Proofs of credentials of any kind: what is missing, wrong, added later, or builds on another."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from tests.credentials.makers import (
    CHALLENGE,
    DOMAIN,
    EXAMPLES,
    GENERAL,
    VC2,
    copy,
    credential,
    legacy,
    objections,
    proof,
    signed,
    signer,
    verify,
)
from verifier import specs
from verifier.keys import ED25519, P256, P384
from verifier.problems import problems

WAYS = [
    ("eddsa-rdfc-2022", ED25519),
    ("eddsa-jcs-2022", ED25519),
    ("ecdsa-rdfc-2019", P256),
    ("ecdsa-rdfc-2019", P384),
    ("ecdsa-jcs-2019", P256),
    ("ecdsa-jcs-2019", P384),
]
FIRST, SECOND = "urn:uuid:00000000-0000-4000-8000-000000000001", "urn:x:second"


@pytest.mark.parametrize("make", [credential, legacy])
@pytest.mark.parametrize(("suite", "kind"), WAYS)
def test_a_genuine_credential_verifies(
    suite: str, kind: str, make: Callable[..., dict[str, Any]]
) -> None:
    key = signer(kind)
    context = {} if make is credential else with_data_integrity()
    report = verify(signed(make(issuer=key.did, **context), suite, by=key))
    assert report, objections(report)
    assert problems(report) == []


def with_data_integrity() -> dict[str, Any]:
    return {"@context": [*legacy()["@context"], "https://w3id.org/security/data-integrity/v2"]}


def without(name: str) -> Callable[[dict[str, Any]], None]:
    return lambda vc: vc["proof"].pop(name)


def put(name: str, value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda vc: vc["proof"].__setitem__(name, value)


def whole(value: Any) -> Callable[[dict[str, Any]], None]:
    return lambda vc: vc.__setitem__("proof", value)


def unheaded(vc: dict[str, Any]) -> None:
    vc["proof"]["proofValue"] = vc["proof"]["proofValue"][1:]


def shortened(vc: dict[str, Any]) -> None:
    vc["proof"]["proofValue"] = vc["proof"]["proofValue"][:-2]


def gone(vc: dict[str, Any]) -> None:
    del vc["proof"]


DAMAGES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "no proof": gone,
    "a proof that is null": whole(None),
    "a proof that is a text": whole("z58DAdFfa9"),
    "a proof that is a number": whole(7),
    "a proof that is empty": whole({}),
    "no proofs in the list": whole([]),
    "no type": without("type"),
    "an unknown type": put("type", "UnknownProofType"),
    "a type that is an object": put("type", {}),
    "no suite": without("cryptosuite"),
    "an unknown suite": put("cryptosuite", "UnknownCryptosuite"),
    "an invalid suite": put("cryptosuite", "invalid-cryptosuite"),
    "suites in a list": put("cryptosuite", ["eddsa-rdfc-2022"]),
    "no key": without("verificationMethod"),
    "a key that is none": put("verificationMethod", "did:key:invalidVm"),
    "a key that is a number": put("verificationMethod", 4),
    "no purpose": without("proofPurpose"),
    "another purpose": put("proofPurpose", "invalidPurpose"),
    "no value": without("proofValue"),
    "a value that is null": put("proofValue", None),
    "a value without its header": unheaded,
    "a shorter value": shortened,
    "no time": without("created"),
    "a time that is none": put("created", "invalidDate"),
    "a time without offset": put("created", "2026-03-02T08:00:00"),
    "a time that is a number": put("created", 1772438400),
    "an end that is none": put("expires", "2026-03-02"),
    "an end without offset": put("expires", "2040-03-02T08:00:00"),
    "a member of another suite": put("jws", "eyJ..x"),
}


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_proof_is_refused(suite: str, damage: str) -> None:
    document = signed(credential(), suite)
    DAMAGES[damage](document)
    report = verify(document)
    assert not report
    assert problems(report)


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
@pytest.mark.parametrize(
    "options",
    [
        {"created": "invalidDate"},
        {"created": "2026-03-02T08:00:00"},
        {"created": "2027-03-02T08:00:00Z"},
        {"expires": "invalidDate"},
        {"expires": "2040-03-02T08:00:00"},
        {"expires": "2026-03-02T08:30:00Z"},
        {"proofPurpose": "authentication"},
        {"proofPurpose": "capabilityInvocation"},
    ],
)
def test_a_genuine_signature_over_wrong_options_is_refused(
    suite: str, options: dict[str, str]
) -> None:
    document = signed(credential(), suite, **options)
    report = verify(document)
    assert not report
    assert problems(report)[0]["title"] == "PROOF_VERIFICATION_ERROR", objections(report)


def test_a_proof_needs_no_time() -> None:
    assert verify(signed(credential(), created=None))
    assert verify(signed(credential(), expires="2026-03-02T10:00:00+01:00"))


@pytest.mark.parametrize("value", ['{"proof": {}}', "did:key:z6Mk", 7, 1.5, True, None, [], {}])
def test_what_is_no_credential_is_refused(value: Any) -> None:
    report = verify(value)
    assert not report
    assert problems(report)


def test_a_credential_in_a_text_is_refused() -> None:
    assert verify(json.loads(json.dumps(signed(credential()))))
    report = verify(json.dumps(signed(credential())))
    assert [problem["type"] for problem in problems(report)] == [specs.PARSING]


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
@pytest.mark.parametrize(
    "addition",
    [
        {"@context": [VC2], "undefinedTerm": "x"},
        {"@context": [VC2], "type": ["VerifiableCredential", "UndefinedType"]},
        {"@context": [VC2, {"@vocab": None}], "undefinedTerm": "x"},
        {"@context": [VC2, {"@base": "https://example.org/"}], "evidence": {"type": "Relative"}},
        {"@context": [VC2, {"term": None}], "term": "x"},
        {"@context": [VC2, EXAMPLES], "nothing": None},
    ],
)
def test_what_a_signature_would_lose_is_refused(suite: str, addition: dict[str, Any]) -> None:
    """Signed under a context that defines everything, and shown under one that does not."""
    kept = {"credentialSubject": {"id": "did:example:subject"}}
    good = signed(credential(**{"@context": [VC2], **kept}), suite)
    assert verify(good)
    shown = {**credential(**kept), **addition}
    doctored = {**credential(**kept), **addition, "@context": [VC2, EXAMPLES]}
    for name in [name for name, value in addition.items() if value is None]:
        doctored.pop(name)
    shown["proof"] = proof(doctored, suite)
    shown["proof"].pop("@context", None)
    report = verify(shown)
    assert not report
    titles = {problem["title"] for problem in problems(report)}
    assert "DATA_LOSS_DETECTION_ERROR" in titles, objections(report)


def test_another_exchange_is_refused() -> None:
    exchange = {"challenge": CHALLENGE, "domain": DOMAIN}
    document = signed(credential(), **exchange)
    assert verify(document, GENERAL, **exchange)
    for wrong, title in (
        ({"challenge": "another"}, "INVALID_CHALLENGE_ERROR"),
        ({"domain": "another.example"}, "INVALID_DOMAIN_ERROR"),
    ):
        report = verify(document, GENERAL, **{**exchange, **wrong})
        assert [problem["title"] for problem in problems(report)] == [title]
        unbound = verify(signed(credential()), GENERAL, **wrong)
        assert [problem["title"] for problem in problems(unbound)] == [title]


def test_a_changed_credential_says_so() -> None:
    document = signed(credential())
    document["credentialSubject"]["alumniOf"] = "Another School"
    report = verify(document)
    assert [problem["title"] for problem in problems(report)] == ["CRYPTOGRAPHIC_SECURITY_ERROR"]


def two(**second: Any) -> dict[str, Any]:
    """A set of two proofs by the issuer."""
    document = credential()
    return {**document, "proof": [proof(document), proof(document, "eddsa-jcs-2022", **second)]}


def test_every_proof_of_a_set_must_hold() -> None:
    assert verify(two())
    for index in (0, 1):
        document = two()
        document["proof"][index]["created"] = "2026-03-02T08:00:01Z"
        assert not verify(document)
        unknown = two()
        unknown["proof"][index]["cryptosuite"] = "bbs-2023"
        assert not verify(unknown)


def test_another_signer_beside_the_issuer_is_welcome_and_not_enough() -> None:
    document = credential()
    other = proof(document, "ecdsa-rdfc-2019", by=signer(P256))
    assert verify({**document, "proof": [other, proof(document)]})
    assert not verify({**document, "proof": [other]})
    assert not verify({**document, "proof": other})


def chain(previous: Any, *, ids: tuple[str, ...] = (FIRST, SECOND)) -> dict[str, Any]:
    """The issuer's proof on top of one or two by another key."""
    document = credential()
    lower = [proof(document, "ecdsa-rdfc-2019", by=signer(P256), id=name) for name in ids]
    wanted = previous if isinstance(previous, list) else [previous]
    covered = {**document, "proof": [p for p in lower if p["id"] in wanted]}
    covered = covered if covered["proof"] else document
    top = proof(covered, previousProof=previous)
    return {**document, "proof": [*lower, top]}


@pytest.mark.parametrize("previous", [FIRST, [FIRST], [FIRST, SECOND]])
def test_a_chain_holds(previous: Any) -> None:
    report = verify(chain(previous))
    assert report, objections(report)
    broken = chain(previous)
    broken["proof"][0]["proofValue"] = broken["proof"][1]["proofValue"]
    assert not verify(broken)


@pytest.mark.parametrize("previous", ["urn:x:nothing", [FIRST, "urn:x:nothing"], ["urn:x:no"]])
def test_a_chain_that_builds_on_nothing_is_refused(previous: Any) -> None:
    report = verify(chain(previous))
    assert [problem["title"] for problem in problems(report)] == ["PROOF_VERIFICATION_ERROR"]


@pytest.mark.parametrize("previous", [456321, [], {}, None, [7], True])
def test_a_reference_that_is_no_text_is_refused(previous: Any) -> None:
    document = chain(FIRST)
    document["proof"][-1]["previousProof"] = previous
    assert not verify(document)


def test_a_lower_proof_cannot_be_taken_away() -> None:
    document = chain(FIRST, ids=(FIRST,))
    assert verify(document)
    stripped = copy(document)
    stripped["proof"] = stripped["proof"][1]
    assert not verify(stripped)
    named = copy(document)
    named["proof"][0]["id"] = SECOND
    assert not verify(named)
