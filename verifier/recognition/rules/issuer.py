"""Whether the policy trusts who issued the badge: local lists, then registries, then endorsements.

Registries are asked when a badge is verified; here only their answers count.
"""

from __future__ import annotations

from verifier.recognition.decision import Answer, Reason
from verifier.recognition.judgement import Case, Judgement

_PATH = "/issuer"


class IssuerRule:
    """Denied, allowed, unknown, or not asked: four different answers."""

    name = "issuer"

    def judge(self, case: Case) -> list[Judgement]:
        """At most one judgement."""
        trusted = case.policy.trusted_issuers
        issuer = case.badge.credential.issuer_id
        who = case.badge.credential.issuer_name or issuer
        if issuer in trusted.deny:
            reason = Reason("ISSUER_DENIED", f"{who} is on the list of refused issuers.", _PATH)
            return [Judgement(Answer.NOT_ACCEPTED, reason)]
        if issuer in trusted.allow:
            return []
        registered = case.report.summary.registered_by if case.report.summary else ()
        if {*trusted.registries, *case.registries} & set(registered):
            return []
        if any(e.endorser in trusted.endorsed_by for e in case.badge.endorsements_of(issuer)):
            return []
        if trusted.registries and _not_asked(case):
            message = f"{who} is not on the local list, and not every registry was asked."
            return [Judgement(Answer.NEEDS_REVIEW, Reason("ISSUER_UNCHECKED", message, _PATH))]
        message = f"{who} is not among the trusted issuers."
        return [Judgement(Answer.NEEDS_REVIEW, Reason("ISSUER_UNRECOGNISED", message, _PATH))]


def _not_asked(case: Case) -> bool:
    """Whether some registry of the policy gave no answer about the issuer."""
    return not set(case.policy.trusted_issuers.registries) <= set(case.report.asked_registries)


PLUGIN = IssuerRule()
