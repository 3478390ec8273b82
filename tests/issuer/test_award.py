"""What an awarded badge carries: the rubric, the decision, the evidence, and their digests."""

import base64
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from openbadge_issuer import award
from openbadge_issuer.testing import DistrictSimulator

WAIT_TIME = "https://sdsm.example/achievements/wait-time/1"
STACK = "https://sdsm.example/stacks/compensation/2017"
EVIDENCE = "https://sdsm.example/evidence/7f3a"


def sha384(body: bytes) -> str:
    return "sha384-" + base64.b64encode(hashlib.sha384(body).digest()).decode()


@pytest.fixture
def badge(examples: Path) -> dict[str, Any]:
    return award(examples / "assessment.json")


def leaves(value: object) -> Iterator[object]:
    """Everything inside a document, the document first."""
    yield value
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from leaves(part)


def test_a_badge_names_its_contexts_and_types(badge: dict[str, Any]) -> None:
    """Two published contexts in the order that readers expect, and both types."""
    assert badge["@context"] == [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ]
    assert badge["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert badge["name"] == badge["credentialSubject"]["achievement"]["name"]
    assert "proof" not in badge


def test_every_criterion_has_one_result(badge: dict[str, Any]) -> None:
    """Decisions become results; a value is the level's points; the status comes by itself."""
    decided = [
        {
            "type": ["Result"],
            "resultDescription": f"{WAIT_TIME}#{criterion}",
            "achievedLevel": f"{WAIT_TIME}#{criterion}-demonstrated",
            "value": "3",
        }
        for criterion in ("c1", "c2", "c3")
    ]
    overall = {
        "type": ["Result"],
        "resultDescription": f"{WAIT_TIME}#overall",
        "status": "Completed",
    }
    assert badge["credentialSubject"]["result"] == [*decided, overall]


def test_a_status_that_was_decided_is_not_decided_again(district: DistrictSimulator) -> None:
    """Who records the overall status gets that one result for it."""
    overall = {"criterion": f"{WAIT_TIME}#overall", "status": "Completed"}
    results = [*district.assessment()["results"], overall]
    given = award(district.assessment(results=results))["credentialSubject"]["result"]
    assert [r for r in given if r["resultDescription"].endswith("#overall")] == [
        {
            "type": ["Result"],
            "resultDescription": f"{WAIT_TIME}#overall",
            "status": "Completed",
        }
    ]


def test_a_value_that_was_given_stands(district: DistrictSimulator) -> None:
    """It is written as the assessor wrote it, as long as it is the points of the level."""
    first, second = district.assessment()["results"]
    badge = award(district.assessment(results=[{**first, "value": "3.0"}, second]))
    assert [r.get("value") for r in badge["credentialSubject"]["result"]] == ["3.0", "3", None]


def test_the_evidence_says_what_it_is_evidence_for(badge: dict[str, Any]) -> None:
    """Files, media types and links to criteria are no terms of Open Badges; words are."""
    plan, reflection = badge["evidence"]
    assert plan == {
        "type": ["Evidence"],
        "id": f"{EVIDENCE}/lesson-plan",
        "name": "Lesson plan",
        "narrative": "A grade 4 lesson with three open questions.",
        "description": "Evidence for: Waits after asking, Uses what students say.",
        "genre": "lesson plan",
    }
    assert reflection["description"] == "Evidence for: Reflects on the change."


def test_words_about_evidence_follow_its_own(district: DistrictSimulator) -> None:
    """A description that was given comes first."""
    item = {"description": "Ten minutes of video.", "supports": [f"{WAIT_TIME}#c1"]}
    (evidence,) = award(district.assessment(evidence=[item]))["evidence"]
    assert evidence == {
        "type": ["Evidence"],
        "description": "Ten minutes of video. Evidence for: Criterion c1.",
    }


def test_documents_are_pinned_by_their_bytes(badge: dict[str, Any], examples: Path) -> None:
    """Evidence by its file, definitions by their RFC 8785 bytes; three members and no more."""

    def definition(name: str) -> str:
        return sha384(rfc8785.dumps(json.loads((examples / name).read_bytes())))

    def file(name: str) -> str:
        return sha384((examples / "evidence" / name).read_bytes())

    markdown, plain = "text/markdown", "application/json"
    rows = [
        (f"{EVIDENCE}/lesson-plan", markdown, file("lesson-plan.md")),
        (f"{EVIDENCE}/reflection", markdown, file("reflection.md")),
        (STACK, plain, definition("stacks/sdsm-comp-2017.json")),
        (WAIT_TIME, plain, definition("achievements/wait-time-1.json")),
    ]
    expected = [dict(zip(("id", "mediaType", "digestSRI"), row, strict=True)) for row in rows]
    assert badge["relatedResource"] == expected


def test_only_the_native_part_of_the_achievement_is_embedded(
    badge: dict[str, Any], examples: Path
) -> None:
    """How it was assessed and validated is in the pinned document, under no term of ours."""
    published = json.loads((examples / "achievements" / "wait-time-1.json").read_bytes())
    embedded = badge["credentialSubject"]["achievement"]
    assert set(published) - set(embedded) == {"assessment", "validation", "process"}
    assert embedded["resultDescription"] == published["resultDescription"]
    assert embedded["alignment"][0] == published["alignment"][0]


@pytest.mark.parametrize(
    ("text", "number"), [("1", 1), ("2.0", 2), ("0", 0), ("1.5", 1.5), ("0.25", 0.25)]
)
def test_credits_are_a_json_number(district: DistrictSimulator, text: str, number: float) -> None:
    """Text in the assessment, a number in the badge; an integer where it is one."""
    earned = award(district.assessment(creditsEarned=text))["credentialSubject"]["creditsEarned"]
    assert (earned, type(earned)) == (number, type(number))


def test_nothing_in_a_badge_is_null_or_empty(district: DistrictSimulator) -> None:
    """Null means absent in our documents, and a signature covers neither null nor empty lists."""
    bare: dict[str, Any] = {
        "achievement": {**district.achievement, "inLanguage": None, "tag": ["wait", "time"]},
        "issuer": {"id": district.did, "type": ["Profile"], "name": "SDSM", "email": None},
        "source": {"id": "https://assessors.example", "type": ["Profile"], "url": None},
        "evidence": [],
        "stacks": [],
        "endorsements": [],
        "validUntil": None,
        "awardedDate": None,
        "creditsEarned": None,
    }
    badge = award(district.assessment(**bare))
    assert not [leaf for leaf in leaves(badge) if leaf is None or leaf in ([], {}, "", "None")]
    assert not {"evidence", "validUntil", "endorsement", "endorsementJwt"} & set(badge)
    assert badge["awardedDate"] == badge["validFrom"]
    assert badge["credentialSubject"]["source"]["id"] == "https://assessors.example"


def test_a_district_may_assess_for_itself(district: DistrictSimulator) -> None:
    """Without a source nothing is said of who assessed it on behalf of the issuer."""
    assert "source" not in award(district.assessment(source=None))["credentialSubject"]


def test_every_badge_has_an_id_of_its_own(district: DistrictSimulator) -> None:
    """Random, unless the platform brings one."""
    ids = {award(district.assessment())["id"] for _ in range(20)}
    assert len(ids) == 20
    assert all(name.startswith("urn:uuid:") for name in ids)
    mine = "https://sdsm.example/credentials/7f3a"
    assert award(district.assessment(id=mine))["id"] == mine


def test_award_changes_nothing_that_it_was_given(district: DistrictSimulator) -> None:
    """The platform's own documents stay as they are, also when the badge is changed later."""
    assessment = district.assessment()
    before = json.dumps(assessment)
    badge = award(assessment)
    badge["credentialSubject"]["achievement"]["resultDescription"][0]["name"] = "changed"
    badge["issuer"]["name"] = "changed"
    assert json.dumps(assessment) == before
