"""What the policy wants a person to look at, beyond what already asks for it."""

from __future__ import annotations

from verifier.recognition.decision import Answer, Reason
from verifier.recognition.judgement import Case, Judgement
from verifier.report import Outcome

_CHECKS = {"DEFINITION_UNAVAILABLE": "stack.alignment", "EVIDENCE_UNCHECKED": "evidence.digest"}


class ReviewRule:
    """A review trigger names a thing that could not be checked."""

    name = "review"

    def judge(self, case: Case) -> list[Judgement]:
        """One judgement for each trigger that applies."""
        judgements = []
        for code in case.policy.review_triggers:
            check = _CHECKS.get(code)
            for finding in case.report.findings:
                if finding.check == check and finding.outcome is Outcome.INCONCLUSIVE:
                    reason = Reason(code, finding.message, finding.path)
                    judgements.append(Judgement(Answer.NEEDS_REVIEW, reason))
                    break
        return judgements


PLUGIN = ReviewRule()
