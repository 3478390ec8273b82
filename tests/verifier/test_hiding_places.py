"""A signature covers a graph: things with one id are one thing, so members could be moved."""

import copy
from collections.abc import Callable
from typing import Any

import pytest

from tests.verifier.badges import Badge, achievement, signed_badge, small_badge, subject, verify
from verifier.context_list import EXTENSIONS

BADGE = "https://sdsm.example/badges/7"
STATUS = {
    "id": "https://sdsm.example/status#7",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "7",
    "statusListCredential": "https://sdsm.example/status",
}
ENDORSEMENT = {
    "@context": small_badge()["@context"],
    "id": "urn:x:endorsement",
    "type": ["VerifiableCredential", "EndorsementCredential"],
    "name": "Reviewed",
    "issuer": {"id": "did:web:dpi.example", "type": ["Profile"]},
    "validFrom": "2026-01-01T00:00:00Z",
    "credentialSubject": {
        "id": BADGE,
        "type": ["EndorsementSubject"],
        "endorsementComment": "Well done.",
    },
}
Pick = Callable[[Badge], Badge]

# Places where a badge may name its own address, and how to find them.
PLACES: dict[str, tuple[dict[str, Any], Pick]] = {
    "refreshService": (
        {"refreshService": {"id": BADGE, "type": "1EdTechCredentialRefresh"}},
        lambda badge: badge["refreshService"],
    ),
    "endorsement": (
        {"endorsement": [ENDORSEMENT]},
        lambda badge: badge["endorsement"][0]["credentialSubject"],
    ),
    "relatedResource": (
        {"relatedResource": [{"id": BADGE, "digestSRI": "sha256-x"}]},
        lambda badge: badge["relatedResource"][0],
    ),
    "termsOfUse": (
        {"termsOfUse": [{"id": BADGE, "type": ["VerifiableCredential"]}]},
        lambda badge: badge["termsOfUse"][0],
    ),
}


def expired(**members: Any) -> Badge:
    """A signed badge that expired in June, with a status entry, at an address of its own."""
    context = [*small_badge()["@context"], EXTENSIONS]
    badge = signed_badge(
        **{"@context": context, "id": BADGE},
        validUntil="2026-06-01T00:00:00Z",
        credentialStatus=STATUS,
        **members,
    )
    return copy.deepcopy(badge)


@pytest.mark.parametrize("name", ["refreshService", "endorsement", "relatedResource"])
def test_a_badge_may_name_its_own_address(name: str) -> None:
    """As the place for a newer copy, as what is endorsed, as what is pinned."""
    assert verify(expired(**PLACES[name][0])).state.value == "expired"


@pytest.mark.parametrize("name", PLACES)
def test_expiry_and_status_cannot_be_moved_to_a_namesake(name: str) -> None:
    """Once such a badge was valid: the graph and the signature were the same, the expiry gone."""
    members, pick = PLACES[name]
    badge = expired(**members)
    namesake = pick(badge)
    types = namesake.get("type", [])
    types = [types] if isinstance(types, str) else types
    namesake["type"] = [*types, "VerifiableCredential"]
    namesake["validUntil"] = badge.pop("validUntil")
    namesake["credentialStatus"] = badge.pop("credentialStatus")
    report = verify(badge)
    assert report.state.value == "invalid_content"
    assert not report


@pytest.mark.parametrize("name", ["awardedDate", "name", "description", "image"])
def test_what_needs_no_type_cannot_be_moved_either(name: str) -> None:
    """The date of the award counts for age limits, and any thing may have such members."""
    values = {"awardedDate": "2019-01-01T00:00:00Z", "image": {"id": "x:y", "type": "Image"}}
    badge = expired(**PLACES["refreshService"][0], **{name: values.get(name, "Text")})
    badge["refreshService"][name] = badge.pop(name)
    assert verify(badge).state.value == "invalid_content"


def test_evidence_with_the_address_of_the_badge_is_refused() -> None:
    """Its name and the badge's could be exchanged, and so could everything else."""
    page = {"id": BADGE, "type": ["Evidence"], "name": "The page of this badge"}
    report = verify(signed_badge(id=BADGE, evidence=[page]))
    assert [(f.check, f.path) for f in report.decisive()] == [("schema.shared_ids", "/id")]


def test_a_second_achievement_cannot_take_the_rubric_away() -> None:
    """A second thing with the id and the class of the achievement holds what the first lost."""
    address = achievement()["id"]
    required = {
        "id": f"{address}#c1",
        "type": ["ResultDescription"],
        "name": "Criterion",
        "resultType": "LetterGrade",
        "allowedValue": ["C", "B", "A"],
        "requiredValue": "B",
    }
    described = achievement(resultDescription=[required], criteria={"id": address})
    badge = signed_badge(credentialSubject=subject(achievement=described))
    assert verify(badge)
    criteria = badge["credentialSubject"]["achievement"]["criteria"]
    criteria["type"] = ["Achievement"]
    criteria["resultDescription"] = badge["credentialSubject"]["achievement"].pop(
        "resultDescription"
    )
    report = verify(badge)
    assert report.state.value == "invalid_content"
    assert [f.path for f in report.decisive()] == ["/credentialSubject/achievement/id"]


@pytest.mark.parametrize("name", ["result", "identifier"])
def test_a_part_that_needs_no_id_is_no_hiding_place(name: str) -> None:
    """The standard gives results and identities no id; a badge may give them one all the same."""
    parts: dict[str, Any] = {
        "result": {"id": BADGE, "type": ["Result"]},
        "identifier": {
            "id": BADGE,
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": "Jordan",
            "identityType": "name",
        },
    }
    badge = expired(credentialSubject=subject(**{name: [parts[name]]}))
    part = badge["credentialSubject"][name][0]
    types = part["type"] if isinstance(part["type"], list) else [part["type"]]
    part["type"] = [*types, "VerifiableCredential"]
    part["validUntil"] = badge.pop("validUntil")
    part["credentialStatus"] = badge.pop("credentialStatus")
    assert verify(badge).state.value == "invalid_content"


def test_pins_carry_digests_and_nothing_else() -> None:
    """A pin shares its node with the thing it pins, so it may hold none of its members."""
    address = achievement()["id"]
    pin = {"id": address, "digestSRI": "sha256-x", "mediaType": "application/json"}
    badge = signed_badge(relatedResource=[pin])
    assert verify(badge)
    pinned = badge["credentialSubject"]["achievement"]
    pinned["digestSRI"] = badge["relatedResource"][0].pop("digestSRI")
    assert verify(badge).state.value == "invalid_content"
    badge = signed_badge(relatedResource=[pin])
    badge["relatedResource"][0]["name"] = badge["credentialSubject"]["achievement"].pop("name")
    assert verify(badge).state.value == "invalid_content"
