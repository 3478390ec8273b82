"""Whether the stacks that a badge names know it; the definition decides, the badge informs."""

import json
from typing import Any

import pytest

from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import achievement, signed_badge, subject, verify
from tests.verifier.issuers import Issuers
from verifier import Finding, Outcome, Verifier
from verifier.semantics.evidence import sri
from verifier.semantics.stack import designation_in

STACK = "https://sdsm.example/stacks/2017"
ALIGNMENT = {
    "type": ["Alignment"],
    "targetType": "ext:Stack",
    "targetUrl": STACK,
    "targetName": "Compensation stack",
    "targetCode": "elective",
}
MEMBER = {"achievement": achievement()["id"], "designation": "elective"}


def row_for(definition: object, **changes: Any) -> Finding:
    """What is said of the stack when this is its definition, pinned and served."""
    body = definition if isinstance(definition, bytes) else json.dumps(definition).encode()
    aligned = achievement(alignment=[{**ALIGNMENT, **changes}])
    badge = signed_badge(
        credentialSubject=subject(achievement=aligned),
        relatedResource=[{"id": STACK, "digestSRI": sri(body)}],
    )
    report = verify(badge, Verifier(fetcher=Issuers({STACK: body}), check_evidence=True))
    assert report.state.value == "valid"
    (row,) = [f for f in report.findings if f.check == "stack.alignment"]
    assert row.path == "/credentialSubject/achievement/alignment/0"
    return row


def test_a_stack_that_lists_the_achievement_passes() -> None:
    """With the same designation."""
    assert row_for({"id": STACK, "pool": [MEMBER]}).outcome is Outcome.PASSED


@pytest.mark.parametrize(
    ("definition", "words"),
    [
        ({"id": STACK, "pool": []}, "does not list"),
        ({"id": STACK, "pool": [{**MEMBER, "achievement": "urn:x:other"}]}, "does not list"),
        ({"id": STACK}, "does not list"),
        ({"id": STACK, "pool": "all"}, "does not list"),
        ({"id": STACK, "pool": [None, "x"]}, "does not list"),
        ([], "does not list"),
        ({"pool": [{**MEMBER, "designation": "core"}]}, "as 'core' only"),
        ({"pool": [{"achievement": MEMBER["achievement"]}]}, "as '' only"),
        (b"<html>", "cannot be read"),
        (b'{"pool": 1, "pool": 2}', "cannot be read"),
    ],
)
def test_a_claim_that_the_definition_does_not_bear_out_is_a_warning(
    definition: object, words: str
) -> None:
    """A badge cannot put itself into a stack."""
    row = row_for(definition)
    assert row.outcome is Outcome.WARNING
    assert words in row.message


def test_a_stack_whose_definition_was_not_looked_at_is_open() -> None:
    """Not pinned, or pinned and not fetched."""
    district = DistrictSimulator()
    badge = district.award()
    report = Verifier(fetcher=district).verify(badge)
    (row,) = [f for f in report.findings if f.check == "stack.alignment"]
    assert row.outcome is Outcome.INCONCLUSIVE
    report = Verifier(fetcher=district, check_evidence=True).verify(badge)
    (row,) = [f for f in report.findings if f.check == "stack.alignment"]
    assert row.outcome is Outcome.PASSED


def test_an_alignment_to_a_framework_is_no_stack() -> None:
    """Only the type that names a stack is looked at."""
    framework = {**ALIGNMENT, "targetType": "CFItem"}
    badge = signed_badge(credentialSubject=subject(achievement=achievement(alignment=[framework])))
    assert not [f for f in verify(badge).findings if f.check == "stack.alignment"]


def test_the_first_entry_of_the_pool_counts() -> None:
    """The definition is held to its bytes, so its order is a fact."""
    pool = [MEMBER, {**MEMBER, "designation": "core"}]
    assert designation_in({"pool": pool}, MEMBER["achievement"]) == "elective"
