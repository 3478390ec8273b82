"""A badge with every optional property of the standard verifies in a program that is not ours."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import MemorySigner, embed, endorse, endorse_jwt, issue
from tests.interop.programs import ask
from verifier import State, Verifier
from verifier.clock import parse_timestamp
from verifier.context_list import EXTENSIONS, OB_CURRENT, VC2
from verifier.model import AchievementCredential, Credential, Model
from verifier.rules.nodes import aliases

AT = parse_timestamp("2026-03-02T15:00:00Z")
ISSUER, ENDORSER = MemorySigner(bytes(range(32))), MemorySigner(bytes(range(1, 33)))
HOME = "https://sdsm.example"

IDENTIFIER = {"type": "IdentifierEntry", "identifier": "4711", "identifierType": "ext:payroll"}
ALIGNMENT = {
    "type": ["Alignment"],
    "targetName": "Questioning",
    "targetUrl": "https://frameworks.example/4.2",
    "targetCode": "4.2",
    "targetDescription": "Asks and waits.",
    "targetFramework": "Frameworks",
    "targetType": "CFRubricCriterion",
}


def image(name: str) -> dict[str, Any]:
    """A picture at an address of its own."""
    return {"id": f"{HOME}/{name}.png", "type": "Image", "caption": f"The {name}: “®” 🎓"}


def profile(address: str, **members: Any) -> dict[str, Any]:
    """A profile with every property."""
    name = address.rpartition("/")[2][-6:]
    return {
        "id": address,
        "type": ["Profile"],
        "name": "Jordan Rivera",
        "url": HOME,
        "phone": "1-222-333-4444",
        "description": "A person.",
        "email": "jordan@sdsm.example",
        "image": image(f"person-{name}"),
        "address": {
            "type": ["Address"],
            "addressCountry": "USA",
            "addressCountryCode": "US",
            "addressRegion": "WI",
            "addressLocality": "South Milwaukee",
            "streetAddress": "901 15th Ave",
            "postOfficeBoxNumber": "1",
            "postalCode": "53172",
            "geo": {"type": "GeoCoordinates", "latitude": 42.91, "longitude": -87.86},
        },
        "otherIdentifier": [IDENTIFIER],
        "official": "The superintendent",
        "parentOrg": {"id": f"{HOME}/parents/{name}", "type": ["Profile"]},
        "familyName": "Rivera",
        "givenName": "Jordan",
        "additionalName": "Lee",
        "patronymicName": "Ivanovich",
        "honorificPrefix": "Dr.",
        "honorificSuffix": "Jr.",
        "familyNamePrefix": "de",
        "dateOfBirth": "1980-02-29",
        **members,
    }


def rubric() -> list[dict[str, Any]]:
    """A criterion with levels, and a grade."""
    level = {
        "id": f"{HOME}/a/1#high",
        "type": ["RubricCriterionLevel"],
        "name": "Demonstrated",
        "description": "Waits.",
        "level": "2",
        "points": "2",
        "alignment": [ALIGNMENT],
    }
    common = {"type": ["ResultDescription"], "alignment": [ALIGNMENT]}
    return [
        {
            "id": f"{HOME}/a/1#c1",
            "name": "Pausing",
            "resultType": "RubricCriterionLevel",
            "requiredLevel": level["id"],
            "rubricCriterionLevel": [level],
            **common,
        },
        {
            "id": f"{HOME}/a/1#score",
            "name": "Score",
            "resultType": "RawScore",
            "allowedValue": ["1", "2"],
            "requiredValue": "1",
            "valueMin": "0",
            "valueMax": "2",
            **common,
        },
    ]


def full_badge() -> dict[str, Any]:
    """An unsigned badge in which every optional property of every class is filled."""
    achievement = {
        "id": f"{HOME}/a/1",
        "type": ["Achievement"],
        "name": "Using Wait Time",
        "description": "Gives students time.",
        "criteria": {"id": f"{HOME}/a/1/criteria", "narrative": "Show a lesson."},
        "achievementType": "MicroCredential",
        "alignment": [ALIGNMENT],
        "creator": profile(f"{HOME}/creator"),
        "creditsAvailable": 1.5,
        "fieldOfStudy": "Teaching",
        "humanCode": "WT-1",
        "image": image("achievement"),
        "inLanguage": "en-US",
        "otherIdentifier": [IDENTIFIER],
        "related": [
            {
                "id": f"{HOME}/a/1/es",
                "type": ["Related"],
                "inLanguage": "es-MX",
                "version": "1",
            }
        ],
        "resultDescription": rubric(),
        "specialization": "Questioning",
        "tag": ["wait", "time"],
        "version": "1",
    }
    results = [
        {
            "type": ["Result"],
            "resultDescription": f"{HOME}/a/1#c1",
            "achievedLevel": f"{HOME}/a/1#high",
            "status": "Completed",
            "alignment": [ALIGNMENT],
        },
        {"type": ["Result"], "resultDescription": f"{HOME}/a/1#score", "value": "2"},
    ]
    subject = {
        "id": "did:key:z6MkuBLjwXr9L9EjZXQoz58mUijXWDHyLdEeTqAFoZYJzDPP",
        "type": ["AchievementSubject"],
        "achievement": achievement,
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": "Jordan Rivera",
                "identityType": "name",
                "salt": "unused",
            }
        ],
        "activityStartDate": "2026-01-01T00:00:00Z",
        "activityEndDate": "2026-02-01T00:00:00Z",
        "creditsEarned": 1,
        "image": image("baked"),
        "licenseNumber": "A-1",
        "narrative": "Three lessons.",
        "result": results,
        "role": "Teacher",
        "source": profile(f"{HOME}/assessor"),
        "term": "Spring",
    }
    pin = {"mediaType": "video/mp4", "digestSRI": "sha384-" + "A" * 64, "digestMultibase": "zQm"}
    evidence = {
        "id": f"{HOME}/evidence/1",
        "type": ["Evidence"],
        "name": "Video",
        "narrative": "Ten minutes.",
        "description": "A lesson.",
        "genre": "video",
        "audience": "Assessors",
    }
    return {
        "@context": [VC2, OB_CURRENT, EXTENSIONS],
        "id": f"{HOME}/credentials/1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Using Wait Time",
        "description": "A badge.",
        "image": image("badge"),
        "issuer": profile(ISSUER.did),
        "validFrom": "2026-03-02T15:00:00Z",
        "validUntil": "2099-03-02T15:00:00Z",
        "awardedDate": "2026-03-02T15:00:00Z",
        "credentialSubject": subject,
        "evidence": [evidence],
        "relatedResource": [{"id": evidence["id"], **pin}],
        "credentialSchema": [
            {
                "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/"
                "ob_v3p0_achievementcredential_schema.json",
                "type": "1EdTechJsonSchemaValidator2019",
            }
        ],
    }


def endorsed(badge: dict[str, Any]) -> dict[str, Any]:
    """The badge with an endorsement of each form wherever one may stand."""
    for thing in (badge, badge["issuer"], badge["credentialSubject"]["achievement"]):
        badge = embed(badge, endorse(thing["id"], "Sound.", signer=ENDORSER, at=AT))
        badge = embed(badge, endorse_jwt(thing["id"], "Sound.", signer=ENDORSER, at=AT))
    return badge


def models(model: Model) -> Iterator[Model]:
    """A typed value and every one in it, apart from embedded credentials."""
    yield model
    for name in aliases(type(model)):
        value = getattr(model, name)
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Model) and not isinstance(part, Credential):
                yield from models(part)


LEFT_OUT = {
    "AchievementCredential.proof": "made by issue",
    "AchievementCredential.credential_status": "nothing is read that says it is not revoked",
    "AchievementCredential.refresh_service": "what it leads to is not read",
    "AchievementCredential.terms_of_use": "the contexts define no type of terms",
}


def test_the_badge_leaves_nothing_out() -> None:
    """Every property of every class stands in it somewhere, or is left out with a reason."""
    credential = AchievementCredential.model_validate(endorsed(full_badge()))
    every: set[str] = set()
    filled: set[str] = set()
    for model in models(credential):
        kind = type(model)
        every |= {f"{kind.__name__}.{name}" for name in aliases(kind)}
        filled |= {f"{kind.__name__}.{name}" for name in model.model_fields_set}
    assert every - filled == LEFT_OUT.keys()


@pytest.mark.interop
def test_every_property_verifies_elsewhere(tmp_path: Path) -> None:
    """@digitalbazaar/vc accepts it in safe mode, and refuses a copy with one property changed."""
    signed = issue(endorsed(full_badge()), signer=ISSUER, at=AT)
    assert Verifier().verify(json.dumps(signed)).state is State.VALID
    altered = json.loads(json.dumps(signed))
    altered["issuer"]["address"]["geo"]["latitude"] = 43
    files = [tmp_path / "full.json", tmp_path / "altered.json"]
    for file, badge in zip(files, (signed, altered), strict=True):
        file.write_text(json.dumps(badge), encoding="utf-8")
    # verifier-core has an older edition of the context, without endorsementJwt.
    assert [answer.vc is None for answer in ask(*files)] == [True, False]
