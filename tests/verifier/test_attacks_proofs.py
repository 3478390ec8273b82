"""Hostile proofs, tokens and DID documents: the right answer to every file, and no stray fetch."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from verifier import Replay, Report, Verifier
from verifier.clock import parse_timestamp
from verifier.interfaces import Fetched

CLASSES = {"proof": 66, "jwt": 70, "didweb": 26}
GOOD = ("json", "jwt")

# What only another part of the project can answer.
NOT_HERE = {
    "issuer-same-name-other-did.json": "needs a registry of issuers",
    "nested-endorsement-tampered.json": "endorsements are verified by another part",
    "nested-endorsement-unsigned.json": "endorsements are verified by another part",
    "nested-endorsement-attacker-key.json": "endorsements are verified by another part",
    "nested-endorsement-expired.json": "endorsements are verified by another part",
}


@dataclass
class Watched:
    """The internet of the attack files, with a note of who was asked."""

    inner: Replay
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str, *, limit: int) -> Fetched:
        self.asked.append(url)
        return self.inner.fetch(url, limit=limit)


@pytest.fixture
def attacks(vectors: Path) -> Path:
    return vectors / "attacks"


def entries(attacks: Path, kind: str) -> list[dict[str, Any]]:
    """The entries of one class."""
    index = json.loads((attacks / "index.json").read_text(encoding="utf-8"))
    return [entry for entry in index["vectors"] if entry["class"] == kind]


def answers(attacks: Path, kind: str) -> Iterator[tuple[dict[str, Any], Report, list[str]]]:
    """Our answer to each file of a class."""
    index = json.loads((attacks / "index.json").read_text(encoding="utf-8"))
    at = parse_timestamp(index["now"])
    for entry in entries(attacks, kind):
        watched = Watched(Replay(attacks / "network"))
        report = Verifier(fetcher=watched).verify((attacks / entry["file"]).read_bytes(), at=at)
        yield entry, report, watched.asked


@pytest.mark.parametrize("kind", CLASSES)
def test_every_file_is_answered_rightly(attacks: Path, kind: str) -> None:
    seen = 0
    wrong: list[str] = []
    for entry, report, _ in answers(attacks, kind):
        seen += 1
        name = Path(entry["file"]).name
        right = report.verdict.value in entry["answers"]
        if not right and name not in NOT_HERE:
            wrong.append(f"{name}: {report.state} {[f.message for f in report.decisive()]}")
    assert wrong == []
    assert seen == CLASSES[kind]


@pytest.mark.parametrize("kind", CLASSES)
def test_nobody_is_asked_who_must_not_be(attacks: Path, kind: str) -> None:
    """Only the issuer's own host is ever asked where a file tries to send us elsewhere."""
    for entry, report, asked in answers(attacks, kind):
        if entry.get("must_not_fetch"):
            refused = {source.url for source in report.sources if source.outcome == "refused"}
            own = {url for url in asked if "badges.district.example/.well-known" in url}
            assert set(asked) <= refused | own, entry["file"]


def test_honest_files_are_accepted(attacks: Path) -> None:
    """Refusing everything does not help: the files marked valid verify."""
    for entry, report, _ in answers(attacks, "control"):
        kept = Path(entry["file"]).suffix[1:] in GOOD
        if kept and "status" not in entry["file"]:
            assert report.verdict.value == "valid", (entry["file"], report.decisive())
