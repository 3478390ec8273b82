"""RDFC-1.0 against the W3C suite, complete."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.verifier.canonical import nquads
from verifier.canonical.nquads import Dataset
from verifier.canonical.rdfc import WorkLimitError, canonical_labels, canonicalize


def _entries(vectors: Path) -> list[dict[str, Any]]:
    manifest = vectors / "rdfc-1.0" / "tests" / "manifest.jsonld"
    entries: list[dict[str, Any]] = json.loads(manifest.read_text())["entries"]
    return entries


def test_every_entry_of_the_suite(vectors: Path) -> None:
    """All 86 entries: evaluation, identifier map and the poison graphs that must be refused."""
    folder = vectors / "rdfc-1.0" / "tests"
    entries = _entries(vectors)
    assert len(entries) == 86
    for entry in entries:
        quads = nquads.read((folder / entry["action"]).read_text())
        algorithm = entry.get("hashAlgorithm", "SHA256").lower().replace("-", "")
        if "Negative" in entry["type"]:
            with pytest.raises(WorkLimitError):
                canonicalize(Dataset(quads=quads), algorithm=algorithm)
        elif "Map" in entry["type"]:
            expected = json.loads((folder / entry["result"]).read_text())
            labels = canonical_labels(Dataset(quads=quads), algorithm=algorithm)
            assert {k.removeprefix("_:"): v for k, v in labels.items()} == expected, entry["id"]
        else:
            got = canonicalize(Dataset(quads=quads), algorithm=algorithm).decode()
            assert got == (folder / entry["result"]).read_text(), entry["id"]
