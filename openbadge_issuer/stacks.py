"""What a badge says of a stack that its achievement counts toward."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from openbadge_issuer.errors import Problem, RefusedError
from verifier.semantics.stack import designation_in
from verifier.strict_json import JsonObject


def check_place(stack: JsonObject, designation: str, achievement: str, path: str) -> None:
    """Whether the stack's own definition gives the achievement this place.

    Args:
        stack: the definition.
        designation: the place that the assessment claims.
        achievement: id of the achievement.
        path: where the assessment names the stack, for the message.

    Raises:
        RefusedError: it does not, or the definition lacks what a badge must say of it.
    """
    definition = path + "/definition"
    if not str(stack.get("id", "")).startswith("https://"):
        raise RefusedError([Problem(definition + "/id", "A stack needs an https address.")])
    if not isinstance(stack.get("name"), str):
        raise RefusedError([Problem(definition + "/name", "A stack needs a name.")])
    listed = designation_in(stack, achievement)
    if listed is None:
        message = f"The stack {stack['id']} does not list this achievement."
        raise RefusedError([Problem(path, message)])
    if listed != designation:
        message = f"The stack lists this achievement as {listed!r}."
        raise RefusedError([Problem(path + "/designation", message)])


def stack_alignment(stack: JsonObject, designation: str) -> dict[str, Any]:
    """The native way to say what an achievement counts toward (`targetType` `ext:Stack`)."""
    program = stack.get("program")
    named = program if isinstance(program, Mapping) else {}
    framework = ", ".join(str(named[key]) for key in ("name", "version") if named.get(key))
    name, version = stack["name"], stack.get("version")
    edition = f", version {version}" if version else ""
    sentence = f"Counts as one {designation} badge of the stack {name}{edition}."
    alignment = {
        "type": ["Alignment"],
        "targetType": "ext:Stack",
        "targetUrl": stack["id"],
        "targetName": name,
        "targetFramework": framework or None,
        "targetCode": designation,
        "targetDescription": sentence,
    }
    return {key: value for key, value in alignment.items() if value is not None}
