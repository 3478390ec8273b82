"""The order of levels: by points, else by level numbers, never by their place in the file."""

import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verifier.badges import Badge, criterion, level
from tests.verifier.semantics.test_rubric import C1, C2, levels, read, result, three_levels
from verifier import Outcome
from verifier.model import ResultDescription
from verifier.semantics.levels import (
    Comparison,
    Scale,
    compare_levels,
    compare_values,
    level_ranks,
    scale_of,
    value_in_bounds,
)
from verifier.semantics.rubric import check_rubric, rubric_rows

REACHED, BELOW, UNKNOWN = Comparison.REACHED, Comparison.BELOW, Comparison.UNKNOWN


def described(*entries: dict[str, Any]) -> ResultDescription:
    """A criterion with levels a, b, c and so on, which have these members."""
    listed = [
        level(id=f"urn:x:{name}", **entry) for name, entry in zip("abc", entries, strict=False)
    ]
    return ResultDescription.model_validate(criterion(rubricCriterionLevel=listed or None))


@pytest.mark.parametrize(
    ("entries", "answer"),
    [
        ([{"points": "1"}, {"points": "2"}], BELOW),
        ([{"points": "2"}, {"points": "1"}], REACHED),
        ([{"points": "9"}, {"points": "10"}], BELOW),
        ([{"points": "2.50"}, {"points": "2.5"}], UNKNOWN),
        ([{"points": "-1"}, {"points": "0.5"}], BELOW),
        ([{"level": "2"}, {"level": "1"}], REACHED),
        ([{"level": "2", "points": "1"}, {"level": "1", "points": "2"}], BELOW),
        ([{"level": "2", "points": "1"}, {"level": "1", "points": "1"}], REACHED),
        ([{"level": "2", "points": "1"}, {"level": "1"}], REACHED),
        ([{"level": "2", "points": "1"}, {"level": "1", "points": "many"}], REACHED),
        ([{"level": "2.0"}, {"level": "1.0"}], UNKNOWN),
        ([{"level": "high"}, {"level": "low"}], UNKNOWN),
        ([{"level": "1"}, {"level": "1"}], UNKNOWN),
        ([{"points": "1e3"}, {"points": "2"}], UNKNOWN),
        ([{"points": "\u0661"}, {"points": "2"}], UNKNOWN),
        ([{"points": " 1"}, {"points": "2"}], UNKNOWN),
        ([{"points": ""}, {"points": "2"}], UNKNOWN),
        ([{}, {}], UNKNOWN),
        ([{"points": "1"}, {"points": "2"}, {}], UNKNOWN),
    ],
)
def test_levels_compare_by_distinct_points_else_by_distinct_numbers(
    entries: list[dict[str, Any]], answer: Comparison
) -> None:
    """All levels of the criterion must have a distinct number, or there is no order."""
    assert compare_levels("urn:x:a", "urn:x:b", described(*entries)) is answer


def test_the_required_level_is_reached_by_itself() -> None:
    """Whether or not there is an order; and nothing is known of a level that is not there."""
    unordered = described({}, {})
    assert compare_levels("urn:x:a", "urn:x:a", unordered) is REACHED
    ordered = described({"points": "1"}, {"points": "2"})
    assert compare_levels("urn:x:c", "urn:x:a", ordered) is UNKNOWN
    assert compare_levels("urn:x:b", "urn:x:c", ordered) is UNKNOWN
    assert compare_levels(None, "urn:x:a", ordered) is UNKNOWN


def test_a_criterion_without_levels_has_no_ranks() -> None:
    """Nothing to compare."""
    assert level_ranks(described()) == {}


def test_a_scale_at_hand_is_not_made_anew() -> None:
    """Once every result of a criterion sorted its thousand levels and values again."""
    criterion = described({"points": "1"}, {"points": "2"})
    other = scale_of(described({"points": "2"}, {"points": "1"}))
    assert compare_levels("urn:x:a", "urn:x:b", criterion) is BELOW
    assert compare_levels("urn:x:a", "urn:x:b", criterion, other) is REACHED
    allowed = criterion.model_copy(update={"allowed_value": ("A", "B")})
    backwards = Scale({}, {"B": 0, "A": 1})
    assert compare_values("A", "B", allowed) is BELOW
    assert compare_values("A", "B", allowed, backwards) is REACHED
    assert value_in_bounds("A", allowed)
    assert not value_in_bounds("A", allowed, Scale({}, {}))


RANKS = st.sampled_from(["1", "2", "3", "3.5", "10", "", "high", None])


@given(st.lists(st.tuples(RANKS, RANKS), min_size=1, max_size=4), st.data())
def test_the_order_of_arrays_decides_nothing(
    ranks: list[tuple[str | None, str | None]], data: st.DataObject
) -> None:
    """Levels, results and criteria shuffled: the same findings with the same words."""
    listed = [
        {k: v for k, v in level(id=f"{C1}-{n}", points=p, level=at).items() if v is not None}
        for n, (p, at) in enumerate(ranks, start=1)
    ]
    own = [*(entry["id"] for entry in listed), None]
    required = data.draw(st.sampled_from(own))
    names = st.sampled_from([*own, "urn:x:nowhere"])
    criteria = [
        criterion(rubricCriterionLevel=listed, requiredLevel=required),
        criterion(id=C2, rubricCriterionLevel=levels("1", "2", at=C2), valueMax="5"),
    ]
    results = [
        result(data.draw(st.sampled_from([C1, C2, None])), achievedLevel=data.draw(names), value=v)
        for v in data.draw(st.lists(st.sampled_from(["1", "9", None]), min_size=1, max_size=4))
    ]
    assert judged(results, criteria) == judged(
        *shuffled(results, criteria, data.draw(st.integers()))
    )


def judged(results: list[Badge], criteria: list[Badge]) -> object:
    """Everything that is said, without places, and what is shown of each criterion."""
    credential = read(results, *criteria)
    findings = sorted((f.check, f.outcome, f.message) for f in check_rubric(credential))
    shown = sorted(
        (row.criterion.id, str(row.achieved and row.achieved.id), str(row.value), row.met)
        for row in rubric_rows(credential)
    )
    return findings, shown


def shuffled(
    results: list[Badge], criteria: list[Badge], seed: int
) -> tuple[list[Badge], list[Badge]]:
    """The same with every unordered array in another order."""
    chance = random.Random(seed)  # noqa: S311  (an order, not a secret)
    again = [
        {**entry, "rubricCriterionLevel": any_order(entry["rubricCriterionLevel"], chance)}
        for entry in criteria
    ]
    return any_order(results, chance), any_order(again, chance)


def any_order(items: list[Badge], chance: random.Random) -> list[Badge]:
    """The items in some order."""
    return chance.sample(items, len(items))


def test_two_results_for_one_criterion_show_neither() -> None:
    """Once the last one won, so a holder could choose by turning the array round."""
    two = [result(achievedLevel=f"{C1}-2", value="2"), result(achievedLevel=f"{C1}-3", value="3")]
    for given_results in (two, two[::-1]):
        (row,) = rubric_rows(read(given_results, three_levels()))
        assert (row.achieved, row.value, row.status) == (None, None, None)
        assert row.met is Outcome.INCONCLUSIVE


def test_a_row_tells_what_was_required_and_what_was_reached() -> None:
    """In the order of the document, with nothing where the badge says nothing."""
    free = criterion(id=C2, name="Reflection")
    rows = rubric_rows(read([result(achievedLevel=f"{C1}-3", value="3")], three_levels(), free))
    assert [row.criterion.name for row in rows] == ["Criterion", "Reflection"]
    assert rows[0].required is not None
    assert rows[0].achieved is not None
    assert (rows[0].required.name, rows[0].achieved.name) == ("Level 2", "Level 3")
    assert [row.met for row in rows] == [Outcome.PASSED, Outcome.INCONCLUSIVE]
    (row,) = rubric_rows(read([result(C2, value="good")], free))
    assert (row.met, row.value) == (Outcome.NOT_APPLICABLE, "good")
