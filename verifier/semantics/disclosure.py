"""What a badge that shows only parts of itself leaves open: not wrong, but not to be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from verifier.report import Finding, Outcome
from verifier.strict_json import Json, JsonObject

_RUBRIC = {
    ("rubric.link", Outcome.FAILED),
    ("rubric.level", Outcome.FAILED),
    ("rubric.level", Outcome.WARNING),
    ("rubric.complete", Outcome.WARNING),
}
_MODEL = ("schema.model", Outcome.FAILED)


def as_undisclosed(findings: Iterable[Finding], document: JsonObject) -> list[Finding]:
    """The findings about a badge of which the holder shows only parts.

    A result whose criterion or level is not there, and a part that Open Badges requires and that
    is not there, are `inconclusive`: they may be among the parts that are not disclosed. What is
    there and wrong stays wrong.
    """
    return [_judge(finding, document) for finding in findings]


def _judge(finding: Finding, document: JsonObject) -> Finding:
    kind = (finding.check, finding.outcome)
    if kind in _RUBRIC:
        return _open(finding, finding.check)
    if kind == _MODEL and not _is_there(document, finding.path):
        return _open(finding, "disclosure.model")
    return finding


def _open(finding: Finding, check: str) -> Finding:
    message = f"Not disclosed: {finding.message[:1].lower()}{finding.message[1:]}"
    return replace(
        finding, check=check, outcome=Outcome.INCONCLUSIVE, message=message, problem=None
    )


def _is_there(document: JsonObject, path: str) -> bool:
    value: Json = document
    for part in path.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(value, Mapping) and name in value:
            value = value[name]
        elif isinstance(value, list) and name.isdigit() and int(name) < len(value):
            value = value[int(name)]
        else:
            return False
    return True
