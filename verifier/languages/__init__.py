"""What reports say to a person, one file per language; what machines read does not change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from verifier.registry import collect
from verifier.report import Finding, Outcome, State
from verifier.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Language:
    """One catalogue.

    Attributes:
        name: its code, such as `en`.
        sentences: the first sentence, by state.
        outcomes: the word for each outcome.
        checks: what each check asks, by check or by stage (`proof.*`).
        words: small words that stand in for facts that are missing.
        messages: its sentences, by the English sentence of a finding with its gaps.
        own_messages: whether findings are shown in their own words (they are English).
    """

    name: str
    sentences: Mapping[State, str]
    outcomes: Mapping[Outcome, str]
    checks: Mapping[str, str]
    words: Mapping[str, str]
    messages: Mapping[str, str] = field(default_factory=dict)
    own_messages: bool = False

    def row(self, finding: Finding) -> str:
        """One finding in words.

        A sentence that the catalogue does not have becomes what was asked and how it came out;
        unless all is well, the English words follow, so that nothing is lost.
        """
        if self.own_messages:
            return finding.message
        known = self._translated(finding.message)
        if known is not None:
            return known
        stage = finding.check.split(".", 1)[0] + ".*"
        asked = self.checks.get(finding.check) or self.checks.get(stage) or finding.check
        row = f"{asked}: {self.outcomes[finding.outcome]}."
        if finding.outcome is Outcome.PASSED:
            return row
        return f"{row} {self.words['original'].format(message=finding.message)}"

    def _translated(self, message: str) -> str | None:
        """The catalogue's sentence with the same facts; a fact may be a sentence itself."""
        if not isinstance(message, Sentence) or message.template not in self.messages:
            return None
        facts = {name: self._translated(fact) or fact for name, fact in message.facts.items()}
        return self.messages[message.template].format(**facts)


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
