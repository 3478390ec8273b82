"""`openbadge award`: a whole badge or none, and every reason with its place."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import State, Verifier
from tests.cli.desk import DID, WAIT_TIME, Answer, Desk, openbadge
from verifier import Replay


def award(desk: Desk, assessment: object, out: Path | str, **options: Path) -> Answer:
    """Award from an assessment that lies beside the example's files."""
    folder = Path(out).parent if isinstance(out, Path) else options["folder"]
    file = folder / "assessment.json"
    file.write_text(json.dumps(assessment), encoding="utf-8")
    for name in ("achievements", "evidence", "stacks"):
        if not (folder / name).exists():
            shutil.copytree(desk.examples / name, folder / name)
    return openbadge("award", file, "--key", options.get("key", desk.key), "--out", out)


def results(*names: str, **members: str) -> list[dict[str, Any]]:
    """One decision for each criterion, on the level of that name."""
    return [
        {"criterion": f"{WAIT_TIME}#c{n}", "level": f"{WAIT_TIME}#c{n}-{name}", **members}
        for n, name in enumerate(names, start=1)
    ]


def left_in(folder: Path) -> set[str]:
    """Names of files that are not the assessment's own."""
    own = {"assessment.json", "achievements", "evidence", "stacks"}
    return {file.name for file in folder.iterdir()} - own


def test_a_badge_is_made(desk: Desk, tmp_path: Path) -> None:
    """Nothing on the screen, and a file that others can verify."""
    out = tmp_path / "badge.json"
    assert award(desk, desk.assessment(), out) == (0, "", "")
    assert left_in(tmp_path) == {"badge.json"}
    report = Verifier(fetcher=Replay(desk.web), check_evidence=True).verify(out.read_bytes())
    assert report.state is State.VALID
    assert out.read_bytes().endswith(b"\n}\n")


def test_an_assessment_from_outside_chooses_no_file_of_this_computer(
    desk: Desk, tmp_path: Path
) -> None:
    """Neither its bytes nor its digest get into a badge; the sentence says what to do."""
    video = {"id": "https://sdsm.example/evidence/1", "file": str(desk.key)}
    assessment = desk.assessment(evidence=[video], endorsements=["../award.json"])
    code, _, err = award(desk, assessment, tmp_path / "badge.json")
    assert code == 2
    way_out = "lies outside the folder of the assessment: put a copy of it in that folder."
    assert f"  /evidence/0/file: The file {desk.key} {way_out}\n" in err
    assert f"  /endorsements/0: The file ../award.json {way_out}\n" in err
    assert left_in(tmp_path) == set()


def test_a_dash_is_standard_output(desk: Desk, tmp_path: Path) -> None:
    """The badge alone, ready for a pipe."""
    code, out, err = award(desk, desk.assessment(), "-", folder=tmp_path)
    assert (code, err) == (0, "")
    assert json.loads(out)["issuer"]["id"] == DID
    assert left_in(tmp_path) == set()


def test_names_are_written_as_people_write_them(desk: Desk, tmp_path: Path) -> None:
    """UTF-8 and no escapes, so that a person can read the file."""
    out = tmp_path / "badge.json"
    recipient = {"name": "Zoë Ångström 木村", "disclose": ["name"]}
    assert award(desk, desk.assessment(recipient=recipient), out).code == 0
    assert "Zoë Ångström 木村".encode() in out.read_bytes()


def test_not_earned_is_a_negative_answer(desk: Desk, tmp_path: Path) -> None:
    """1, since everything was in order; no file."""
    failed = results("demonstrated", "demonstrated") + results("not-yet", status="Failed")
    failed[2] |= {"criterion": f"{WAIT_TIME}#c3", "level": f"{WAIT_TIME}#c3-not-yet"}
    code, out, err = award(desk, desk.assessment(results=failed), tmp_path / "badge.json")
    assert (code, out) == (1, "")
    assert err == (
        f"No badge was made from {tmp_path / 'assessment.json'}:\n"
        f"  /results/2/status: The assessment says that {WAIT_TIME}#c3 was not met, "
        "so no badge is made.\n"
    )
    assert left_in(tmp_path) == set()


def test_a_refusal_names_every_problem_and_its_place(desk: Desk, tmp_path: Path) -> None:
    """2, since somebody must mend the assessment; no file."""
    broken = desk.assessment(
        results=results("demonstrated", "partial"), stacks=[], evidence=[{"file": "nowhere.mp4"}]
    )
    code, out, err = award(desk, broken, tmp_path / "badge.json")
    assert (code, out) == (2, "")
    assert err.partition("\n")[2] == (
        "  /evidence/0: Evidence with a file needs an id to pin it.\n"
        "  /results/1: 'Uses what students say' is below what the rubric requires.\n"
        "  /achievement/resultDescription/2: The rubric asks for 'Reflects on the change', "
        "and the badge has no result for it.\n"
    )
    assert left_in(tmp_path) == set()


def test_another_districts_key_is_refused(desk: Desk, tmp_path: Path) -> None:
    """Nobody awards in another's name."""
    key = tmp_path / "other-key.json"
    openbadge("key", "new", "--out", key, "--unencrypted", "--did", "did:web:harmony.example")
    code, _, err = award(desk, desk.assessment(), tmp_path / "badge.json", key=key)
    assert code == 2
    assert f"the badge names {DID}" in err
    assert left_in(tmp_path) == {"other-key.json"}


def test_an_assessment_without_issuer_id_gets_the_keys(desk: Desk, tmp_path: Path) -> None:
    """Whoever holds the key is the issuer."""
    out = tmp_path / "badge.json"
    anonymous = desk.assessment(issuer={"type": ["Profile"], "name": "A district"})
    assert award(desk, anonymous, out).code == 0
    assert json.loads(out.read_bytes())["issuer"]["id"] == DID


def test_an_earlier_badge_stays_when_a_new_one_fails(desk: Desk, tmp_path: Path) -> None:
    """A target is replaced as a whole or not at all."""
    out = tmp_path / "badge.json"
    out.write_text("the earlier badge", encoding="utf-8")
    assert award(desk, desk.assessment(results=[]), out).code == 2
    assert out.read_text(encoding="utf-8") == "the earlier badge"
    assert award(desk, desk.assessment(), out).code == 0
    assert left_in(tmp_path) == {"badge.json"}


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("nowhere/badge.json", "No such file or directory"),
        ("assessment.json/badge.json", "Not a directory"),
        ("folder.json", "Is a directory"),
        ("x" * 300 + ".json", "File name too long"),
    ],
)
def test_a_target_that_cannot_be_written(
    desk: Desk, tmp_path: Path, target: str, reason: str
) -> None:
    """One sentence, and nothing half written beside it."""
    (tmp_path / "folder.json").mkdir()
    award(desk, desk.assessment(), "-", folder=tmp_path)
    given = (tmp_path / "assessment.json", "--key", desk.key)
    code, _, err = openbadge("award", *given, "--out", tmp_path / target)
    assert code == 2
    assert err.endswith(f"{target} cannot be written ({reason}).\n")
    assert left_in(tmp_path) == {"folder.json"}
    assert not list((tmp_path / "folder.json").iterdir())


def test_the_key_is_never_overwritten(desk: Desk, tmp_path: Path) -> None:
    """Nor the assessment, nor either of them through a link: there may be no copy."""
    link = tmp_path / "link.json"
    link.symlink_to(desk.key)
    before = desk.key.read_bytes()
    for out in (desk.key, link, desk.examples / "assessment.json"):
        given = (desk.examples / "assessment.json", "--key", desk.key)
        code, _, err = openbadge("award", *given, "--out", out)
        assert code == 2
        assert f"--out would overwrite {out}" in err
    assert desk.key.read_bytes() == before
    assert link.is_symlink()


@pytest.mark.parametrize("name", ["badge.png", "badge.svg", "badge.jwt", "badge", "json"])
def test_other_kinds_of_file_are_not_promised(desk: Desk, tmp_path: Path, name: str) -> None:
    """A picture that holds no badge would be worse than none."""
    given = (desk.examples / "assessment.json", "--key", desk.key)
    code, _, err = openbadge("award", *given, "--out", tmp_path / name)
    assert code == 2
    assert "--out must end in .json" in err
    assert not list(tmp_path.iterdir())


def test_an_assessment_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    """The reason is the system's."""
    missing = tmp_path / "nowhere.json"
    code, _, err = openbadge("award", missing, "--key", desk.key, "--out", "-")
    assert code == 2
    assert f"The file {missing} cannot be opened (No such file or directory)." in err
