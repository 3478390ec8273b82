"""Whether the issuer may award this very achievement, as far as anybody says so.

Who may award what is no part of Open Badges 3.0. Three things are looked at: the scope that a
registry gives the issuer, who the badge says created the achievement
(https://www.imsglobal.org/spec/ob/v3p0#achievement), and whether that creator signed an
endorsement of the issuer. An endorsement of the achievement itself is no delegation: whoever
copies the achievement could copy it too.
"""

from __future__ import annotations

from verifier import specs
from verifier.model import Achievement, AchievementCredential, Profile
from verifier.report import Finding, Outcome
from verifier.semantics.endorsement import Endorsement
from verifier.sentences import say
from verifier.trust import Standings

CHECK = "issuer.authority"
_PATH = "/credentialSubject/achievement"


def check_authority(
    credential: AchievementCredential,
    issuer: str,
    endorsements: tuple[Endorsement, ...],
    standings: Standings,
) -> Finding:
    """`issuer.authority`; at most a warning, since nobody has to say who may award what.

    Does not check: that the creator is who the badge says, or that it created the achievement.

    Args:
        credential: a proven badge.
        issuer: who signed it.
        endorsements: those in it that are proven, in force and about it.
        standings: how the issuer stands in the registries.
    """
    achievement = credential.achievement
    outcome, message = _by_scope(achievement, issuer, standings) or _by_creator(
        achievement.creator, issuer, endorsements
    )
    path = _PATH if achievement.creator is None else _PATH + "/creator"
    return Finding(CHECK, outcome, message, path, specs.OB_ACHIEVEMENT)


def _by_scope(
    achievement: Achievement, issuer: str, standings: Standings
) -> tuple[Outcome, str] | None:
    """What the registries say that the issuer may award, if one of them says so."""
    creator = achievement.creator.id if achievement.creator else issuer
    for name, scope in standings.scopes:
        if scope.covers(achievement.id, creator, achievement.achievement_type):
            return Outcome.PASSED, say(
                "{list} says that {issuer} may award this achievement.", list=name, issuer=issuer
            )
    if not standings.scopes:
        return None
    names = ", ".join(name for name, _ in standings.scopes)
    return Outcome.WARNING, say(
        "{lists} lists {issuer} for other achievements than this one.", lists=names, issuer=issuer
    )


def _by_creator(
    creator: Profile | None, issuer: str, endorsements: tuple[Endorsement, ...]
) -> tuple[Outcome, str]:
    if creator is None:
        return Outcome.NOT_APPLICABLE, say("The badge does not say who defined the achievement.")
    if creator.id == issuer:
        return Outcome.PASSED, say("{issuer} awards an achievement of its own.", issuer=issuer)
    who = f"{creator.name} ({creator.id})" if creator.name else creator.id
    if any(e.endorser == creator.id and e.subject == issuer for e in endorsements):
        return Outcome.PASSED, say(
            "{who} defined the achievement and endorses {issuer}.", who=who, issuer=issuer
        )
    message = say(
        "{issuer} awards an achievement defined by {who}; nothing shows that it may.",
        issuer=issuer,
        who=who,
    )
    return Outcome.WARNING, message
