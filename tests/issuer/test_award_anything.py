"""No value at any place of an assessment makes award or issue fail without a reason."""

import copy
from collections.abc import Iterator
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from openbadge_issuer import RefusedError, award, issue
from openbadge_issuer.testing import DistrictSimulator

BASE = "https://sdsm.example/achievements/wait-time/1"


def places_in(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a document, as the parts of its pointer."""
    if path:
        yield path
    if isinstance(value, dict):
        for name, part in value.items():
            yield from places_in(part, (*path, name))
    if isinstance(value, list):
        for index, part in enumerate(value):
            yield from places_in(part, (*path, index))


DISTRICT = DistrictSimulator()
ASSESSMENT = DISTRICT.assessment(
    validUntil="2036-03-02T15:00:00Z",
    evidence=[{"id": f"{BASE}/lesson", "name": "Lesson", "supports": [f"{BASE}#c1"]}],
)
ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text()
    | st.sampled_from(["Failed", "Status", "eyJ", "a:b", BASE, "2026-03-02", "../x", "1e9"]),
    lambda parts: (
        st.lists(parts, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "@context", "@id", "name", ""]), parts)
    ),
    max_leaves=5,
)


@given(place=st.sampled_from(list(places_in(ASSESSMENT))), odd=ODD)
def test_whatever_is_changed_there_is_a_badge_or_a_reason(
    place: tuple[str | int, ...], odd: object
) -> None:
    """No value at any place of an assessment makes award or issue fail in another way."""
    assessment: Any = copy.deepcopy(ASSESSMENT)
    inner = assessment
    for part in place[:-1]:
        inner = inner[part]
    inner[place[-1]] = odd
    assert all(sentence.endswith(".") for sentence in why_not(assessment))


def why_not(assessment: dict[str, Any]) -> list[str]:
    """What is said against an assessment; nothing if it becomes a badge."""
    try:
        issue(award(assessment), signer=DISTRICT.signer)
    except RefusedError as exc:
        return [problem.message for problem in exc.problems]
    return []
