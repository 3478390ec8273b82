"""Every reason for which no badge is made, with its place in the assessment."""

from typing import Any

import pytest

from openbadge_issuer import IssuerError, NotEarnedError, RefusedError, award
from openbadge_issuer.testing import DistrictSimulator
from tests.issuer.refusals import found, refused_award

BASE = "https://sdsm.example/achievements/wait-time/1"


def level(criterion: str, name: str = "demonstrated") -> dict[str, str]:
    """The assessor's decision: this criterion, on this level."""
    return {"criterion": f"{BASE}#{criterion}", "level": f"{BASE}#{criterion}-{name}"}


def with_criterion(district: DistrictSimulator, **changes: Any) -> dict[str, Any]:
    """The achievement with its first criterion changed."""
    first, *others = district.achievement["resultDescription"]
    changed = {k: v for k, v in {**first, **changes}.items() if v is not ...}
    return {**district.achievement, "resultDescription": [changed, *others]}


def test_a_criterion_without_a_result(district: DistrictSimulator) -> None:
    """Every criterion of the rubric is decided, or there is no badge."""
    assert refused_award(district, results=[level("c1")]) == [
        (
            "/achievement/resultDescription/1",
            "The rubric asks for 'Criterion c2', and the badge has no result for it.",
        )
    ]


def test_two_results_for_one_criterion(district: DistrictSimulator) -> None:
    """Nobody could tell which one was meant."""
    assert refused_award(district, results=[level("c1"), level("c2"), level("c1")]) == [
        ("/achievement/resultDescription/0", "The badge has 2 results for 'Criterion c1'.")
    ]


def test_a_result_for_a_criterion_that_is_not_there(district: DistrictSimulator) -> None:
    """A mistyped criterion is not dropped."""
    assert refused_award(district, results=[level("c1"), level("c2"), level("c3")]) == [
        (
            "/results/2/criterion",
            "A result is about a criterion that this achievement does not have.",
        )
    ]


def test_a_level_of_another_criterion(district: DistrictSimulator) -> None:
    """Also when that level has the right name."""
    mixed = {"criterion": f"{BASE}#c1", "level": f"{BASE}#c2-demonstrated"}
    assert refused_award(district, results=[mixed, level("c2")]) == [
        (
            "/results/0/level",
            "The level achieved for 'Criterion c1' belongs to another criterion.",
        ),
        (
            "/results/0",
            "Whether 'Criterion c1' meets what the rubric requires cannot be told.",
        ),
    ]


def test_a_level_of_no_criterion(district: DistrictSimulator) -> None:
    """A level that the rubric does not have says nothing."""
    places = refused_award(district, results=[level("c1", "superb"), level("c2")])
    assert places[0] == (
        "/results/0/level",
        "The level achieved for 'Criterion c1' is no level of this achievement.",
    )


@pytest.mark.parametrize("name", ["not-yet", "partial"])
def test_a_level_below_the_required_one(district: DistrictSimulator, name: str) -> None:
    """No badge for work that does not reach the rubric, however near."""
    assert refused_award(district, results=[level("c1"), level("c2", name)]) == [
        ("/results/1", "'Criterion c2' is below what the rubric requires.")
    ]


def test_a_level_above_the_required_one_is_fine(district: DistrictSimulator) -> None:
    """Order comes from points, so more than was asked is enough."""
    easy = with_criterion(district, requiredLevel=f"{BASE}#c1-partial")
    results = award(district.assessment(achievement=easy))["credentialSubject"]["result"]
    assert results[0]["achievedLevel"] == f"{BASE}#c1-demonstrated"


def test_levels_without_an_order_cannot_be_compared(district: DistrictSimulator) -> None:
    """The order of a list is not signed, so it never decides."""
    first = district.achievement["resultDescription"][0]
    bare = [
        {k: v for k, v in row.items() if k not in ("level", "points")}
        for row in first["rubricCriterionLevel"]
    ]
    unordered = with_criterion(
        district, rubricCriterionLevel=bare, requiredLevel=f"{BASE}#c1-partial"
    )
    assert refused_award(district, achievement=unordered) == [
        (
            "/results/0",
            "Whether 'Criterion c1' meets what the rubric requires cannot be told.",
        )
    ]


def test_a_criterion_with_levels_is_decided_by_a_level(district: DistrictSimulator) -> None:
    """A number alone is not enough, even where no level is required."""
    free = with_criterion(district, requiredLevel=...)
    number = {"criterion": f"{BASE}#c1", "value": "3"}
    assert refused_award(district, achievement=free, results=[number, level("c2")]) == [
        ("/results/0", "The result for 'Criterion c1' names no level.")
    ]


@pytest.mark.parametrize("value", ["-1", "101", "many", "1e1", ""])
def test_a_value_outside_its_bounds(district: DistrictSimulator, value: str) -> None:
    """Bounds hold, and so does the kind of value."""
    bounded = with_criterion(district, valueMin="0", valueMax="100")
    results = [{**level("c1"), "value": value}, level("c2")]
    places = refused_award(district, achievement=bounded, results=results)
    assert [place for place, _ in places] == ["/results/0/value"]


def test_a_value_that_is_not_the_points_of_the_level(district: DistrictSimulator) -> None:
    """Two readers would see two results."""
    results = [{**level("c1"), "value": "2.5"}, level("c2")]
    message = (
        "The result for 'Criterion c1' has the value '2.5', but the level that it names stands for "
        "'3' points."
    )
    assert refused_award(district, results=results) == [("/results/0/value", message)]


@pytest.mark.parametrize("value", ["0", "99.5", "100"])
def test_a_value_on_its_bounds(district: DistrictSimulator, value: str) -> None:
    """Bounds themselves are inside."""
    bounded = with_criterion(district, valueMin="0", valueMax="100")
    results = [{**level("c1"), "value": value}, level("c2")]
    badge = award(district.assessment(achievement=bounded, results=results))
    assert badge["credentialSubject"]["result"][0]["value"] == value


def test_failed_means_not_earned(district: DistrictSimulator) -> None:
    """A decision, not a mistake: another error, so that a platform can tell them apart."""
    failed = [{**level(name, "partial"), "status": "Failed"} for name in ("c1", "c2")]
    with pytest.raises(NotEarnedError) as refusal:
        award(district.assessment(results=failed))
    assert found(refusal) == [
        (
            f"/results/{index}/status",
            f"The assessment says that {BASE}#{name} was not met, so no badge is made.",
        )
        for index, name in enumerate(("c1", "c2"))
    ]
    assert isinstance(refusal.value, RefusedError)
    assert isinstance(refusal.value, IssuerError)


@pytest.mark.parametrize("status", ["InProgress", "Withdrew", "OnHold", "Provisional", "Enrolled"])
def test_an_unfinished_assessment(district: DistrictSimulator, status: str) -> None:
    """Neither earned nor failed: refused, with the status."""
    results = [{**level("c1"), "status": status}, level("c2")]
    ((place, sentence),) = refused_award(district, results=results)
    assert place == "/results/0/status"
    assert status in sentence


def test_equal_ids(district: DistrictSimulator) -> None:
    """Two things under one id merge in what is signed."""

    def merged(name: str) -> str:
        return f"The id {name} stands for 2 different things."

    same = {"id": "https://sdsm.example/evidence/1"}
    assert ("/evidence", merged(same["id"])) in refused_award(district, evidence=[same, same])
    assert ("/id", merged(BASE)) in refused_award(district, id=BASE)
    twin = with_criterion(district, id=f"{BASE}#c2")
    assert ("/achievement/resultDescription", merged(f"{BASE}#c2")) in refused_award(
        district, achievement=twin
    )
    mine = "urn:uuid:0b6f0b0e-3c0e-4c39-9f0e-7d1e7c6b5a01"
    places = [where for where, _ in refused_award(district, id=mine, recipient={"id": mine})]
    assert places == ["/id"]


def test_evidence_that_is_missing(district: DistrictSimulator) -> None:
    """A badge is not awarded for a file that nobody can open."""
    video = {"id": "https://sdsm.example/evidence/1", "file": "lesson.mp4"}
    assert refused_award(district, evidence=[video]) == [
        (
            "/evidence/0/file",
            "The file lesson.mp4 cannot be opened (No such file or directory).",
        )
    ]


def test_evidence_with_a_file_and_no_id(district: DistrictSimulator) -> None:
    """There is nothing to pin it by."""
    assert refused_award(district, evidence=[{"file": "lesson.mp4"}]) == [
        ("/evidence/0", "Evidence with a file needs an id to pin it.")
    ]
