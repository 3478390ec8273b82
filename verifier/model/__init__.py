"""The classes of Open Badges 3.0 and CLR 2.0, one or a few per file.

The one source of truth: the JSON Schemas in `docs/schemas/` are generated from it.
"""

from verifier.model.achievement import Achievement, Criteria
from verifier.model.alignment import Alignment, Related
from verifier.model.base import Model
from verifier.model.clr import Association, ClrCredential, ClrSubject, VerifiableCredential
from verifier.model.credential import AchievementCredential, AchievementSubject, LegacyCredential
from verifier.model.endorsement import Credential, EndorsementCredential, EndorsementSubject
from verifier.model.evidence import Evidence, RelatedResource
from verifier.model.identity import IdentifierEntry, IdentityObject, Image
from verifier.model.place import GeoCoordinates, PostalAddress
from verifier.model.profile import Profile
from verifier.model.result import Result
from verifier.model.rubric import ResultDescription, RubricCriterionLevel
from verifier.model.services import (
    CredentialSchema,
    CredentialStatus,
    Proof,
    RefreshService,
    TermsOfUse,
)

__all__ = [
    "Achievement",
    "AchievementCredential",
    "AchievementSubject",
    "Alignment",
    "Association",
    "ClrCredential",
    "ClrSubject",
    "Credential",
    "CredentialSchema",
    "CredentialStatus",
    "Criteria",
    "EndorsementCredential",
    "EndorsementSubject",
    "Evidence",
    "GeoCoordinates",
    "IdentifierEntry",
    "IdentityObject",
    "Image",
    "LegacyCredential",
    "Model",
    "PostalAddress",
    "Profile",
    "Proof",
    "RefreshService",
    "Related",
    "RelatedResource",
    "Result",
    "ResultDescription",
    "RubricCriterionLevel",
    "TermsOfUse",
    "VerifiableCredential",
]
