"""Result: what was achieved on one criterion."""

from __future__ import annotations

from typing import Annotated, Literal

from verifier.model.alignment import Alignment
from verifier.model.base import Address, Many, Model, Types, includes

ResultStatus = Literal[
    "Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"
]


class Result(Model):
    """What was achieved on one criterion (https://www.imsglobal.org/spec/ob/v3p0#result)."""

    type: Annotated[Types, includes("Result")]
    result_description: Address | None = None
    achieved_level: Address | None = None
    value: str | None = None
    status: ResultStatus | None = None
    alignment: Many[Alignment] | None = None
