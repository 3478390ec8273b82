"""What a rule of the VC data model is: it looks at the JSON of any credential or presentation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from verifier import specs
from verifier.report import Finding, Outcome
from verifier.strict_json import JsonObject

Break = tuple[str, str]
"""The place of a thing that breaks a rule (JSON pointer), and the sentence that says how."""


@dataclass(frozen=True, slots=True)
class DataRule:
    """Something that the VC data model demands of a document, whatever it is about.

    Attributes:
        check: stable name.
        demands: what the rule asks for, in one sentence.
        spec: address of the rule.
        breaks: every place where it is broken.
        outcome: `failed`, or `warning` where a reader can live with it.
    """

    check: str
    demands: str
    spec: str
    breaks: Callable[[JsonObject], Iterator[Break]]
    outcome: Outcome = Outcome.FAILED

    def findings(self, document: JsonObject, place: str = "") -> Iterator[Finding]:
        """One finding for each place where the rule is broken; `place` is where the document is."""
        problem = specs.MALFORMED_VALUE if self.outcome is Outcome.FAILED else None
        for path, message in self.breaks(document):
            yield Finding(self.check, self.outcome, message, place + path, self.spec, problem)
