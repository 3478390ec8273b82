"""Whether a document is the badge that the standard describes; every fault with its place."""

from typing import Any

import pytest

from tests.verifier.badges import (
    achievement,
    criterion,
    level,
    small_badge,
    subject,
    with_rubric,
)
from verifier import Outcome
from verifier.schema import read_credential
from verifier.strict_json import JsonObject

ACHIEVEMENT = "/credentialSubject/achievement"


def faults(badge: JsonObject) -> list[str]:
    """The places of everything that failed."""
    credential, findings = read_credential(badge)
    failed = [f.path for f in findings if f.outcome is Outcome.FAILED]
    assert (credential is None) is bool(failed)
    assert all(f.check.startswith("schema.") for f in findings)
    return failed


def test_the_smallest_badge_is_complete() -> None:
    """And is said to be."""
    credential, findings = read_credential(small_badge())
    assert credential is not None
    assert [f.outcome for f in findings] == [Outcome.PASSED]
    assert credential.achievement.name == "Using Wait Time"
    assert credential.awarded == credential.valid_from


@pytest.mark.parametrize(
    "path",
    [
        *("/@context", "/id", "/type", "/issuer", "/issuer/id", "/issuer/type", "/validFrom"),
        *("/credentialSubject", "/credentialSubject/type", ACHIEVEMENT, f"{ACHIEVEMENT}/id"),
        *(f"{ACHIEVEMENT}/{name}" for name in ("type", "name", "description", "criteria")),
    ],
)
def test_a_missing_part_is_named(path: str) -> None:
    """Each part that the standard asks for."""
    badge = small_badge()
    *parents, name = path.split("/")[1:]
    node = badge
    for parent in parents:
        node = node[parent]
    del node[name]
    assert faults(badge) == [path]


def test_all_faults_are_gathered() -> None:
    """A person mends them in one go."""
    broken = subject(achievement=achievement(name=None, description=None))
    badge = small_badge(id=None, validFrom="yesterday", credentialSubject=broken)
    assert set(faults(badge)) == {
        "/id",
        "/validFrom",
        f"{ACHIEVEMENT}/name",
        f"{ACHIEVEMENT}/description",
    }


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"id": "relative"}, "/id"),
    ({"id": 7}, "/id"),
    ({"type": ["VerifiableCredential"]}, "/type"),
    ({"type": ["OpenBadgeCredential"]}, "/type"),
    ({"type": {"a": 1}}, "/type"),
    ({"type": []}, "/type"),
    ({"@context": "https://www.w3.org/ns/credentials/v2"}, "/@context"),
    ({"@context": []}, "/@context"),
    ({"@context": 5}, "/@context"),
    ({"name": ["A name"]}, "/name"),
    ({"name": {"en": "A name"}}, "/name"),
    ({"name": 7}, "/name"),
    ({"description": True}, "/description"),
    ({"awardedDate": "2026-03-02"}, "/awardedDate"),
    ({"validUntil": "2026-02-30T00:00:00Z"}, "/validUntil"),
    ({"validUntil": ["2026-06-30T00:00:00Z"]}, "/validUntil"),
    ({"validFrom": 1772463600}, "/validFrom"),
    ({"image": "https://a.example/badge.png"}, "/image"),
    ({"image": {"id": "https://a.example/b.png", "type": ["Image"]}}, "/image/type"),
    ({"evidence": []}, "/evidence"),
    ({"evidence": ["https://a.example"]}, "/evidence/0"),
    ({"evidence": [{"id": "urn:x:1", "type": ["Proof"]}]}, "/evidence/0/type"),
    ({"evidence": [{"type": ["Evidence"], "id": "here"}]}, "/evidence/0/id"),
    ({"issuer": "not an address"}, "/issuer"),
    ({"issuer": {"id": "urn:x:1", "type": ["Organization"]}}, "/issuer/type"),
    ({"issuer": [{"id": "urn:x:1", "type": ["Profile"]}]}, "/issuer"),
    ({"issuer": {"id": "urn:x:1", "type": ["Profile"], "phone": ["1"]}}, "/issuer/phone"),
    ({"issuer": {"id": "urn:x:1", "type": ["Profile"], "address": [{}]}}, "/issuer/address"),
    ({"issuer": {"id": "urn:x:1", "type": ["Profile"], "url": "here"}}, "/issuer/url"),
    ({"credentialStatus": "urn:x:1"}, "/credentialStatus"),
    ({"refreshService": ["urn:x:1"]}, "/refreshService"),
    ({"credentialSubject": [subject()]}, "/credentialSubject"),
]

WRONG_SUBJECT: list[tuple[dict[str, Any], str]] = [
    ({"id": None}, ""),
    ({"id": "Jordan"}, "/id"),
    ({"creditsEarned": "1.5"}, "/creditsEarned"),
    ({"creditsEarned": True}, "/creditsEarned"),
    ({"achievement": [achievement()]}, "/achievement"),
    ({"achievement": "urn:x:1"}, "/achievement"),
    ({"achievement": achievement(name="")}, "/achievement/name"),
    ({"achievement": achievement(criteria={})}, "/achievement/criteria"),
    ({"achievement": achievement(tag=[7])}, "/achievement/tag/0"),
    ({"result": [{"type": ["Result"], "value": 3}]}, "/result/0/value"),
    ({"result": [{"type": ["Result"], "status": "Done"}]}, "/result/0/status"),
    ({"source": "urn:x:1"}, "/source"),
    ({"activityStartDate": "2026-03"}, "/activityStartDate"),
]


@pytest.mark.parametrize(("changes", "path"), WRONG)
def test_a_wrong_part_is_named(changes: dict[str, Any], path: str) -> None:
    """Other kinds of value, other types, other spellings of dates, lists where one stands."""
    assert faults(small_badge(**changes)) == [path]


@pytest.mark.parametrize(("changes", "path"), WRONG_SUBJECT)
def test_a_wrong_part_of_the_subject_is_named(changes: dict[str, Any], path: str) -> None:
    """The same one level deeper, where most of a badge is."""
    badge = small_badge(credentialSubject=subject(**changes))
    assert faults(badge) == ["/credentialSubject" + path]


@pytest.mark.parametrize("name", ["hashed", "identityHash", "identityType", "type"])
def test_an_identity_has_all_its_parts(name: str) -> None:
    """A subject without an id may be known by a hash, with every part of it."""
    identity = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": "sha256$" + "0" * 64,
        "identityType": "emailAddress",
    }
    badge = small_badge(credentialSubject=subject(id=None, identifier=[identity]))
    assert faults(badge) == []
    del identity[name]
    assert faults(badge) == [f"/credentialSubject/identifier/0/{name}"]


def test_a_single_value_and_a_list_of_one_are_the_same() -> None:
    """Both spellings that the 2026 schema allows are read as a list."""
    one = {"type": "Result", "resultDescription": "urn:x:c1"}
    listed = with_rubric(criterion(rubricCriterionLevel=[level()]))
    listed["credentialSubject"]["result"] = [one]
    single = with_rubric(criterion(rubricCriterionLevel=level(type="RubricCriterionLevel")))
    single["credentialSubject"]["achievement"]["resultDescription"] = criterion(
        type="ResultDescription", rubricCriterionLevel=level()
    )
    single["credentialSubject"]["result"] = one
    first, second = read_credential(listed)[0], read_credential(single)[0]
    assert first is not None
    assert second is not None
    assert first.credential_subject.results == second.credential_subject.results
    assert [d.levels for d in first.achievement.criteria_of_rubric] == [
        d.levels for d in second.achievement.criteria_of_rubric
    ]
