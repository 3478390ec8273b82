"""Whether the policy trusts who issued the badge: local lists first."""

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
        if trusted.registries or trusted.endorsed_by:
            message = f"{who} is not on the local list, and the registries were not asked."
            return [Judgement(Answer.NEEDS_REVIEW, Reason("ISSUER_UNCHECKED", message, _PATH))]
        message = f"{who} is not on the list of trusted issuers."
        return [Judgement(Answer.NEEDS_REVIEW, Reason("ISSUER_UNRECOGNISED", message, _PATH))]


PLUGIN = IssuerRule()
