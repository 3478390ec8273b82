"""What a badge says of the stacks it counts toward, in native terms and in words."""

from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import award
from openbadge_issuer.testing import DistrictSimulator
from tests.issuer.refusals import Found, refused_award


def achievement_of(badge: dict[str, Any]) -> dict[str, Any]:
    achievement: dict[str, Any] = badge["credentialSubject"]["achievement"]
    return achievement


def in_stack(district: DistrictSimulator, **changes: Any) -> list[dict[str, Any]]:
    """One place in the district's stack, with members of its definition changed or removed."""
    definition = {**district.stack, **changes}
    kept = {name: value for name, value in definition.items() if value is not ...}
    return [{"definition": kept, "designation": "elective"}]


def refused(district: DistrictSimulator, **changes: Any) -> Found:
    return refused_award(district, stacks=in_stack(district, **changes))


def test_a_stack_is_an_alignment(examples: Path) -> None:
    """Exactly the native members that wallets and verifiers know, after the achievement's own."""
    own, stack = achievement_of(award(examples / "assessment.json"))["alignment"]
    assert own["targetType"] == "CFItem"
    assert stack == {
        "type": ["Alignment"],
        "targetType": "ext:Stack",
        "targetUrl": "https://sdsm.example/stacks/compensation/2017",
        "targetName": "South Milwaukee compensation stack",
        "targetFramework": "South Milwaukee compensation model, 2017",
        "targetCode": "elective",
        "targetDescription": (
            "Counts as one elective badge of the stack South Milwaukee compensation stack, "
            "version 2017."
        ),
    }


def test_the_narrative_says_it_in_words(examples: Path) -> None:
    """Wallets show the criteria and no alignment, so the sentence stands there too."""
    narrative = achievement_of(award(examples / "assessment.json"))["criteria"]["narrative"]
    assert narrative.startswith("Plan and teach one lesson with deliberate wait time")
    assert narrative.endswith(
        "must be demonstrated. Counts as one elective badge of the stack "
        "South Milwaukee compensation stack, version 2017."
    )


def test_criteria_without_a_narrative_get_one(district: DistrictSimulator) -> None:
    """An achievement that only links to its criteria still says what it counts toward."""
    criteria = {"id": "https://sdsm.example/criteria/1"}
    badge = award(district.assessment(achievement={**district.achievement, "criteria": criteria}))
    assert achievement_of(badge)["criteria"] == {
        **criteria,
        "narrative": "Counts as one elective badge of the stack Compensation stack, version 2017.",
    }


def test_a_badge_may_count_toward_two_stacks(district: DistrictSimulator) -> None:
    """Each gets its alignment, its sentence and its pin."""
    rank = {
        **district.stack,
        "id": "https://sdsm.example/stacks/rank2/2020-10",
        "name": "Rank 2 pathway",
        "version": "2020-10",
        "program": {"name": "Example rank-change program", "version": "2020-10"},
        "pool": [{"achievement": district.achievement["id"], "designation": "core"}],
    }
    stacks = [*in_stack(district), {"definition": rank, "designation": "core"}]
    badge = award(district.assessment(stacks=stacks))
    placed = achievement_of(badge)["alignment"]
    assert [(a["targetName"], a["targetCode"], a["targetFramework"]) for a in placed] == [
        ("Compensation stack", "elective", "Compensation model, 2017"),
        ("Rank 2 pathway", "core", "Example rank-change program, 2020-10"),
    ]
    assert achievement_of(badge)["criteria"]["narrative"] == (
        "Show a lesson with wait time. "
        "Counts as one elective badge of the stack Compensation stack, version 2017. "
        "Counts as one core badge of the stack Rank 2 pathway, version 2020-10."
    )
    assert [pin["id"] for pin in badge["relatedResource"]] == [
        district.stack["id"],
        rank["id"],
        district.achievement["id"],
    ]


def test_what_a_stack_does_not_say_is_left_out(district: DistrictSimulator) -> None:
    """No program and no version: no words about them."""
    badge = award(district.assessment(stacks=in_stack(district, program=..., version=None)))
    (alignment,) = achievement_of(badge)["alignment"]
    assert "targetFramework" not in alignment
    assert alignment["targetDescription"] == (
        "Counts as one elective badge of the stack Compensation stack."
    )


def test_a_program_without_a_version_is_named_alone(district: DistrictSimulator) -> None:
    """Null means absent, and is never spelled out."""
    program = {"name": "Compensation model", "version": None}
    badge = award(district.assessment(stacks=in_stack(district, program=program)))
    (alignment,) = achievement_of(badge)["alignment"]
    assert alignment["targetFramework"] == "Compensation model"


@pytest.mark.parametrize("pool", [[], None, "https://sdsm.example/achievements/wait-time/1", [{}]])
def test_a_stack_that_does_not_list_the_achievement(
    district: DistrictSimulator, pool: object
) -> None:
    """The definition decides what counts, not the assessment."""
    assert refused(district, pool=pool) == [
        ("/stacks/0", f"The stack {district.stack['id']} does not list this achievement.")
    ]


def test_a_stack_that_lists_it_as_something_else(district: DistrictSimulator) -> None:
    """The badge may not claim a better place than the definition gives."""
    stacks = [{"definition": district.stack, "designation": "core"}]
    assert refused_award(district, stacks=stacks) == [
        ("/stacks/0/designation", "The stack lists this achievement as 'elective'.")
    ]


def test_a_designation_that_does_not_exist(district: DistrictSimulator) -> None:
    """Four words, and no other."""
    stacks = [{"definition": district.stack, "designation": "optional"}]
    ((place, sentence),) = refused_award(district, stacks=stacks)
    assert place == "/stacks/0/designation"
    assert "'core', 'elective', 'required-first' or 'capstone'" in sentence


@pytest.mark.parametrize("address", [..., None, "urn:example:stack", "http://sdsm.example/stack"])
def test_a_stack_without_an_https_address(district: DistrictSimulator, address: object) -> None:
    """A reader must be able to look the definition up, and the pin to hold it."""
    assert refused(district, id=address) == [
        ("/stacks/0/definition/id", "A stack needs an https address.")
    ]


@pytest.mark.parametrize("name", [..., None, 2017])
def test_a_stack_without_a_name(district: DistrictSimulator, name: object) -> None:
    """A badge never says that it counts toward None."""
    assert refused(district, name=name) == [("/stacks/0/definition/name", "A stack needs a name.")]


def test_the_same_stack_twice(district: DistrictSimulator) -> None:
    """One document, one pin, one claim."""
    assert refused_award(district, stacks=in_stack(district) * 2) == [
        ("/stacks/1/definition", f"The id {district.stack['id']} stands for 2 different things.")
    ]


def test_two_documents_under_one_address(district: DistrictSimulator) -> None:
    """A stack cannot be published where the achievement is: one of the pins would be wrong."""
    address = district.achievement["id"]
    assert refused(district, id=address) == [
        ("/achievement", f"The id {address} stands for 2 different things.")
    ]


def test_an_alignment_of_its_own_that_is_none(district: DistrictSimulator) -> None:
    """What cannot be embedded is refused, never left out in silence."""
    achievement = {**district.achievement, "alignment": "https://frameworks.example/3b"}
    ((place, _),) = refused_award(district, achievement=achievement)
    assert place == "/achievement/alignment/0"


def test_an_achievement_without_criteria(district: DistrictSimulator) -> None:
    """There is nowhere to put the words, and it is no achievement of Open Badges anyway."""
    bare = {k: v for k, v in district.achievement.items() if k != "criteria"}
    assert refused_award(district, achievement=bare) == [
        ("/achievement/criteria", "criteria is missing.")
    ]
