"""Unsigned badges of a common size, and of any other."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from typing import Any

from openbadge_issuer.signers.memory import MemorySigner
from verifier.clock import to_text
from verifier.context_list import EXTENSIONS, OB_CURRENT, VC2

AT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
SIGNER = MemorySigner(hashlib.sha256(b"A TEST KEY that anybody can make: never trust it").digest())

_HOME = "https://district.example"
_ACHIEVEMENT = f"{_HOME}/wait-time/1"
_LEVELS = (
    ("none", "Not yet", "Never seen."),
    ("part", "Partly", "Seen in some parts of the lesson."),
    ("full", "Demonstrated", "Seen in every part."),
    ("more", "Exemplary", "Taken up by students."),
)
_SKILLS = ("Waits after asking", "Waits after answers", "Asks openly", "Listens", "Reflects")
_FRAMEWORKS = ("3b Questioning and discussion", "3c Engaging students", "4a Reflecting")


def rubric_badge() -> dict[str, Any]:
    """An unsigned badge of common size: five criteria with four levels, results, evidence."""
    badge = _badge([_criterion(n, skill) for n, skill in enumerate(_SKILLS, start=1)])
    badge["credentialSubject"]["result"] = [_result(n) for n in range(1, len(_SKILLS) + 1)]
    badge["credentialSubject"]["achievement"]["alignment"] = [_alignment(f) for f in _FRAMEWORKS]
    return badge


def grown_badge(results: int) -> dict[str, Any]:
    """An unsigned badge with many results, each on a criterion of its own measured in points."""
    criteria = [
        {
            "id": f"{_ACHIEVEMENT}#c{n}",
            "type": ["ResultDescription"],
            "name": f"Task {n}",
            "resultType": "RawScore",
            "valueMin": "0",
            "valueMax": "100",
            "requiredValue": "60",
        }
        for n in range(results)
    ]
    badge = _badge(criteria)
    badge["credentialSubject"]["result"] = [
        {"type": ["Result"], "resultDescription": criterion["id"], "value": str(60 + n % 40)}
        for n, criterion in enumerate(criteria)
    ]
    return badge


def _badge(criteria: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "@context": [VC2, OB_CURRENT, EXTENSIONS],
        "id": "urn:uuid:0d3c4f6e-8a57-4a0e-9a3e-5f1d2b7c9e10",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Using Wait Time",
        "issuer": {"id": SIGNER.did, "type": ["Profile"], "name": "A district (test key)"},
        "description": "Awarded for a lesson on video.",
        "validFrom": to_text(AT),
        "awardedDate": to_text(AT),
        "credentialSubject": {
            "id": "did:key:z6MkuBLjwXr9L9EjZXQoz58mUijXWDHyLdEeTqAFoZYJzDPP",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": _ACHIEVEMENT,
                "type": ["Achievement"],
                "achievementType": "MicroCredential",
                "name": "Using Wait Time",
                "description": "Gives students time to think.",
                "criteria": {"id": f"{_ACHIEVEMENT}/criteria", "narrative": "Show one lesson."},
                "resultDescription": criteria,
            },
        },
        "evidence": [_evidence(kind) for kind in ("plan", "video", "reflection")],
        "credentialSchema": [
            {
                "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
                "ob_v3p0_achievementcredential_schema.json",
                "type": "1EdTechJsonSchemaValidator2019",
            }
        ],
        "credentialStatus": {
            "id": f"{_HOME}/status/1#94567",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "94567",
            "statusListCredential": f"{_HOME}/status/1",
        },
    }


def _criterion(number: int, name: str) -> dict[str, Any]:
    return {
        "id": f"{_ACHIEVEMENT}#c{number}",
        "type": ["ResultDescription"],
        "name": name,
        "resultType": "RubricCriterionLevel",
        "requiredLevel": f"{_ACHIEVEMENT}#c{number}-full",
        "rubricCriterionLevel": [
            {
                "id": f"{_ACHIEVEMENT}#c{number}-{level}",
                "type": ["RubricCriterionLevel"],
                "name": title,
                "description": description,
                "level": str(rank),
                "points": str(rank),
            }
            for rank, (level, title, description) in enumerate(_LEVELS, start=1)
        ],
    }


def _result(number: int) -> dict[str, Any]:
    return {
        "type": ["Result"],
        "resultDescription": f"{_ACHIEVEMENT}#c{number}",
        "achievedLevel": f"{_ACHIEVEMENT}#c{number}-full",
        "status": "Completed",
    }


def _alignment(name: str) -> dict[str, Any]:
    code = name.partition(" ")[0]
    return {
        "type": ["Alignment"],
        "targetCode": code,
        "targetFramework": "Example framework",
        "targetName": name,
        "targetType": "CFItem",
        "targetUrl": f"https://frameworks.example/teaching/{code}",
    }


def _evidence(kind: str) -> dict[str, Any]:
    return {
        "id": f"{_HOME}/evidence/{kind}",
        "type": ["Evidence"],
        "name": kind.capitalize(),
        "genre": kind,
    }
