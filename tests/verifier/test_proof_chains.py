"""Proofs that build on other proofs: links are checked, chains are not read yet."""

from typing import Any

import pytest

from tests.verifier.badges import objections, options, proof, small_badge, verify


@pytest.mark.parametrize(
    ("previous", "state", "words"),
    [
        ("urn:x:first", "unsupported", "chains are not read yet"),
        (["urn:x:first"], "unsupported", "chains are not read yet"),
        ("urn:x:nowhere", "invalid_signature", "not there"),
        (["urn:x:first", "urn:x:nowhere"], "invalid_signature", "not there"),
        ([], "invalid_signature", "not there"),
        (None, "invalid_signature", "not there"),
        (7, "invalid_signature", "not there"),
        ([["urn:x:first"]], "invalid_signature", "not there"),
        ("urn:x:second", "invalid_signature", "builds on itself"),
    ],
)
def test_a_proof_that_builds_on_another(previous: Any, state: str, words: str) -> None:
    """A link to nowhere is wrong; a good link is not read yet and therefore open."""
    badge = small_badge()
    second = {**proof(badge, id="urn:x:second"), "previousProof": previous}
    report = verify({**badge, "proof": [proof(badge, id="urn:x:first"), second]})
    assert report.state.value == state
    (finding,) = objections(report)
    assert (finding.check, finding.path) == ("proof.chain", "/proof/1/previousProof")
    assert words in finding.message


def test_proofs_that_build_on_each_other_are_refused() -> None:
    """A circle has no first proof, however many links it has."""
    names = ["urn:x:0", "urn:x:1", "urn:x:2"]
    proofs = [
        {**options(id=name), "previousProof": names[index - 1], "proofValue": "z1"}
        for index, name in enumerate(names)
    ]
    report = verify({**small_badge(), "proof": proofs})
    assert report.state.value == "invalid_signature"
    assert {f.check for f in objections(report)} == {"proof.chain"}
