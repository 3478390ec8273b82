"""The commands of the README, given as they stand there, in an empty folder."""

import shlex
from pathlib import Path

import pytest

from tests.cli.conftest import PROJECT
from tests.cli.desk import openbadge


def commands() -> list[list[str]]:
    """The words of each command of the section on the command line."""
    section = (PROJECT / "README.md").read_text(encoding="utf-8").split("\n## ")
    (wanted,) = [part for part in section if part.startswith("On the command line")]
    code = "\n".join(line[4:] for line in wanted.splitlines() if line.startswith("    "))
    lines = code.replace("\\\n", " ").splitlines()
    return [shlex.split(line) for line in lines if line.startswith("openbadge ")]


def expanded(words: list[str]) -> list[str]:
    """The words as a shell gives them, with the files that a pattern stands for."""
    found = [sorted(map(str, Path().glob(word))) if "*" in word else [word] for word in words]
    return [word for group in found for word in group]


def test_a_reader_gets_what_the_readme_promises(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A badge that is good and recognised; then one that is withdrawn."""
    (tmp_path / "examples").symlink_to(PROJECT / "examples", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PASS", "a long passphrase")
    answers = [(words[1], openbadge(*expanded(words[1:]))) for words in commands()]
    assert {answer.err for _, answer in answers} == {""}
    assert [answer.code for _, answer in answers] == [0] * (len(answers) - 1) + [1]
    first, last = [answer.out for name, answer in answers if name == "verify"]
    assert "genuine and in force" in first
    assert "has withdrawn this badge" in last
    (recognised,) = [answer.out for name, answer in answers if name == "recognise"]
    assert "Accepted: 15 cpe-hour" in recognised
