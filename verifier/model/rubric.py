"""The rubric: what is judged, on which levels, and which level is required."""

from __future__ import annotations

from typing import Annotated

from verifier.model.alignment import Alignment
from verifier.model.base import Address, Listed, Many, Model, Text, Types, includes

STATUS = "Status"


class RubricCriterionLevel(Model):
    """One level of a criterion (https://www.imsglobal.org/spec/ob/v3p0#rubriccriterionlevel)."""

    id: Address
    type: Annotated[Types, includes("RubricCriterionLevel")]
    name: Text
    description: str | None = None
    level: str | None = None
    points: str | None = None
    alignment: Many[Alignment] | None = None


class ResultDescription(Model):
    """One criterion, or an overall result such as a status.

    https://www.imsglobal.org/spec/ob/v3p0#resultdescription
    """

    id: Address
    type: Annotated[Types, includes("ResultDescription")]
    name: Text
    result_type: Text
    rubric_criterion_level: Many[RubricCriterionLevel] | None = None
    required_level: Address | None = None
    allowed_value: Listed[str] | None = None
    required_value: str | None = None
    value_min: str | None = None
    value_max: str | None = None
    alignment: Many[Alignment] | None = None

    @property
    def levels(self) -> tuple[RubricCriterionLevel, ...]:
        """The levels, in no meaningful order: array order is not signed."""
        return self.rubric_criterion_level or ()

    @property
    def is_status(self) -> bool:
        """Whether the result is a status rather than a level or value."""
        return self.result_type == STATUS
