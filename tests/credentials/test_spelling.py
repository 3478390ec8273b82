"""A holder who brings contexts cannot make a credential say something else to readers of its JSON.

Each of these keeps the RDF that the issuer signed, so that the signature itself holds.
"""

from collections.abc import Callable
from typing import Any

import pytest

from tests.credentials.makers import EXAMPLES, VC2, credential, objections, signed, verify

VC = "https://www.w3.org/2018/credentials#"
XSD = "http://www.w3.org/2001/XMLSchema#"
STATUS = {
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "7",
    "statusListCredential": "https://issuer.example/lists/1",
}

# A newer copy lies where the credential lies, so two nodes of the JSON are one of the RDF.
HOME = "https://issuer.example/credentials/1"


def at_home(**members: Any) -> dict[str, Any]:
    return {"id": HOME, "refreshService": {"id": HOME, "type": "JsonSchema"}, **members}


def under(vc: dict[str, Any], /, **terms: Any) -> None:
    vc["@context"] = [VC2, terms, EXAMPLES]


def end_renamed(vc: dict[str, Any]) -> None:
    under(vc, until={"@id": f"{VC}validUntil", "@type": f"{XSD}dateTime"})
    vc["until"] = vc.pop("validUntil")


def end_by_its_address(vc: dict[str, Any]) -> None:
    vc[f"{VC}validUntil"] = {"@value": vc.pop("validUntil"), "@type": f"{XSD}dateTime"}


def end_by_a_short_form(vc: dict[str, Any]) -> None:
    under(vc, vc=VC)
    vc["vc:validUntil"] = {"@value": vc.pop("validUntil"), "@type": f"{XSD}dateTime"}


def end_in_a_nest(vc: dict[str, Any]) -> None:
    vc["@nest"] = {"validUntil": vc.pop("validUntil")}


def end_in_a_named_nest(vc: dict[str, Any]) -> None:
    under(vc, more="@nest")
    vc["more"] = {"validUntil": vc.pop("validUntil")}


def end_by_a_vocabulary(vc: dict[str, Any]) -> None:
    vc["@context"] = [VC2, EXAMPLES, {"@vocab": VC[:-4], "alumniOf": f"{_examples()}alumniOf"}]
    until = {"@value": vc.pop("validUntil"), "@type": f"{XSD}dateTime"}
    vc[f"{VC[-4:]}validUntil"] = until


def status_renamed(vc: dict[str, Any]) -> None:
    under(vc, state={"@id": f"{VC}credentialStatus", "@type": "@id"})
    vc["state"] = vc.pop("credentialStatus")


def second_status_renamed(vc: dict[str, Any]) -> None:
    under(vc, state={"@id": f"{VC}credentialStatus", "@type": "@id"})
    vc["credentialStatus"], vc["state"] = vc["credentialStatus"]


def subject_under_another_address(vc: dict[str, Any]) -> None:
    under(vc, urn="did:example:")
    vc["credentialSubject"]["id"] = "urn:subject"


def keyword_renamed(vc: dict[str, Any]) -> None:
    under(vc, name_of="@id")
    vc["credentialSubject"]["name_of"] = vc["credentialSubject"].pop("id")
    vc["credentialSubject"]["id"] = "urn:x:another"


def end_in_a_part_with_the_same_id(vc: dict[str, Any]) -> None:
    part = vc["refreshService"]
    part["type"] = [part["type"], "VerifiableCredential"]
    part["validUntil"] = vc.pop("validUntil")


def status_in_a_part_with_the_same_id(vc: dict[str, Any]) -> None:
    part = vc["refreshService"]
    part["type"] = [part["type"], "VerifiableCredential"]
    part["credentialStatus"] = vc.pop("credentialStatus")


def end_in_a_part_whose_id_is_renamed(vc: dict[str, Any]) -> None:
    under(vc, name_of="@id")
    end_in_a_part_with_the_same_id(vc)
    vc["refreshService"]["name_of"] = vc["refreshService"].pop("id")


def _examples() -> str:
    return "https://www.w3.org/ns/credentials/examples#"


TRICKS: list[tuple[Callable[[dict[str, Any]], None], dict[str, Any]]] = [
    (end_renamed, {"validUntil": "2027-02-01T00:00:00Z"}),
    (end_by_its_address, {"validUntil": "2027-02-01T00:00:00Z"}),
    (end_by_a_short_form, {"validUntil": "2027-02-01T00:00:00Z"}),
    (end_in_a_nest, {"validUntil": "2027-02-01T00:00:00Z"}),
    (end_in_a_named_nest, {"validUntil": "2027-02-01T00:00:00Z"}),
    (end_by_a_vocabulary, {"validUntil": "2027-02-01T00:00:00Z"}),
    (status_renamed, {"credentialStatus": STATUS}),
    (
        second_status_renamed,
        {"credentialStatus": [STATUS, {**STATUS, "statusPurpose": "suspension"}]},
    ),
    (subject_under_another_address, {}),
    (keyword_renamed, {}),
    (end_in_a_part_with_the_same_id, at_home(validUntil="2027-02-01T00:00:00Z")),
    (status_in_a_part_with_the_same_id, at_home(credentialStatus=STATUS)),
    (end_in_a_part_whose_id_is_renamed, at_home(validUntil="2027-02-01T00:00:00Z")),
]


@pytest.mark.parametrize(("trick", "members"), TRICKS)
def test_nothing_that_decides_is_hidden(
    trick: Callable[[dict[str, Any]], None], members: dict[str, Any]
) -> None:
    document = signed(credential(**members))
    before = verify(document, status=False)
    assert before, objections(before)
    trick(document)
    after = verify(document, status=False)
    assert after.verdict in ("invalid", "inconclusive"), objections(after)


def test_own_words_beside_the_published_ones_are_welcome() -> None:
    words = {"mark": "https://example.org/#mark", "holder_of": {"@id": "https://e.org/#h"}}
    document = credential(**{"@context": [VC2, words], "mark": "A"})
    document["credentialSubject"] = {"id": "did:example:subject", "holder_of": "a key"}
    assert verify(signed(document)), objections(verify(signed(document)))


def test_a_word_for_another_thing_may_stand_for_the_same_rdf() -> None:
    """What does not decide may be called otherwise; the signature covers its address."""
    document = signed(credential())
    document["@context"] = [VC2, {"school": "https://www.w3.org/ns/credentials/examples#alumniOf"}]
    document["credentialSubject"]["school"] = document["credentialSubject"].pop("alumniOf")
    assert verify(document)


def test_a_credential_inside_has_an_issuer_and_times_of_its_own() -> None:
    inner = signed(credential(id="urn:x:inner", validUntil="2027-01-01T00:00:00Z"))
    del inner["@context"]
    for held in (inner, {name: part for name, part in inner.items() if name != "id"}):
        document = credential(evidence={"type": "Exam", "about": held})
        whole = signed(document)
        assert verify(whole), objections(verify(whole))
        end_renamed_inside(whole)
        assert not verify(whole)


def end_renamed_inside(vc: dict[str, Any]) -> None:
    under(vc, until={"@id": f"{VC}validUntil", "@type": f"{XSD}dateTime"})
    inside = vc["evidence"]["about"]
    inside["until"] = inside.pop("validUntil")
