"""Whether a badge was withdrawn or put on hold: one file per status method."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from verifier import specs
from verifier.registry import collect
from verifier.report import Finding, Outcome
from verifier.sentences import say
from verifier.strict_json import Json, JsonObject, pointer

if TYPE_CHECKING:
    from verifier.interfaces import StatusMethod
    from verifier.status_question import StatusQuestion


def check_status(document: JsonObject, question: StatusQuestion) -> list[Finding]:
    """The findings of every status entry of a proven badge; none is ever skipped."""
    value = document.get("credentialStatus")
    if value is None:
        return []
    entries = value if isinstance(value, list) else [value]
    most = question.limits.max_status_entries
    if len(entries) > most:
        message = f"The badge has {len(entries)} status entries; no more than {most} are looked up."
        return [_unknown(message, "/credentialStatus")]
    findings: list[Finding] = []
    for index, entry in enumerate(entries):
        path = "/credentialStatus" + (pointer(index) if isinstance(value, list) else "")
        findings += _check(entry, path, question)
    return findings


def _check(entry: Json, path: str, question: StatusQuestion) -> list[Finding]:
    kind = entry.get("type") if isinstance(entry, Mapping) else None
    name = kind[0] if isinstance(kind, list) and len(kind) == 1 else kind
    method = collect(__name__).get(name) if isinstance(name, str) else None
    if method is None or not isinstance(entry, Mapping):
        shown = str(name)[:60] if isinstance(name, str) else "a status of no type"
        message = say(
            "Whether the badge was withdrawn could not be checked: {kind} is not known.", kind=shown
        )
        return [_unknown(message, path)]
    return cast("StatusMethod", method).check(entry, path, question)


def _unknown(message: str, path: str) -> Finding:
    return Finding("status.list", Outcome.INCONCLUSIVE, message, path, specs.VC_STATUS)
