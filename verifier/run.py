"""What holds for one call of a verifier: the question, the budgets, and what was fetched so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from verifier.badge import ProvenDocument
from verifier.canonical import Contexts, Work
from verifier.fetch import Tracing
from verifier.limits import Limits
from verifier.outline import id_of
from verifier.proof import ProofCheck
from verifier.purpose import Purpose
from verifier.standing import Asked
from verifier.status_question import StatusQuestion


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One call.

    Attributes:
        at: the instant for which to answer.
        trace: the way to documents, which keeps account of them.
        limits: budgets against hostile files.
        contexts: what may stand in a `@context` beside the pinned addresses.
        allow_test_keys: whether signatures by published test keys count.
        delegates: who may keep status lists for issuers other than themselves.
        work: what is left of the budget for canonical forms.
        recipient: the person that the badge should be about, if that is asked.
        challenge: what was given to the holder, if anything.
        domain: where the holder was to present, if anywhere.
        status: whether status lists are looked up.
        lists: what was made of status lists.
        registers: what registries have read.
    """

    at: datetime
    trace: Tracing
    limits: Limits
    contexts: Contexts
    allow_test_keys: bool
    delegates: frozenset[str]
    work: Work
    recipient: str | None = None
    challenge: str | None = None
    domain: str | None = None
    status: bool = True
    lists: dict[tuple[str, str], object] = field(default_factory=dict)
    registers: dict[object, object] = field(default_factory=dict)

    @property
    def asked(self) -> Asked:
        """How registries are asked."""
        return Asked(self.trace, self.limits, self.at, self.registers)

    def proofs(self, purpose: Purpose) -> ProofCheck:
        """The check of proofs that were made for a purpose."""
        keys = self.allow_test_keys
        return ProofCheck(self.trace, self.limits, self.at, keys, purpose, self.contexts, self.work)

    def status_question(self, proven: ProvenDocument) -> StatusQuestion:
        """What is asked about the status of a document."""
        return StatusQuestion(
            badge_id=id_of(proven.document),
            issuer=proven.issuer_id,
            fetcher=self.trace,
            limits=self.limits,
            at=self.at,
            delegates=self.delegates,
            allow_published_keys=self.allow_test_keys,
            read=self.lists,
            work=self.work,
        )
