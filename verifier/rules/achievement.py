"""What an achievement and its rubric must say to be judged at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from verifier.model import ResultDescription
from verifier.rules.parts import achievements, criteria
from verifier.rules.rule import Break, View

_DECIMAL = re.compile(r"-?[0-9]{1,30}(\.[0-9]{1,30})?")


def silent_criteria(view: View) -> Iterator[Break]:
    """Criteria that say nothing."""
    for path, achievement in achievements(view.credential):
        if achievement.criteria.id is None and achievement.criteria.narrative is None:
            yield path + "/criteria", "criteria must have an id or a narrative."


def dangling_levels(view: View) -> Iterator[Break]:
    """A required level that is no level of its own criterion."""
    for path, criterion in criteria(view.credential):
        required = criterion.required_level
        if required is not None and required not in [level.id for level in criterion.levels]:
            message = f"The level that {criterion.name!r} requires is none of its own levels."
            yield path + "/requiredLevel", message


def unreachable_values(view: View) -> Iterator[Break]:
    """A required value that no result may have."""
    for path, criterion in criteria(view.credential):
        required = criterion.required_value
        if required is not None and not _allowed(required, criterion):
            message = f"{criterion.name!r} requires {required!r}, which it does not allow."
            yield path + "/requiredValue", message


def crossed_bounds(view: View) -> Iterator[Break]:
    """Bounds that leave nothing between them."""
    for path, criterion in criteria(view.credential):
        low, high = _number(criterion.value_min), _number(criterion.value_max)
        if low is not None and high is not None and low > high:
            yield (
                path + "/valueMin",
                f"The lowest value of {criterion.name!r} is above its highest.",
            )


def _allowed(value: str, criterion: ResultDescription) -> bool:
    """Where value or bound is no number, nothing can be said against it."""
    if criterion.allowed_value is not None and value not in criterion.allowed_value:
        return False
    number = _number(value)
    low, high = _number(criterion.value_min), _number(criterion.value_max)
    if number is None:
        return True
    return (low is None or number >= low) and (high is None or number <= high)


def _number(text: str | None) -> Decimal | None:
    return Decimal(text) if text is not None and _DECIMAL.fullmatch(text) else None
