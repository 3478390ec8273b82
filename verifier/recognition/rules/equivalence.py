"""What the achievement stands for here: exact id first, then alignment, then prefix."""

from __future__ import annotations

from verifier.model import Achievement
from verifier.recognition.decision import Answer, Reason
from verifier.recognition.judgement import Case, Judgement
from verifier.recognition.policy import AchievementRule

_PATH = "/credentialSubject/achievement/id"
_CONDITIONS = {"EVIDENCE_MUST_BE_SHOWN": "The evidence must be shown before it counts."}


class EquivalenceRule:
    """The most specific rule that matches decides; a rule list is never guessed beyond."""

    name = "equivalence"

    def judge(self, case: Case) -> list[Judgement]:
        """What the matching rule says, with its conditions, or what the policy says of unknowns."""
        rule = matching_rule(case.badge.credential.achievement, case.policy.achievement_rules)
        if rule is None:
            return [_unknown(case)]
        judgements = [_known(rule)]
        for code in rule.conditions:
            message = _CONDITIONS.get(code, f"The policy sets the condition {code}.")
            judgements.append(
                Judgement(Answer.ACCEPTED_WITH_CONDITIONS, Reason(code, message, _PATH))
            )
        return judgements


def matching_rule(
    achievement: Achievement, rules: tuple[AchievementRule, ...]
) -> AchievementRule | None:
    """The first rule of the most specific kind that names this achievement."""
    targets = {alignment.target_url for alignment in achievement.alignment or ()}
    kinds = (
        (r for r in rules if r.achievement == achievement.id),
        (r for r in rules if r.alignment is not None and r.alignment in targets),
        (
            r
            for r in rules
            if r.achievement_prefix is not None and achievement.id.startswith(r.achievement_prefix)
        ),
    )
    return next((rule for kind in kinds for rule in kind), None)


def _known(rule: AchievementRule) -> Judgement:
    if rule.equivalent is None:
        message = rule.sentence or "The achievement is known here and has no local equivalent."
        return Judgement(Answer.ACCEPTED, Reason("KNOWN_ACHIEVEMENT", message, _PATH))
    message = rule.sentence or f"The achievement stands for {rule.equivalent} here."
    reason = Reason("EQUIVALENT_ACHIEVEMENT", message, _PATH)
    return Judgement(Answer.ACCEPTED, reason, rule.equivalent)


def _unknown(case: Case) -> Judgement:
    answer = Answer(case.policy.unknown_achievement)
    if answer is Answer.NO_RULE:
        message = "The policy says nothing about this achievement."
        return Judgement(answer, Reason("NO_RULE", message, _PATH))
    message = "The policy does not know this achievement."
    return Judgement(answer, Reason("ACHIEVEMENT_UNKNOWN", message, _PATH))


PLUGIN = EquivalenceRule()
