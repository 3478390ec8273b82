"""Every hostile file of every class: the right answer, in any order, quickly, and no stray fetch."""

import json
import random
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from verifier import Replay, Report, Verifier
from verifier.clock import parse_timestamp
from verifier.interfaces import Fetched

CARRIERS = {".png", ".svg"}
NOT_HERE = {"image", "sink"}


@dataclass
class Watched:
    """The internet of the attack files, with a note of who was asked."""

    inner: Replay
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str, *, limit: int) -> Fetched:
        self.asked.append(url)
        return self.inner.fetch(url, limit=limit)


@pytest.fixture(scope="module")
def attacks(vectors: Path) -> Path:
    return vectors / "attacks"


def entries(attacks: Path) -> list[dict[str, Any]]:
    index = json.loads((attacks / "index.json").read_text(encoding="utf-8"))
    return [
        entry
        for entry in index["vectors"]
        if entry["class"] not in NOT_HERE and Path(entry["file"]).suffix not in CARRIERS
    ]


def verifier(attacks: Path, watched: Watched) -> Verifier:
    return Verifier(fetcher=watched, registries=read_registries(attacks / "registry.json"))


def answer_of(report: Report) -> str:
    return "unrecognised" if report.state.value == "issuer_unrecognised" else report.verdict.value
