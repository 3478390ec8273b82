"""Whatever the bytes, the answer is a report."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbadge_issuer.testing import DistrictSimulator
from verifier import Report, State, Verifier, read_registries
from verifier.errors import VerifierError

DISTRICT = DistrictSimulator()
BADGE: dict[str, Any] = json.loads(DISTRICT.award(status=True))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


def answer(data: bytes | str) -> Report:
    registries = read_registries('{"registry": {}}')
    return Verifier(fetcher=DISTRICT, registries=registries, refresh=True).verify(data)


@given(st.binary())
def test_bytes(data: bytes) -> None:
    assert not answer(data)


@given(JSON)
def test_json(value: Any) -> None:
    assert not answer(json.dumps(value))


@given(st.sampled_from(sorted(BADGE)), JSON)
def test_a_badge_with_one_member_exchanged_is_never_valid(name: str, value: Any) -> None:
    if value == BADGE[name]:
        return
    report = answer(json.dumps({**BADGE, name: value}))
    assert report.state not in (State.VALID, State.ISSUER_UNRECOGNISED)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_a_list_of_registries_is_read_or_refused(data: bytes) -> None:
    try:
        found = read_registries(data)
    except VerifierError:
        return
    assert all(registry.name for registry in found)


@pytest.mark.parametrize("members", [{}, {"version": 1}, {"version": 2}, {"version": 1, "at": 7}])
def test_a_report_that_is_none_is_a_value_error(members: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="report"):
        Report.from_dict(members)


def test_a_report_cannot_be_made_to_lie() -> None:
    document = answer(json.dumps({**BADGE, "name": "Forged"})).to_dict()
    document["verdict"], document["state"] = "valid", "valid"
    with pytest.raises(ValueError, match="verdict"):
        Report.from_dict(document)
