"""Result: what was achieved on one criterion."""

from __future__ import annotations

from typing import Annotated

from verifier.model.alignment import Alignment
from verifier.model.base import Address, Many, Maybe, Model, OwnType
from verifier.model.words import ResultStatus

__all__ = ["Result", "ResultStatus"]


class Result(Model):
    """What was achieved on one criterion (https://www.imsglobal.org/spec/ob/v3p0#result)."""

    type: Annotated[tuple[str, ...], OwnType("Result")]
    result_description: Maybe[Address] = None
    achieved_level: Maybe[Address] = None
    value: Maybe[str] = None
    status: Maybe[ResultStatus] = None
    alignment: Maybe[Many[Alignment]] = None
