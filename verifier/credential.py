"""Verifying credentials of any kind, not only badges: the second flow beside `_pipeline`.

It shares every step with the verifier of badges: proofs, keys, status, validity, presentations. In
the place of the badge's model it has the rules of the VC data model, and a `Profile` says what may
differ from the defaults. Nothing of it is reached from `Verifier`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from verifier import specs
from verifier.badge import ProvenDocument, SignedBadge
from verifier.canonical import Canonicalizer, Work
from verifier.claims import check_end
from verifier.data_model import check_credential, check_presentation
from verifier.data_model.heading import unread_contexts
from verifier.data_model.resources import check_digests
from verifier.data_model.spelling import check_spelling
from verifier.data_model.values import entries
from verifier.errors import DocumentError
from verifier.fetch import Offline, Tracing
from verifier.intake import instant, unreadable, without_proof
from verifier.interfaces import Fetcher
from verifier.limits import Limits
from verifier.opening import as_object, open_document
from verifier.outline import claimed_of, summary_of
from verifier.presentation import check_holder, check_token, holder_of, unsigned
from verifier.profile import Profile
from verifier.purpose import Purpose
from verifier.report import Finding, Outcome, Report, conclude
from verifier.run import Run
from verifier.schema import is_legacy
from verifier.status import check_status
from verifier.strict_json import Json, JsonObject
from verifier.trust import check_issuer
from verifier.validity import check_validity

_MOST_MEMBERS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CredentialVerifier:
    """Verifies credentials and presentations of VC 2.0 and VC 1.1, whatever they are about.

    Attributes:
        profile: what differs from the defaults.
        fetcher: the only way to documents outside the credential; by default there is none.
        limits: budgets against hostile documents.
        status_delegates: who may keep status lists for issuers other than themselves.
    """

    profile: Profile = field(default_factory=Profile)
    fetcher: Fetcher = field(default_factory=Offline)
    limits: Limits = field(default_factory=Limits)
    status_delegates: frozenset[str] = frozenset()

    def verify(
        self,
        credential: Json,
        *,
        at: datetime | None = None,
        challenge: str | None = None,
        domain: str | None = None,
        status: bool = True,
    ) -> Report:
        """Everything that can be said of one credential; never raises for bad input.

        Does not check: what the credential claims, foreign schemas, and who the issuer is.

        Args:
            credential: any JSON value: a credential with proofs, or an envelope.
            at: the instant for which to answer, with a time zone; the present by default.
            challenge: what was given to the holder for this exchange, if anything.
            domain: where the holder was to show it, if anywhere.
            status: whether status lists are looked up; if not, entries are checked for form.

        Raises:
            ValueError: `at` has no time zone.
        """
        run = self._run(at, challenge, domain, status=status)
        try:
            document = as_object(credential, self.limits)
            report = self._credential(self._open(document), run)
        except DocumentError as exc:
            report = Report(run.at, (unreadable(exc),))
        return replace(report, sources=tuple(run.trace.sources))

    def verify_presentation(
        self,
        presentation: Json,
        *,
        at: datetime | None = None,
        challenge: str | None = None,
        domain: str | None = None,
        status: bool = True,
    ) -> Report:
        """A signed presentation, and each credential in it by its own proof (`members`).

        Never raises for bad input. Does not check what `verify` does not, nor that a challenge is
        used once.

        Args:
            presentation: any JSON value: a presentation with proofs, or an envelope.
            at: the instant for which to answer, with a time zone; the present by default.
            challenge: what was given to the holder; None only if nothing was.
            domain: where the holder was to present; None only if no place was named.
            status: whether the status lists of the credentials are looked up.

        Raises:
            ValueError: `at` has no time zone.
        """
        run = self._run(at, challenge, domain, status=status)
        try:
            document = as_object(presentation, self.limits)
            report = self._presentation(self._open(document), run)
        except DocumentError as exc:
            report = Report(run.at, (unreadable(exc),))
        return replace(report, sources=tuple(run.trace.sources))

    def _credential(self, signed: SignedBadge, run: Run) -> Report:
        findings = check_credential(signed.document)
        findings += unread_contexts(signed.document, self.profile.contexts)
        if _objections(findings):
            return _unproven(signed, run, [*findings, *without_proof(signed)])
        purpose = Purpose(challenge=run.challenge, domain=run.domain, exact=True)
        signer = _first_owner(signed) if self.profile.any_key else signed.issuer_id
        proven, proofs = run.proofs(purpose).check(signed, signer)
        proofs = _every_one(proofs)
        findings += _without_owner(proofs) if self.profile.any_key else proofs
        if proven is None or _objections(proofs):
            return _unproven(signed, run, findings)
        if signed.token is not None:
            findings += check_end(signed.token, run.at)
        findings += self._content(proven, run)
        standings = check_issuer(proven.issuer_id, (), run.asked)
        summary = summary_of(proven, standings, signed.token)
        return Report(run.at, conclude(findings), summary=summary)

    def _content(self, proven: ProvenDocument, run: Run) -> list[Finding]:
        """Everything about a proven credential; nothing here ends the matter."""
        document = proven.document
        legacy = is_legacy(document)
        dataset = Canonicalizer(self.limits, self.profile.contexts, run.work).dataset(document)
        findings = [*check_spelling(document, dataset)]
        findings += check_validity(document, run.at, self.limits, legacy=legacy)
        findings += check_digests(document, self.profile.resource)
        if run.status:
            findings += check_status(document, run.status_question(proven))
        return findings

    def _presentation(self, signed: SignedBadge, run: Run) -> Report:
        findings = check_presentation(signed.document)
        findings += unread_contexts(signed.document, self.profile.contexts)
        if _objections(findings):
            return _unproven(signed, run, [*findings, *without_proof(signed)])
        if not signed.proofs and signed.token is None:
            return _unproven(signed, run, [*findings, unsigned(expected=True)])
        reports = tuple(self._member(entry, run) for entry in self._members(signed.document))
        purpose = Purpose(
            "authentication", "holder", run.challenge, run.domain, self.profile.unnamed_exchange
        )
        proven, proofs = run.proofs(purpose).check(signed, holder_of(signed))
        findings += [*_every_one(proofs), *check_token(signed, run.at, self.limits)]
        if proven is not None:
            findings += check_holder(proven, reports)
        claimed = claimed_of(signed.document, holder_of(signed))
        return Report(run.at, conclude(findings), claimed=claimed, members=reports)

    def _members(self, document: JsonObject) -> list[JsonObject]:
        held = [e for _, e in entries(document, "verifiableCredential") if isinstance(e, Mapping)]
        if len(held) > _MOST_MEMBERS:
            message = f"The presentation holds more than {_MOST_MEMBERS} credentials."
            raise DocumentError("/verifiableCredential", message)
        return held

    def _member(self, entry: JsonObject, run: Run) -> Report:
        """The report of one credential, by its own proof and nothing else."""
        try:
            return self._credential(self._open(entry), replace(run, challenge=None, domain=None))
        except DocumentError as exc:
            return Report(run.at, (unreadable(exc),))

    def _open(self, document: JsonObject) -> SignedBadge:
        return open_document(document, self.limits, jwt_claims=self.profile.jwt_claims)

    def _run(
        self, at: datetime | None, challenge: str | None, domain: str | None, *, status: bool
    ) -> Run:
        return Run(
            at=instant(at),
            trace=Tracing(self.fetcher, self.limits.max_fetches, self.limits.fetch_seconds),
            limits=self.limits,
            contexts=self.profile.contexts,
            allow_test_keys=self.profile.allow_test_keys,
            delegates=self.status_delegates,
            work=Work(self.limits.total_canonical_work),
            challenge=challenge,
            domain=domain,
            status=status,
        )


def _unproven(signed: SignedBadge, run: Run, findings: list[Finding]) -> Report:
    return Report(run.at, conclude(findings), claimed=claimed_of(signed.document, signed.issuer_id))


def _objections(findings: list[Finding]) -> list[Finding]:
    return [f for f in findings if f.outcome in (Outcome.FAILED, Outcome.INCONCLUSIVE)]


def _every_one(findings: list[Finding]) -> list[Finding]:
    """A proof that is not understood counts as one that was not checked, also beside others."""
    return [
        replace(finding, outcome=Outcome.INCONCLUSIVE)
        if finding.check == "proof.suite" and finding.outcome is Outcome.WARNING
        else finding
        for finding in findings
    ]


def _first_owner(signed: SignedBadge) -> str | None:
    """Whom the first key belongs to, where it does not matter who that is."""
    method = signed.token.jws.header.get("kid") if signed.token is not None else None
    for proof in signed.proofs:
        if method is None and isinstance(proof, Mapping):
            method = proof.get("verificationMethod")
    owner = method.partition("#")[0] if isinstance(method, str) else None
    return owner or signed.issuer_id


def _without_owner(findings: list[Finding]) -> list[Finding]:
    """Nothing is said of the issuer where anybody's key counts."""
    message = "Whether the key is the issuer's was not asked: nothing is known about who signed."
    asked = [f for f in findings if not (f.check == "issuer.key" and _held(f))]
    if len(asked) == len(findings):
        return findings
    return [*asked, Finding("proof.owner", Outcome.WARNING, message, "/issuer", specs.OB_KEY)]


def _held(finding: Finding) -> bool:
    return finding.outcome in (Outcome.PASSED, Outcome.WARNING)
