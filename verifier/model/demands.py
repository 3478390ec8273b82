"""What a value would have to be, as the end of a sentence that begins with its name."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic_core import ErrorDetails

from verifier.model.base import DEMANDS

_KINDS: Mapping[str, str] = {
    "missing": "is missing",
    "extra_forbidden": "is not known here",
    "string_type": "must be a text",
    "string_too_short": "must not be empty",
    "too_short": "must not be empty",
    "bool_type": "must be true or false",
    "int_type": "must be a number",
    "float_type": "must be a number",
    "tuple_type": "must be a list",
    "dict_type": "must be an object",
    "model_type": "must be an object",
    "model_attributes_type": "must be an object",
}


def demand(problem: ErrorDetails, own: Mapping[str, str] | None = None) -> str:
    """The demand that a value broke.

    Args:
        problem: one error of pydantic's.
        own: other words of the caller, by pydantic's kind of error.
    """
    context, kind = problem.get("ctx", {}), problem["type"]
    words = DEMANDS.get(str(context.get("pattern"))) or {**_KINDS, **(own or {})}.get(kind)
    if words is not None:
        return words
    said = problem["msg"].removeprefix("Value error, ")
    return said.replace("Input should be", "must be", 1)
