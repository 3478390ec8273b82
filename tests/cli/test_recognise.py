"""`openbadge recognise`: what a badge is worth under a policy, for people and for programs."""

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785

from tests.cli.desk import AT, DID, WAIT_TIME, Desk

QUESTIONING = "https://harmony.example/achievements/questioning/2"


def test_an_accepted_badge(desk: Desk, policy: dict[str, Any], badge: Path) -> None:
    """What it stands for and what it is worth, in words, and whom to ask."""
    code, out, err = desk.recognise(policy, badge)
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Harmony Public Schools, policy https://harmony.example/policies/recognition, version 3",
        f"{badge}: Accepted: 15 cpe-hour",
        (
            "  This badge is genuine and in force: School District of South Milwaukee "
            "(did:web:sdsm.example) awarded Using Wait Time to Jordan Rivera on 2026-03-02."
        ),
        (
            "  EQUIVALENT_ACHIEVEMENT: "
            "Using Wait Time stands for our micro-credential Questioning, part 2."
        ),
        "Together: 15 cpe-hour",
        "Questions and appeals: hr@harmony.example",
    ]


def test_the_json(desk: Desk, policy: dict[str, Any], badge: Path) -> None:
    """Every member in its order; the digest is that of the policy's RFC 8785 bytes."""
    code, out, _ = desk.recognise(policy, badge, options=("--json",))
    decision = json.loads(out)
    assert code == 0
    assert list(decision)[:5] == ["version", "policy", "at", "decisions", "totals"]
    digest = base64.b64encode(hashlib.sha256(rfc8785.dumps(policy)).digest()).decode()
    assert list(decision["policy"].items()) == [
        ("id", "https://harmony.example/policies/recognition"),
        ("version", "3"),
        ("digest", f"sha256-{digest}"),
    ]
    assert (decision["version"], decision["at"]) == (1, AT)
    assert [list(row.items()) for row in decision["decisions"]] == [
        [
            ("source", str(badge)),
            ("badge", json.loads(badge.read_bytes())["id"]),
            ("outcome", "accepted"),
            ("equivalent", QUESTIONING),
            ("value", [{"unit": "cpe-hour", "value": "15"}]),
            (
                "reasons",
                [
                    {
                        "code": "EQUIVALENT_ACHIEVEMENT",
                        "message": (
                            "Using Wait Time stands for our micro-credential Questioning, part 2."
                        ),
                        "path": "/credentialSubject/achievement/id",
                    }
                ],
            ),
        ]
    ]
    assert decision["totals"] == [{"unit": "cpe-hour", "value": "15"}]


@pytest.mark.parametrize(
    ("changes", "outcome", "code"),
    [
        ({}, "accepted", 0),
        (
            {"achievementRules": [{"achievement": WAIT_TIME, "equivalent": None}]},
            *("accepted", 0),
        ),
        (
            {
                "achievementRules": [
                    {
                        "achievement": WAIT_TIME,
                        "equivalent": QUESTIONING,
                        "conditions": ["EVIDENCE_MUST_BE_SHOWN"],
                    }
                ]
            },
            *("accepted_with_conditions", 0),
        ),
        ({"trustedIssuers": {"deny": [DID], "allow": [DID]}}, "not_accepted", 1),
        ({"trustedIssuers": {"allow": ["did:web:dpi.example"]}}, "needs_review", 3),
        (
            {"achievementRules": [{"achievement": "https://a.example/1", "equivalent": None}]},
            *("needs_review", 3),
        ),
        ({"effective": "2030-07-01"}, "no_rule", 3),
    ],
)
def test_every_outcome_has_its_exit_code(
    desk: Desk,
    policy: dict[str, Any],
    badge: Path,
    changes: dict[str, Any],
    outcome: str,
    code: int,
) -> None:
    """Accepted is 0, not accepted 1, and what a person must decide 3."""
    answer = desk.recognise({**policy, **changes}, badge, options=("--json",))
    assert [row["outcome"] for row in json.loads(answer.out)["decisions"]] == [outcome]
    assert answer.code == code
    assert desk.recognise({**policy, **changes}, badge).code == code


def test_many_sources(desk: Desk, policy: dict[str, Any], badge: Path, tmp_path: Path) -> None:
    """In order, each under its own name; the worst exit code counts, and values add up."""
    forged = desk.change(tmp_path / "forged.json", name="Something else")
    missing = tmp_path / "nowhere.json"
    code, out, _ = desk.recognise(policy, forged, missing, badge, options=("--json",))
    decision = json.loads(out)
    assert [(row["source"], row["outcome"]) for row in decision["decisions"]] == [
        (str(forged), "not_accepted"),
        (str(missing), "not_accepted"),
        (str(badge), "accepted"),
    ]
    assert code == 2
    assert decision["totals"] == [{"unit": "cpe-hour", "value": "15"}]
    assert desk.recognise(policy, badge, forged).code == 1


def test_what_was_not_evaluated_is_said(desk: Desk, policy: dict[str, Any], badge: Path) -> None:
    """A part of the policy that this version does not apply is never passed over in silence."""
    lanes = {**policy, "lanes": [{"name": "MA", "unit": "semester-hour", "atLeast": "30"}]}
    del lanes["appeal"]
    code, out, _ = desk.recognise(lanes, badge)
    assert code == 0
    (told,) = json.loads(desk.recognise(lanes, badge, options=("--json",)).out)["notEvaluated"]
    assert "lanes" in told
    assert out.splitlines()[-1] == f"Not evaluated by this version: {told}"
