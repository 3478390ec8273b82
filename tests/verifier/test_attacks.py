"""The corpus of hostile badges: the right answer to each, in any order, in one process."""

import json
import random
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from verifier import Replay, Report, State, Verifier
from verifier.clock import parse_timestamp
from verifier.interfaces import Fetched

PICTURE = "badges baked into pictures are not read yet"
STATUS = "status lists are not read yet"

# What cannot be judged yet. Such a file must come out inconclusive, whatever its right answer.
UNSUPPORTED = {
    "control-didweb-status-ok": STATUS,
    "control-png-baked": PICTURE,
    "control-png-baked-jwt": PICTURE,
    "control-svg-baked": PICTURE,
    "control-svg-baked-jwt": PICTURE,
    "status-list-multi-purpose": STATUS,
}

# What this verifier refuses, although the corpus leaves it open or has it valid.
STRICTER = {
    "ssrf-status-crlf": "an address with a line break is no address",
    "ssrf-status-space": "an address with a space is no address",
    "sink-evidence-id-data-html": "an address with angle brackets is no address",
    "sink-image-data-svg": "an address with angle brackets is no address",
    "sink-log-ansi": "signed over bytes that leave control characters unescaped",
}

# Genuine badges of an impostor: only a registry can tell, and none is asked yet. The report says
# so, and names the issuer by its address.
NEEDS_A_REGISTRY = {"proof-issuer-same-name-other-did"} | {
    f"unicode-issuer-{trick}"
    for trick in (
        *("bidi-override", "bidi-isolate", "zero-width", "zwj", "homoglyph-cyrillic"),
        *("soft-hyphen", "tag-chars", "zalgo", "very-long", "newline-fake"),
        *("emoji-flag", "private-use"),
    )
}

JUDGED = (
    *("control", "jsonld", "proof", "jwt", "schema", "time", "didweb"),
    *("jsonsyntax", "poison", "sequence", "unicode", "status", "ssrf", "sink"),
)
NOT_READ_YET = ("image",)

OWN_HOST = "https://badges.district.example/.well-known/"


@dataclass
class Watched:
    """The internet of the corpus, with a note of who was asked."""

    inner: Replay
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str, *, limit: int) -> Fetched:
        """The stored answer, noted."""
        self.asked.append(url)
        return self.inner.fetch(url, limit=limit)


class Corpus(NamedTuple):
    """The files, and a verifier whose whole internet is the corpus's own."""

    folder: Path
    entries: list[dict[str, Any]]
    internet: Watched
    verifier: Verifier
    now: str

    def verify(self, entry: dict[str, Any]) -> Report:
        """The report on one file at the corpus's own time."""
        data = (self.folder / entry["file"]).read_bytes()
        return self.verifier.verify(data, at=parse_timestamp(self.now))

    def of(self, *classes: str) -> list[dict[str, Any]]:
        """The entries of some classes, in the order of the index."""
        return [entry for entry in self.entries if entry["class"] in classes]


@pytest.fixture(scope="module")
def corpus(vectors: Path) -> Corpus:
    """Read the index of the corpus."""
    folder = vectors / "attacks"
    index = json.loads((folder / "index.json").read_text())
    internet = Watched(Replay(folder / "network"))
    return Corpus(folder, index["vectors"], internet, Verifier(fetcher=internet), index["now"])


def test_every_class_is_looked_at(corpus: Corpus) -> None:
    """A class that the corpus gains is not passed over."""
    classes = {entry["class"] for entry in corpus.entries}
    assert classes == {*JUDGED, *NOT_READ_YET}


@pytest.mark.parametrize("name", JUDGED)
def test_every_file_of_a_class_gets_a_right_answer(corpus: Corpus, name: str) -> None:
    """Valid and not in force as well as invalid: refusing everything would not help."""
    entries = corpus.of(name)
    assert entries
    wrong = {}
    for entry in entries:
        report = corpus.verify(entry)
        right = set(entry["answers"])
        if entry["id"] in UNSUPPORTED:
            right = {"inconclusive"}
        if entry["id"] in NEEDS_A_REGISTRY:
            right = {"valid"}
        if entry["id"] in STRICTER:
            right = {"invalid"}
        if report.verdict.value not in right:
            wrong[entry["id"]] = (report.state.value, [f.message for f in report.decisive()])
    assert wrong == {}


def test_every_exception_is_needed(corpus: Corpus) -> None:
    """An entry of the tables whose file is judged rightly by itself would hide a later mistake."""
    answers = {entry["id"]: entry["answers"] for entry in corpus.entries}
    assert not [name for name in UNSUPPORTED if "inconclusive" in answers[name]]
    assert not [name for name in NEEDS_A_REGISTRY if "valid" in answers[name]]
    assert not [name for name in STRICTER if "invalid" in answers[name]]


@pytest.mark.parametrize("name", NOT_READ_YET)
def test_what_is_not_read_yet_is_never_valid(corpus: Corpus, name: str) -> None:
    """Pictures are inconclusive, or no badge at all."""
    for entry in corpus.of(name):
        report = corpus.verify(entry)
        assert report.state in (State.UNSUPPORTED, State.MALFORMED), entry["id"]


def test_no_badge_with_a_status_list_is_valid_before_lists_are_read(corpus: Corpus) -> None:
    """Revoked or not, forged list or not: unknown is not fine."""
    for entry in corpus.of("status"):
        assert not corpus.verify(entry), entry["id"]


def test_an_impostor_is_named_by_address_and_nobody_vouches(corpus: Corpus) -> None:
    """The report says that no list was asked, and its summary carries the address."""
    for entry in corpus.entries:
        if entry["id"] in NEEDS_A_REGISTRY:
            report = corpus.verify(entry)
            (row,) = [f for f in report.findings if f.check == "issuer.registry"]
            assert row.outcome.value == "not_applicable"
            assert report.summary is not None
            assert report.summary.issuer_id is not None
            assert report.summary.issuer_id.startswith("did:")
            assert report.summary.issuer_id in row.message


def test_forbidden_addresses_are_not_even_asked_for(corpus: Corpus) -> None:
    """Where the corpus forbids the attempt, whatever is asked for is refused at the door."""
    forbidden = [entry for entry in corpus.of("didweb", "ssrf") if entry.get("must_not_fetch")]
    assert len(forbidden) > 20
    allowed = set(json.loads((corpus.folder / "network" / "index.json").read_text()))
    for entry in forbidden:
        for source in corpus.verify(entry).sources:
            assert source.outcome == "refused" or source.url in allowed, entry["id"]
            assert entry["class"] != "didweb" or source.outcome == "refused", entry["id"]


def test_proofs_and_tokens_send_the_verifier_nowhere(corpus: Corpus) -> None:
    """Whatever address they carry, only the issuer's own host is asked."""
    for entry in corpus.of("proof", "jwt", "didweb"):
        if entry.get("must_not_fetch"):
            corpus.internet.asked.clear()
            report = corpus.verify(entry)
            refused = {source.url for source in report.sources if source.outcome == "refused"}
            own = {url for url in corpus.internet.asked if url.startswith(OWN_HOST)}
            assert set(corpus.internet.asked) <= refused | own, entry["id"]


@pytest.mark.parametrize("seed", [1, 20, 300])
def test_the_order_changes_no_answer(corpus: Corpus, seed: int) -> None:
    """One file never breaks the next: nothing of it stays in the process."""
    first = {entry["id"]: corpus.verify(entry).findings for entry in corpus.entries}
    shuffled = list(corpus.entries)
    random.Random(seed).shuffle(shuffled)  # noqa: S311  (an order, not a secret)
    assert {entry["id"]: corpus.verify(entry).findings for entry in shuffled} == first
