"""Corners of documents with given contexts, and of the quick ways beside the general one."""

from typing import Any

import pytest

from tests.verifier.badges import (
    SIGNER,
    achievement,
    criterion,
    endorsement,
    options,
    sign,
    small_badge,
    subject,
    verify,
)
from tests.verifier.test_given_contexts import DISTRICT, GIVEN, extended
from verifier import Contexts, State
from verifier.canonical import Canonicalizer
from verifier.canonical.proof_options import usual_form
from verifier.canonical.skolem import skolemize
from verifier.context_list import OB_CURRENT, OB_OLDER, VC2
from verifier.errors import DocumentError
from verifier.strict_json import parse

EXACT_IN_DOUBLE = 0.30000000000000004


def refusal(document: Any, contexts: Contexts = GIVEN) -> tuple[str, str]:
    """Where and why a document is refused."""
    with pytest.raises(DocumentError) as refused:
        Canonicalizer(contexts=contexts).check_terms(document)
    return refused.value.path, refused.value.reason


def test_a_scale_is_a_list_under_given_contexts_too() -> None:
    wrong = achievement(resultDescription=[criterion(allowedValue="A")])
    path, reason = refusal(extended(credentialSubject=subject(achievement=wrong)))
    assert path == "/credentialSubject/achievement/resultDescription/0/allowedValue"
    assert "ordered list" in reason


def test_a_credential_inside_repeats_the_contexts_in_their_order() -> None:
    for context in ([VC2, OB_CURRENT], [VC2, OB_CURRENT, DISTRICT]):
        inside = {**endorsement(), "@context": context}
        Canonicalizer(contexts=GIVEN).check_terms(extended(endorsement=[inside]))
    turned = {**endorsement(), "@context": [VC2, DISTRICT, OB_CURRENT]}
    path, reason = refusal(extended(endorsement=[turned]))
    assert path == "/endorsement/0/@context"
    assert "in order" in reason


@pytest.mark.parametrize(
    ("terms", "value"),
    [
        ({"x": {"@id": "https://x.example/x", "@container": "@graph"}}, {"name": "Graph"}),
        ({"x": "@included"}, [{"id": "urn:x:1", "name": "Included"}]),
        ({"x": "@graph"}, [{"id": "urn:x:1", "name": "Named"}]),
    ],
)
def test_a_test_server_signs_graphs_and_what_is_included(terms: Any, value: Any) -> None:
    """Each adds statements that a signature covers."""
    canonicalizer = Canonicalizer(contexts=Contexts(inline=True))
    context = [VC2, OB_CURRENT, terms]
    with_part = canonicalizer.form(small_badge(**{"@context": context, "x": value}))
    without = canonicalizer.form(small_badge(**{"@context": context}))
    assert len(with_part.splitlines()) > len(without.splitlines())


def test_a_number_with_more_digits_than_a_signature_covers_is_refused_in_a_value() -> None:
    value = {"@value": EXACT_IN_DOUBLE}
    context = [VC2, OB_CURRENT, {"x": "https://x.example/x"}]
    document = small_badge(**{"@context": context, "x": value})
    _, reason = refusal(document, Contexts(inline=True))
    assert "every digit" in reason


def test_a_credential_inside_keeps_its_graph_where_parts_are_shown() -> None:
    """Under given contexts as under the published ones."""
    whole = skolemize(extended(endorsement=[sign(endorsement())], title=None, grades=None))
    graphs = {quad[3] for quad in Canonicalizer(contexts=GIVEN).stable_dataset(whole).quads}
    assert sum(graph.startswith("_:g") for graph in graphs) == 1


def test_a_property_is_no_type() -> None:
    """Where a context gives a class and a property one address, case tells them apart."""
    document = {"@context": [OB_OLDER], "id": "urn:x:1", "type": ["image"]}
    path, reason = refusal(document, Contexts())
    assert path == "/type"
    assert "'image'" in reason


def test_a_type_is_given_once() -> None:
    path, reason = refusal(small_badge(evidence=[{"type": ["Evidence", "Evidence"]}]))
    assert path.startswith("/evidence/0")
    assert "given twice" in reason


@pytest.mark.parametrize("name", ["created", "verificationMethod", "cryptosuite"])
def test_a_proof_whose_members_are_no_texts_is_no_proof(name: str) -> None:
    """Nor a reason to fall over on the quick way."""
    assert usual_form(options(SIGNER), [VC2, OB_CURRENT]) is not None
    assert usual_form({**options(SIGNER), name: 7}, [VC2, OB_CURRENT]) is None
    for value in (7, ["text"], {"id": "x"}):
        made = {**options(SIGNER), name: value, "proofValue": "z1"}
        report = verify({**small_badge(), "proof": [made]})
        assert report.state in (State.INVALID_SIGNATURE, State.INVALID_CONTENT)


def test_commas_in_a_text_are_no_values() -> None:
    """A text may hold more of them than a document may hold values."""
    text = "," * 30_000
    assert parse(f'{{"a": 0.5, "b": "{text}"}}') == {"a": 0.5, "b": text}
    with pytest.raises(DocumentError, match="more than 20000 values"):
        parse("[" + "0.5," * 20_000 + "0]")


def test_raw_json_keeps_what_looks_like_the_direction_of_a_text() -> None:
    """Texts lose their direction where inline contexts are read; raw JSON is signed whole."""
    context = {"raw": {"@id": "https://terms.example/raw", "@type": "@json"}}

    def form(name: str, direction: str) -> bytes:
        canonicalizer = Canonicalizer(contexts=Contexts(inline=True))
        part = {"@value": "x", "@direction": direction}
        return canonicalizer.form({"@context": [VC2, context], "id": "urn:x:1", name: part})

    assert form("name", "ltr") == form("name", "rtl")
    assert form("raw", "ltr") != form("raw", "rtl")
