"""Which lists of contexts a badge may have: published ones, in an accepted order, no others."""

from itertools import combinations, permutations
from typing import Any

import pytest

from contexts import urls
from tests.verifier.badges import objection, signed_badge, small_badge, unsigned_but_shaped, verify
from verifier.context_list import (
    DATA_INTEGRITY,
    ED25519_2020,
    EXTENSIONS,
    OB_CURRENT,
    OB_OLDER,
    VC1,
    VC2,
)

OPTIONAL = (EXTENSIONS, ED25519_2020, DATA_INTEGRITY)
CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
OB_UNVERSIONED = "https://purl.imsglobal.org/spec/ob/v3p0/context.json"
ACCEPTED = [
    [VC2, badges, *some]
    for badges in (OB_CURRENT, OB_OLDER)
    for number in range(len(OPTIONAL) + 1)
    for some in combinations(OPTIONAL, number)
]


@pytest.mark.parametrize("context", ACCEPTED, ids=len)
def test_an_accepted_list_compiles_and_verifies(context: list[str]) -> None:
    """Every one that is let through can be read: none of them clashes."""
    assert verify(signed_badge(**{"@context": context})).state.value == "valid"


@pytest.mark.parametrize(
    "context",
    [
        *(
            [VC2, OB_CURRENT, *order]
            for order in permutations(OPTIONAL)
            if list(order) != list(OPTIONAL)
        ),
        [OB_CURRENT, VC2],
        [VC2],
        [OB_CURRENT],
        [VC2, VC2, OB_CURRENT],
        [VC2, OB_CURRENT, OB_CURRENT],
        [VC2, OB_CURRENT, OB_OLDER],
        [VC2, OB_UNVERSIONED],
        [VC2, EXTENSIONS, OB_CURRENT],
        [VC2, OB_CURRENT, EXTENSIONS, EXTENSIONS],
        [VC2, OB_CURRENT, VC1],
        [],
        {},
        None,
        VC2,
        7,
    ],
)
def test_another_order_or_set_of_published_contexts_is_wrong(context: Any) -> None:
    """The order gives words their meaning, so it is part of the format."""
    report = verify(unsigned_but_shaped({**small_badge(), "@context": context}))
    assert report.state.value == "invalid_content"
    assert objection(report) == ("jsonld.context", "failed", "/@context")


@pytest.mark.parametrize(
    ("context", "place"),
    [
        ([VC2, OB_CURRENT, "https://a.example/context.json"], "/@context/2"),
        (["https://a.example/context.json"], "/@context/0"),
        ([VC2, OB_CURRENT.replace("https", "http")], "/@context/1"),
        ([VC2 + "#", OB_CURRENT], "/@context/0"),
        ([VC2, OB_CURRENT + "?"], "/@context/1"),
        ([VC2, OB_CURRENT, {"name": "https://schema.org/name"}], "/@context/2"),
        ([VC2, OB_CURRENT, {}], "/@context/2"),
        ([VC2, OB_CURRENT, None], "/@context/2"),
        ([{"@import": VC2}, OB_CURRENT], "/@context/0"),
        ([VC2, [OB_CURRENT]], "/@context/1"),
    ],
)
def test_contexts_that_are_not_carried_are_unsupported(context: Any, place: str) -> None:
    """Inline ones and unknown addresses: nothing is fetched, and the place is named."""
    report = verify(unsigned_but_shaped({**small_badge(), "@context": context}))
    assert report.state.value == "unsupported"
    assert objection(report) == ("jsonld.context", "inconclusive", place)
    assert report.sources == ()


@pytest.mark.parametrize("url", [VC1, OB_UNVERSIONED, CLR])
def test_other_published_contexts_are_carried_for_other_documents(url: str) -> None:
    """Carried does not mean accepted in a badge."""
    assert url in urls()


def test_the_older_format_is_not_wrong() -> None:
    """The contexts of VC 1.1 are accepted; its other rules are its own."""
    report = verify(unsigned_but_shaped({**small_badge(), "@context": [VC1, OB_UNVERSIONED]}))
    assert [f.outcome.value for f in report.findings if f.check == "jsonld.context"] == ["passed"]
    assert report.verdict.value == "invalid"


def test_the_contexts_of_a_portfolio_are_not_those_of_a_badge() -> None:
    """The list is a published one, and a badge may not have it, even signed."""
    report = verify(signed_badge(**{"@context": [VC2, CLR, OB_CURRENT]}))
    assert report.state.value == "invalid_content"
    assert objection(report) == ("schema.model", "failed", "/@context")
