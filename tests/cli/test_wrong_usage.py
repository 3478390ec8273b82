"""Wrong usage is 2 and a sentence on stderr; what this version lacks is refused, not ignored."""

import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from openbadge_issuer.cli import openbadge as whole
from openbadge_issuer.cli.common import Instant
from openbadge_issuer.cli.key import key
from openbadge_issuer.cli.status import status
from tests.cli.desk import Desk, openbadge


@pytest.fixture
def commands(desk: Desk, tmp_path: Path) -> dict[str, tuple[str | Path, ...]]:
    """Each command as it would succeed."""
    return {
        "verify": ("verify", desk.badge, "--fetch-dir", desk.web),
        "recognise": (
            *("recognise", desk.badge, "--fetch-dir", desk.web),
            *("--policy", desk.policy),
        ),
        "award": (
            *("award", desk.examples / "assessment.json", "--key", desk.key),
            *("--out", tmp_path / "badge.json"),
        ),
        "key new": ("key", "new", "--out", tmp_path / "key.json", "--unencrypted"),
        "key show": ("key", "show", desk.key),
    }


# Options of the contract that this version does not have, and options that nobody has.
ABSENT: dict[str, list[tuple[str, ...]]] = {
    "verify": [
        ("--csv",),
        ("--js",),
    ],
    "recognise": [("--ledger", "file"), ("--ndjson",)],
    "award": [
        ("--online",),
        ("--registry", "registry.json"),
        ("--image", "badge.png"),
    ],
    "key new": [("--passphrase", "secret"), ("--algorithm", "secp256k1"), ("--force",)],
    "key show": [("--private",), ("--passphrase-env", "VAR")],
}


@pytest.mark.parametrize(
    ("command", "options"), [(name, options) for name, rows in ABSENT.items() for options in rows]
)
def test_an_option_that_is_not_there_is_refused(
    commands: dict[str, tuple[str | Path, ...]],
    tmp_path: Path,
    command: str,
    options: tuple[str, ...],
) -> None:
    """A check that was asked for and silently skipped would be a false answer."""
    code, out, err = openbadge(*commands[command], *options)
    assert (code, out) == (2, "")
    assert "No such option" in err or "is not one of 'ed25519', 'p256'" in err
    assert not list(tmp_path.iterdir())


def test_without_it_every_command_succeeds(
    commands: dict[str, tuple[str | Path, ...]],
) -> None:
    """So it was the option that was refused."""
    assert {name: openbadge(*command).code for name, command in commands.items()} == dict.fromkeys(
        commands, 0
    )


@pytest.mark.parametrize(
    "command",
    [
        *(("verify",), ("recognise",), ("award",), ("key", "new"), ("key", "show")),
        *(("key", "rotate"), ("key", "revoke"), ("derive",), ("stack", "check"), ("bake",)),
        *(("status", "revoke"), ("publish",), ("doctor",), ("verify-many",), ("nonsense",)),
    ],
)
def test_a_command_without_its_arguments(command: tuple[str, ...]) -> None:
    """Also the commands that this version does not have yet."""
    code, out, err = openbadge(*command)
    assert (code, out) == (2, "")
    assert "Error: " in err


@pytest.mark.parametrize(
    ("command", "option"),
    [("award", "--key"), ("award", "--out"), ("recognise", "--policy"), ("key new", "--out")],
)
def test_an_option_that_must_be_given(
    commands: dict[str, tuple[str | Path, ...]], tmp_path: Path, command: str, option: str
) -> None:
    """The sentence names it."""
    given = list(commands[command])
    del given[given.index(option) : given.index(option) + 2]
    code, out, err = openbadge(*given)
    assert (code, out) == (2, "")
    assert f"Missing option '{option}'" in err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["verify", "recognise"])
@pytest.mark.parametrize(
    "url", ["https://sdsm.example/badge.json", "HTTPS://SDSM.EXAMPLE/1", "http://sdsm.example/1"]
)
def test_a_web_address_is_not_fetched(desk: Desk, command: str, url: str) -> None:
    """The sentence says which option would open the network, and what to do without it."""
    policy = ("--policy", desk.policy) if command == "recognise" else ()
    code, out, err = openbadge(command, desk.badge, url, *policy)
    assert (code, out) == (2, "")
    assert "--online" in err
    assert "save the file" in err


@pytest.mark.parametrize(
    "at",
    [
        "now",
        "2026-11-21",
        "2026-11-21T12:00:00",
        "2026-13-01T00:00:00Z",
        "2026-11-21T12:00:00+99:00",
        "0001-01-01T00:00:00+01:00",
        "1764158400",
    ],
)
def test_a_time_without_a_zone_is_no_time(desk: Desk, at: str) -> None:
    """The sentence shows how to write one."""
    code, _, err = openbadge("verify", desk.badge, "--at", at)
    assert code == 2
    assert "2026-11-21T12:00:00Z" in err


def test_a_time_of_the_program_is_taken_as_it_is() -> None:
    """Who calls the command from Python may give an instant."""
    instant = datetime(2026, 11, 21, tzinfo=UTC)
    assert Instant()(instant) is instant


def test_a_folder_that_stands_for_no_network(desk: Desk, tmp_path: Path) -> None:
    """Without an index, with a broken one, or not there at all."""
    for folder in (tmp_path, tmp_path / "nowhere", desk.badge):
        code, out, err = openbadge("verify", desk.badge, "--fetch-dir", folder)
        assert (code, out) == (2, "")
        assert str(folder) in err


def test_two_forms_of_the_same_answer(desk: Desk) -> None:
    """One is asked for at a time."""
    both = ("--json", "--csv")
    assert openbadge("recognise", desk.badge, "--policy", desk.policy, *both).code == 2


def test_a_policy_that_is_not_there(desk: Desk, tmp_path: Path) -> None:
    """Nothing is decided under no policy."""
    for policy in (tmp_path / "nowhere.json", tmp_path):
        assert openbadge("recognise", desk.badge, "--policy", policy).code == 2


def test_help_and_version_are_no_mistakes() -> None:
    """0, and every command is listed."""
    code, out, _ = openbadge("--help")
    assert code == 0
    assert all(f"\n  {name} " in out for name in ("award", "key", "recognise", "verify"))
    for command in ("award", "key", "recognise", "verify"):
        assert openbadge(command, "-h").code == 0
    assert openbadge("--version").out.count(".") == 2


def test_the_help_says_everything_on_one_line_each() -> None:
    """No command is told of in half a sentence, and the exit codes are there."""
    told = [
        command.get_short_help_str(limit=56)
        for group in (whole, key, status)
        for command in group.commands.values()
    ]
    assert not [words for words in told if words.endswith("...")]
    for command in ((), ("verify",), ("recognise",)):
        out = " ".join(openbadge(*command, "--help").out.split())
        assert "1 negative answer, 2 wrong usage, 3 could not be decided" in out
    page = openbadge("verify", "--help").out
    assert page.index("--at") < page.index("--fetch-dir") < page.index("--refresh")


def test_a_folder_without_an_index_is_no_network(desk: Desk, tmp_path: Path) -> None:
    """The sentence says what the folder lacks, without the numbers of the operating system."""
    code, _, err = openbadge("verify", desk.badge, "--fetch-dir", tmp_path)
    assert code == 2
    assert "index.json, which maps addresses to files, cannot be opened (No such file" in err
    assert "Errno" not in err


def test_help_does_not_need_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    """An employer installs the core alone; the demo says what it needs."""
    monkeypatch.setitem(sys.modules, "demo_app.cli", None)
    code, out, _ = openbadge("--help")
    assert (code, "verify" in out) == (0, True)
    code, _, err = openbadge("demo", "--check", "--port", "8080")
    assert code == 2
    assert "pip install 'openbadge-issuer[demo]'" in err
