"""What reports say to a person, one file per language; what machines read does not change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from verifier.registry import collect
from verifier.report import Finding, Outcome, State


@dataclass(frozen=True, slots=True)
class Language:
    """One catalogue.

    Attributes:
        name: its code, such as `en`.
        sentences: the first sentence, by state.
        outcomes: the word for each outcome.
        checks: what each check asks, by check or by stage (`proof.*`).
        words: small words that stand in for facts that are missing.
        own_messages: whether findings are shown in their own words (they are English).
    """

    name: str
    sentences: Mapping[State, str]
    outcomes: Mapping[Outcome, str]
    checks: Mapping[str, str]
    words: Mapping[str, str]
    own_messages: bool = False

    def row(self, finding: Finding) -> str:
        """One finding in words: its own, or what was asked and how it came out."""
        if self.own_messages:
            return finding.message
        stage = finding.check.split(".", 1)[0] + ".*"
        asked = self.checks.get(finding.check) or self.checks.get(stage) or finding.check
        return f"{asked}: {self.outcomes[finding.outcome]}."


def language(name: str) -> Language:
    """The catalogue with this code.

    Raises:
        ValueError: there is none.
    """
    found = collect(__name__).get(name)
    if found is None:
        raise ValueError(f"there is no catalogue {name[:20]!r}; there are: {', '.join(names())}")
    return cast("Language", found)


def names() -> tuple[str, ...]:
    """The codes of all catalogues."""
    return tuple(collect(__name__))
