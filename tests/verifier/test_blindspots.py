"""What a signature does not protect: edited badges whose signature still verifies."""

import copy
import json
from pathlib import Path

import pytest

from openbadge_issuer.signers.memory import MemorySigner
from tests.verifier.badges import Badge, objection, sign, verify
from tests.verifier.issuers import Issuers
from verifier import Verifier

FOLDER = "ob3-signature-blindspots"


def blindspot(vectors: Path, name: str) -> Badge:
    """One of the published examples."""
    badge: Badge = json.loads((vectors / FOLDER / name).read_text())
    return badge


def with_key_at_hand(badge: Badge) -> Verifier:
    """A verifier whose issuer publishes the key that the example was signed with."""
    issuers = Issuers()
    name = badge["proof"][0]["verificationMethod"]
    issuers.publish(badge["issuer"]["id"], {name: name.partition("#")[2]})
    return Verifier(fetcher=issuers, allow_test_keys=True)


def signed_again(badge: Badge, signer: MemorySigner) -> Badge:
    """The example's content without what keeps it from verifying here, signed by a known issuer."""
    mine = {k: v for k, v in badge.items() if k not in ("proof", "credentialStatus")}
    mine["issuer"] = {**mine["issuer"], "id": signer.did}
    return sign(mine, signer)


@pytest.mark.parametrize(
    ("name", "state", "check"),
    [
        ("undefined-terms-injected.sigok.json", "invalid_content", "jsonld.terms"),
        ("null-and-empty-added.sigok.json", "invalid_content", "jsonld.terms"),
        ("key-renamed-by-injected-context.sigok.json", "unsupported", "jsonld.context"),
    ],
)
def test_an_edit_that_the_signature_does_not_notice_is_noticed(
    vectors: Path, name: str, state: str, check: str
) -> None:
    """Even with the issuer's key at hand: undefined words, null, and contexts of their own."""
    badge = blindspot(vectors, name)
    report = verify(badge, with_key_at_hand(badge))
    assert report.state.value == state
    assert objection(report)[0] == check


def test_the_order_of_levels_is_not_signed_and_means_nothing(vectors: Path) -> None:
    """Reversed levels are the same badge; no finding differs."""
    badge = blindspot(vectors, "rubric-levels-reversed.sigok.json")
    reversed_report = verify(signed_again(badge, MemorySigner(bytes(32))))
    for description in badge["credentialSubject"]["achievement"]["resultDescription"]:
        description.get("rubricCriterionLevel", []).reverse()
    report = verify(signed_again(badge, MemorySigner(bytes(32))))
    assert report.state.value == reversed_report.state.value == "valid"
    assert report.findings == reversed_report.findings


def test_the_order_of_allowed_values_is_signed(vectors: Path) -> None:
    """The control case: an ordered list, so turning it round breaks the signature."""
    badge = blindspot(vectors, "allowed-value-reversed.sigbad.json")
    report = verify(badge, with_key_at_hand(badge))
    assert report.state.value == "invalid_signature"
    assert objection(report)[0] == "proof.signature"
    untouched = copy.deepcopy(badge)
    for description in untouched["credentialSubject"]["achievement"]["resultDescription"]:
        description.get("allowedValue", []).reverse()
    report = verify(untouched, with_key_at_hand(badge))
    assert "proof.signature" in [f.check for f in report.findings if f.outcome == "passed"]
