"""Endorsements verified like badges, each with a result of its own that never touches the badge's.

https://www.imsglobal.org/spec/ob/v3p0#verification-and-validation
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from verifier import specs
from verifier.badge import ProvenDocument, SignedBadge, signed_badge
from verifier.claims import check_end
from verifier.context_list import check_context
from verifier.data_model.rows import OWN_ID
from verifier.envelope import signed_document
from verifier.errors import DocumentError
from verifier.limits import Limits
from verifier.proof import ProofCheck
from verifier.report import Finding, Outcome
from verifier.schema import is_legacy
from verifier.semantics.endorsement import Endorsement, Place, places
from verifier.sentences import say
from verifier.standing import Asked
from verifier.status import check_status
from verifier.status_question import StatusQuestion
from verifier.strict_json import Json, JsonObject
from verifier.token import read_token
from verifier.trust import Standings
from verifier.validity import check_validity, unreadable_times

_MOST = 50
_FINE = (Outcome.PASSED, Outcome.WARNING)


@dataclass(frozen=True, slots=True)
class EndorsementCheck:
    """What endorsements are checked with.

    Attributes:
        proofs: the check of proofs.
        status: the question about the status of a proven document.
        standing: how an endorser stands in the registries.
        asked: the instant and budgets.
        looked_at: where endorsements of this badge were checked so far, at any depth.
    """

    proofs: ProofCheck
    status: Callable[[ProvenDocument], StatusQuestion]
    standing: Callable[[str], Standings]
    asked: Asked
    looked_at: list[str] = field(default_factory=list)

    @property
    def limits(self) -> Limits:
        """The budgets."""
        return self.asked.limits

    def check(
        self, document: JsonObject, about: frozenset[str], depth: int = 1
    ) -> tuple[list[Finding], tuple[Endorsement, ...]]:
        """One `endorsement` finding for each, and those that hold.

        Args:
            document: a proven badge, or a proven endorsement.
            about: ids of what endorsements in it may be about.
            depth: 1 for the endorsements of a badge, 2 for those of these, and so on.
        """
        findings: list[Finding] = []
        found: list[Endorsement] = []
        for place in places(document):
            if depth > self.limits.endorsement_depth or len(self.looked_at) >= _MOST:
                message = say("There are more endorsements than are looked at; this one was not.")
                findings.append(_finding(Outcome.INCONCLUSIVE, message, place.path))
                continue
            self.looked_at.append(place.path)
            more, endorsement = self._one(place, about, depth)
            findings += more
            if endorsement is not None:
                found.append(endorsement)
        return findings, tuple(found)

    def _one(
        self, place: Place, about: frozenset[str], depth: int
    ) -> tuple[list[Finding], Endorsement | None]:
        try:
            signed = self._read(place.value)
        except DocumentError as exc:
            message = say("An endorsement cannot be read. {reason}", reason=exc.reason)
            return [_finding(Outcome.FAILED, message, place.path)], None
        proven, findings = self._prove(signed)
        worst = _worst(findings)
        if proven is None or worst is not None:
            return [_rejected(worst or _UNSIGNED, place.path)], None
        subject, comment = _subject(proven.document)
        allowed = about | ({place.within} if place.within else set())
        if subject not in allowed:
            message = say(
                "{endorser} endorses something else: {thing}.",
                endorser=proven.issuer_id,
                thing=str(subject)[:120],
            )
            return [_finding(Outcome.FAILED, message, place.path)], None
        standing = self.standing(proven.issuer_id)
        endorsement = Endorsement(
            path=place.path,
            endorser=proven.issuer_id,
            name=standing.name,
            subject=str(subject),
            comment=comment,
            recognised=_recognised(standing),
        )
        inner, _ = self.check(
            proven.document, frozenset({_text(proven.document, "id"), proven.issuer_id}), depth + 1
        )
        return [_accepted(endorsement, standing, about), *_inside(inner, place.path)], endorsement

    def _read(self, value: Json) -> SignedBadge:
        if isinstance(value, str):
            token = read_token(value.encode("utf-8", "replace"), self.limits)
            return signed_badge(token.document, token)
        if not isinstance(value, Mapping):
            raise DocumentError("", "It is no object and no token.")
        return signed_document(value, self.limits)

    def _prove(self, signed: SignedBadge) -> tuple[ProvenDocument | None, list[Finding]]:
        """Kind, contexts, proofs, time and status, as for a badge."""
        document = signed.document
        shape = _shape(document)
        if shape is not None:
            return None, [shape]
        context = check_context(document, self.proofs.contexts)
        if context.outcome is not Outcome.PASSED:
            return None, [context]
        proven, findings = self.proofs.check(signed)
        if proven is None:
            return None, findings
        if proven.partial:  # its end or its status may be among what is left out
            return None, [_finding(Outcome.INCONCLUSIVE, say("It shows only parts of itself."), "")]
        if signed.token is not None:
            findings += check_end(signed.token, self.asked.at)
        legacy = is_legacy(document)
        findings += [*OWN_ID.findings(document), *unreadable_times(document, legacy=legacy)]
        findings += check_validity(document, self.asked.at, self.limits, legacy=legacy)
        findings += check_status(document, self.status(proven))
        return proven, findings


def _shape(document: JsonObject) -> Finding | None:
    types = document.get("type")
    if isinstance(types, list) and set(map(str, types)) == {
        "VerifiableCredential",
        "EndorsementCredential",
    }:
        return None
    return _finding(Outcome.FAILED, "It is no EndorsementCredential.", "")


def _subject(document: JsonObject) -> tuple[Json, str | None]:
    subject = document.get("credentialSubject")
    if isinstance(subject, list) and len(subject) == 1:
        subject = subject[0]
    if not isinstance(subject, Mapping):
        return None, None
    comment = subject.get("endorsementComment")
    return subject.get("id"), comment if isinstance(comment, str) else None


def _worst(findings: list[Finding]) -> Finding | None:
    """The first failure, else the first thing that could not be checked."""
    bad = [f for f in findings if f.outcome not in _FINE]
    failed = [f for f in bad if f.outcome is Outcome.FAILED]
    return next(iter(failed or bad), None)


def _rejected(worst: Finding, path: str) -> Finding:
    if worst.outcome is Outcome.FAILED:
        message = say("An endorsement does not count. {reason}", reason=worst.message)
    else:
        message = say("An endorsement could not be checked. {reason}", reason=worst.message)
    return _finding(worst.outcome, message, path)


def _accepted(endorsement: Endorsement, standing: Standings, about: frozenset[str]) -> Finding:
    who = endorsement.name or endorsement.endorser
    known = {
        True: say(" ({lists} lists it)", lists=", ".join(standing.matching)),
        False: say(", which is in none of the lists that were asked,"),
        None: say(", about which a list could not be asked,") if standing.unchecked else "",
    }[endorsement.recognised]
    facts = {"who": who, "known": known, "thing": endorsement.subject}
    message = say("{who}{known} endorses {thing}.", **facts)
    if endorsement.comment:
        comment = endorsement.comment[:300]
        message = say("{who}{known} endorses {thing}: {comment}", **facts, comment=comment)
    if endorsement.endorser not in about:
        return _finding(Outcome.PASSED, message, endorsement.path)
    own = say("{sentence} (By the issuer itself.)", sentence=message)
    return _finding(Outcome.WARNING, own, endorsement.path)


def _recognised(standing: Standings) -> bool | None:
    if standing.finding.outcome is Outcome.PASSED:
        return True
    return False if standing.finding.outcome is Outcome.WARNING else None


def _inside(findings: list[Finding], path: str) -> list[Finding]:
    return [_finding(f.outcome, f.message, path + f.path) for f in findings]


def _text(document: JsonObject, name: str) -> str:
    value = document.get(name)
    return value if isinstance(value, str) else ""


def _finding(outcome: Outcome, message: str, path: str) -> Finding:
    return Finding("endorsement", outcome, message, path, specs.OB_VERIFY)


# For a proof that does not hold and has not said why; every one does.
_UNSIGNED = _finding(Outcome.FAILED, "It is not signed by who it names.", "")
