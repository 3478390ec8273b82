"""Values of results: their bounds, and what is required of them."""

import pytest

from tests.verifier.badges import Badge, criterion
from tests.verifier.semantics.test_rubric import C1, notable, read, result, three_levels
from verifier import Outcome
from verifier.semantics.rubric import check_rubric, rubric_rows

PASSED, FAILED, INCONCLUSIVE = Outcome.PASSED, Outcome.FAILED, Outcome.INCONCLUSIVE
RESULT = "/credentialSubject/result/0"
BOUNDS = {"valueMin": "0", "valueMax": "12"}


@pytest.mark.parametrize(
    ("bounds", "value", "inside"),
    [
        (BOUNDS, "0", True),
        (BOUNDS, "12.0", True),
        (BOUNDS, "12.01", False),
        (BOUNDS, "-0.5", False),
        (BOUNDS, "ten", False),
        (BOUNDS, "1e1", False),
        (BOUNDS, "٣", False),
        ({"valueMin": "-5"}, "-4", True),
        ({"valueMax": "5"}, "-4", True),
        ({"valueMin": "low", "valueMax": "5"}, "4", True),
        ({"allowedValue": ["A", "B"]}, "A", True),
        ({"allowedValue": ["A", "B"]}, "C", False),
        ({"allowedValue": ["1", "99"], **BOUNDS}, "99", False),
        ({}, "anything", True),
    ],
)
def test_a_value_lies_within_its_bounds(bounds: Badge, value: str, inside: bool) -> None:
    """Bounds are compared as decimal numbers, never as texts."""
    found = notable([result(value=value)], criterion(**bounds))
    assert found == ([] if inside else [("rubric.value", FAILED, f"{RESULT}/value")])


@pytest.mark.parametrize(
    ("rules", "value", "outcome"),
    [
        ({"requiredValue": "9"}, "10", PASSED),
        ({"requiredValue": "9"}, "9.0", PASSED),
        ({"requiredValue": "9"}, "8.99", FAILED),
        ({"requiredValue": "9"}, None, INCONCLUSIVE),
        ({"requiredValue": "B"}, "B", PASSED),
        ({"requiredValue": "B"}, "A", INCONCLUSIVE),
        ({"requiredValue": "B", "allowedValue": ["C", "B", "A"]}, "A", PASSED),
        ({"requiredValue": "B", "allowedValue": ["C", "B", "A"]}, "C", FAILED),
    ],
)
def test_a_required_value_is_compared_in_the_order_that_is_signed(
    rules: Badge, value: str | None, outcome: Outcome
) -> None:
    """Allowed values are an ordered list under the signature; without them numbers compare."""
    findings = check_rubric(read([result(value=value)], criterion(**rules)))
    (required,) = [f.outcome for f in findings if f.check == "rubric.required"]
    assert required is outcome


def test_level_and_value_must_both_be_reached() -> None:
    """The worse of the two answers counts."""
    both = {**three_levels(), "requiredValue": "9"}
    for value, outcome in (("10", PASSED), ("8", FAILED), (None, INCONCLUSIVE)):
        (row,) = rubric_rows(read([result(achievedLevel=f"{C1}-2", value=value)], both))
        assert row.met is outcome
