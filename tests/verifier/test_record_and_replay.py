"""An answer that was recorded is given again, byte for byte, however the world has changed."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer.testing import DistrictSimulator
from verifier import Cached, Recorder, Replay, State, Verifier, read_registries
from verifier.clock import now
from verifier.errors import FetchError
from verifier.interfaces import Fetched
from verifier.recorder import Cached as SameCached

BY_URL = json.dumps(
    [{"type": "dcc-legacy", "name": "Wisconsin", "url": "https://dpi.example/registry.json"}]
)


def test_a_record_gives_the_same_report(tmp_path: Path) -> None:
    """What was out of reach stays so, in the same words."""
    district = DistrictSimulator()
    badge = district.award(status=True)
    district.suspend(badge)
    at = now()
    settings: dict[str, Any] = {"registries": read_registries(BY_URL), "check_evidence": True}
    first = Verifier(fetcher=Recorder(district, tmp_path / "record"), **settings).verify(
        badge, at=at
    )
    district.revoke(badge)
    district.pages.clear()
    again = Verifier(fetcher=Replay(tmp_path / "record"), **settings).verify(badge, at=at)
    assert first.state is State.SUSPENDED
    assert json.dumps(again.to_dict()) == json.dumps(first.to_dict())


def test_a_record_is_added_to(tmp_path: Path) -> None:
    district = DistrictSimulator()
    for url in (f"{district.home}/achievements/wait-time/1", f"{district.home}/nothing"):
        recorder = Recorder(district, tmp_path)
        try:
            recorder.fetch(url, limit=10**6)
        except FetchError:
            continue
    index = json.loads((tmp_path / "index.json").read_text())
    assert len(index) == 2
    with pytest.raises(FetchError, match="could not be reached"):
        Replay(tmp_path).fetch(f"{district.home}/nothing", limit=10)


@pytest.mark.parametrize("text", ["[]", "not json"])
def test_a_folder_with_another_index_is_left_alone(tmp_path: Path, text: str) -> None:
    (tmp_path / "index.json").write_text(text)
    with pytest.raises(FetchError):
        Recorder(DistrictSimulator(), tmp_path)
    assert (tmp_path / "index.json").read_text() == text


def test_a_record_needs_a_folder_that_can_be_written(tmp_path: Path) -> None:
    """A file in its place is named, with the reason and without the system's numbers."""
    taken = tmp_path / "taken"
    taken.write_text("a letter")
    with pytest.raises(FetchError, match=r"index\.json cannot be written or read \(\w") as failed:
        Recorder(DistrictSimulator(), taken)
    assert "Errno" not in str(failed.value)


class Counted:
    """A page that changes with every request, until it is gone."""

    def __init__(self) -> None:
        self.asked = 0

    def fetch(self, url: str, *, limit: int) -> Fetched:  # noqa: ARG002
        self.asked += 1
        if url.endswith("gone"):
            raise FetchError("gone", status=404)
        return Fetched(b"x" * self.asked)


def test_a_cache_asks_once_and_again_when_the_time_is_over() -> None:
    pages = Counted()
    cached = Cached(pages)
    assert cached.fetch("https://a.example/1", limit=9).body == b"x"
    assert cached.fetch("https://a.example/1", limit=9).body == b"x"
    assert pages.asked == 1
    fresh = SameCached(pages, lasting=timedelta(0))
    fresh.fetch("https://a.example/1", limit=9)
    assert fresh.fetch("https://a.example/1", limit=9).body == b"xxx"


def test_a_cache_remembers_failures_and_keeps_to_the_limit_of_each_caller() -> None:
    pages = Counted()
    cached = Cached(pages, max_entries=2)
    for _ in range(2):
        with pytest.raises(FetchError) as caught:
            cached.fetch("https://a.example/gone", limit=9)
        assert caught.value.status == 404
    assert pages.asked == 1
    cached.fetch("https://a.example/2", limit=9)
    with pytest.raises(FetchError, match="more than 1"):
        cached.fetch("https://a.example/2", limit=1)
    cached.fetch("https://a.example/3", limit=9)
    with pytest.raises(FetchError):
        cached.fetch("https://a.example/gone", limit=9)
    assert pages.asked == 4
