"""Whatever a rubric says and however long it is: what is issued verifies, unchanged."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from openbadge_issuer import State, Verifier, award, issue
from openbadge_issuer.testing import DistrictSimulator

DISTRICT = DistrictSimulator()
HOME = "https://sdsm.example/achievements/generated"

# Everything that people write: every script, quotes, backslashes, emoji (a surrogate pair in
# JSON escapes), line ends; no control characters, and no half pairs, which are no text.
TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\t\n\r\x80\x9f\"\\'\u2028"),
    min_size=1,
    max_size=80,
)
DECIMAL = st.decimals(0, 1000, places=2).map(str)


def issued(**changes: Any) -> bytes:
    """A badge file, written with escapes or without as a platform likes it."""
    badge = issue(award(DISTRICT.assessment(**changes)), signer=DISTRICT.signer)
    return json.dumps(badge, ensure_ascii=len(json.dumps(badge)) % 2 == 0).encode()


@given(name=TEXT, description=TEXT, narrative=TEXT, recipient=TEXT)
def test_every_text_survives(name: str, description: str, narrative: str, recipient: str) -> None:
    """From the assessment through signing, file and verification to the reader, unchanged."""
    file = issued(
        achievement={
            **DISTRICT.achievement,
            "name": name,
            "description": description,
            "criteria": {"narrative": narrative},
        },
        recipient={"name": recipient, "disclose": ["name"]},
        stacks=[],
    )
    credential = Verifier(fetcher=DISTRICT).verify(file).require().credential
    achievement = credential.achievement
    assert credential.name == name
    assert (achievement.name, achievement.description) == (name, description)
    assert achievement.criteria.narrative == narrative
    assert [i.identity_hash for i in credential.credential_subject.identifier or ()] == [recipient]


@given(text=TEXT)
def test_the_escapes_of_json_change_nothing(text: str) -> None:
    """A program that rewrites the file with other escapes and spaces breaks no signature."""
    file = issued(achievement={**DISTRICT.achievement, "name": text})
    badge = json.loads(file)
    assert badge["name"] == text
    for copy in (
        json.dumps(badge, indent=4, ensure_ascii=True),
        json.dumps(badge, separators=(",", ":"), ensure_ascii=False, sort_keys=True),
    ):
        assert Verifier(fetcher=DISTRICT).verify(copy).state is State.VALID


@st.composite
def levels(draw: st.DrawFn, criterion: str) -> list[dict[str, Any]]:
    """Two to six levels in any order, with distinct points, distinct numbers, or both."""
    ranked_by = draw(st.sampled_from(["points", "level", "both"]))
    count = draw(st.integers(2, 6))
    numbers = sorted(draw(st.sets(st.integers(0, 100), min_size=count, max_size=count)))
    rows = []
    for rank, number in enumerate(numbers):
        row: dict[str, Any] = {
            "id": f"{criterion}-{rank}",
            "type": ["RubricCriterionLevel"],
            "name": draw(TEXT),
        }
        if ranked_by != "level":
            row["points"] = f"{number}.5"
        if ranked_by != "points":
            row["level"] = str(number)
        rows.append(row)
    return draw(st.permutations(rows))


@st.composite
def passed(draw: st.DrawFn) -> dict[str, Any]:
    """A rubric, and an assessment in which every criterion reaches what it requires."""
    criteria: list[dict[str, Any]] = []
    results: list[dict[str, Any]] = []
    for index in range(draw(st.integers(0, 6))):
        address = f"{HOME}#c{index}"
        criterion: dict[str, Any] = {
            "id": address,
            "type": ["ResultDescription"],
            "name": draw(TEXT),
        }
        result: dict[str, Any] = {"criterion": address}
        kind = draw(st.sampled_from(["RubricCriterionLevel", "Percent", "Status"]))
        if kind == "RubricCriterionLevel":
            rows = draw(levels(address))
            criterion["rubricCriterionLevel"] = rows
            ranked = sorted(row["id"] for row in rows)
            achieved = draw(st.integers(0, len(ranked) - 1))
            result["level"] = ranked[achieved]
            if draw(st.booleans()):
                criterion["requiredLevel"] = ranked[draw(st.integers(0, achieved))]
        elif kind == "Percent":
            criterion |= {"valueMin": "0", "valueMax": "1000"}
            result["value"] = draw(DECIMAL)
        else:
            result["status"] = "Completed"
        criteria.append({**criterion, "resultType": kind})
        if kind != "Status" or draw(st.booleans()):
            results.append(result)
    rubric = {"resultDescription": criteria} if criteria else {}
    bare = {k: v for k, v in DISTRICT.achievement.items() if k != "resultDescription"}
    return {
        "achievement": {**bare, "id": HOME, **rubric},
        "results": draw(st.permutations(results)),
        "stacks": [],
        "creditsEarned": draw(DECIMAL),
    }


@given(assessment=passed())
def test_every_passed_rubric_becomes_a_valid_badge(assessment: dict[str, Any]) -> None:
    """Levels in any number and order, points, numbers, percentages and states."""
    report = Verifier(fetcher=DISTRICT).verify(issued(**assessment))
    assert report.state is State.VALID
    credential = report.require().credential
    decided = {r.result_description: r for r in credential.credential_subject.results}
    assert set(decided) == {d.id for d in credential.achievement.criteria_of_rubric}
    for result in assessment["results"]:
        assert decided[result["criterion"]].achieved_level == result.get("level")
