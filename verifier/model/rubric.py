"""The rubric: what is judged, on which levels, and which level is required."""

from __future__ import annotations

from typing import Annotated

from verifier.model.alignment import Alignment
from verifier.model.base import Address, Listed, Many, Maybe, Model, OwnType, Text
from verifier.model.words import ResultType

STATUS = "Status"


class RubricCriterionLevel(Model):
    """One level of a criterion (https://www.imsglobal.org/spec/ob/v3p0#rubriccriterionlevel)."""

    id: Address
    type: Annotated[tuple[str, ...], OwnType("RubricCriterionLevel")]
    name: Text
    description: Maybe[str] = None
    level: Maybe[str] = None
    points: Maybe[str] = None
    alignment: Maybe[Many[Alignment]] = None


class ResultDescription(Model):
    """One criterion, or an overall result such as a status.

    https://www.imsglobal.org/spec/ob/v3p0#resultdescription
    """

    id: Address
    type: Annotated[tuple[str, ...], OwnType("ResultDescription")]
    name: Text
    result_type: ResultType
    rubric_criterion_level: Maybe[Many[RubricCriterionLevel]] = None
    required_level: Maybe[Address] = None
    allowed_value: Maybe[Listed[str]] = None
    required_value: Maybe[str] = None
    value_min: Maybe[str] = None
    value_max: Maybe[str] = None
    alignment: Maybe[Many[Alignment]] = None

    @property
    def levels(self) -> tuple[RubricCriterionLevel, ...]:
        """The levels, in no meaningful order: array order is not signed."""
        return self.rubric_criterion_level or ()

    @property
    def is_status(self) -> bool:
        """Whether the result is a status rather than a level or value."""
        return self.result_type == STATUS
