"""The flow of one verification, top to bottom, as Open Badges 3.0 and W3C list the steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from verifier import specs
from verifier.authority import check_authority
from verifier.badge import ProvenDocument, SignedBadge, VerifiedBadge
from verifier.canonical import Contexts, Work
from verifier.carriers import unpack
from verifier.claims import check_end
from verifier.context_list import check_context, given_contexts
from verifier.data_model.rows import OWN_ID
from verifier.endorsements import EndorsementCheck
from verifier.envelope import signed_document
from verifier.errors import DocumentError
from verifier.fetch import Offline, Tracing
from verifier.intake import as_bytes, instant, unreadable, without_proof
from verifier.interfaces import Fetcher, Registry
from verifier.kind import check_kind
from verifier.limits import Limits
from verifier.model import AchievementCredential, ClrCredential
from verifier.outline import claimed_of, endorsable, summary_of
from verifier.portfolio import held_in, is_portfolio
from verifier.presentation import (
    check_holder,
    check_presentation_context,
    check_token,
    empty,
    holder_of,
    is_presentation,
    members,
    not_presented,
    unsigned,
)
from verifier.purpose import ISSUING, Purpose, presenting
from verifier.refresh import REPLACED, fetch_newer, not_asked, refused, with_refresh
from verifier.report import Finding, Outcome, Report, State, conclude
from verifier.run import Run
from verifier.schema import is_legacy, read_as, read_credential
from verifier.semantics.disclosure import as_undisclosed
from verifier.semantics.evidence import check_pins
from verifier.semantics.recipient import check_recipient
from verifier.semantics.rubric import check_credits, check_rubric
from verifier.semantics.stack import check_stacks
from verifier.status import check_status
from verifier.strict_json import Json
from verifier.trust import Standings, check_issuer
from verifier.validity import check_validity


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """Verifies badges; trust is set once here, the question is asked per badge.

    Attributes:
        fetcher: the only way to documents outside the badge; by default there is none.
        limits: budgets against hostile files.
        check_evidence: whether pinned evidence and definitions are fetched and compared.
        allow_test_keys: whether signatures by published test keys count. For tests only.
        registries: who is asked who an issuer is, the most authoritative first.
        status_delegates: who may keep status lists for issuers other than themselves.
        refresh: whether a badge that names a place for a newer copy is looked up there, once.
        contexts: files of contexts beside the pinned ones; reports on badges that use them say so.
    """

    fetcher: Fetcher = field(default_factory=Offline)
    limits: Limits = field(default_factory=Limits)
    check_evidence: bool = False
    allow_test_keys: bool = False
    registries: tuple[Registry, ...] = ()
    status_delegates: frozenset[str] = frozenset()
    refresh: bool = False
    contexts: Contexts = field(default_factory=Contexts)

    def __post_init__(self) -> None:
        """Refuse at once what would break at the first badge whose proof holds."""
        if not isinstance(self.registries, tuple):
            raise TypeError("registries is a tuple, also of one: registries=(local_lists(...),)")
        if not callable(getattr(self.fetcher, "fetch", None)):
            raise TypeError(
                "fetcher is something with a method fetch, such as Offline() or HttpsFetcher()"
            )

    def verify(
        self,
        source: bytes | str,
        *,
        at: datetime | None = None,
        recipient: str | None = None,
        challenge: str | None = None,
        domain: str | None = None,
    ) -> Report:
        """Everything that can be said of one badge file, or of a file of several badges.

        Never raises for bad input, whatever the bytes; what could not be checked is
        `inconclusive` and never silently fine.

        Does not check: what a foreign `credentialSchema` asks.

        Args:
            source: the bytes (or text) of the file.
            at: the instant for which to answer, with a time zone; the present by default.
            recipient: a DID, an e-mail address or another identifier of the person that the badge
                should be about; how it is compared: `verifier.semantics.recipient`.
            challenge: what was given to the holder for this exchange, if anything; a badge without
                a presentation answers it only if its own signature was made for it.
            domain: where the holder was to present, if anywhere; as for `challenge`.

        Raises:
            TypeError: `source` is neither bytes nor text, such as a path or a parsed badge.
            ValueError: `at` has no time zone.
        """
        run = Run(
            at=instant(at),
            trace=Tracing(self.fetcher, self.limits.max_fetches, self.limits.fetch_seconds),
            limits=self.limits,
            contexts=self.contexts,
            allow_test_keys=self.allow_test_keys,
            delegates=self.status_delegates,
            work=Work(self.limits.total_canonical_work),
            recipient=recipient,
            challenge=challenge,
            domain=domain,
        )
        try:
            signed = unpack(as_bytes(source), self.limits)  # OB 3.0 "parse"
        except DocumentError as exc:
            return Report(run.at, (unreadable(exc),))
        if is_presentation(signed.document):
            report = self._presentation(signed, run)
        else:
            report = self._refreshed(signed, self._credential(signed, run, alone=True), run)
        return replace(report, sources=tuple(run.trace.sources))

    def verify_presentation(
        self,
        source: bytes | str,
        *,
        challenge: str | None,
        domain: str | None,
        at: datetime | None = None,
        recipient: str | None = None,
    ) -> Report:
        """A presentation in answer to a challenge; `members` of the report are its badges.

        Never raises for bad input. Does not check that a challenge is used once.

        Args:
            source: the bytes (or text) of the presentation, JSON or token.
            challenge: what was given to the holder; None only if nothing was.
            domain: where the holder was to present; None only if no place was named.
            at: the instant for which to answer, with a time zone; the present by default.
            recipient: the person that the badges should be about.

        Raises:
            TypeError: `source` is neither bytes nor text.
            ValueError: `at` has no time zone.
        """
        report = self.verify(source, at=at, recipient=recipient, challenge=challenge, domain=domain)
        presented = report.members is not None and report.summary is None
        if not presented and report.own_state is not State.MALFORMED:
            return Report(report.at, (not_presented(),), report.sources)
        return report

    def _credential(self, signed: SignedBadge, run: Run, *, alone: bool = False) -> Report:
        """One credential; a portfolio that is proven is opened, and each badge in it has its own.

        Opening no other keeps the work in bounds. Sources are left to the whole. One that is shown
        `alone` has nothing around it that could be made for the exchange in its stead.
        """
        document = signed.document
        proven, findings = self._prove(signed, run, exact=alone)
        if proven is None:
            claimed = claimed_of(document, signed.issuer_id)
            return Report(run.at, conclude(findings), claimed=claimed)
        if signed.token is not None:
            findings += check_end(signed.token, run.at)
        standings = check_issuer(proven.issuer_id, self.registries, run.asked)
        badge, more = self._read(proven, run, standings)
        held = held_in(document) if is_portfolio(document) else None
        return Report(
            run.at,
            conclude([*findings, *more]),
            summary=summary_of(proven, standings, signed.token),
            verified=badge,
            members=None if held is None else tuple(self._member(entry, run) for entry in held),
            asked_registries=standings.answered,
        )

    def _refreshed(self, signed: SignedBadge, report: Report, run: Run) -> Report:
        """The report on the newer copy, if the caller wants it and it is the issuer's own.

        https://www.w3.org/TR/vc-data-model-2.0/#refreshing; any other copy changes nothing.
        """
        if not self.refresh or report.summary is None:
            return report
        copy = fetch_newer(signed, run.trace, self.limits)
        if isinstance(copy, Finding):
            return with_refresh(report, copy)
        newer = self._credential(copy, run)
        if newer.summary is None:
            return with_refresh(report, refused("The newer copy is not proven."))
        return with_refresh(newer, REPLACED)

    def _member(self, entry: Json, run: Run) -> Report:
        """The report of one badge of a portfolio, by its own proof and nothing else."""
        if not isinstance(entry, Mapping):
            message = "This member of the portfolio is no badge (a JSON object is expected)."
            wrong = Finding("parse.type", Outcome.FAILED, message, "", specs.VC_TYPE)
            return Report(run.at, (wrong,))
        try:
            return self._credential(signed_document(entry, self.limits), run)
        except DocumentError as exc:
            return Report(run.at, (unreadable(exc),))

    def _presentation(self, signed: SignedBadge, run: Run) -> Report:
        """A presentation and every credential in it; the worst decides."""
        document = signed.document
        purpose = presenting(run.challenge, run.domain)
        inside = list(members(document, self.limits))
        findings = [f for f in inside if isinstance(f, Finding)]
        reports = tuple(self._credential(m, run) for m in inside if isinstance(m, SignedBadge))
        context = check_presentation_context(document, self.contexts)
        if not signed.proofs and signed.token is None:
            findings.append(unsigned(expected=(run.challenge, run.domain) != (None, None)))
            if not inside:
                findings.append(empty())
        elif context.outcome is not Outcome.PASSED:
            findings.append(context)
        else:
            proven, proofs = run.proofs(purpose).check(signed, holder_of(signed))
            findings += [context, *given_contexts(document, self.contexts), *proofs]
            findings += check_token(signed, run.at, self.limits)
            if proven is not None:
                findings += check_holder(proven, reports)
        claimed = claimed_of(document, holder_of(signed))
        return Report(run.at, conclude(findings), claimed=claimed, members=reports)

    def _endorsement_check(self, run: Run) -> EndorsementCheck:
        return EndorsementCheck(
            proofs=run.proofs(ISSUING),
            status=run.status_question,
            standing=lambda endorser: check_issuer(endorser, self.registries, run.asked),
            asked=run.asked,
        )

    def _prove(
        self, signed: SignedBadge, run: Run, *, exact: bool
    ) -> tuple[ProvenDocument | None, list[Finding]]:
        """Kind, contexts and proofs; any of them may end the matter."""
        kind = check_kind(signed.document)
        if kind is not None:
            return None, [kind]
        context = check_context(signed.document, self.contexts)
        if context.outcome is not Outcome.PASSED:
            return None, [context, *without_proof(signed)]
        purpose = Purpose(challenge=run.challenge, domain=run.domain, exact=exact)
        proven, findings = run.proofs(purpose).check(signed)
        return proven, [context, *given_contexts(signed.document, self.contexts), *findings]

    def _read(
        self, proven: ProvenDocument, run: Run, standings: Standings
    ) -> tuple[VerifiedBadge | None, list[Finding]]:
        """Everything about a proven document; nothing here ends the matter."""
        document = proven.document
        credential: AchievementCredential | ClrCredential | None
        if is_portfolio(document):
            credential, findings = read_as(ClrCredential, document, "portfolio")
        else:
            credential, findings = read_credential(document)
        if proven.partial:
            findings = [*as_undisclosed(findings, document), *OWN_ID.findings(document)]
        findings += check_validity(document, run.at, self.limits, legacy=is_legacy(document))
        findings += check_status(document, run.status_question(proven))
        endorsed, endorsements = self._endorsement_check(run).check(document, endorsable(proven))
        findings += [*endorsed, *not_asked(document), standings.finding]
        if credential is not None and run.recipient is not None:
            findings.append(check_recipient(credential.credential_subject, run.recipient))
        if not isinstance(credential, AchievementCredential):
            return None, findings
        findings.append(check_authority(credential, proven.issuer_id, endorsements, standings))
        rubric = [*check_rubric(credential), *check_credits(credential)]
        findings += as_undisclosed(rubric, document) if proven.partial else rubric
        pins = check_pins(credential, run.trace if self.check_evidence else None, self.limits)
        findings += [*pins.findings, *check_stacks(credential, pins.definitions)]
        badge = VerifiedBadge(document, credential, proven.methods, pins.definitions, endorsements)
        return badge, findings
