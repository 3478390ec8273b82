"""Whatever is sent, there is an answer; and only what was signed as it is gets a good one."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from openbadge_issuer import RefusedError
from openbadge_issuer.credential import derive_credential, issue_credential, issue_enveloped
from tests.credentials.makers import (
    AT,
    GENERAL,
    VC2,
    copy,
    credential,
    presented,
    signed,
    signer,
    verify,
    verify_presentation,
)

SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
NAMES = st.sampled_from(
    ["@context", "id", "type", "issuer", "proof", "credentialSubject", "@value", "@id", "name"]
)
VALUES = st.recursive(
    SCALARS | st.sampled_from([VC2, "VerifiableCredential", "EnvelopedVerifiableCredential"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=12,
)
SLOW = settings(suppress_health_check=[HealthCheck.too_slow])


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a document."""
    yield path
    parts = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    for name, part in parts:
        yield from places(part, (*path, name))


def replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    whole = copy(value)
    if not path:
        return new
    place = whole
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = new
    return whole


CREDENTIAL = signed(credential(name="A name", evidence=[{"type": "Exam", "id": "urn:x:exam"}]))
PRESENTATION = presented(
    {
        "@context": [VC2],
        "type": ["VerifiablePresentation"],
        "holder": signer().did,
        "verifiableCredential": [CREDENTIAL],
    }
)


@SLOW
@given(VALUES)
def test_any_value_has_an_answer(value: Any) -> None:
    assert not verify(value)
    assert not verify_presentation(value)
    if isinstance(value, dict):
        with pytest.raises(RefusedError):
            issue_credential(value, signer=signer(), profile=GENERAL, at=AT)
        with pytest.raises(RefusedError):
            issue_enveloped(value, signer=signer(), profile=GENERAL, at=AT)
        with pytest.raises(RefusedError):
            derive_credential(value, disclose=["/issuer"], profile=GENERAL)


@SLOW
@given(st.sampled_from(list(places(CREDENTIAL))), VALUES)
def test_no_other_value_stands_in_for_one_of_a_credential(path: tuple[Any, ...], new: Any) -> None:
    document = replaced(CREDENTIAL, path, new)
    assert verify(CREDENTIAL)
    assert not verify(document) or same(document, CREDENTIAL)


@SLOW
@given(st.sampled_from(list(places(PRESENTATION))), VALUES)
def test_no_other_value_stands_in_for_one_of_a_presentation(
    path: tuple[Any, ...], new: Any
) -> None:
    document = replaced(PRESENTATION, path, new)
    assert not verify_presentation(document) or same(document, PRESENTATION)


@SLOW
@given(st.sampled_from(list(places(credential()))), VALUES)
def test_whatever_is_issued_verifies(path: tuple[Any, ...], new: Any) -> None:
    document = replaced(credential(), path, new)
    if not isinstance(document, dict):
        return
    try:
        issued = issue_credential(document, signer=signer(), profile=GENERAL, at=AT)
    except RefusedError:
        return
    assert verify(issued).verdict in ("valid", "not_in_force")


def same(one: Any, other: Any) -> bool:
    """Whether two documents say the same to JSON-LD: a list of one is its one item."""
    if isinstance(one, list) and len(one) == 1 and not isinstance(other, list):
        return same(one[0], other)
    if isinstance(other, list) and len(other) == 1 and not isinstance(one, list):
        return same(one, other[0])
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(one[name], other[name]) for name in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return type(one) is type(other) and bool(one == other)
