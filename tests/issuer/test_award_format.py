"""An assessment that is not written as it should be: every place is named, all at once."""

from typing import Any

import pytest

from openbadge_issuer import RefusedError, award
from openbadge_issuer.testing import DistrictSimulator
from tests.issuer.refusals import found, refused_award

BASE = "https://sdsm.example/achievements/wait-time/1"


@pytest.mark.parametrize("member", ["validFrom", "validUntil", "awardedDate"])
@pytest.mark.parametrize(
    "time",
    [
        "2026-03-02T15:00:00",
        "2026-03-02",
        "2026-03-02 15:00:00Z",
        "2026-02-30T15:00:00Z",
        "1772463600",
        "",
    ],
)
def test_times_have_a_zone(district: DistrictSimulator, member: str, time: str) -> None:
    """An instant is the same everywhere; a local time is not."""
    ((place, sentence),) = refused_award(district, **{member: time})
    assert place == f"/{member}"
    assert sentence.startswith(f"{member} {time[:40]!r} is not a")


def test_a_time_may_be_in_any_zone(district: DistrictSimulator) -> None:
    """Times are kept exactly as written."""
    times = {
        "validFrom": "2026-03-02T09:00:00.5-06:00",
        "validUntil": "2036-03-02T15:00:00+00:00",
        "awardedDate": "2026-03-01T23:59:59Z",
    }
    badge = award(district.assessment(**times))
    assert {name: badge[name] for name in times} == times


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"validuntil": "2030-01-01T00:00:00Z"}, "/validuntil"),
        ({"valid_until": "2030-01-01T00:00:00Z"}, "/valid_until"),
        ({"evidence": [{"url": "https://sdsm.example/1"}]}, "/evidence/0/url"),
        ({"results": [{"criterion": f"{BASE}#c1", "points": "3"}]}, "/results/0/points"),
        ({"stacks": [{"definition": {}, "designation": "core", "a/b": 1}]}, "/stacks/0/a~1b"),
    ],
)
def test_an_unknown_member_is_named(
    district: DistrictSimulator, changes: dict[str, Any], place: str
) -> None:
    """A mistyped member is refused, never passed over: it may have been the end of validity."""
    (problem,) = refused_award(district, **changes)
    name = place.rpartition("/")[2].replace("~1", "/")
    assert problem == (place, f"{name} is not known here.")


@pytest.mark.parametrize("member", ["issuer", "recipient", "achievement", "validFrom"])
def test_what_must_be_there(district: DistrictSimulator, member: str) -> None:
    """A missing part is named by its place."""
    assessment = district.assessment()
    del assessment[member]
    with pytest.raises(RefusedError) as refusal:
        award(assessment)
    assert found(refusal) == [(f"/{member}", f"{member} is missing.")]


@pytest.mark.parametrize(
    ("changes", "place", "words"),
    [
        ({"achievement": 5}, "/achievement", "an object, or the path of the file"),
        ({"stacks": [{"definition": [], "designation": "core"}]}, "/stacks/0/definition", "path"),
        ({"endorsements": [1]}, "/endorsements/0", "an object, or the path"),
        ({"creditsEarned": 1}, "/creditsEarned", "must be a text"),
        ({"creditsEarned": "one"}, "/creditsEarned", "must be a decimal number as text"),
        ({"creditsEarned": "1.2.3"}, "/creditsEarned", "decimal"),
        ({"creditsEarned": "-1e3"}, "/creditsEarned", "decimal"),
        ({"creditsEarned": "\u0661"}, "/creditsEarned", "decimal"),
        ({"creditsEarned": "9" * 400}, "/creditsEarned", "more digits than readers of badges keep"),
        ({"creditsEarned": "0.12345678901234567890"}, "/creditsEarned", "more digits"),
        ({"creditsEarned": "9007199254740993"}, "/creditsEarned", "more digits"),
        ({"results": [{"criterion": "c1"}]}, "/results/0/criterion", "absolute address"),
        ({"source": {"id": "https://assessors.example"}}, "/source/type", "is missing"),
        ({"issuer": {"id": "did:web:sdsm.example"}}, "/issuer/type", "is missing"),
        ({"recipient": {"name": ""}}, "/recipient/name", "must not be empty"),
    ],
)
def test_a_value_of_the_wrong_kind(
    district: DistrictSimulator, changes: dict[str, Any], place: str, words: str
) -> None:
    """Numbers that a reader would round are refused too; the place is the assessment's own."""
    ((where, sentence),) = refused_award(district, **changes)
    assert where == place
    assert words in sentence


def test_a_status_that_has_no_id(district: DistrictSimulator) -> None:
    """It cannot be completed by itself, since nothing could be said of it."""
    *criteria, overall = district.achievement["resultDescription"]
    nameless = {k: v for k, v in overall.items() if k != "id"}
    broken = {**district.achievement, "resultDescription": [*criteria, nameless]}
    places = [place for place, _ in refused_award(district, achievement=broken)]
    assert "/achievement/resultDescription/2/id" in places


def test_all_problems_are_told_at_once(district: DistrictSimulator) -> None:
    """Whoever mends an assessment wants to mend it once."""
    (lesson,) = district.assessment()["evidence"]
    results = [{"criterion": f"{BASE}#c1", "level": f"{BASE}#c1-partial"}]
    stack = {"definition": district.stack, "designation": "core"}
    with pytest.raises(RefusedError) as refusal:
        award(
            district.assessment(
                recipient={},
                results=results,
                evidence=[{**lesson, "file": "nowhere.mp4"}],
                stacks=[stack, {"definition": "nowhere.json", "designation": "core"}],
                endorsements=["nowhere.json"],
            )
        )
    places = [place for place, _ in found(refusal)]
    assert sorted(places) == [
        "/achievement/resultDescription/1",
        "/endorsements/0",
        "/evidence/0/file",
        "/recipient",
        "/results/0",
        "/stacks/0/designation",
        "/stacks/1/definition",
    ]
    assert all(place in str(refusal.value) for place in places)


def test_the_rubric_is_judged_when_the_badge_has_its_parts(district: DistrictSimulator) -> None:
    """With a part missing, the other parts are told, and the rubric waits."""
    broken = {**district.achievement, "description": ""}
    assert refused_award(district, achievement=broken, results=[], evidence=[{"file": "x"}]) == [
        ("/evidence/0", "Evidence with a file needs an id to pin it."),
        ("/achievement/description", "description must not be empty."),
    ]
