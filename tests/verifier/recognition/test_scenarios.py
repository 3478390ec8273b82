"""One teacher's badges before two employers, and a badge whose issuer nobody can reach."""

import json
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer.testing import DistrictSimulator, achievement
from tests.verifier.badges import sign
from tests.verifier.recognition.policies import (
    codes,
    decide,
    policy,
    totals,
)
from verifier import Offline, Report, Verifier
from verifier.clock import parse_timestamp
from verifier.recognition import Decision, recognise

CLOCK = parse_timestamp("2021-11-21T12:00:00Z")
ASSESSMENT = {
    "publicRubric": True,
    "evidenceDigest": True,
    "independent": True,
    "assessorCount": 1,
}


class South(DistrictSimulator):
    """South Milwaukee, which awarded badges for many achievements in 2017."""

    def badge(self, number: int, evidence: Path, **changes: Any) -> bytes:
        """Badge number so and so, awarded in 2017, signed then."""
        about = achievement(f"{self.home}/achievements/b{number:02}/1")
        self.publish(about)
        given = {
            "achievement": about,
            "results": [
                {"criterion": f"{about['id']}#{c}", "level": f"{about['id']}#{c}-demonstrated"}
                for c in ("c1", "c2")
            ],
            "evidence": [
                {"id": f"{self.home}/evidence/{number}", "name": "Plan", "file": evidence.name}
            ],
            "stacks": [],
            "validFrom": "2017-09-01T15:00:00Z",
            "id": f"urn:x:b{number:02}",
            **changes,
        }
        badge = json.loads(self.award(folder=evidence.parent, **given))
        del badge["proof"]
        return json.dumps(sign(badge, self.signer, created="2017-09-01T15:00:00Z")).encode()


@pytest.fixture(scope="module")
def fourteen(tmp_path_factory: pytest.TempPathFactory) -> list[Report]:
    """The reports on b01 to b14, of which the last has expired."""
    plan = tmp_path_factory.mktemp("evidence") / "plan.md"
    plan.write_text("Three open questions.")
    south = South()
    verifier = Verifier(fetcher=south, check_evidence=True)
    expired = {"validUntil": "2021-06-30T00:00:00Z"}
    return [
        verifier.verify(south.badge(n, plan, **(expired if n == 14 else {})), at=CLOCK)
        for n in range(1, 15)
    ]


def rule(number: int, *conditions: str) -> dict[str, Any]:
    """What a district's achievement stands for in another district."""
    return {
        "achievement": f"https://sdsm.example/achievements/b{number:02}/1",
        "equivalent": f"https://harmony.example/achievements/h{number:02}",
        "conditions": list(conditions),
    }


def harmony() -> dict[str, Any]:
    """Nine equivalences, three with a condition, the thirteenth unknown; 15 hours each."""
    return policy(
        trustedIssuers={"allow": ["did:web:sdsm.example"]},
        requiredAssessment=ASSESSMENT,
        ageLimit="P5Y",
        achievementRules=[
            *(rule(number) for number in range(1, 10)),
            *(rule(number, "EVIDENCE_MUST_BE_SHOWN") for number in range(10, 13)),
            rule(14),
        ],
        values=[{"unit": "cpe-hour", "value": "15", "per": "badge"}],
    )


def opsrc() -> dict[str, Any]:
    """Every badge of the district is known; ten clock hours each, as semester hours."""
    return policy(
        trustedIssuers={"allow": ["did:web:sdsm.example"]},
        requiredAssessment=ASSESSMENT,
        achievementRules=[{"achievementPrefix": "https://sdsm.example/", "equivalent": None}],
        values=[{"unit": "semester-hour", "value": "2/3", "per": "badge"}],
    )


def outcomes(decision: Decision) -> dict[str, int]:
    """How many badges had which outcome."""
    found = [badge.outcome.value for badge in decision.badges]
    return {outcome: found.count(outcome) for outcome in dict.fromkeys(found)}


def test_fourteen_badges_travel_to_harmony(fourteen: list[Report]) -> None:
    """SC-12: nine count, three wait for their evidence, one is unknown, one has expired."""
    decision = recognise(fourteen, harmony())
    assert outcomes(decision) == {
        "accepted": 9,
        "accepted_with_conditions": 3,
        "needs_review": 1,
        "not_accepted": 1,
    }
    assert totals(decision) == {"cpe-hour": "135"}
    assert codes(decision.badges[9]) == ["EQUIVALENT_ACHIEVEMENT", "EVIDENCE_MUST_BE_SHOWN"]
    assert codes(decision.badges[12]) == ["ACHIEVEMENT_UNKNOWN"]
    assert codes(decision.badges[13]) == ["EXPIRED"]
    assert decision.badges[0].equivalent == "https://harmony.example/achievements/h01"


def test_the_same_badges_travel_to_oklahoma(fourteen: list[Report]) -> None:
    """SC-12: thirteen count there, 26/3 semester hours; the reports are the same objects."""
    before = [report.to_dict() for report in fourteen]
    here, there = recognise(fourteen, harmony()), recognise(fourteen, opsrc())
    assert outcomes(there) == {"accepted": 13, "not_accepted": 1}
    assert totals(there) == {"semester-hour": "26/3"}
    for mine, yours, report in zip(here.badges, there.badges, fourteen, strict=True):
        assert mine.report is yours.report is report
    assert [report.to_dict() for report in fourteen] == before
    assert here.digest != there.digest


def test_the_json_of_a_decision_has_the_members_of_the_contract(fourteen: list[Report]) -> None:
    """As the command line promises; the policy is named by its digest."""
    decision = recognise(fourteen[:1], harmony())
    written = json.loads(json.dumps(decision.to_dict(sources=("b01.json",))))
    (row,) = written["decisions"]
    assert list(row) == ["source", "badge", "outcome", "equivalent", "value", "reasons"]
    assert (row["source"], row["badge"], row["outcome"]) == ("b01.json", "urn:x:b01", "accepted")
    assert row["value"] == [{"unit": "cpe-hour", "value": "15"}]
    assert [list(reason) for reason in row["reasons"]] == [["code", "message", "path"]]
    assert written["version"] == 1
    assert written["at"] == "2021-11-21T12:00:00Z"
    assert written["totals"] == [{"unit": "cpe-hour", "value": "15"}]
    assert list(written["policy"]) == ["id", "version", "digest"]
    assert decision.to_dict()["decisions"] == [{**row, "source": None}]


def test_unknown_is_not_forged() -> None:
    """SC-13 as far as it goes: out of reach is a question, a tampered copy is a refusal."""
    district = DistrictSimulator()
    badge = district.award()
    trusted = {"allow": [district.did]}
    reached = Verifier(fetcher=district).verify(badge)
    unreached = Verifier(fetcher=Offline()).verify(badge)
    tampered = Verifier(fetcher=district).verify(badge.replace(b"Wait Time", b"Wait Tims"))
    decision = decide([reached, unreached, tampered], reached.at, trustedIssuers=trusted)
    assert [(b.outcome.value, codes(b)) for b in decision.badges] == [
        ("accepted", ["KNOWN_ACHIEVEMENT"]),
        ("needs_review", ["KEY_UNAVAILABLE"]),
        ("not_accepted", ["SIGNATURE_INVALID"]),
    ]
    assert not [f for f in tampered.findings if f.outcome == "passed"]
    assert decision.badges[2].badge is None
