"""The classes of Open Badges 3.0, one or a few per file."""

from verifier.model.achievement import Achievement, Criteria
from verifier.model.alignment import Alignment
from verifier.model.credential import AchievementCredential, AchievementSubject
from verifier.model.evidence import Evidence, RelatedResource
from verifier.model.profile import IdentifierEntry, IdentityObject, Image, Profile
from verifier.model.result import Result
from verifier.model.rubric import ResultDescription, RubricCriterionLevel

__all__ = [
    "Achievement",
    "AchievementCredential",
    "AchievementSubject",
    "Alignment",
    "Criteria",
    "Evidence",
    "IdentifierEntry",
    "IdentityObject",
    "Image",
    "Profile",
    "RelatedResource",
    "Result",
    "ResultDescription",
    "RubricCriterionLevel",
]
