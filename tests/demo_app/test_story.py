"""The story, through the command that people run."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from demo_app.cli import demo
from demo_app.story import Story
from verifier import Replay, State, Verifier


def test_the_whole_story_plays_and_leaves_real_files(tmp_path: Path) -> None:
    """`make demo CHECK=1` plays every step; what it leaves can be checked without the app."""
    out = tmp_path / "demo-out"
    result = CliRunner().invoke(demo, ["--check", "--out", str(out)])
    assert result.exit_code == 0, result.output
    for words in ("Jordan", "Robin", "Sam", "15 CPE hours", "openbadge verify"):
        assert words in result.output
    verifier = Verifier(fetcher=Replay(out / "web"), check_evidence=True)
    assert verifier.verify((out / "badge.json").read_bytes()).state is State.VALID
    altered = verifier.verify((out / "altered-badge.json").read_bytes())
    assert altered.state is State.INVALID_SIGNATURE
    assert '"accepted"' in (out / "harmony-decision.json").read_text()


def test_playing_again_replaces_only_what_the_demo_made(tmp_path: Path) -> None:
    """An earlier demo folder is replaced; a stranger's folder is left alone."""
    out = tmp_path / "demo-out"
    for _ in range(2):
        assert CliRunner().invoke(demo, ["--check", "--out", str(out)]).exit_code == 0
    stranger = tmp_path / "thesis"
    stranger.mkdir()
    (stranger / "chapter.txt").write_text("ten years of work")
    link = tmp_path / "link"
    link.symlink_to(out)
    for target in (stranger, link):
        result = CliRunner().invoke(demo, ["--check", "--out", str(target)])
        assert result.exit_code == 2
        assert "--out" in result.output
    assert (stranger / "chapter.txt").read_text() == "ten years of work"


def test_a_story_that_breaks_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Exit code 1 and a sentence, so that nobody believes a broken demo."""
    monkeypatch.setattr(Story, "robin_gives_feedback", lambda _: None)
    result = CliRunner().invoke(demo, ["--check", "--out", str(tmp_path / "demo-out")])
    assert result.exit_code == 1
    assert "The story broke." in result.output
