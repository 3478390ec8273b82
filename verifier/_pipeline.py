"""The flow of one verification, top to bottom, as Open Badges 3.0 and W3C list the steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from verifier import specs
from verifier.badge import ProvenDocument, SignedBadge, VerifiedBadge, signed_badge
from verifier.carriers import unpack
from verifier.clock import now
from verifier.context_list import check_context
from verifier.errors import DocumentError
from verifier.fetch import Offline, Tracing
from verifier.interfaces import Fetcher
from verifier.kind import check_kind
from verifier.limits import Limits
from verifier.model import AchievementCredential, ClrCredential
from verifier.portfolio import is_portfolio, members
from verifier.proof import ProofCheck
from verifier.proof_shape import Rejected, check_present
from verifier.report import Finding, Outcome, Report, conclude
from verifier.schema import is_legacy, read_as, read_credential
from verifier.semantics.endorsement import check_endorsements
from verifier.semantics.evidence import check_pins
from verifier.semantics.recipient import check_recipient
from verifier.semantics.rubric import check_rubric
from verifier.semantics.stack import check_stacks
from verifier.status import check_status
from verifier.strict_json import Json, JsonObject
from verifier.summary import Claimed, Summary
from verifier.validity import check_validity


@dataclass(frozen=True, slots=True, kw_only=True)
class Verifier:
    """Verifies badges; trust is set once here, the question is asked per badge.

    Attributes:
        fetcher: the only way to documents outside the badge; by default there is none.
        limits: budgets against hostile files.
        check_evidence: whether pinned evidence and definitions are fetched and compared.
        allow_test_keys: whether signatures by published test keys count. For tests only.
    """

    fetcher: Fetcher = field(default_factory=Offline)
    limits: Limits = field(default_factory=Limits)
    check_evidence: bool = False
    allow_test_keys: bool = False

    def verify(
        self, source: bytes | str, *, at: datetime | None = None, recipient: str | None = None
    ) -> Report:
        """Everything that can be said of one badge file.

        Never raises for bad input, whatever the bytes; what could not be checked is
        `inconclusive` and never silently fine.

        Does not check yet: status lists, endorsements, registries, proofs other than
        `eddsa-rdfc-2022`, carriers other than JSON. Each is a finding of its own.

        Args:
            source: the bytes (or text) of the file.
            at: the instant for which to answer, with a time zone; the present by default.
            recipient: a DID, an e-mail address or another identifier of the person that the badge
                should be about; how it is compared: `verifier.semantics.recipient`.

        Raises:
            ValueError: `at` has no time zone.
        """
        at = _instant(at)
        data = source.encode("utf-8", "surrogatepass") if isinstance(source, str) else source
        try:
            document = unpack(data, self.limits)  # OB 3.0 "parse"
        except DocumentError as exc:
            return Report(at, (_unreadable(exc),))
        return self._report(document, _Question(at, recipient))

    def _report(self, document: JsonObject, question: _Question) -> Report:
        """One credential; a portfolio that is proven is opened, and each badge in it has its own.

        Opening no other keeps the work in bounds: the portfolio's signature has been checked over
        all that is in it, within the budget of one document.
        """
        trace = Tracing(self.fetcher)
        at = question.at
        proven, findings = self._prove(signed_badge(document), trace, at)
        if proven is None:
            claimed = _claimed(document)
            return Report(at, conclude(findings), tuple(trace.sources), claimed=claimed)
        badge, more = self._read(proven, trace, question)
        held = members(document) if is_portfolio(document) else []
        return Report(
            at,
            conclude([*findings, *more]),
            tuple(trace.sources),
            summary=_summary(proven),
            verified=badge,
            members=tuple(self._member(member, question) for member in held),
        )

    def _member(self, document: Json, question: _Question) -> Report:
        """The report of one badge of a portfolio, by its own proof and nothing else."""
        if isinstance(document, Mapping):
            return self._report(document, question)
        message = "This member of the portfolio is no badge (a JSON object is expected)."
        return Report(
            question.at, (Finding("parse.type", Outcome.FAILED, message, "", specs.VC_TYPE),)
        )

    def _prove(
        self, signed: SignedBadge, trace: Tracing, at: datetime
    ) -> tuple[ProvenDocument | None, list[Finding]]:
        """Kind, contexts and proofs; any of them may end the matter."""
        kind = check_kind(signed.document)
        if kind is not None:
            return None, [kind]
        context = check_context(signed.document)
        if context.outcome is not Outcome.PASSED:
            return None, [context, *_unsigned(signed)]
        check = ProofCheck(trace, self.limits, at, self.allow_test_keys)
        proven, findings = check.check(signed)
        return proven, [context, *findings]

    def _read(
        self, proven: ProvenDocument, trace: Tracing, question: _Question
    ) -> tuple[VerifiedBadge | None, list[Finding]]:
        """Everything about a proven document; nothing here ends the matter."""
        document = proven.document
        credential: AchievementCredential | ClrCredential | None
        if is_portfolio(document):
            credential, findings = read_as(ClrCredential, document, "portfolio")
        else:
            credential, findings = read_credential(document)
        legacy = is_legacy(document)
        findings += check_validity(document, question.at, self.limits, legacy=legacy)
        findings += check_status(document)
        findings += check_endorsements(document)
        findings += _refresh(document)
        findings.append(_registry(proven.issuer_id))
        if credential is not None and question.recipient is not None:
            findings.append(check_recipient(credential.credential_subject, question.recipient))
        if not isinstance(credential, AchievementCredential):
            return None, findings
        findings += check_rubric(credential)
        pins = check_pins(credential, trace if self.check_evidence else None, self.limits)
        findings += pins.findings
        findings += check_stacks(credential, pins.definitions)
        return VerifiedBadge(document, credential, proven.methods, pins.definitions), findings


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked of a badge and of every badge in it: for when, and about whom."""

    at: datetime
    recipient: str | None


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


def _unsigned(signed: SignedBadge) -> list[Finding]:
    try:
        check_present(signed)
    except Rejected as exc:
        return [exc.finding]
    return []


def _refresh(document: JsonObject) -> list[Finding]:
    if "refreshService" not in document:
        return []
    message = "The badge names a place for a newer copy; it was not asked."
    return [
        Finding(
            "refresh.credential",
            Outcome.INCONCLUSIVE,
            message,
            "/refreshService",
            specs.VC_REFRESH,
        )
    ]


def _registry(issuer: str) -> Finding:
    message = f"No list of recognised issuers was asked who {issuer} is."
    return Finding("issuer.registry", Outcome.NOT_APPLICABLE, message, "/issuer", specs.OB_VERIFY)


def _claimed(document: JsonObject) -> Claimed:
    issuer = signed_badge(document).issuer_id
    return Claimed(_text(document, "id"), issuer, _text(document, "name"))


def _summary(proven: ProvenDocument) -> Summary:
    document = proven.document
    subject = _object(document.get("credentialSubject"))
    legacy = is_legacy(document)
    return Summary(
        id=_text(document, "id"),
        name=_text(document, "name") or _text(_object(subject.get("achievement")), "name"),
        issuer_id=proven.issuer_id,
        issuer_name=_text(_object(document.get("issuer")), "name"),
        achievement=_text(_object(subject.get("achievement")), "id"),
        recipient=_text(subject, "id"),
        valid_from=_text(document, "issuanceDate" if legacy else "validFrom"),
        valid_until=_text(document, "expirationDate" if legacy else "validUntil"),
    )


def _object(value: Json) -> JsonObject:
    return value if isinstance(value, Mapping) else {}


def _text(document: JsonObject, name: str) -> str | None:
    value = document.get(name)
    return value if isinstance(value, str) else None
