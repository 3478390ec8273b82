"""Which members a document may have when it is issued."""

from typing import Any

import pytest

from tests.demo_app.jose.desk import Desk

VC2 = "https://www.w3.org/ns/credentials/v2"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


def credential(*contexts: Any, **members: Any) -> dict[str, Any]:
    """A credential without members of its own; the examples context gives any word a meaning."""
    return {
        "@context": [VC2, *contexts],
        "type": ["VerifiableCredential"],
        "issuer": "https://example.issuer/vc-jose-cose",
        "credentialSubject": {"id": "did:example:123"},
        **members,
    }


@pytest.mark.parametrize(
    "document",
    [
        credential(),
        credential(EXAMPLES, type=["VerifiableCredential", "AnyWord"]),
        credential(EXAMPLES, credentialSubject={"anything": {"deeper": [1, {"still": None}]}}),
        credential(EXAMPLES, issuer={"id": "https://example.issuer/x", "anything": "goes"}),
        credential(name={"@value": "A name", "@language": "en"}),
        credential(name=[{"@value": "A name", "@language": "en"}]),
        credential(
            OB,
            type=["VerifiableCredential", "OpenBadgeCredential"],
            awardedDate="2026-01-01T00:00:00Z",
        ),
        credential(proof={"type": "DataIntegrityProof", "cryptosuite": "any"}),
        credential(credentialSubject={"type": "JsonSchema", "jsonSchema": {"raw": {"@x": 1}}}),
    ],
    ids=range(9),
)
def test_members_that_a_context_defines(desk: Desk, document: dict[str, Any]) -> None:
    answer = desk.issue(document, "p256", "credential_jose")
    assert answer.result == "success", answer.data


@pytest.mark.parametrize(
    ("document", "place"),
    [
        (credential(badExtension={}), "/badExtension"),
        (credential(EXAMPLES, badExtension={}), "/badExtension"),
        (credential(EXAMPLES, vct="x"), "/vct"),
        (credential(EXAMPLES, **{"a/b": "x"}), "/a~1b"),
        (credential(EXAMPLES, exp=1), "/exp"),  # a claim, although the first context knows it
        (credential(iss="https://example.issuer/vc-jose-cose"), "/iss"),
        (credential(EXAMPLES, vc={}), "/vc"),
        (credential(EXAMPLES, awardedDate="2026-01-01T00:00:00Z"), "/awardedDate"),
        (credential(type=["VerifiableCredential", "AnyWord"]), "/type"),
        (credential(credentialSubject={"anything": 1}), "/credentialSubject/anything"),
        (credential(credentialSubject=[{"id": "a:b"}, {"x": 1}]), "/credentialSubject/1/x"),
        (credential(evidence=[{"type": ["Unheard"]}]), "/evidence/0/type"),
        (credential(issuer={"id": "a:b", "type": 1}), "/issuer/type"),
        (credential(EXAMPLES, credentialSubject={"@type": "x"}), "/credentialSubject/@type"),
        (credential(name={"@value": "A name", "more": 1}), "/name/@value"),
        (
            credential(EXAMPLES, credentialSubject={"@context": EXAMPLES, "id": "a:b"}),
            "/credentialSubject/@context",
        ),
        (credential({"badExtension": "https://example.org/x"}), "/@context"),
    ],
    ids=str,
)
def test_members_that_nobody_can_look_up(desk: Desk, document: dict[str, Any], place: str) -> None:
    for feature in ("credential_jose", "credential_sdjwt", "credential_cose"):
        answer = desk.issue(document, "p256", feature)
        assert (answer.result, answer.data.split(": ")[0]) == ("failure", place)


def test_a_context_that_is_not_known_here_leaves_it_open(desk: Desk) -> None:
    """Nothing is fetched, so nobody can say which members it defines."""
    document = credential("https://example.org/context")
    answer = desk.issue(document, "p256", "credential_jose")
    assert (answer.result, answer.data.split(": ")[0]) == ("indeterminate", "/@context")


def test_presentations_have_members_of_their_own(desk: Desk) -> None:
    presentation = desk.json("presentation-single.json")
    for name in ("issuer", "credentialSubject", "badExtension"):
        answer = desk.issue({**presentation, name: "a:b"}, "p256", "presentation_jose")
        assert (answer.result, answer.data.split(": ")[0]) == ("failure", f"/{name}")
