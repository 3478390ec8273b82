"""Whether the award is recent enough."""

from __future__ import annotations

from verifier.clock import parse_timestamp
from verifier.duration import parse_duration
from verifier.recognition.decision import Answer, Reason
from verifier.recognition.judgement import Case, Judgement


class AgeRule:
    """Counts from the award (`awardedDate`, else `validFrom`); the last instant counts."""

    name = "age"

    def judge(self, case: Case) -> list[Judgement]:
        """At most one judgement."""
        limit = case.policy.age_limit
        awarded = case.badge.credential.awarded
        if limit is None or case.at <= parse_duration(limit).after(parse_timestamp(awarded)):
            return []
        message = f"The badge was awarded on {awarded[:10]}, longer ago than {limit} allows."
        return [Judgement(Answer.NOT_ACCEPTED, Reason("TOO_OLD", message, "/awardedDate"))]


PLUGIN = AgeRule()
