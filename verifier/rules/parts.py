"""Where the parts of a credential stand, whatever kind of credential it is."""

from __future__ import annotations

from collections.abc import Iterator

from verifier.model import (
    Achievement,
    AchievementCredential,
    ClrCredential,
    Credential,
    ResultDescription,
)
from verifier.strict_json import pointer


def achievements(credential: Credential) -> Iterator[tuple[str, Achievement]]:
    """The achievements that the credential itself describes, each with its place."""
    if isinstance(credential, AchievementCredential):
        yield "/credentialSubject/achievement", credential.achievement
    elif isinstance(credential, ClrCredential):
        listed = credential.credential_subject.achievement or ()
        for index, achievement in enumerate(listed):
            yield pointer("credentialSubject", "achievement", index), achievement


def criteria(credential: Credential) -> Iterator[tuple[str, ResultDescription]]:
    """Everything that can have a result, each with its place."""
    for path, achievement in achievements(credential):
        for index, description in enumerate(achievement.criteria_of_rubric):
            yield f"{path}/resultDescription/{index}", description
