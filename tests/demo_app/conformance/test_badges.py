"""Badges at the same endpoints: the strict rules of this project stay as they are."""

from typing import Any

import pytest

from tests.demo_app.conformance.client import Client
from tests.demo_app.conformance.documents import OB, VC2, changed, credential, without
from tests.demo_app.conformance.signing import secured

A = "https://sdsm.example/achievements/wait-time/1"


STATUS = [{"type": "BitstringStatusListEntry", "statusPurpose": "revocation"}]


@pytest.fixture
def badge(client: Client) -> dict[str, Any]:
    """Return an unsigned badge with one rubric criterion, reached at the level it asks for."""
    levels = [
        {
            "id": f"{A}#{name}",
            "type": ["RubricCriterionLevel"],
            "name": name.title(),
            "points": points,
        }
        for name, points in (("partly", "1"), ("fully", "2"))
    ]
    description = {
        "id": f"{A}#c1",
        "type": ["ResultDescription"],
        "name": "Waits after asking",
        "resultType": "RubricCriterionLevel",
        "requiredLevel": f"{A}#fully",
        "rubricCriterionLevel": levels,
    }
    percent = {
        "id": f"{A}#c2",
        "type": ["ResultDescription"],
        "name": "Share of questions",
        "resultType": "Percent",
        "valueMin": "0",
        "valueMax": "100",
    }
    return {
        "@context": [VC2, OB],
        "id": "urn:uuid:5a5d0f5e-0000-4000-8000-000000000001",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Using Wait Time",
        "issuer": {"id": client.did(), "type": ["Profile"], "name": "A district"},
        "validFrom": "2026-03-02T15:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:5a5d0f5e-0000-4000-8000-000000000002",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": A,
                "type": ["Achievement"],
                "name": "Using Wait Time",
                "description": "Gives students time to think.",
                "criteria": {"narrative": "Show a lesson with wait time."},
                "resultDescription": [description, percent],
            },
            "result": [
                {
                    "type": ["Result"],
                    "resultDescription": f"{A}#c1",
                    "achievedLevel": f"{A}#fully",
                },
                {"type": ["Result"], "resultDescription": f"{A}#c2", "value": "80"},
            ],
        },
    }


def signed(client: Client, badge: dict[str, Any]) -> dict[str, Any]:
    """Signed by the issuer without a look at what it says."""
    return secured(badge, client.workshop.benches["Ed25519"].signer)


@pytest.mark.parametrize(
    "options", [{}, {"cryptosuite": "eddsa-jcs-2022"}, {"credentialStatus": STATUS}]
)
def test_a_good_badge_is_issued_and_verifies(
    client: Client, badge: dict[str, Any], options: dict[str, Any]
) -> None:
    """In the suites that badges use; also with its place in a status list."""
    issued = client.issue(badge, **options)
    assert issued.status == 201, issued.body
    assert client.verify(issued.body).status == 200
    (proof,) = issued.body["proof"]
    assert client.verify({**issued.body, "proof": proof}).status == 200
    assert client.verify(signed(client, badge)).status == 200


def test_the_order_of_a_set_means_nothing(client: Client, badge: dict[str, Any]) -> None:
    """Types and results may come in any order: the graph is the same."""
    issued = client.issue(badge).body
    results = issued["credentialSubject"]["result"]
    assert client.verify({**issued, "type": issued["type"][::-1]}).status == 200
    turned = changed(issued, "/credentialSubject/result", results[::-1])
    assert client.verify(turned).status == 200


CONTRADICTIONS: dict[str, tuple[str, Any]] = {
    "a level of no criterion": ("/credentialSubject/result/0/achievedLevel", f"{A}#best"),
    "a level below the required": ("/credentialSubject/result/0/achievedLevel", f"{A}#partly"),
    "a value above the most": ("/credentialSubject/result/1/value", "101"),
    "a value below the least": ("/credentialSubject/result/1/value", "-1"),
    "a result of nothing": ("/credentialSubject/result/1/resultDescription", f"{A}#c9"),
    "a result type that is none": (
        "/credentialSubject/achievement/resultDescription/1/resultType",
        "Weight",
    ),
    "no criteria": ("/credentialSubject/achievement/criteria", None),
    "a subject that is nobody": ("/credentialSubject/id", None),
}


@pytest.mark.parametrize("what", CONTRADICTIONS)
def test_a_badge_that_contradicts_itself_is_neither_issued_nor_accepted(
    client: Client, badge: dict[str, Any], what: str
) -> None:
    """Signed by its issuer, and false all the same."""
    path, value = CONTRADICTIONS[what]
    wrong = without(badge, path) if value is None else changed(badge, path, value)
    assert client.issue(wrong).status == 400
    answer = client.verify(signed(client, wrong))
    assert answer.status == 400
    assert answer.problems


def test_contexts_in_another_order_fail(client: Client, badge: dict[str, Any]) -> None:
    """Before signing and after; whoever issues here has them put in order."""
    turned = {**badge, "@context": [OB, VC2]}
    assert client.verify(signed(client, turned)).status == 400
    issued = client.issue(turned).body
    assert issued["@context"] == [VC2, OB]
    assert client.verify({**issued, "@context": [OB, VC2]}).status == 400


def test_a_member_by_its_full_address_fails(client: Client, badge: dict[str, Any]) -> None:
    """It would be signed, and no reader of the JSON would see it."""
    hidden = {**badge, "https://www.w3.org/2018/credentials#validUntil": "2020-01-01T00:00:00Z"}
    assert client.issue(hidden).status == 400
    assert client.verify({**client.issue(badge).body, **hidden}).status == 400


def test_every_proof_has_to_hold_and_one_to_be_the_issuers(
    client: Client, badge: dict[str, Any]
) -> None:
    issued = client.issue(badge).body
    (good,) = issued["proof"]
    broken = {**good, "proofValue": good["proofValue"][:-4] + "1111"}
    assert client.verify({**issued, "proof": [good, broken]}).status == 400
    stranger = client.workshop.benches["P-256"].signer
    foreign = secured(badge, stranger, "ecdsa-rdfc-2019")["proof"]
    assert client.verify({**issued, "proof": [foreign]}).status == 400
    assert client.verify({**issued, "proof": [good, foreign]}).status == 200


def test_inline_words_are_for_other_credentials_only(client: Client, badge: dict[str, Any]) -> None:
    """A badge says what the published contexts say."""
    renamed = {**badge, "@context": [VC2, OB, {"endsAt": "https://example.org/#endsAt"}]}
    assert client.issue(renamed).status == 400
    assert client.verify(signed(client, renamed)).status == 400
    other = {**credential(client.did()), "@context": [VC2, {"endsAt": "https://example.org/#e"}]}
    assert client.issue(other).status == 201
