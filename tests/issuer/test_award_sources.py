"""What award reads: an object, its text or its file, with other files beside it."""

import json
import shutil
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from openbadge_issuer import RefusedError, award, issue
from openbadge_issuer.testing import DistrictSimulator, achievement
from tests.issuer.endorsements import endorsement_of
from tests.issuer.refusals import found, refused_award


@pytest.fixture
def endorsement(district: DistrictSimulator) -> dict[str, Any]:
    """What the state department says about the achievement, under its own key."""
    return endorsement_of(district.achievement["id"])


def test_object_text_and_file_are_the_same_assessment(
    district: DistrictSimulator, tmp_path: Path
) -> None:
    """One assessment, three ways to hand it over."""
    assessment = district.assessment(id="urn:uuid:0b6f0b0e-3c0e-4c39-9f0e-7d1e7c6b5a01")
    file = tmp_path / "assessment.json"
    file.write_text(json.dumps(assessment), encoding="utf-8")
    expected = award(assessment)
    assert award(MappingProxyType(assessment)) == expected
    assert award(file.read_text(encoding="utf-8")) == expected
    assert award(file.read_bytes()) == expected
    assert award(file) == expected


def test_paths_are_relative_to_the_file(
    examples: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wherever the program is started, the folder of the assessment is what counts."""
    shutil.copytree(examples, tmp_path / "here")
    monkeypatch.chdir(tmp_path)
    badge = award(tmp_path / "here" / "assessment.json")
    assert len(badge["relatedResource"]) == 4
    with pytest.raises(RefusedError) as refusal:
        award((tmp_path / "here" / "assessment.json").read_text(encoding="utf-8"))
    assert [place for place, _ in found(refusal)] == ["/achievement"]


def test_another_folder_may_be_named(examples: Path) -> None:
    """A text has no folder of its own, so the caller says what its paths are relative to."""
    text = (examples / "assessment.json").read_text(encoding="utf-8")
    assert len(award(text, folder=examples)["relatedResource"]) == 4


def test_endorsements_are_embedded_as_they_are(
    district: DistrictSimulator, endorsement: dict[str, Any], tmp_path: Path
) -> None:
    """JSON or token, inline or in a file: not one member of what others signed is changed."""
    token = "eyJhbGciOiJFZERTQSJ9.e30.c2lnbmF0dXJl"
    (tmp_path / "dpi.json").write_text(json.dumps(endorsement), encoding="utf-8")
    other = {**endorsement, "id": "urn:uuid:9e3b7a0c-5a52-4c5a-8a7b-1f2d3c4b5a70"}
    badge = award(district.assessment(endorsements=["dpi.json", other, token]), folder=tmp_path)
    assert badge["endorsement"] == [endorsement, other]
    assert badge["endorsementJwt"] == [token]


def test_an_endorsed_badge_can_be_issued(
    district: DistrictSimulator, endorsement: dict[str, Any]
) -> None:
    """The badge's signature covers the endorsement with its proof."""
    badge = issue(award(district.assessment(endorsements=[endorsement])), signer=district.signer)
    assert badge["endorsement"] == [endorsement]


def test_an_endorsement_nobody_signed_is_refused(
    district: DistrictSimulator, endorsement: dict[str, Any]
) -> None:
    """A badge must not say in somebody's name what they did not sign."""
    del endorsement["proof"]
    assert refused_award(district, endorsements=[endorsement]) == [
        ("/endorsements/0", "An endorsement must be signed already.")
    ]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "The file is empty."),
        ("[]", "A JSON object is expected here."),
        ('{"issuer": {}, "issuer": {}}', "The member 'issuer' appears twice in one object."),
        ('{"creditsEarned": NaN}', "NaN is not a JSON number."),
        ('{"validFrom": "\\ud800"}', "A text holds half of a surrogate pair."),
        ("[" * 100_000, "The file is nested deeper than 50 levels."),
    ],
)
def test_a_text_that_is_not_one_strict_object_is_refused(text: str, reason: str) -> None:
    """What parsers read differently is never awarded from."""
    with pytest.raises(RefusedError) as refusal:
        award(text)
    assert found(refusal) == [("", reason)]


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 2**60, "\ud800", object(), {1, 2}])
def test_a_value_that_json_does_not_hold_is_refused(
    district: DistrictSimulator, value: object
) -> None:
    """An object from Python is held to the same rules as a file."""
    achievement = {**district.achievement, "creditsAvailable": value}
    assert len(refused_award(district, achievement=achievement)) == 1


@pytest.mark.parametrize("name", ["nowhere.json", "", "\0", "x" * 300, "nowhere/x.json"])
def test_a_file_that_cannot_be_opened_is_named_where_it_is_named(
    district: DistrictSimulator, name: str
) -> None:
    """The place in the assessment, and the name of the file."""
    ((place, sentence),) = refused_award(district, achievement=name)
    assert place == "/achievement"
    assert "cannot be opened" in sentence
    assert name in sentence


@pytest.fixture
def office(district: DistrictSimulator, tmp_path: Path) -> Path:
    """A folder of assessments with a file and a way out of it, and beside it a secret."""
    inner = tmp_path / "office"
    (inner / "teaching").mkdir(parents=True)
    secret = json.dumps({**district.achievement, "description": "secret"})
    for file in (tmp_path / "secret.json", inner / "teaching" / "mine.json"):
        file.write_text(secret, encoding="utf-8")
    (tmp_path / "office-2").mkdir()
    (tmp_path / "office-2" / "secret.json").write_text(secret, encoding="utf-8")
    (inner / "link.json").symlink_to(tmp_path / "secret.json")
    (inner / "away").symlink_to(tmp_path, target_is_directory=True)
    (inner / "own.json").symlink_to(inner / "teaching" / "mine.json")
    (inner / "loop.json").symlink_to("loop.json")
    (tmp_path / "also").symlink_to(inner, target_is_directory=True)
    return inner


@pytest.mark.parametrize("member", ["achievement", "evidence", "stacks", "endorsements"])
@pytest.mark.parametrize(
    "name",
    [
        "../secret.json",
        "teaching/../../secret.json",
        "../office-2/secret.json",
        "{}/secret.json",
        "link.json",
        "away/secret.json",
        "../nowhere.json",
        "..",
        "/dev/zero",
    ],
)
def test_no_file_outside_the_folder_of_the_assessment_is_read(
    district: DistrictSimulator, office: Path, member: str, name: str
) -> None:
    """An assessment from outside must not choose among all the files of this computer.

    What is there and what is not there are told apart by no word of the sentence.
    """
    name = name.format(office.parent)
    given, place = {
        "achievement": (name, "/achievement"),
        "evidence": ([{"id": "https://sdsm.example/1", "file": name}], "/evidence/0/file"),
        "stacks": ([{"definition": name, "designation": "core"}], "/stacks/0/definition"),
        "endorsements": ([name], "/endorsements/0"),
    }[member]
    with pytest.raises(RefusedError) as refusal:
        award(district.assessment(**{member: given}), folder=office)
    way_out = "lies outside the folder of the assessment: put a copy of it in that folder."
    assert found(refusal) == [(place, f"The file {name} {way_out}")]


@pytest.mark.parametrize(
    "name",
    ["teaching/mine.json", "teaching/../teaching/mine.json", "own.json", "{}/teaching/mine.json"],
)
@pytest.mark.parametrize("folder", ["office", "also", "office/teaching/.."])
def test_a_file_inside_the_folder_is_read_by_whatever_name(
    district: DistrictSimulator, office: Path, name: str, folder: str
) -> None:
    """Below it, by a link that stays in it, by its whole name; the folder may be a link itself."""
    given = district.assessment(achievement=name.format(office))
    badge = award(given, folder=office.parent / folder)
    assert badge["credentialSubject"]["achievement"]["description"] == "secret"


def test_a_link_that_leads_to_itself_is_no_file(district: DistrictSimulator, office: Path) -> None:
    with pytest.raises(RefusedError) as refusal:
        award(district.assessment(achievement="loop.json"), folder=office)
    ((place, sentence),) = found(refusal)
    assert place == "/achievement"
    assert "loop.json cannot be opened" in sentence


def test_without_a_folder_the_current_one_holds(
    district: DistrictSimulator, office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A text or an object has no folder; it does not get the whole computer for that."""
    monkeypatch.chdir(office)
    assert award(district.assessment(achievement="teaching/mine.json"))
    ((place, sentence),) = refused_award(district, achievement="../secret.json")
    assert place == "/achievement"
    assert "lies outside" in sentence


def test_a_definition_that_is_no_json_is_refused_at_its_place(
    district: DistrictSimulator, tmp_path: Path
) -> None:
    """A broken file is not the fault of the assessment, but it is named there."""
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    with pytest.raises(RefusedError) as refusal:
        award(district.assessment(achievement="broken.json"), folder=tmp_path)
    ((place, sentence),) = found(refusal)
    assert place == "/achievement"
    assert sentence.startswith("This is not JSON")


def test_an_achievement_without_a_rubric(district: DistrictSimulator) -> None:
    """Nothing is decided, so nothing is said to be: no result, not even a status."""
    bare = {k: v for k, v in district.achievement.items() if k != "resultDescription"}
    subject = award(district.assessment(achievement=bare, results=[]))["credentialSubject"]
    assert "result" not in subject


def test_an_achievement_that_is_published_nowhere(district: DistrictSimulator) -> None:
    """Without an https address there is nothing to pin; the rubric is in the badge all the same."""
    private = {**achievement("urn:uuid:3c2f1b0e-5f3a-4a3e-8e55-2b1f1c0d9a10"), "assessment": None}
    results = [
        {"criterion": f"{private['id']}#{c}", "level": f"{private['id']}#{c}-demonstrated"}
        for c in ("c1", "c2")
    ]
    badge = award(district.assessment(achievement=private, results=results, stacks=[]))
    assert "relatedResource" not in badge
    assert len(badge["credentialSubject"]["result"]) == 3
