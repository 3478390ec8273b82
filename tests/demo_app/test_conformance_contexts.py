"""The contexts of public test suites: two files, as W3C publishes them, and no badge knows them."""

import hashlib
import json
import shutil
from importlib import resources
from pathlib import Path

import pytest

import contexts
from demo_app.conformance import contexts as suite_contexts
from verifier.context_list import check_context

PUBLISHED = {
    "https://www.w3.org/ns/credentials/examples/v2": (
        "57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c"
    ),
    "https://www.w3.org/ns/credentials/undefined-terms/v2": (
        "82dab514ba44eb18f5d1b0f638c5e140c6a556fbfb5089601bdc0fa5eb8b2581"
    ),
}


def test_each_document_is_the_published_one() -> None:
    found = suite_contexts.documents()
    assert {url: hashlib.sha256(body).hexdigest() for url, body in found.items()} == PUBLISHED


def test_the_manifest_says_where_each_comes_from() -> None:
    entries = json.loads(resources.files(suite_contexts).joinpath("manifest.json").read_text())
    for entry in entries:
        assert entry["bytes"] == len(suite_contexts.documents()[entry["url"]])
        assert set(entry["source"]) >= {"registry", "package", "version", "path"}
        assert entry["licence"]


def test_badges_do_not_know_them() -> None:
    assert not set(PUBLISHED) & set(contexts.urls())
    for url in PUBLISHED:
        document = {"@context": ["https://www.w3.org/ns/credentials/v2", url]}
        assert check_context(document).outcome == "inconclusive"


def test_an_altered_file_is_not_given_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source = Path(str(resources.files(suite_contexts)))
    shutil.copytree(source, tmp_path / "copy")
    monkeypatch.setattr(suite_contexts, "_FOLDER", tmp_path / "copy")
    file = tmp_path / "copy" / "undefined-terms-v2.jsonld"
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(contexts.ContextError, match="altered"):
        suite_contexts.documents()
    file.unlink()
    with pytest.raises(contexts.ContextError, match="missing"):
        suite_contexts.documents()
