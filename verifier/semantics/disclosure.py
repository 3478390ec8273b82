"""What a badge that shows only parts of itself leaves open: not wrong, but not to be seen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from verifier.report import Finding, Outcome

_OPEN = {
    ("rubric.link", Outcome.FAILED),
    ("rubric.level", Outcome.FAILED),
    ("rubric.level", Outcome.WARNING),
    ("rubric.complete", Outcome.WARNING),
}


def as_undisclosed(findings: Iterable[Finding]) -> list[Finding]:
    """The findings about a rubric of which the holder shows only parts.

    A result whose criterion or level is not there is `inconclusive`: it may be among the parts
    that are not disclosed. Everything else stays.
    """
    return [
        replace(f, outcome=Outcome.INCONCLUSIVE, message=f"Not disclosed: {_lower(f.message)}")
        if (f.check, f.outcome) in _OPEN
        else f
        for f in findings
    ]


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
