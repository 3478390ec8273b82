"""The program as scripts start it: another process, its exit code, its two streams."""

import json
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from openbadge_issuer.cli import main
from tests.cli.desk import DID, Desk, program


def test_the_whole_way(desk: Desk, tmp_path: Path) -> None:
    """Key, badge, verdict, decision: four commands, as a district and an employer give them."""
    key, badge = tmp_path / "key.json", tmp_path / "badge.json"
    assert program("key", "new", "--out", key, "--unencrypted", "--did", DID).out == f"{DID}\n"
    assert program("award", desk.examples / "assessment.json", "--key", key, "--out", badge) == (
        *(0, "", ""),
    )
    web = tmp_path / "web"
    web.mkdir()
    (web / "did.json").write_text(
        program("key", "show", key, "--did-document").out, encoding="utf-8"
    )
    index = {"https://sdsm.example/.well-known/did.json": "did.json"}
    (web / "index.json").write_text(json.dumps(index), encoding="utf-8")
    assert program("verify", badge, "--fetch-dir", web).code == 0
    decided = program("recognise", badge, "--fetch-dir", web, "--policy", desk.policy, "--json")
    # The rubric is not published in this folder, so a person must look.
    assert decided.code == 3
    assert json.loads(decided.out)["decisions"][0]["outcome"] == "needs_review"


def test_a_badge_through_a_pipe(desk: Desk) -> None:
    """What `award` writes, `verify` reads; no file between them."""
    made = program("award", desk.examples / "assessment.json", "--key", desk.key, "--out", "-")
    code, out, err = program("verify", "-", "--fetch-dir", desk.web, stdin=made.out.encode())
    assert (code, err) == (0, "")
    assert "genuine and in force" in out


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_fault_of_the_machine_is_seventy(desk: Desk, options: tuple[str, ...]) -> None:
    """A full disk under the answer: no verdict, one sentence, no traceback."""
    command = ("verify", desk.badge, "--fetch-dir", desk.web)
    with Path("/dev/full").open("wb") as full:
        code, _, err = program(*command, *options, stdout=full.fileno())
    assert code == 70
    assert err == "openbadge: internal error (OSError); please report it.\n"


def test_a_closed_output_is_no_answer(desk: Desk) -> None:
    """Nobody can read a verdict that was written nowhere, so none is given."""
    shell = 'exec "$0" -m openbadge_issuer.cli verify "$1" --fetch-dir "$2" >&-'
    command = ["sh", "-c", shell, sys.executable, str(desk.badge), str(desk.web)]
    done = subprocess.run(command, check=False, capture_output=True)
    assert done.returncode == 70
    assert b"Traceback" not in done.stderr


def test_no_question_is_asked_without_a_terminal(desk: Desk) -> None:
    """A script never hangs: what is missing is refused."""
    assert program("key", "new", "--out", "key.json").code == 2
    assert program("award", desk.examples / "assessment.json", "--out", "-").code == 2
    assert program("verify").code == 2


def test_the_console_script_is_this_program() -> None:
    """`openbadge` and `python -m openbadge_issuer.cli` are the same."""
    (script,) = entry_points(group="console_scripts", name="openbadge")
    assert script.load() is main


def test_the_answers_do_not_depend_on_where_it_is_started(desk: Desk, tmp_path: Path) -> None:
    """No file of the present folder is imported, read or written."""
    (tmp_path / "json.py").write_text("raise SystemExit(99)", encoding="utf-8")
    openbadge = Path(sys.executable).with_name("openbadge")
    command = [openbadge if openbadge.exists() else "openbadge", "verify", desk.badge]
    done = subprocess.run(command, cwd=tmp_path, env=os.environ, check=False, capture_output=True)
    assert done.returncode == 3
    assert [file.name for file in tmp_path.iterdir()] == ["json.py"]
