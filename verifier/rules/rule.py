"""What a rule of the model is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from verifier import specs
from verifier.model import Credential
from verifier.report import Finding, Outcome
from verifier.rules.nodes import Survey, survey

Break = tuple[str, str]
"""The place of a thing that breaks a rule (JSON pointer), and the sentence that says how."""


class View:
    """A credential as the rules see it; what several of them need is worked out once."""

    def __init__(self, credential: Credential) -> None:
        """Take the credential."""
        self.credential = credential

    @cached_property
    def survey(self) -> Survey:
        """Every node with an id."""
        return survey(self.credential)


@dataclass(frozen=True, slots=True)
class Rule:
    """Something that must hold of a credential and that no class of the model can say alone.

    Attributes:
        check: stable name.
        demands: what the rule asks for, in one sentence; the documentation prints it.
        spec: address of the rule.
        breaks: every place where it is broken.
        outcome: `failed`, or `warning` where a reader can live with it; `issue` refuses both.
    """

    check: str
    demands: str
    spec: str
    breaks: Callable[[View], Iterator[Break]]
    outcome: Outcome = Outcome.FAILED

    def findings(self, view: View) -> Iterator[Finding]:
        """One finding for each place where the rule is broken."""
        problem = specs.MALFORMED_VALUE if self.outcome is Outcome.FAILED else None
        for path, message in self.breaks(view):
            yield Finding(self.check, self.outcome, message, path, self.spec, problem)
