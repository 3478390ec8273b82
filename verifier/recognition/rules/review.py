"""What the policy wants a person to look at, beyond what already asks for it."""

from __future__ import annotations

from verifier.recognition.decision import Answer, Reason
from verifier.recognition.judgement import Case, Judgement
from verifier.report import Outcome

CHECKS = {
    "AUTHORITY_NOT_SHOWN": ("issuer.authority", Outcome.WARNING),
    "DEFINITION_UNAVAILABLE": ("stack.alignment", Outcome.INCONCLUSIVE),
    "EVIDENCE_UNCHECKED": ("evidence.digest", Outcome.INCONCLUSIVE),
}


class ReviewRule:
    """A review trigger names a thing that could not be checked, or that nobody vouches for."""

    name = "review"

    def judge(self, case: Case) -> list[Judgement]:
        """One judgement for each trigger that applies."""
        judgements = []
        for code in case.policy.review_triggers:
            for finding in case.report.findings:
                if (finding.check, finding.outcome) == CHECKS.get(code):
                    reason = Reason(code, finding.message, finding.path)
                    judgements.append(Judgement(Answer.NEEDS_REVIEW, reason))
                    break
        return judgements


PLUGIN = ReviewRule()
