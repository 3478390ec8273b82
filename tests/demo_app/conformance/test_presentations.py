"""Presentations: who shows what, for which exchange, in which wrapping."""

from typing import Any

import pytest

from openbadge_issuer import MemorySigner, present_jwt
from tests.demo_app.conformance.client import Client
from tests.demo_app.conformance.documents import EXAMPLES, VC2, changed, credential, without
from tests.demo_app.conformance.signing import presentation, presented

EXCHANGE = {"challenge": "uAbc", "domain": "school.example"}


@pytest.fixture
def holder(client: Client) -> MemorySigner:
    """Return the key that shows, which is also the issuer's."""
    return client.workshop.benches["Ed25519"].signer


@pytest.fixture
def shown(client: Client, holder: MemorySigner) -> dict[str, Any]:
    """Return a presentation of two credentials that verifies."""
    issued = client.issue(credential(holder.did)).body
    other = client.issue(credential(client.did("P-256")), keyType="P-256").body
    made = presentation(holder, issued, other)
    assert client.present(made, **EXCHANGE).status == 200
    return made


def test_a_presentation_may_be_empty_or_name_its_holder_as_an_object(
    client: Client, holder: MemorySigner
) -> None:
    assert client.present(presentation(holder), **EXCHANGE).status == 200
    named = {**without(presentation(holder), "/proof"), "holder": {"id": holder.did}}
    assert client.present(presented(named, holder), **EXCHANGE).status == 200


def test_the_exchange_has_to_be_the_one_that_was_asked_for(
    client: Client, shown: dict[str, Any]
) -> None:
    assert client.present(shown, challenge="uXyz", domain="school.example").status == 400
    assert client.present(shown, challenge="uAbc", domain="other.example").status == 400


BROKEN: dict[str, tuple[str, Any]] = {
    "context missing": ("/@context", None),
    "context of examples": ("/@context", [EXAMPLES]),
    "context order": ("/@context", [EXAMPLES, VC2]),
    "context unknown": ("/@context", [VC2, "https://example.com"]),
    "context no URL": ("/@context", [VC2, "https ://not-a-url"]),
    "context number": ("/@context", [VC2, 789]),
    "type": ("/type", ["NonconformingDocument"]),
    "holder": ("/holder", "did:example:other"),
    "holder without id": ("/holder", {"name": "Acme"}),
    "proof missing": ("/proof", None),
    "proof value": ("/proof/proofValue", "z" + "1" * 64),
    "purpose": ("/proof/proofPurpose", "assertionMethod"),
    "subject": ("/verifiableCredential/0/credentialSubject/id", "did:example:other"),
    "inner proof missing": ("/verifiableCredential/1/proof", None),
    "inner text": ("/verifiableCredential/0", "eyJ0"),
    "inner number": ("/verifiableCredential/0", 4),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_presentation_that_was_touched_fails(
    client: Client, shown: dict[str, Any], what: str
) -> None:
    path, value = BROKEN[what]
    broken = without(shown, path) if value is None else changed(shown, path, value)
    answer = client.present(broken, **EXCHANGE)
    assert answer.status == 400
    assert answer.problems


def test_a_bad_credential_inside_fails_even_if_the_holder_signs_again(
    client: Client, holder: MemorySigner, shown: dict[str, Any]
) -> None:
    """Altered, unsigned, swapped proofs."""
    first, second = shown["verifiableCredential"]
    for inner in (
        changed(first, "/credentialSubject/id", "did:example:other"),
        without(second, "/proof"),
        {**first, "proof": second["proof"]},
    ):
        assert client.present(presentation(holder, inner), **EXCHANGE).status == 400


def test_somebody_else_does_not_show_for_the_holder(client: Client, holder: MemorySigner) -> None:
    stranger = MemorySigner.generate()
    forged = presented(without(presentation(holder), "/proof"), stranger)
    assert client.present(forged, **EXCHANGE).status == 400


def test_an_envelope_of_a_presentation(client: Client, holder: MemorySigner) -> None:
    """vp+jwt in its envelope, and nothing that only looks like it."""
    issued = client.issue(credential(client.did("P-256")), envelope="vc+jwt").body
    inside = issued["id"].partition(",")[2]
    token = present_jwt([inside], signer=holder, challenge="123456789", domain="school.example")
    whole: dict[str, Any] = {
        "@context": [VC2],
        "type": "EnvelopedVerifiablePresentation",
        "id": f"data:application/vp+jwt,{token}",
    }
    exchange = {"challenge": "123456789", "domain": "school.example"}
    assert client.present(whole, **exchange).status == 200
    assert client.present(whole, challenge="123456789").status == 200
    assert client.present(whole, challenge="987654321").status == 400
    for broken in (
        changed(whole, "/@context", []),
        changed(whole, "/@context", [EXAMPLES]),
        changed(whole, "/id", token),
        changed(whole, "/type", ["VerifiablePresentation"]),
        changed(whole, "/id", whole["id"][:-8] + "AAAAAAAA"),
    ):
        assert client.present(broken, **exchange).status == 400
