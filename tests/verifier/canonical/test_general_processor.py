"""The general processor: the same answers as the walk, nothing lost, nothing remembered."""

import copy
import json
import threading
from pathlib import Path
from typing import Any

import pytest

from verifier.canonical.jsonld import to_dataset as general
from verifier.canonical.quads import to_dataset as compiled
from verifier.canonical.rdfc import canonicalize
from verifier.errors import DocumentError

EXAMPLE = "https://context.example/v1"


@pytest.fixture
def badge(vectors: Path) -> dict[str, Any]:
    path = vectors / "interop" / "digitalbazaar" / "badge-eddsa-rdfc-2022.json"
    document: dict[str, Any] = json.loads(path.read_text())
    del document["proof"]
    return document


def test_both_ways_give_the_same_bytes(badge: dict[str, Any]) -> None:
    """A real badge has one canonical form, whoever works it out."""
    assert canonicalize(general(badge)) == canonicalize(compiled(badge, tuple(badge["@context"])))


def test_control_characters_are_escaped_as_the_standard_says(badge: dict[str, Any]) -> None:
    """PyLD writes them raw; our own N-Quads do not."""
    badge["name"] = "a\u0008b\u007fc"
    assert b'"a\\bb\\u007Fc"' in canonicalize(general(badge))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.update(surprise="x"), "none of the contexts"),
        (lambda d: d["credentialSubject"].update(type=["Nobody"]), "none of the contexts"),
        (lambda d: d["type"].append("OtherCredential"), "not an absolute address"),
        (lambda d: d.update(id="badge-7"), "not an absolute address"),
        (lambda d: d["@context"].append("https://unknown.example/context"), "not at hand"),
        (lambda d: d["@context"].append({"@import": "https://unknown.example/x"}), "not"),
    ],
)
def test_nothing_is_lost_in_silence(badge: dict[str, Any], change: Any, words: str) -> None:
    """Whatever the general algorithms would drop is refused."""
    change(badge)
    with pytest.raises(DocumentError, match=words):
        general(badge)


def test_a_context_that_the_caller_gives(badge: dict[str, Any]) -> None:
    """An address outside the pinned ones is read from the caller's bytes, never fetched."""
    badge["@context"].append(EXAMPLE)
    badge["campus"] = "North"
    given = {EXAMPLE: b'{"@context": {"campus": "https://vocabulary.example/campus"}}'}
    assert b'<https://vocabulary.example/campus> "North"' in canonicalize(general(badge, given))


def test_one_document_cannot_spoil_the_next(badge: dict[str, Any]) -> None:
    """An inline context that imports a pinned one changes nothing for later documents."""
    before = canonicalize(general(badge))
    poison = copy.deepcopy(badge)
    poison["@context"] = [
        {
            "@version": 1.1,
            "@import": "https://www.w3.org/ns/credentials/v2",
            "validUntil": "https://vocabulary.example/forever",
        }
    ]
    for _ in range(3):
        with pytest.raises(DocumentError):
            general(poison)
    assert canonicalize(general(badge)) == before


def test_many_threads_one_answer(badge: dict[str, Any]) -> None:
    """Eight threads work out both forms at once."""
    expected = canonicalize(general(badge))
    answers: list[bytes] = []

    def work() -> None:
        answers.append(canonicalize(general(badge)))
        answers.append(canonicalize(compiled(badge, tuple(badge["@context"]))))

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(answers) == {expected}
    assert len(answers) == 16
