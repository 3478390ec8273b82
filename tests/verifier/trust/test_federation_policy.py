"""Metadata policies: superiors may only be made stricter, and what breaks a rule is no member."""

from typing import Any

import pytest

from verifier.errors import RegistryError
from verifier.federation_policy import apply_policies, merge_policies


def both(above: dict[str, Any], below: dict[str, Any]) -> Any:
    return merge_policies({"entity": {"x": above}}, {"entity": {"x": below}})


def applied(rules: dict[str, Any], **values: Any) -> Any:
    return apply_policies({"entity": values}, {"entity": {"x": rules}})["entity"]


@pytest.mark.parametrize(
    ("above", "below", "merged"),
    [
        ({}, {"value": 1}, {"value": 1}),
        ({"value": 1}, {"value": 1}, {"value": 1}),
        ({"one_of": ["a", "b"]}, {"one_of": ["b", "c"]}, {"one_of": ["b"]}),
        ({"subset_of": ["a", "b"]}, {"subset_of": ["b", "c"]}, {"subset_of": ["b"]}),
        ({"add": ["a"]}, {"add": ["b", "a"]}, {"add": ["a", "b"]}),
        ({"superset_of": ["a"]}, {"superset_of": ["b"]}, {"superset_of": ["a", "b"]}),
        ({"essential": True}, {"essential": False}, {"essential": True}),
    ],
)
def test_policies_are_merged(above: Any, below: Any, merged: Any) -> None:
    assert both(above, below) == {"entity": {"x": merged}}


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ({"value": 1}, {"value": 2}),
        ({"default": 1}, {"default": 2}),
        ({"one_of": ["a"]}, {"one_of": ["b"]}),
        ({}, {"unheard_of": 1}),
    ],
)
def test_policies_that_contradict_each_other_are_refused(above: Any, below: Any) -> None:
    with pytest.raises(RegistryError):
        both(above, below)


@pytest.mark.parametrize(
    ("rules", "values", "result"),
    [
        ({"value": "b"}, {"x": "a"}, {"x": "b"}),
        ({"value": None}, {"x": "a"}, {}),
        ({"value": None}, {}, {}),
        ({"add": ["b"]}, {"x": ["a", "b"]}, {"x": ["a", "b"]}),
        ({"add": ["b"]}, {}, {"x": ["b"]}),
        ({"default": "d"}, {}, {"x": "d"}),
        ({"default": "d"}, {"x": "a"}, {"x": "a"}),
        ({"subset_of": ["a"]}, {"x": ["a", "b"]}, {"x": ["a"]}),
        ({"superset_of": ["a"]}, {"x": ["a", "b"]}, {"x": ["a", "b"]}),
        ({"one_of": ["a"]}, {"x": "a"}, {"x": "a"}),
        ({"one_of": ["a"]}, {}, {}),
    ],
)
def test_a_policy_is_applied(rules: Any, values: Any, result: Any) -> None:
    assert applied(rules, **values) == result


@pytest.mark.parametrize(
    ("rules", "values"),
    [
        ({"essential": True}, {}),
        ({"one_of": ["a"]}, {"x": "b"}),
        ({"superset_of": ["a"]}, {"x": ["b"]}),
    ],
)
def test_who_breaks_a_rule_is_no_member(rules: Any, values: Any) -> None:
    with pytest.raises(RegistryError):
        applied(rules, **values)


@pytest.mark.parametrize("policy", [7, {"entity": 7}, {"entity": {"x": 7}}])
def test_a_policy_that_cannot_be_read_is_refused(policy: Any) -> None:
    with pytest.raises(RegistryError):
        merge_policies({}, policy)
