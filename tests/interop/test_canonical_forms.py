"""jsonld.js in safe mode makes of a document what we make of it, and loses nothing we let through.

More documents: add `--hypothesis-profile=nightly`.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import settings

from tests.verifier.canonical.random_documents import CONTEXT, Documents
from tests.verifier.canonical.test_oracle import published, signed_parts
from verifier.canonical import Canonicalizer
from verifier.errors import DocumentError

pytestmark = pytest.mark.interop

PROJECT = Path(__file__).resolve().parents[2]
NIGHTLY, USUAL = 1_500, 30
FOLDERS = ("1edtech/ob30", "interop", "attacks/files", "ob3-signature-blindspots")
# Where jsonld.js and the standard part ways.
DEEP = "Maximum deep iterations"  # equal neighbours in an ordered list


class Pair(NamedTuple):
    """What both make of one document: a canonical form, or None, and its reason."""

    document: dict[str, Any]
    ours: str | None
    theirs: str | None
    reason: str


def compared(documents: Iterable[dict[str, Any]]) -> list[Pair]:
    """Each document under both."""
    node = shutil.which("node")
    if node is None or not (PROJECT / "interop" / "node_modules").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("run make interop first")
        pytest.skip("run make interop first")
    kept = list(documents)
    script = PROJECT / "interop" / "canonize.mjs"
    done = subprocess.run(
        [node, script, "--contexts", PROJECT / "contexts"],
        input="".join(json.dumps(document) + "\n" for document in kept).encode(),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    answers = [json.loads(line) for line in done.stdout.decode().split("\n")[:-1]]
    return [
        Pair(document, ours(document), answer.get("form"), answer.get("error", ""))
        for document, answer in zip(kept, answers, strict=True)
    ]


def ours(document: dict[str, Any]) -> str | None:
    """Our canonical form, if there is one."""
    try:
        return Canonicalizer().form(document).decode()
    except DocumentError:
        return None


def agree(pairs: list[Pair]) -> int:
    """How many documents both read; what only we read, or read otherwise, is an error."""
    read = [pair for pair in pairs if pair.ours is not None and DEEP not in pair.reason]
    for pair in read:
        assert pair.ours == pair.theirs, (pair.reason, json.dumps(pair.document))
    return len(read)


def count() -> int:
    """How many documents of each kind."""
    usual = settings.default
    return NIGHTLY if usual is not None and usual.max_examples >= 1_000 else USUAL


def test_generated_documents_have_one_canonical_form() -> None:
    """Whatever the tables allow, any term and any number."""
    assert agree(compared(Documents(seed).document() for seed in range(count()))) > count() * 0.6


def test_nothing_that_would_be_lost_is_let_through() -> None:
    """A mutated document that we read, safe mode reads too, and alike."""
    mutants = []
    for seed in range(count()):
        documents = Documents(seed)
        mutant = documents.mutated(documents.document())
        if mutant.get("@context") == list(CONTEXT):
            mutants.append(mutant)
    assert agree(compared(mutants)) > 0


@pytest.mark.parametrize("folder", FOLDERS)
def test_published_credentials_have_one_canonical_form(vectors: Path, folder: str) -> None:
    """What their signatures cover: documents, and options of proofs."""
    parts = [
        {**part, "@context": document["@context"]}
        for _, document in published(vectors / folder)
        for part in signed_parts(document)
        if set(part) - {"@context"}  # a proof that says nothing is refused before
    ]
    assert agree(compared(parts)) > 0
