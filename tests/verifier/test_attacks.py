"""Every hostile file of every class: the right answer, in any order, in time, no stray fetch."""

import json
import random
import resource
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from verifier import Contexts, Replay, Report, State, Verifier, read_registries
from verifier.clock import parse_timestamp
from verifier.errors import DocumentError
from verifier.interfaces import Fetched
from verifier.strict_json import parse

# Pictures are carriers, and sinks are pages: both are other parts of the project.
NOT_HERE = {"image", "sink"}
PICTURES = {".png", ".svg"}
COUNT = 383
OWN_PAGES = ("https://badges.district.example/.well-known/",)


@dataclass
class Watched:
    """The internet of the attack files, with a note of who was asked."""

    inner: Replay
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str, *, limit: int) -> Fetched:
        self.asked.append(url)
        return self.inner.fetch(url, limit=limit)


@dataclass(frozen=True)
class Corpus:
    """The files, and how each is answered."""

    folder: Path
    entries: list[dict[str, Any]]
    now: str

    def answer(self, entry: dict[str, Any]) -> tuple[Report, Watched]:
        return self.ask((self.folder / entry["file"]).read_bytes())

    def ask(self, data: bytes, contexts: Contexts | None = None) -> tuple[Report, Watched]:
        watched = Watched(Replay(self.folder / "network"))
        registries = read_registries((self.folder / "registry.json").read_bytes())
        verifier = Verifier(fetcher=watched, registries=registries, contexts=contexts or Contexts())
        return verifier.verify(data, at=parse_timestamp(self.now)), watched

    def shuffled(self, seed: int) -> Iterator[dict[str, Any]]:
        order = list(self.entries)
        random.Random(seed).shuffle(order)  # noqa: S311
        return iter(order)


@pytest.fixture(scope="module")
def corpus(vectors: Path) -> Corpus:
    folder = vectors / "attacks"
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    kept = [
        entry
        for entry in index["vectors"]
        if entry["class"] not in NOT_HERE and Path(entry["file"]).suffix not in PICTURES
    ]
    return Corpus(folder, kept, index["now"])


def word(report: Report) -> str:
    """The answer in the words of the corpus."""
    unknown = report.state is State.ISSUER_UNRECOGNISED
    return "unrecognised" if unknown else report.verdict.value


def test_every_file_is_answered_rightly_and_in_time(corpus: Corpus) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    wrong: list[str] = []
    for entry in corpus.entries:
        begun = time.process_time()
        report, _ = corpus.answer(entry)
        took = time.process_time() - begun
        if word(report) not in entry["answers"] or took > 2:
            reasons = [finding.message for finding in report.decisive()]
            wrong.append(f"{entry['file']}: {report.state} after {took:.2f} s {reasons}")
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert wrong == []
    assert len(corpus.entries) == COUNT
    assert grown < 256


def test_nobody_is_asked_who_must_not_be(corpus: Corpus) -> None:
    """What is tried is the issuer's own document, or an address that the door refuses."""
    for entry in corpus.entries:
        if entry.get("must_not_fetch"):
            report, watched = corpus.answer(entry)
            refused = {source.url for source in report.sources if source.outcome == "refused"}
            stray = [url for url in watched.asked if not url.startswith(OWN_PAGES)]
            assert set(stray) <= refused, entry["file"]


@pytest.mark.parametrize("seed", [1, 2])
def test_order_does_not_matter(corpus: Corpus, seed: int) -> None:
    """One file never changes the answer to the next."""
    usual = {entry["id"]: corpus.answer(entry)[0].state for entry in corpus.entries}
    other = {entry["id"]: corpus.answer(entry)[0].state for entry in corpus.shuffled(seed)}
    assert usual == other


def test_a_forgery_shows_nothing_that_passed(corpus: Corpus) -> None:
    for entry in corpus.entries:
        report, _ = corpus.answer(entry)
        if report.state in (State.MALFORMED, State.INVALID_SIGNATURE):
            assert all(finding.outcome.value != "passed" for finding in report.findings)


def test_reports_survive_the_way_through_json(corpus: Corpus) -> None:
    for entry in corpus.entries:
        report, _ = corpus.answer(entry)
        text = json.dumps(report.to_dict())
        assert json.dumps(Report.from_dict(json.loads(text)).to_dict()) == text


def test_an_attack_gains_nothing_by_a_context_that_the_reader_has(corpus: Corpus) -> None:
    """No signature covers the list of contexts, so anybody may add one, and PyLD then reads it."""
    given = "https://district.example/context/v1"
    contexts = Contexts({given: b'{"@context": {"campus": "https://district.example/campus"}}'})
    wrong, honest = [], 0
    for entry in corpus.entries:
        try:
            document = parse((corpus.folder / entry["file"]).read_bytes())
        except DocumentError:
            continue
        listed = document.get("@context") if isinstance(document, dict) else None
        if not isinstance(document, dict) or not isinstance(listed, list):
            continue
        data = json.dumps({**document, "@context": [*listed, given]}).encode()
        report, _ = corpus.ask(data, contexts)
        usual, _ = corpus.answer(entry)
        if report and not usual:
            wrong.append(f"{entry['file']}: {usual.state} became {report.state}")
        honest += bool(report)
    assert wrong == []
    assert honest > 30
