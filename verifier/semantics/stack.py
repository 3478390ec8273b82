"""Whether the stacks that a badge names know it, as far as their definitions are at hand."""

from __future__ import annotations

from collections.abc import Mapping

from verifier import specs
from verifier.errors import DocumentError
from verifier.model import AchievementCredential, Alignment
from verifier.report import Finding, Outcome
from verifier.sentences import say
from verifier.strict_json import JsonObject, parse, pointer


def check_stacks(
    credential: AchievementCredential, definitions: Mapping[str, bytes]
) -> list[Finding]:
    """One `stack.alignment` finding for each stack the badge names.

    The definition decides, the badge only informs: a claim that the definition does not bear out
    is a warning. Does not check: whether a stack is complete.
    """
    return [
        _check(alignment, credential, definitions, index)
        for index, alignment in enumerate(credential.achievement.alignment or ())
        if alignment.is_stack
    ]


def designation_in(definition: JsonObject, achievement: str) -> str | None:
    """The place that a stack definition gives an achievement, or None if it is not in the pool."""
    pool = definition.get("pool")
    for member in pool if isinstance(pool, list) else []:
        if isinstance(member, Mapping) and member.get("achievement") == achievement:
            return str(member.get("designation", ""))
    return None


def _check(
    alignment: Alignment,
    credential: AchievementCredential,
    definitions: Mapping[str, bytes],
    index: int,
) -> Finding:
    outcome, message = _compare(alignment, credential.achievement.id, definitions)
    path = pointer("credentialSubject", "achievement", "alignment", index)
    return Finding("stack.alignment", outcome, message, path, specs.OB + "#alignment")


def _compare(
    alignment: Alignment, achievement: str, definitions: Mapping[str, bytes]
) -> tuple[Outcome, str]:
    name = alignment.target_name
    if alignment.target_url not in definitions:
        return Outcome.INCONCLUSIVE, say(
            "The definition of the stack {stack!r} was not looked at.", stack=name
        )
    try:
        definition = parse(definitions[alignment.target_url])
    except DocumentError as exc:
        return Outcome.WARNING, say(
            "The definition of the stack {stack!r} cannot be read: {reason}",
            stack=name,
            reason=exc.reason,
        )
    known = designation_in(definition, achievement) if isinstance(definition, Mapping) else None
    if known is None:
        return Outcome.WARNING, say(
            "The stack {stack!r} does not list this achievement.", stack=name
        )
    if known != alignment.target_code:
        return Outcome.WARNING, say(
            "The stack {stack!r} lists this achievement as {place!r} only.", stack=name, place=known
        )
    return Outcome.PASSED, say(
        "The stack {stack!r} lists this achievement as {place!r}.", stack=name, place=known
    )
