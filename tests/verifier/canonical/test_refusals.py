"""What no signature would cover is refused, with the place, before any signature is believed."""

from typing import Any

import pytest

from tests.verifier.badges import (
    Badge,
    achievement,
    objection,
    signed_badge,
    small_badge,
    subject,
    unsigned_but_shaped,
    verify,
)
from verifier.canonical import Canonicalizer
from verifier.context_list import OB_CURRENT, VC2
from verifier.errors import DocumentError

ACHIEVEMENT = "/credentialSubject/achievement"


def place_of_refusal(badge: Badge) -> str:
    """The JSON pointer of the one finding, which must be a refused term or value."""
    report = verify(unsigned_but_shaped(badge))
    check, outcome, path = objection(report)
    assert (check, outcome, report.state.value) == ("jsonld.terms", "failed", "invalid_content")
    return path


MEMBERS: dict[str, tuple[Any, str]] = {
    "undefined": ("x", "/undefined"),
    "https://schema.org/name": ("x", "/https:~1~1schema.org~1name"),
    "schema:name": ("x", "/schema:name"),
    "_:name": ("x", "/_:name"),
    "a~b/c": ("x", "/a~0b~1c"),
    "": ("x", "/"),
    "@id": ("urn:x:1", "/@id"),
    "@type": ("Achievement", "/@type"),
    "@nest": ({"validUntil": "2020-01-01T00:00:00Z"}, "/@nest"),
    "@included": ([{"id": "urn:x:1", "name": "x"}], "/@included"),
    "@reverse": ({"issuer": {"id": "urn:x:1"}}, "/@reverse"),
    "@graph": ([{"id": "urn:x:1"}], "/@graph"),
    "@index": ("x", "/@index"),
    "@language": ("en", "/@language"),
    "@value": ("x", "/@value"),
    "@context": ([VC2, OB_CURRENT], "/@context"),
    "narrative": (None, "/narrative"),
    "tag": ([], "/tag"),
    "related": ([None], "/related/0"),
    "image": ({"@value": "x"}, "/image/@value"),
    "humanCode": ([["x"]], "/humanCode/0"),
    "inLanguage": ({"@value": "en", "@language": "en"}, "/inLanguage/@value"),
    "alignment": ([{"type": ["Nothing"]}], "/alignment/0/type"),
    "criteria": ({"type": ["Criteria", "Criteria"]}, "/criteria/type"),
    "creator": ({"type": []}, "/creator/type"),
    "otherIdentifier": ({"type": 7}, "/otherIdentifier/type"),
    "resultDescription": ([{"type": ["ResultDescription", 7]}], "/resultDescription/0/type/1"),
}


@pytest.mark.parametrize("name", MEMBERS)
def test_a_member_that_no_signature_covers_is_refused_at_its_place(name: str) -> None:
    """Undefined words, other spellings of keywords, and values that vanish in RDF."""
    value, place = MEMBERS[name]
    badge = small_badge(credentialSubject=subject(achievement=achievement() | {name: value}))
    assert place_of_refusal(badge) == ACHIEVEMENT + place


@pytest.mark.parametrize(
    "address",
    ["relative", "/absolute/path", "#c1", "", "_:b0", "no colon", "https:", "1:x", "a b:c", "x:a b",
     "x:<y>", 'x:"y"', "x:{y}", "x:|", "x:\\", "x:^", "x:`", "x:\n", "x:\x7f", " x:y", 7, None,
     ["x:y"], {"id": "x:y"}],
)  # fmt: skip
def test_an_id_that_is_no_absolute_address_is_refused(address: Any) -> None:
    """Relative, blank, or with characters that would break out of a statement."""
    badge = small_badge(credentialSubject=subject(achievement=achievement() | {"id": address}))
    assert place_of_refusal(badge) == ACHIEVEMENT + "/id"


@pytest.mark.parametrize("address", ["relative", "_:b0", 7, True])
def test_a_link_that_is_no_absolute_address_is_refused(address: Any) -> None:
    """The same holds where a term stands for a link."""
    evidence = [{"type": ["Evidence"], "id": "urn:x:1"}, address]
    assert place_of_refusal(small_badge(evidence=evidence)) == "/evidence/1"


@pytest.mark.parametrize("twice", [["a", "b", "a"], [1, 1.0], ["1.5E0", "1.5E0"], [True, True]])
def test_a_value_that_stands_twice_in_a_set_is_refused(twice: list[Any]) -> None:
    """RDF keeps one of them, so the other could be taken away or added."""
    badge = small_badge(credentialSubject=subject(achievement=achievement(tag=twice)))
    assert place_of_refusal(badge) == f"{ACHIEVEMENT}/tag/{len(twice) - 1}"


def test_a_thing_that_stands_twice_in_a_set_is_refused() -> None:
    """Two objects with one id are one node: whatever one says, the other says."""
    result = {"type": ["Result"], "id": "urn:x:result", "value": "3"}
    badge = small_badge(credentialSubject=subject(result=[result, result]))
    assert place_of_refusal(badge) == "/credentialSubject/result/1"


def test_an_ordered_list_keeps_equal_values_and_must_be_written_as_a_list() -> None:
    """Allowed values are ordered, so two equal ones are covered; a bare value is another form."""
    one = {"id": "urn:x:1", "type": ["ResultDescription"], "name": "n", "resultType": "Result"}
    described = achievement(resultDescription=[{**one, "allowedValue": ["A", "B", "A"]}])
    assert verify(signed_badge(credentialSubject=subject(achievement=described)))
    described = achievement(resultDescription=[{**one, "allowedValue": "A"}])
    bare = small_badge(credentialSubject=subject(achievement=described))
    assert place_of_refusal(bare) == ACHIEVEMENT + "/resultDescription/0/allowedValue"


def test_a_number_with_more_digits_than_its_signature_is_refused() -> None:
    """0.1 + 0.2 and 0.3 have one canonical form (3.0E-1), so one could stand for the other."""
    assert verify(signed_badge(credentialSubject=subject(creditsEarned=0.3)))
    badge = small_badge(credentialSubject=subject(creditsEarned=0.1 + 0.2))
    assert place_of_refusal(badge) == "/credentialSubject/creditsEarned"


def test_a_member_of_the_proof_is_refused_at_its_own_place() -> None:
    """Proof options are a document of their own, with a place of their own in the badge."""
    badge = unsigned_but_shaped(small_badge())
    badge["proof"][0]["undefined"] = "x"
    report = verify(badge)
    assert objection(report) == ("jsonld.terms", "failed", "/proof/0/undefined")
    single = verify({**badge, "proof": badge["proof"][0]})
    assert objection(single) == ("jsonld.terms", "failed", "/proof/undefined")


def test_raw_json_is_beyond_this_verifier_and_not_wrong() -> None:
    """A schema written into the badge is canonicalized by another rule, which is not read."""
    schema = {"id": "urn:x:schema", "type": "JsonSchema", "jsonSchema": {"type": "object"}}
    report = verify(unsigned_but_shaped(small_badge(credentialSchema=schema)))
    assert report.state.value == "unsupported"
    assert objection(report) == ("jsonld.terms", "inconclusive", "/credentialSchema/jsonSchema")


def test_a_word_cannot_be_an_object_and_a_graph_must_be_one() -> None:
    """A value of another kind than the term asks for is refused, in proofs and in the badge."""
    badge = unsigned_but_shaped(small_badge())
    badge["proof"][0]["proofPurpose"] = {"id": "https://w3id.org/security#assertionMethod"}
    assert objection(verify(badge)) == ("proof.purpose", "failed", "/proof/0/proofPurpose")
    embedded = {"id": "urn:x:1", "type": ["VerifiableCredential"], "proof": "urn:x:2"}
    assert place_of_refusal(small_badge(endorsement=[embedded])) == "/endorsement/0/proof"


@pytest.mark.parametrize("name", ["cnf", "IdentifierEntry"])
def test_types_that_exclude_each_other_are_refused(name: str) -> None:
    """Once an error that escaped: each brings a meaning of a word that the other protects."""
    badge = small_badge(credentialSubject=subject(type=["AchievementSubject", name]))
    assert place_of_refusal(badge) == "/credentialSubject/type"


def test_a_credential_where_its_words_have_another_meaning_is_refused() -> None:
    """Inside a key confirmation the contexts of the badge cannot be taken up again."""
    inner = {"@context": [VC2, OB_CURRENT], "type": ["VerifiableCredential"]}
    assert place_of_refusal(small_badge(cnf=inner)) == "/cnf"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), -float("inf"), 10**400])
def test_what_json_cannot_hold_is_not_signed(number: float) -> None:
    """An issuer who computes with floats is told the place."""
    badge = small_badge(credentialSubject=subject(creditsEarned=number))
    with pytest.raises(DocumentError) as refused:
        Canonicalizer().form(badge)
    assert refused.value.path == "/credentialSubject/creditsEarned"


@pytest.mark.parametrize("context", [None, VC2, {}, [{}], [None]])
def test_a_canonical_form_needs_a_list_of_contexts(context: Any) -> None:
    """What is no list of addresses has no canonical form."""
    with pytest.raises(DocumentError) as refused:
        Canonicalizer().form({**small_badge(), "@context": context})
    assert refused.value.path.startswith("/@context")
