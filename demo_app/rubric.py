"""A rubric in the order in which a person reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openbadge_issuer.marking import ordered_levels
from openbadge_issuer.workflow import criteria_of
from verifier.model import ResultDescription, RubricCriterionLevel


def rubric_of(
    achievement: Mapping[str, Any],
) -> list[tuple[ResultDescription, tuple[RubricCriterionLevel, ...]]]:
    """Each criterion with its levels from low to high."""
    return [(criterion, ordered_levels(criterion)) for criterion in criteria_of(achievement)]
