"""What a terminal shows of foreign text, and what a program around the command can rely on."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer.cli.common import shown
from tests.cli.desk import DID, Desk, openbadge, program

ESCAPE, CSI, RIGHT_TO_LEFT, INVISIBLE = "\x1b", "\x9b", "\u202e", "\u200b"


def on_a_terminal(*arguments: str | Path, **variables: str) -> str:
    """What the real program writes where somebody watches."""
    master, slave = os.openpty()
    env = {k: v for k, v in os.environ.items() if k != "NO_COLOR"} | variables
    command = [sys.executable, "-m", "openbadge_issuer.cli", *arguments]
    with subprocess.Popen(command, stdout=slave, stdin=slave, env=env) as process:
        os.close(slave)
        output = b""
        try:
            while part := os.read(master, 65536):
                output += part
        except OSError:  # the program has closed the other end
            pass
        process.wait()
    os.close(master)
    return output.decode()


def test_colour_only_where_somebody_watches(desk: Desk) -> None:
    """And not where NO_COLOR asks for none."""
    command = ("verify", desk.badge, "--fetch-dir", desk.web)
    assert "\x1b[32m" in on_a_terminal(*command)
    plain = on_a_terminal(*command, NO_COLOR="1")
    assert ESCAPE not in plain
    assert "This badge is genuine and in force" in plain
    assert ESCAPE not in openbadge(*command).out


@pytest.mark.parametrize("character", [ESCAPE, CSI, RIGHT_TO_LEFT, INVISIBLE, "\u2028", "\u061c"])
def test_foreign_text_becomes_visible(character: str) -> None:
    """Whatever moves the cursor, changes the colour, turns words around or hides."""
    assert shown(f"a{character}b") == f"a\\u{ord(character):04x}b"


@pytest.mark.parametrize("text", ["Zoë Ångström", "木村", "שלום", "🎓", "a\\b", "'quoted'"])
def test_words_of_every_script_stay(text: str) -> None:
    """Only what a terminal would act on is changed."""
    assert shown(text) == text


def test_a_genuine_badge_with_tricks_in_its_names(desk: Desk, tmp_path: Path) -> None:
    """Signed or not, a name is somebody else's text."""
    tricky = f"Wait{RIGHT_TO_LEFT}{CSI}31m{INVISIBLE}\nTime"
    badge = desk.make(
        tmp_path / "badge.json",
        issuer={"id": DID, "type": ["Profile"], "name": tricky},
        recipient={"name": tricky, "disclose": ["name"]},
    )
    safe = "Wait\\u202e\\u009b31m\\u200b\\u000aTime"
    expected = f"genuine and in force: {safe} ({DID}) awarded Using Wait Time to {safe} on"
    web = ("--fetch-dir", desk.web)
    for command in (
        openbadge("verify", badge, *web),
        openbadge("recognise", badge, *web, "--policy", desk.policy),
    ):
        assert expected in command.out
    (row,) = json.loads(openbadge("verify", badge, *web, "--json").out)
    assert row["badge"]["issuer"]["name"] == tricky


@pytest.mark.parametrize(
    "changes",
    [
        {"issuer": f"did:web:{ESCAPE}[2J.example"},
        {"type": ["VerifiableCredential", "OpenBadgeCredential"], "@context": [f"{ESCAPE}[2J"]},
        {f"note{ESCAPE}[2J": 1},
        {"proof": {"type": f"{ESCAPE}[2J"}},
    ],
)
def test_a_forged_badge_with_escapes(desk: Desk, tmp_path: Path, changes: dict[str, Any]) -> None:
    """No member of a file reaches the terminal as it is."""
    badge = desk.change(tmp_path / "badge.json", **changes)
    for options in ((), ("--json",), ("--ndjson",)):
        answer = openbadge("verify", badge, "--fetch-dir", desk.web, *options)
        assert ESCAPE not in answer.out + answer.err


def test_a_file_name_with_escapes(desk: Desk, tmp_path: Path) -> None:
    """A name from a download folder is somebody else's text too."""
    file = tmp_path / f"badge{ESCAPE}[2J.json"
    file.write_bytes(b"{}")
    nowhere = tmp_path / f"nowhere{ESCAPE}[2J.json"
    for answer in (
        openbadge("verify", file, nowhere),
        openbadge("recognise", file, nowhere, "--policy", desk.policy),
        openbadge("recognise", file, nowhere, "--policy", desk.policy, "--csv"),
        openbadge("award", file, "--key", desk.key, "--out", "-"),
        openbadge("award", nowhere, "--key", desk.key, "--out", "-"),
    ):
        assert ESCAPE not in answer.out + answer.err


@pytest.mark.parametrize("encoding", ["utf-8:strict", "latin-1:strict", "cp1252:strict", "ascii"])
def test_every_name_and_every_encoding(desk: Desk, tmp_path: Path, encoding: str) -> None:
    """A name that is not UTF-8 and a terminal that lacks characters stop nothing."""
    odd = os.fsencode(tmp_path) + b"/\xff.json"
    Path(os.fsdecode(odd)).write_bytes(desk.badge.read_bytes())
    badge = desk.make(tmp_path / "badge.json", recipient={"name": "木村", "disclose": ["name"]})
    env = {**os.environ, "PYTHONIOENCODING": encoding}
    web = ("--fetch-dir", desk.web)
    code, out, err = program("verify", odd, str(badge), *web, env=env)
    assert (code, err) == (0, "")
    assert "\\udcff.json" in out
    assert "genuine and in force" in out
    assert program("verify", odd, "--json", *web, env=env).code == 0
