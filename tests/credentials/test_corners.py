"""Corners of the data model that ordinary credentials never come to."""

import re

import pytest

from verifier import Finding, Outcome, specs
from verifier.canonical import Contexts
from verifier.canonical.nquads import Dataset
from verifier.context_list import VC2
from verifier.data_model.attachments import proofs
from verifier.data_model.heading import unread_contexts
from verifier.data_model.resources import related
from verifier.data_model.spelling import check_spelling
from verifier.problems import problem_type
from verifier.strict_json import Json


def test_an_address_that_stands_for_another_is_named() -> None:
    """What the JSON calls the issuer is nowhere in what was signed."""
    document = {"type": ["VerifiableCredential"], "issuer": "did:web:fake.example"}
    (found,) = check_spelling(document, Dataset())
    assert (found.check, found.outcome, found.path) == ("jsonld.terms", Outcome.FAILED, "/issuer")
    assert "stands for another address" in found.message


def test_each_stage_has_a_problem_of_its_own() -> None:
    """For findings that name none themselves."""
    expected = {
        "parse.json": specs.PARSING,
        "status.list": specs.STATUS_VERIFICATION,
        "jsonld.terms": specs.DATA_LOSS,
        "proof.signature": specs.PROOF_VERIFICATION,
        "issuer.key": specs.PROOF_VERIFICATION,
        "schema.model": specs.MALFORMED_VALUE,
    }
    named = {check: problem_type(Finding(check, Outcome.FAILED, "So.")) for check in expected}
    assert named == expected
    assert problem_type(Finding("proof.x", Outcome.FAILED, "So.", problem="own")) == "own"


def test_a_related_resource_whose_id_is_no_text_is_named_by_no_rule_but_its_own() -> None:
    """Two of them are not taken for one; what an id must be is said elsewhere."""
    twice: list[Json] = [{"id": 7, "digestSRI": "sha256-x"}] * 2
    assert list(related({"relatedResource": twice})) == []
    named: list[Json] = [{"id": "urn:x:1", "digestSRI": "sha256-x"}] * 2
    assert [path for path, _ in related({"relatedResource": named})] == ["/relatedResource/1/id"]


@pytest.mark.parametrize("nothing", [[], None])
def test_a_proof_that_is_none_must_be_left_out(nothing: Json) -> None:
    """A reader could take the member for a signature."""
    assert [path for path, _ in proofs({"proof": nothing})] == ["/proof"]


@pytest.mark.parametrize("entry", [None, True, 10, [], ""])
def test_a_context_that_is_no_address_is_not_looked_for(entry: Json) -> None:
    """Its message repeats no value in another language's spelling of null and true."""
    (found,) = unread_contexts({"@context": [VC2, entry]}, Contexts())
    assert (found.outcome, found.path) == (Outcome.INCONCLUSIVE, "/@context/1")
    assert not re.search("None|True|10|\\[", found.message)
