"""Contexts may take a vocabulary or a language away, whether or not one was set."""

from typing import Any

import pytest

from verifier.canonical import Canonicalizer, Contexts
from verifier.context_list import VC2
from verifier.errors import DocumentError

OWN = "https://vocabulary.example/"
CITY = {"city": f"{OWN}city"}


def form(*contexts: Any, **subject: Any) -> str:
    """The canonical form of a small credential under contexts of its own, as test servers read."""
    document: dict[str, Any] = {
        "@context": [VC2, *contexts],
        "type": ["VerifiableCredential"],
        "issuer": "did:web:a.example",
        "credentialSubject": {"id": "urn:x:1", **subject},
    }
    return Canonicalizer(contexts=Contexts(inline=True)).form(document).decode()


@pytest.mark.parametrize("name", ["@vocab", "@language", "@direction"])
def test_what_was_never_set_can_be_taken_away(name: str) -> None:
    """In a context of the document, of a type and of a member: it changes nothing."""
    null = {name: None}
    assert form(null) == form()
    assert form({**null, **CITY}, city="North") == form(CITY, city="North")
    quiet, plain = {**null, **CITY}, CITY
    assert form(of_a_member(quiet), at={"city": "North"}) == form(
        of_a_member(plain), at={"city": "North"}
    )
    place = {"type": "Place", "city": "North"}
    assert form(of_a_type(quiet), **place) == form(of_a_type(plain), **place)


def of_a_member(own: Any) -> Any:
    return {"at": {"@id": f"{OWN}at", "@context": own}}


def of_a_type(own: Any) -> Any:
    return {"Place": {"@id": f"{OWN}Place", "@context": own}}


def test_a_vocabulary_that_was_taken_away_defines_nothing() -> None:
    vocabulary = {"@vocab": OWN}
    assert f'<{OWN}colour> "red"' in form(vocabulary, colour="red")
    with pytest.raises(DocumentError) as refused:
        form(vocabulary, {"@vocab": None}, colour="red")
    assert refused.value.path == "/credentialSubject/colour"
    with pytest.raises(DocumentError) as refused:
        form({"@vocab": None}, type="Undefined")
    assert refused.value.path == "/credentialSubject/type"


@pytest.mark.parametrize(("reaches", "there"), [(False, True), (True, False)])
def test_a_vocabulary_may_be_taken_away_from_one_node_or_from_all_under_it(
    reaches: bool, there: bool
) -> None:
    """`@propagate` decides, as it does for every other entry of the context of a type."""
    own = {"@propagate": reaches, "@vocab": None, **CITY}
    contexts = {"@vocab": OWN, **of_a_type(own)}
    place = {"type": "Place", "city": {"colour": "red"}}
    if there:
        assert f'<{OWN}colour> "red"' in form(contexts, at=place)
    else:
        with pytest.raises(DocumentError, match="'colour' is defined by none"):
            form(contexts, at=place)


def test_a_language_that_was_taken_away_is_gone() -> None:
    german, colour = {"@language": "de"}, {"colour": f"{OWN}colour"}
    assert '"rot"@de' in form(german, colour, colour="rot")
    assert form(german, {"@language": None}, colour, colour="rot") == form(colour, colour="rot")


def test_json_that_looks_like_a_context_is_signed_as_it_is() -> None:
    """A member of raw JSON is no context."""
    raw = {"raw": {"@id": f"{OWN}raw", "@type": "@json"}}
    text = form(raw, raw={"@context": {"@vocab": None}})
    assert r"{\"@context\":{\"@vocab\":null}}" in text
