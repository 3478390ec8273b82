"""Status lists: a place for what is issued, the list at its address, and what a set bit does."""

import gzip
from typing import Any

import pytest

from tests.demo_app.conformance.client import Client
from tests.demo_app.conformance.documents import changed, credential
from verifier.base64url import base64url_decode
from verifier.carriers import unpack
from verifier.limits import Limits

ENTRY = {"type": "BitstringStatusListEntry", "statusPurpose": "revocation"}
SUSPENSION = {**ENTRY, "statusPurpose": "suspension"}
CHECKS = {"checks": ["proof", "credentialStatus"]}


def issue(client: Client, kind: str = "Ed25519", **options: Any) -> dict[str, Any]:
    given = {"credentialStatus": [ENTRY], **options}
    answer = client.issue(credential(client.did(kind)), keyType=kind, **given)
    assert answer.status == 201, answer.body
    issued: dict[str, Any] = answer.body
    return issued


def path_of(url: str) -> str:
    assert url.startswith("http://localhost/")
    return url.removeprefix("http://localhost")


def set_bit(client: Client, kind: str, entry: dict[str, str]) -> None:
    """What an issuer does to withdraw; there is no endpoint for it."""
    store = client.workshop.benches[kind].store
    with store._writing() as database:  # noqa: SLF001
        database.execute(
            "UPDATE slot SET is_set = 1 WHERE url = ? AND place = ?",
            (entry["statusListCredential"], int(entry["statusListIndex"])),
        )


def test_one_address_gives_the_form_that_is_asked_for(client: Client) -> None:
    """By `Accept`, the same list as JSON or as a token, both signed by the same issuer."""
    address = issue(client)["credentialStatus"]["statusListCredential"]
    browser = client.app.test_client()
    plain = browser.get(path_of(address), headers={"Accept": "application/vc, */*;q=0.1"})
    token = browser.get(path_of(address), headers={"Accept": "application/vc+jwt"})
    assert (plain.mimetype, token.mimetype) == ("application/json", "application/vc+jwt")
    assert "Accept" in plain.vary
    assert "Accept" in token.vary
    inside = unpack(token.data, Limits())
    assert inside.token is not None
    written = plain.get_json()
    assert inside.document["credentialSubject"] == written["credentialSubject"]
    assert inside.document["issuer"] == written["issuer"] == client.did()


@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "P-384"])
def test_an_issued_credential_has_a_place_in_a_list_that_answers(client: Client, kind: str) -> None:
    """Purpose, index as text, an address that GET answers; neither size nor messages."""
    issued = issue(client, kind)
    entry = issued["credentialStatus"]
    assert entry.keys() == {
        "id",
        "type",
        "statusPurpose",
        "statusListIndex",
        "statusListCredential",
    }
    assert entry["id"] != entry["statusListCredential"]
    assert str(int(entry["statusListIndex"])) == entry["statusListIndex"]
    answer = client.get(path_of(entry["statusListCredential"]))
    assert answer.status == 200
    assert "BitstringStatusListCredential" in answer.body["type"]
    assert answer.body["issuer"] == client.did(kind)
    subject = answer.body["credentialSubject"]
    assert subject["type"] == "BitstringStatusList"
    assert subject["statusPurpose"] == "revocation"
    assert subject["encodedList"].startswith("u")
    assert len(gzip.decompress(base64url_decode(subject["encodedList"][1:]))) == 16 * 1024
    assert client.verify(answer.body).status == 200
    assert client.verify(issued, **CHECKS).status == 200


def test_a_set_bit_ends_it(client: Client) -> None:
    """Revoked and suspended; others in the list are not touched."""
    other = issue(client, credentialStatus=[ENTRY, SUSPENSION])
    for number, purpose in enumerate(("revocation", "suspension")):
        issued = issue(client, credentialStatus=[ENTRY, SUSPENSION])
        assert client.verify(issued, **CHECKS).status == 200
        entry = issued["credentialStatus"][number]
        assert entry["statusPurpose"] == purpose
        set_bit(client, "Ed25519", entry)
        for options in (CHECKS, {}):
            answer = client.verify(issued, **options)
            assert answer.status == 400
            assert answer.problems
    assert client.verify(other, **CHECKS).status == 200


def test_lists_of_others_are_not_fetched(client: Client) -> None:
    """An entry that leads elsewhere is unknown, which is not fine."""
    foreign = {**ENTRY, "statusListIndex": "4", "statusListCredential": "https://list.example/1"}
    answer = client.issue({**credential(client.did()), "credentialStatus": foreign})
    assert answer.status == 201
    assert client.verify(answer.body, checks=["proof"]).status == 200
    for options in (CHECKS, {}):
        checked = client.verify(answer.body, **options)
        assert checked.status == 400
        assert checked.problems == {"STATUS_RETRIEVAL_ERROR"}


def test_the_list_of_another_key_says_nothing(client: Client) -> None:
    """A list is its issuer's; a copied entry revokes nobody and clears nobody."""
    entry = issue(client, "P-256")["credentialStatus"]
    answer = client.issue({**credential(client.did()), "credentialStatus": entry})
    assert answer.status == 201
    checked = client.verify(answer.body, **CHECKS)
    assert checked.status == 400
    assert checked.problems == {"STATUS_VERIFICATION_ERROR"}


def test_a_moved_entry_breaks_the_proof(client: Client) -> None:
    issued = issue(client)
    moved = changed(issued, "/credentialStatus/statusListIndex", "1")
    assert client.verify(moved, **CHECKS).status == 400


@pytest.mark.parametrize(
    "entry",
    [
        {"type": "BitstringStatusListEntry"},
        {**ENTRY, "statusPurpose": "message"},
        {**ENTRY, "statusPurpose": 4},
        {**ENTRY, "type": "StatusList2021Entry"},
        {**ENTRY, "statusSize": 2},
        "revocation",
        [[]],
    ],
)
def test_entries_that_are_not_offered(client: Client, entry: Any) -> None:
    answer = client.issue(credential(client.did()), credentialStatus=entry)
    assert answer.status == 400
    assert answer.problems == {"MALFORMED_VALUE_ERROR"}


def test_a_credential_has_one_status(client: Client) -> None:
    given = {**credential(client.did()), "credentialStatus": {"type": "Other"}}
    assert client.issue(given, credentialStatus=[ENTRY]).status == 400


def test_a_purpose_alone_is_enough(client: Client) -> None:
    issued = client.issue(credential(client.did()), statusPurpose="suspension").body
    assert issued["credentialStatus"]["statusPurpose"] == "suspension"


def test_an_undefined_status_member_is_refused(client: Client) -> None:
    given = {**credential(client.did()), "statusEntry": {**ENTRY, "statusListIndex": True}}
    assert client.issue(given).status == 400
    given = {**credential(client.did()), "credentialStatus": {**ENTRY, "statusListPlace": "4"}}
    assert client.issue(given).status == 400


def test_asking_makes_no_list(client: Client) -> None:
    """A list begins with the first place in it, and only for a purpose that there is."""
    for path in ("/status/ed25519/message", "/status/rsa/revocation", "/status/p-384/suspension"):
        assert client.get(path).status == 404
