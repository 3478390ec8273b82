"""One badge, many proofs: what they cover is worked out once, and only so often."""

from typing import Any

import pytest

from tests.verifier.badges import Badge, proof, signed_badge, small_badge, verify
from verifier import Limits, Verifier
from verifier.canonical import Canonicalizer
from verifier.errors import DocumentError


def test_the_same_members_have_one_form() -> None:
    """Suites hand in copies; the form of the first is the form of all."""
    canonicalizer, badge = Canonicalizer(), small_badge()
    for form in (canonicalizer.form, canonicalizer.json, canonicalizer.dataset):
        assert form(dict(badge)) is form({**badge, "@context": list(badge["@context"])})


@pytest.mark.parametrize(
    "change",
    [
        {"name": "Another"},
        {"@context": [*small_badge()["@context"], "https://w3id.org/security/data-integrity/v2"]},
        {"type": ["OpenBadgeCredential", "VerifiableCredential"]},
        {"id": "urn:x:2"},
    ],
    ids=str,
)
def test_other_members_have_another(change: dict[str, Any]) -> None:
    """Also where an equal value is another object."""
    canonicalizer, badge = Canonicalizer(), small_badge(name="One")
    before = canonicalizer.json(badge)
    assert canonicalizer.json({**badge, **change}) != before
    assert canonicalizer.json(badge) is before


def test_each_hash_has_a_form_of_its_own() -> None:
    """SHA-384 may order unnamed nodes otherwise."""
    canonicalizer, badge = Canonicalizer(), small_badge()
    assert canonicalizer.form(badge) is not canonicalizer.form(badge, algorithm="sha384")


def test_a_refusal_is_remembered_too() -> None:
    """A place far down is not looked for again for every proof."""
    canonicalizer, badge = Canonicalizer(), small_badge(surprise="x")
    places = set()
    for _ in range(2):
        with pytest.raises(DocumentError) as refused:
            canonicalizer.form(dict(badge))
        places.add((refused.value.path, refused.value))
    assert {path for path, _ in places} == {"/surprise"}
    assert len(places) == 2


def chained(count: int) -> Badge:
    """A badge with proofs that each build on all before, none of them good."""
    badge = signed_badge()
    proofs = [{**badge["proof"][0], "id": f"urn:x:proof-{n}"} for n in range(count)]
    for number in range(1, count):
        proofs[number]["previousProof"] = [p["id"] for p in proofs[:number]]
        proofs[number]["created"] = "2026-03-02T15:00:01Z"
    return {**badge, "proof": proofs}


def test_chains_of_proofs_have_a_budget() -> None:
    """Each covers another document; a wrong one among them stays wrong."""
    plenty = verify(chained(16))
    assert plenty.state.value == "invalid_signature"
    assert not [f for f in plenty.findings if "budget" in f.message]
    little = verify(chained(16), Verifier(limits=Limits(canonical_work=100)))
    assert little.state.value == "invalid_signature"
    assert [f.outcome.value for f in little.findings if "budget" in f.message]


def test_a_budget_that_is_spent_is_never_a_pass() -> None:
    """Proofs that were not looked at leave the badge undecided, however good the others are."""
    badge = small_badge()
    first = proof(badge, id="urn:x:1")
    second = proof({**badge, "proof": [first]}, id="urn:x:2", previousProof="urn:x:1")
    signed = {**badge, "proof": [first, second]}
    report = verify(signed, Verifier(limits=Limits(canonical_work=10)))
    assert report.state.value == "unsupported"
    assert not report
