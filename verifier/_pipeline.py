"""The flow of one verification, top to bottom, as Open Badges 3.0 and W3C list the steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from verifier import specs
from verifier.badge import ProvenDocument, SignedBadge, VerifiedBadge
from verifier.carriers import unpack
from verifier.claims import check_end
from verifier.clock import now
from verifier.context_list import check_context
from verifier.endorsements import EndorsementCheck
from verifier.errors import DocumentError
from verifier.fetch import Offline, Tracing
from verifier.interfaces import Fetcher, Registry
from verifier.kind import check_kind
from verifier.limits import Limits
from verifier.presentation import (
    check_holder,
    check_presentation_context,
    check_token,
    holder_of,
    is_presentation,
    members,
    unsigned,
)
from verifier.proof import ProofCheck
from verifier.purpose import Purpose, presenting
from verifier.refresh import REPLACED, fetch_newer, not_asked, refused, with_refresh
from verifier.report import Claimed, Finding, Outcome, Report, State, Summary, conclude
from verifier.schema import read_credential
from verifier.semantics.disclosure import as_undisclosed
from verifier.semantics.evidence import check_pins
from verifier.semantics.rubric import check_rubric
from verifier.semantics.stack import check_stacks
from verifier.standing import Asked
from verifier.status import check_status
from verifier.status_question import StatusList, StatusQuestion, StatusUnknownError
from verifier.strict_json import Json, JsonObject
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
    """

    fetcher: Fetcher = field(default_factory=Offline)
    limits: Limits = field(default_factory=Limits)
    check_evidence: bool = False
    allow_test_keys: bool = False
    registries: tuple[Registry, ...] = ()
    status_delegates: frozenset[str] = frozenset()
    refresh: bool = False

    def verify(
        self,
        source: bytes | str,
        *,
        at: datetime | None = None,
        challenge: str | None = None,
        domain: str | None = None,
    ) -> Report:
        """Everything that can be said of one badge file, or of a presentation of badges.

        Never raises for bad input, whatever the bytes; what could not be checked is
        `inconclusive` and never silently fine.

        Does not check: whether the issuer may award this very achievement, and what a foreign
        `credentialSchema` asks. Carriers other than JSON and JWT are not read yet.

        Args:
            source: the bytes (or text) of the file.
            at: the instant for which to answer, with a time zone; the present by default.
            challenge: what was given to the holder for this exchange, if anything.
            domain: where the holder was to present, if anywhere.

        Raises:
            ValueError: `at` has no time zone.
        """
        run = self._run(at, challenge, domain)
        try:
            signed = unpack(_bytes(source), self.limits)  # OB 3.0 "parse"
        except DocumentError as exc:
            return Report(run.at, (_unreadable(exc),))
        if is_presentation(signed.document):
            return self._presentation(signed, run)
        report = self._refreshed(signed, self._credential(signed, run), run)
        return replace(report, sources=tuple(run.trace.sources))

    def verify_presentation(
        self,
        source: bytes | str,
        *,
        challenge: str | None,
        domain: str | None,
        at: datetime | None = None,
    ) -> Report:
        """A presentation in answer to a challenge; `members` of the report are its badges.

        Never raises for bad input. Does not check that a challenge is used once: that is the
        caller's, who made it.

        Args:
            source: the bytes (or text) of the presentation, JSON or token.
            challenge: what was given to the holder; None only if nothing was.
            domain: where the holder was to present; None only if no place was named.
            at: the instant for which to answer, with a time zone; the present by default.

        Raises:
            ValueError: `at` has no time zone.
        """
        report = self.verify(source, at=at, challenge=challenge, domain=domain)
        if report.members is None and report.state is not State.MALFORMED:
            message = "This is not a presentation."
            wrong = Finding("parse.type", Outcome.FAILED, message, "/type", specs.VC_PRESENTATION)
            return Report(report.at, (wrong,), report.sources)
        return report

    def _run(self, at: datetime | None, challenge: str | None, domain: str | None) -> _Run:
        return _Run(_instant(at), self._tracing(), challenge, domain)

    def _tracing(self) -> Tracing:
        return Tracing(self.fetcher, self.limits.max_fetches, self.limits.fetch_seconds)

    def _credential(self, signed: SignedBadge, run: _Run) -> Report:
        """One credential; its sources are left to the whole."""
        document = signed.document
        claimed = Claimed(_text(document, "id"), signed.issuer_id, _text(document, "name"))
        proven, findings = self._prove(signed, run)
        if proven is None:
            return Report(run.at, conclude(findings), claimed=claimed)
        if signed.token is not None:
            findings += check_end(signed.token, run.at)
        asked = Asked(run.trace, self.limits, run.at)
        standings = check_issuer(proven.issuer_id, self.registries, asked)
        badge, more = self._read(proven, run, standings)
        findings = [*findings, *more]
        summary = _summary(proven, standings)
        return Report(
            run.at,
            conclude(findings),
            summary=summary,
            verified=badge,
            asked_registries=standings.answered,
        )

    def _refreshed(self, signed: SignedBadge, report: Report, run: _Run) -> Report:
        """The report on the newer copy, if the caller wants it and it is the issuer's own.

        https://www.w3.org/TR/vc-data-model-2.0/#refreshing; a copy that cannot be had or relied
        on leaves everything as it was.
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

    def _presentation(self, signed: SignedBadge, run: _Run) -> Report:
        """A presentation and every credential in it; the worst decides."""
        document = signed.document
        purpose = presenting(run.challenge, run.domain)
        inside = list(members(document, self.limits))
        findings = [f for f in inside if isinstance(f, Finding)]
        reports = tuple(self._credential(m, run) for m in inside if isinstance(m, SignedBadge))
        context = check_presentation_context(document)
        if not signed.proofs and signed.token is None:
            findings.append(unsigned(expected=bool(run.challenge or run.domain)))
            if not inside:
                findings.append(_empty())
        elif context.outcome is not Outcome.PASSED:
            findings.append(context)
        else:
            check = ProofCheck(run.trace, self.limits, run.at, self.allow_test_keys, purpose)
            proven, proofs = check.check(signed, holder_of(signed))
            findings += [context, *proofs, *check_token(signed, run.at, self.limits)]
            if proven is not None:
                findings += check_holder(proven, reports)
        claimed = Claimed(_text(document, "id"), holder_of(signed), None)
        sources = tuple(run.trace.sources)
        return Report(run.at, conclude(findings), sources, claimed=claimed, members=reports)

    def _endorsement_check(self, run: _Run) -> EndorsementCheck:
        asked = Asked(run.trace, self.limits, run.at)
        return EndorsementCheck(
            proofs=ProofCheck(run.trace, self.limits, run.at, self.allow_test_keys),
            status=lambda proven: self._status_question(proven, run),
            standing=lambda endorser: check_issuer(endorser, self.registries, asked),
            asked=asked,
        )

    def _status_question(self, proven: ProvenDocument, run: _Run) -> StatusQuestion:
        return StatusQuestion(
            badge_id=_text(proven.document, "id"),
            issuer=proven.issuer_id,
            fetcher=run.trace,
            limits=self.limits,
            at=run.at,
            delegates=self.status_delegates,
            allow_published_keys=self.allow_test_keys,
            read=run.lists,
        )

    def _prove(self, signed: SignedBadge, run: _Run) -> tuple[ProvenDocument | None, list[Finding]]:
        """Kind, contexts and proofs; any of them may end the matter."""
        kind = check_kind(signed.document)
        if kind is not None:
            return None, [kind]
        context = check_context(signed.document)
        if context.outcome is not Outcome.PASSED:
            return None, [context]
        purpose = Purpose(challenge=run.challenge, domain=run.domain)
        check = ProofCheck(run.trace, self.limits, run.at, self.allow_test_keys, purpose)
        proven, findings = check.check(signed)
        return proven, [context, *findings]

    def _read(
        self, proven: ProvenDocument, run: _Run, standings: Standings
    ) -> tuple[VerifiedBadge | None, list[Finding]]:
        """Everything about a proven document; nothing here ends the matter."""
        document, trace = proven.document, run.trace
        credential, findings = read_credential(document)
        if proven.partial:
            findings = as_undisclosed(findings, document)
        findings += check_validity(document, run.at, self.limits)
        findings += check_status(document, self._status_question(proven, run))
        check = self._endorsement_check(run)
        about = _endorsable(proven)
        endorsed, endorsements = check.check(document, about)
        findings += endorsed
        findings += not_asked(document)
        findings.append(standings.finding)
        if credential is None:
            return None, findings
        rubric = check_rubric(credential)
        findings += as_undisclosed(rubric, document) if proven.partial else rubric
        pins = check_pins(credential, trace if self.check_evidence else None, self.limits)
        findings += pins.findings
        findings += check_stacks(credential, pins.definitions)
        badge = VerifiedBadge(document, credential, proven.methods, pins.definitions, endorsements)
        return badge, findings


@dataclass(frozen=True, slots=True)
class _Run:
    """What holds for one call: the instant, the fetches so far, the exchange."""

    at: datetime
    trace: Tracing
    challenge: str | None
    domain: str | None
    lists: dict[tuple[str, str], StatusList | StatusUnknownError] = field(default_factory=dict)


def _bytes(source: bytes | str) -> bytes:
    return source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source


def _empty() -> Finding:
    message = "The presentation holds no badge, and nobody signed it."
    return Finding("parse.type", Outcome.FAILED, message, "", specs.VC_PRESENTATION, specs.PARSING)


def _instant(at: datetime | None) -> datetime:
    if at is None:
        return now()
    if at.tzinfo is None:
        raise ValueError("`at` must have a time zone")
    return at.astimezone(UTC)


def _unreadable(exc: DocumentError) -> Finding:
    outcome = Outcome.FAILED if exc.supported else Outcome.INCONCLUSIVE
    problem = specs.PARSING if exc.supported else None
    return Finding("parse.json", outcome, exc.reason, exc.path, specs.JSON, problem)


def _summary(proven: ProvenDocument, standings: Standings) -> Summary:
    document = proven.document
    subject = _object(document.get("credentialSubject"))
    return Summary(
        id=_text(document, "id"),
        name=_text(document, "name") or _text(_object(subject.get("achievement")), "name"),
        issuer_id=proven.issuer_id,
        issuer_name=_text(_object(document.get("issuer")), "name"),
        achievement=_text(_object(subject.get("achievement")), "id"),
        recipient=_text(subject, "id"),
        valid_from=_text(document, "validFrom"),
        valid_until=_text(document, "validUntil"),
        registered_name=standings.name,
        registered_by=standings.matching,
    )


def _endorsable(proven: ProvenDocument) -> frozenset[str]:
    """Ids of what endorsements in a badge may be about: itself, its achievement, its issuer."""
    subject = _object(proven.document.get("credentialSubject"))
    named = (_text(proven.document, "id"), _text(_object(subject.get("achievement")), "id"))
    return frozenset({proven.issuer_id, *(name for name in named if name)})


def _object(value: Json) -> JsonObject:
    return value if isinstance(value, Mapping) else {}


def _text(document: JsonObject, name: str) -> str | None:
    value = document.get(name)
    return value if isinstance(value, str) else None
