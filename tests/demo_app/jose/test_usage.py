"""Wrong usage ends with 2 and writes nothing; everything about files is an answer."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from demo_app.conformance.jose.command import jose
from tests.demo_app.jose.desk import Desk


def run(desk: Desk, out: Path, *changes: str, function: str = "issue") -> Result:
    """The command on good files; later options replace earlier ones."""
    arguments = ["--input", desk.inputs / "credential-selective.json", "--key", desk.key("p256")]
    arguments += ["--feature", "credential_sdjwt", "--output", out, *changes]
    return CliRunner().invoke(jose, [function, *map(str, arguments)], catch_exceptions=False)


def test_the_command_that_the_others_misuse_works(desk: Desk, tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    assert run(desk, out).exit_code == 0
    assert out.exists()


@pytest.mark.parametrize(
    "changes",
    [
        ("--feature", "credential_jwe"),
        ("--sd", "credentialSubject.firstName"),
        ("--sd", '{"a": 1}'),
        ("--sd", "[1]"),
        ("--sd", '["a..b"]'),
        ("--sd", '["a["]'),
        ("--sd", '["a[01]"]'),
        ("--sd", '["[0]"]'),
        ("--sd", '[""]'),
        ("--sd", '["credentialSubject.firstName"]', "--feature", "credential_jose"),
        ("--input", "https://example.org/credential.json"),
        ("--input", "-", "--key", "-"),
        ("--more",),
    ],
    ids=str,
)
def test_wrong_usage(desk: Desk, tmp_path: Path, changes: tuple[str, ...]) -> None:
    out = tmp_path / "out.json"
    result = run(desk, out, *changes)
    assert result.exit_code == 2
    assert "Error: " in result.output
    assert not out.exists()


def test_what_is_no_list_of_paths_is_told_in_one_sentence(desk: Desk, tmp_path: Path) -> None:
    said = run(desk, tmp_path / "out.json", "--sd", "nope").output
    assert "'--sd': This is not JSON" in said


def test_verifying_has_nothing_to_disclose(desk: Desk, tmp_path: Path) -> None:
    assert run(desk, tmp_path / "out.json", "--sd", "[]", function="verify").exit_code == 2


@pytest.mark.parametrize("option", ["--input", "--key", "--feature", "--output"])
def test_every_option_is_needed(option: str) -> None:
    others = {"--input", "--key", "--output"} - {option}
    arguments = [part for name in sorted(others) for part in (name, "x")]
    if option != "--feature":
        arguments += ["--feature", "credential_jose"]
    result = CliRunner().invoke(jose, ["verify", *arguments])
    assert (result.exit_code, option in result.output) == (2, True)


def test_an_answer_that_cannot_be_written_is_wrong_usage(desk: Desk, tmp_path: Path) -> None:
    assert run(desk, tmp_path / "missing" / "out.json").exit_code == 2
    assert run(desk, tmp_path).exit_code == 2


@pytest.mark.parametrize("feature", ["credential_jose", "credential_sdjwt", "credential_cose"])
def test_files_beyond_any_size_are_an_answer(desk: Desk, feature: str) -> None:
    """Also where they look good for a long while."""
    for text in ("A" * 3_000_000, "A.A.A" + "~A" * 1_500_000, "A.A.A~" * 500_000):
        answer = desk.verify(text, "p256", feature)
        assert (answer.result, "larger than" in answer.data) == ("failure", True)
    for text in ("A" * 2_000_000, "A.A.A" + "~A" * 900_000, "A.A.A~" * 300_000):
        assert desk.verify(text, "p256", feature).result == "failure"
    key = desk.folder / "key.json"
    key.write_text(" " * 3_000_000)
    token = desk.file(desk.text("credential-jose-minimal.txt"))
    assert "larger than" in desk.run("verify", token, key, feature).data


def test_files_that_cannot_be_read_are_an_answer(desk: Desk, tmp_path: Path) -> None:
    for key in (tmp_path / "missing.json", tmp_path):
        answer = desk.run("issue", desk.inputs / "credential-minimal.json", key, "credential_jose")
        assert (answer.result, "cannot be opened" in answer.data) == ("failure", True)
        answer = desk.run("verify", key, desk.key("p256"), "credential_jose")
        assert (answer.result, "cannot be opened" in answer.data) == ("failure", True)
