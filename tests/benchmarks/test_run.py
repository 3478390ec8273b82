"""The benchmark itself works: what it compares is right, and what it writes is complete."""

import json
from pathlib import Path

import pytest

from benchmarks import candidates, compare
from benchmarks.badges import rubric_badge
from benchmarks.run import main
from benchmarks.samples import Sample, sample
from benchmarks.table import write_into
from benchmarks.timing import Pace


def test_the_sample_is_the_one_that_is_described() -> None:
    """Its size is part of every number that was ever published about it."""
    badge = sample(rubric_badge())
    unnamed = {word for word in badge.canonical.split() if word.startswith(b"_:")}
    assert (len(badge.raw), badge.canonical.count(b"\n"), len(unnamed)) == (7947, 228, 8)
    assert badge == sample(rubric_badge())


def test_a_run_writes_ratios_goals_and_the_environment(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Terminal, page and file tell the same; what was not measured is said to be."""
    page, file = tmp_path / "page.md", tmp_path / "results.json"
    page.write_text("before\n<!-- written by benchmarks/run.py --markdown -->\nold\n<!-- end -->\n")
    main(["--quick", "--rows", "issue", "--json", str(file), "--markdown", str(page)])

    results = json.loads(file.read_text())
    assert set(results["environment"]) == {
        *("python", "implementation", "platform", "cpus", "versions"),
    }
    assert results["rows"]["issue"][candidates.FLOOR_ISSUE]["of_floor"] == 1
    measured = {goal["what"]: goal["measured"] for goal in results["goals"]}
    assert measured["issue, signature alone, to PyLD"].endswith("x")
    assert measured["verify proof, to Node"] == "not measured"
    assert candidates.SIGN in capsys.readouterr().out
    text = page.read_text()
    assert f"| {candidates.SIGN} |" in text
    assert text.startswith("before\n")
    assert text.endswith("<!-- end -->\n")
    assert "old" not in text


def test_a_verifier_that_accepts_everything_is_not_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fastest verifier is the one that does not look."""

    def accept(_sample: Sample) -> bool:
        return True

    monkeypatch.setattr(candidates, "VERIFY", {"hasty": accept})
    with pytest.raises(compare.WrongAnswerError, match="hasty: accepts an altered copy"):
        compare.verifiers(Pace(rounds=1, seconds=0))


def test_a_page_without_a_place_is_left_alone(tmp_path: Path) -> None:
    """Nothing is overwritten by mistake."""
    page = tmp_path / "page.md"
    page.write_text("text")
    with pytest.raises(ValueError, match="has no lines"):
        write_into(page, "note", [])
    assert page.read_text() == "text"
