"""Comparing rubric levels and values without ever trusting their position in the file."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum, auto

from verifier.model import Result, ResultDescription

_DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")
_INTEGER = re.compile(r"-?[0-9]{1,30}")


class Comparison(Enum):
    """How an achievement stands to what is required."""

    REACHED = auto()
    BELOW = auto()
    UNKNOWN = auto()


@dataclass(frozen=True, slots=True)
class Scale:
    """The order of a criterion's levels and values, worked out once: many results may name it.

    Attributes:
        ranks: as `level_ranks` gives them.
        places: each allowed value with its place in the list; None where it stands there twice.
    """

    ranks: Mapping[str, Decimal]
    places: Mapping[str, int | None]


def scale_of(criterion: ResultDescription) -> Scale:
    """The scale of a criterion."""
    places: dict[str, int | None] = {}
    for place, value in enumerate(criterion.allowed_value or ()):
        places[value] = None if value in places else place
    return Scale(level_ranks(criterion), places)


def compare_levels(
    achieved: str | None, required: str, criterion: ResultDescription, scale: Scale | None = None
) -> Comparison:
    """By identity, else by distinct decimal points, else by distinct integer levels."""
    if achieved == required:
        return Comparison.REACHED
    ranks = (scale or scale_of(criterion)).ranks
    if achieved is None or achieved not in ranks or required not in ranks:
        return Comparison.UNKNOWN
    return Comparison.REACHED if ranks[achieved] >= ranks[required] else Comparison.BELOW


def level_ranks(criterion: ResultDescription) -> dict[str, Decimal]:
    """A rank for each level id, or nothing where the levels have no order that is signed."""
    levels = criterion.levels
    for texts, pattern in (
        ([level.points for level in levels], _DECIMAL),
        ([level.level for level in levels], _INTEGER),
    ):
        numbers = [Decimal(text) for text in texts if text and pattern.fullmatch(text)]
        if len(set(numbers)) == len(levels):
            return dict(zip((level.id for level in levels), numbers, strict=True))
    return {}


def compare_values(
    value: str | None, required: str, criterion: ResultDescription, scale: Scale | None = None
) -> Comparison:
    """By the signed order of the allowed values, else as decimal numbers."""
    if value is None:
        return Comparison.UNKNOWN
    if criterion.allowed_value is not None:
        places = (scale or scale_of(criterion)).places
        reached_at, required_at = places.get(value), places.get(required)
        if reached_at is None or required_at is None:
            return Comparison.UNKNOWN
        reached = reached_at >= required_at
    elif _DECIMAL.fullmatch(value) and _DECIMAL.fullmatch(required):
        reached = Decimal(value) >= Decimal(required)
    else:
        return Comparison.REACHED if value == required else Comparison.UNKNOWN
    return Comparison.REACHED if reached else Comparison.BELOW


def points_that_differ(result: Result, criterion: ResultDescription) -> str | None:
    """The points of the level that a result names, if its value is other points than these.

    A value that the criterion measures on a scale of its own, such as a percentage, is no points.
    """
    scale = (criterion.allowed_value, criterion.value_min, criterion.value_max)
    if any(scale):
        return None
    points = next((one.points for one in criterion.levels if one.id == result.achieved_level), None)
    value = result.value
    if value is None or points is None or value == points:
        return None
    numbers = _DECIMAL.fullmatch(value) and _DECIMAL.fullmatch(points)
    return None if numbers and Decimal(value) == Decimal(points) else points


def value_in_bounds(value: str, criterion: ResultDescription, scale: Scale | None = None) -> bool:
    """Whether a value is one of the allowed ones and within the bounds, where there are any."""
    allowed = (scale or scale_of(criterion)).places
    if criterion.allowed_value is not None and value not in allowed:
        return False
    low, high = criterion.value_min, criterion.value_max
    if low is None and high is None:
        return True
    if not _DECIMAL.fullmatch(value):
        return False
    number = Decimal(value)
    above = low is None or not _DECIMAL.fullmatch(low) or number >= Decimal(low)
    below = high is None or not _DECIMAL.fullmatch(high) or number <= Decimal(high)
    return above and below
