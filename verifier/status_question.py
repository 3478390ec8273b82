"""What is asked about the status of one badge, and a list as far as it was obtained and proven."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar, cast

from verifier import specs
from verifier.badge import SignedBadge
from verifier.canonical import Work
from verifier.carriers import unpack
from verifier.claims import check_end
from verifier.clock import now, parse_timestamp
from verifier.errors import DocumentError, FetchError
from verifier.interfaces import Fetched, Fetcher
from verifier.limits import Limits
from verifier.proof import ProofCheck
from verifier.report import Finding, Outcome
from verifier.sentences import say
from verifier.strict_json import Json, JsonObject

_T = TypeVar("_T")


class StatusUnknownError(Exception):
    """Why a list says nothing about a badge; the message is one plain sentence."""

    def __init__(self, reason: str, problem: str | None = specs.STATUS_VERIFICATION) -> None:
        """Keep the problem type."""
        self.problem = problem
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class StatusList:
    """A list credential that a trusted issuer signed and that is in force.

    Attributes:
        document: the credential, without its proofs.
        subject: its one subject.
        fetched: when it was obtained.
    """

    document: JsonObject
    subject: JsonObject
    fetched: datetime


@dataclass(frozen=True, slots=True)
class StatusQuestion:
    """Whose badge it is, and how lists are obtained and proven.

    Attributes:
        badge_id: the id of the badge.
        issuer: who signed the badge.
        fetcher: the way to lists.
        limits: budgets.
        at: the instant for which to answer.
        delegates: who else may keep the lists of this caller's issuers.
        allow_published_keys: whether signatures by published test keys count.
        read: what was made of lists for other badges of the same call, or why it could not.
        work: what is left of the budget for canonical forms of the same call.
    """

    badge_id: str | None
    issuer: str
    fetcher: Fetcher
    limits: Limits
    at: datetime
    delegates: frozenset[str] = frozenset()
    allow_published_keys: bool = False
    read: dict[tuple[str, str], object] = field(default_factory=dict)
    work: Work | None = None

    def fetch(self, url: str) -> Fetched:
        """A document about status.

        Raises:
            StatusUnknownError: it could not be obtained.
        """
        try:
            return self.fetcher.fetch(url, limit=self.limits.max_document_bytes)
        except FetchError as exc:
            reason = say("The status list could not be obtained. {reason}", reason=exc)
            raise StatusUnknownError(reason, specs.STATUS_RETRIEVAL) from exc

    def once(self, url: str, what: str, make: Callable[[], _T]) -> _T:
        """What is made of the list at an address, the same for all badges of a call.

        Raises:
            StatusUnknownError: it cannot be made, now or before.
        """
        key = (url, what)
        if key not in self.read:
            try:
                self.read[key] = make()
            except StatusUnknownError as exc:
                self.read[key] = exc
        known = self.read[key]
        if isinstance(known, StatusUnknownError):
            raise StatusUnknownError(str(known), known.problem)
        return cast("_T", known)

    def proven_list(self, url: str, kind: str, contexts: tuple[tuple[str, ...], ...]) -> StatusList:
        """The list at an address, if it can be relied on for this badge.

        Args:
            url: the address of the list.
            kind: type of its subject; the type of the credential is this with `Credential`.
            contexts: the context lists that it may have.

        Raises:
            StatusUnknownError: with the reason.
        """
        known = self.once(url, kind, lambda: self._list(url, kind, contexts))
        issuer = _issuer(known.document)
        if issuer != self.issuer and issuer not in self.delegates:
            raise StatusUnknownError(
                say(
                    "The status list is by {issuer}, not by the badge's issuer; whoever trusts it "
                    "must name it (--status-delegate).",
                    issuer=issuer,
                )
            )
        return known

    def _list(self, url: str, kind: str, contexts: tuple[tuple[str, ...], ...]) -> StatusList:
        fetched = self.fetch(url)
        try:
            signed = unpack(fetched.body, self.limits)
        except DocumentError as exc:
            reason = say(
                "What {url} answered is no status list. {reason}", url=url, reason=exc.reason
            )
            raise StatusUnknownError(reason, specs.STATUS_RETRIEVAL) from exc
        _check_shape(signed.document, kind, contexts)
        obtained = _obtained(fetched)
        self._check_proof(signed, obtained)
        self._check_times(signed.document, obtained)
        subject = signed.document["credentialSubject"]
        assert isinstance(subject, dict)  # noqa: S101  (_check_shape has looked)
        return StatusList(signed.document, subject, obtained)

    def _check_proof(self, signed: SignedBadge, obtained: datetime) -> None:
        """Lists are signed anew all the time: their proof may be younger than `at`."""
        instant = max(self.at, obtained)
        check = ProofCheck(
            self.fetcher, self.limits, instant, self.allow_published_keys, work=self.work
        )
        proven, findings = check.check(signed)
        if proven is None or proven.partial:
            wrong = [f for f in findings if f.outcome not in (Outcome.PASSED, Outcome.WARNING)]
            why = wrong[0].message if wrong else "It shows only parts of itself."
            raise StatusUnknownError(
                say("The status list cannot be relied on. {reason}", reason=why)
            )
        if signed.token is not None:
            for finding in check_end(signed.token, self.at):
                if finding.outcome is not Outcome.PASSED:
                    raise StatusUnknownError(
                        say("The status list has ended. {reason}", reason=finding.message)
                    )

    def _check_times(self, document: JsonObject, obtained: datetime) -> None:
        for name in ("validUntil", "expirationDate"):
            ends = _instant(document, name)
            if ends is not None and ends < self.at:
                message = say(
                    "The status list is out of date: it was good until {time}.", time=document[name]
                )
                raise StatusUnknownError(message)
        for name in ("validFrom", "issuanceDate"):
            starts = _instant(document, name)
            if starts is not None and starts > obtained + self.limits.clock_skew:
                message = say("The status list is not in force before {time}.", time=document[name])
                raise StatusUnknownError(message)


def unknown(path: str, exc: StatusUnknownError, spec: str) -> Finding:
    """`status.list` for an entry that could not be looked up."""
    return Finding("status.list", Outcome.INCONCLUSIVE, str(exc), path, spec, exc.problem)


def elsewhere(listed: StatusList, url: str, path: str, spec: str) -> list[Finding]:
    """`status.list` for a list that says that it lies at another address: it clears no badge."""
    own = listed.document.get("id")
    if own in (None, url):
        return []
    message = f"The list at {url} says that its address is {str(own)[:120]}."
    return [unknown(path, StatusUnknownError(message), spec)]


def _check_shape(document: JsonObject, kind: str, contexts: tuple[tuple[str, ...], ...]) -> None:
    context = document.get("@context")
    if not isinstance(context, list) or tuple(map(str, context)) not in contexts:
        raise StatusUnknownError("The status list has contexts that lists do not have.")
    types = document.get("type")
    if not isinstance(types, list) or set(map(str, types)) != {
        "VerifiableCredential",
        f"{kind}Credential",
    }:
        raise StatusUnknownError(f"What the badge names as its status list is no {kind}Credential.")
    subject = document.get("credentialSubject")
    if not isinstance(subject, dict) or subject.get("type") not in (kind, [kind]):
        raise StatusUnknownError(f"The status list is not about a {kind}.")
    if "credentialStatus" in document:
        raise StatusUnknownError(
            "The status list has a status of its own, which is never followed."
        )


def _obtained(fetched: Fetched) -> datetime:
    try:
        return parse_timestamp(fetched.fetched) if fetched.fetched else now()
    except ValueError:
        return now()


def _instant(document: JsonObject, name: str) -> datetime | None:
    if name not in document:
        return None
    try:
        return parse_timestamp(str(document[name]))
    except ValueError as exc:
        raise StatusUnknownError(f"The status list has a {name} that is no time.") from exc


def _issuer(document: JsonObject) -> Json:
    issuer = document.get("issuer")
    return issuer.get("id") if isinstance(issuer, dict) else issuer
