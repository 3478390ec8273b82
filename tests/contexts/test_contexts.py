"""The pinned contexts: what is shipped, what is refused, and what a damaged package does."""

import hashlib
import importlib
import json
import shutil
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

import contexts

PACKAGE = Path(contexts.__file__).parent
DATA = tuple((PACKAGE / "data").iterdir())
MANIFEST: list[dict[str, Any]] = json.loads((PACKAGE / "manifest.json").read_bytes())

CLR = "https://purl.imsglobal.org/spec/clr/v2p0/"
NS = "https://www.w3.org/ns/"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/"
SEC = "https://w3id.org/security/"
CREDENTIALS_V2 = f"{NS}credentials/v2"
OB_3_0_3 = f"{OB}context-3.0.3.json"

# What the publishers serve: the hash table of the standards reference.
SERVED = {
    "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734": CREDENTIALS_V2,
    "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc": (
        "https://www.w3.org/2018/credentials/v1"
    ),
    "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84": OB_3_0_3,
    "01d87cc8b5357af557bfb09428f603c4691c49ef8a6089945a70bda1b96b1db2": OB_3_0_3,
    "ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761": OB_3_0_3,
    "00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53": f"{OB}context-3.0.2.json",
    "5f3d9dd6288ef437ff8286cf95ffbff609c748a66f24a1e9450c45ca64be1571": f"{OB}context-3.0.1.json",
    "b077fa134d909d92c1dcd1c153f2af1b244aeb415967fdc1467d7fc5dd48ac10": f"{OB}context.json",
    "87c06c81bc2317663bf288d740d94fddd2818c4342b186270ff6371dfaa63f93": f"{OB}extensions.json",
    "880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6": f"{CLR}context-2.0.1.json",
    "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4": f"{SEC}data-integrity/v2",
    "b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554": f"{SEC}data-integrity/v1",
    "b9e1ab971fd8bf2c7553e0c4a9438e0b9450afde1ea1ca5b2492368b9f549588": (
        f"{SEC}suites/ed25519-2020/v1"
    ),
    "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597": f"{SEC}multikey/v1",
    "62c1054bf404d6dd3a4b26b64f830fd72095f6a26edc4469908c94351352ce5f": f"{NS}did/v1",
    "ea216ecc1cb02cd39b693dba2250141e270ba0bf95890be107dd9a9e8e43de85": f"{NS}cid/v1",
    "fda5add353231e6a6884a46b12e6c75464281900cb348284d9c360f62381d9f7": (
        f"{NS}credentials/status/v1"
    ),
    "6dd06a52bedb771e059c1083ba8ba7848dce22f6b4a8cfa0b98ba3fc188870e4": (
        "https://w3id.org/vc/status-list/2021/v1"
    ),
}


def terms(document: bytes) -> dict[str, Any]:
    """Read the terms that a context defines."""
    defined: dict[str, Any] = json.loads(document)["@context"]
    return defined


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the package read from a copy of its own files, which the test may damage."""
    copy = tmp_path / "copied_contexts"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(contexts, "_PACKAGE", copy)
    return copy


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["file"])
def test_every_document_loads_with_the_bytes_of_the_manifest(entry: dict[str, Any]) -> None:
    """A document has the length and the hash that the manifest tells."""
    document = contexts.document(entry["url"], variant=entry["variant"])
    assert len(document) == entry["bytes"]
    assert hashlib.sha256(document).hexdigest() == entry["sha256"]


@pytest.mark.parametrize("entry", MANIFEST, ids=lambda entry: entry["file"])
def test_every_document_is_a_context(entry: dict[str, Any]) -> None:
    """A document is a JSON object whose only member is a context that defines terms."""
    document = json.loads(contexts.document(entry["url"], variant=entry["variant"]))
    assert list(document) == ["@context"]
    assert document["@context"]


def test_the_pinned_documents_are_those_that_the_publishers_serve() -> None:
    """The manifest lists every hash of the standards reference, at its URL, and no other."""
    assert {entry["upstreamSha256"]: entry["url"] for entry in MANIFEST} == SERVED


def test_every_file_is_byte_for_byte_what_is_served() -> None:
    """A file counts as exact where its own hash is the publisher's, which is everywhere."""
    exact = [entry["sha256"] == entry["upstreamSha256"] for entry in MANIFEST]
    assert exact == [entry["exact"] for entry in MANIFEST]
    assert all(exact)


def test_the_data_folder_holds_what_the_manifest_lists() -> None:
    """No context file is without an entry, and no entry without a file."""
    assert sorted(path.name for path in DATA) == sorted(
        ["LICENSES.md", *(entry["file"] for entry in MANIFEST)]
    )


def test_every_file_has_its_licence_told() -> None:
    """The licence notes and the manifest agree on the source of each file."""
    notes = (PACKAGE / "data" / "LICENSES.md").read_text(encoding="utf-8")
    for entry in MANIFEST:
        assert f"| `{entry['file']}` |" in notes
        assert f"`{entry['source']['package']}` {entry['source']['version']}" in notes


def test_the_urls_are_the_pinned_ones() -> None:
    """Each URL is given once, however many variants it has."""
    assert sorted(contexts.urls()) == sorted(set(SERVED.values()))


def test_only_open_badges_3_0_3_has_variants() -> None:
    """The one URL whose content changed gives its two earlier contents, oldest first."""
    with_variants = {url: contexts.variants(url) for url in contexts.urls()}
    assert with_variants.pop(OB_3_0_3) == ("2024-03", "2025-11")
    assert set(with_variants.values()) == {()}


def test_the_variants_of_3_0_3_differ_in_two_terms_only() -> None:
    """Without `endorsementJwt`, then also `jti`, the current terms are the earlier ones."""
    current = terms(contexts.document(OB_3_0_3))
    del current["endorsementJwt"]
    assert current == terms(contexts.document(OB_3_0_3, variant="2025-11"))
    del current["jti"]
    assert current == terms(contexts.document(OB_3_0_3, variant="2024-03"))


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://example.org/context.json",
        f"{OB}context-3.0.4.json",
        "http://www.w3.org/ns/credentials/v2",
        "http://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        "HTTPS://www.w3.org/ns/credentials/v2",
        "https://WWW.W3.ORG/ns/credentials/v2",
        f"{NS}credentials/V2",
        f"{OB}Context-3.0.3.json",
        f"{CREDENTIALS_V2}/",
        f"{CREDENTIALS_V2}#",
        f"{CREDENTIALS_V2}?",
        f" {CREDENTIALS_V2}",
        f"{NS}credentials/../credentials/v2",
        "credentials-v2.jsonld",
    ],
)
def test_an_unknown_url_is_refused(url: str) -> None:
    """A URL that is not pinned letter by letter has neither a document nor variants."""
    with pytest.raises(contexts.ContextError, match="is not pinned"):
        contexts.document(url)
    with pytest.raises(contexts.ContextError, match="is not pinned"):
        contexts.document(url, variant="2024-03")
    with pytest.raises(contexts.ContextError, match="is not pinned"):
        contexts.variants(url)


@pytest.mark.parametrize("variant", ["", "2026", "2024-3", "current"])
def test_an_unknown_variant_is_refused(variant: str) -> None:
    """A variant that does not exist is not answered with the current document."""
    with pytest.raises(contexts.ContextError, match="it has 2024-03, 2025-11"):
        contexts.document(OB_3_0_3, variant=variant)


def test_a_variant_of_a_document_without_variants_is_refused() -> None:
    """The message tells that this URL has no variants."""
    with pytest.raises(contexts.ContextError, match="has no variant '2024-03'; it has none"):
        contexts.document(CREDENTIALS_V2, variant="2024-03")


def test_altered_bytes_are_refused(copied: Path) -> None:
    """One more space in a file stops that document, and no other."""
    file = copied / "data" / "credentials-v2.jsonld"
    file.write_bytes(file.read_bytes() + b" ")
    with pytest.raises(contexts.ContextError, match=r"credentials-v2\.jsonld was altered"):
        contexts.document(CREDENTIALS_V2)
    assert "endorsementJwt" in terms(contexts.document(OB_3_0_3))


def test_swapped_files_are_refused(copied: Path) -> None:
    """A genuine context under another name is not taken for the current one."""
    data = copied / "data"
    (data / "ob-3.0.3-2024-03.jsonld").replace(data / "ob-3.0.3.jsonld")
    with pytest.raises(contexts.ContextError, match="was altered"):
        contexts.document(OB_3_0_3)


def test_a_missing_file_is_refused(copied: Path) -> None:
    """A file that was not installed is named."""
    (copied / "data" / "did-v1.jsonld").unlink()
    with pytest.raises(contexts.ContextError, match=r"did-v1\.jsonld is missing"):
        contexts.document(f"{NS}did/v1")


def test_a_refusal_is_not_remembered(copied: Path) -> None:
    """Once the file is mended the document is there again."""
    file = copied / "data" / "did-v1.jsonld"
    genuine = file.read_bytes()
    file.write_bytes(b"{}")
    with pytest.raises(contexts.ContextError, match="was altered"):
        contexts.document(f"{NS}did/v1")
    file.write_bytes(genuine)
    assert contexts.document(f"{NS}did/v1") == genuine


@pytest.mark.parametrize(
    "manifest",
    [
        b"",
        b"\xff",
        b"[",
        b"[]",
        b"{}",
        b"5",
        b'["url"]',
        b'[{"url": "https://example.org/", "variant": null, "sha256": "00"}]',
        json.dumps([MANIFEST[0], MANIFEST[0]]).encode(),
    ],
)
def test_a_broken_manifest_is_refused(copied: Path, manifest: bytes) -> None:
    """A manifest that cannot be read stops every question with the package's own error."""
    (copied / "manifest.json").write_bytes(manifest)
    with pytest.raises(contexts.ContextError, match="manifest"):
        contexts.urls()
    with pytest.raises(contexts.ContextError, match="manifest"):
        contexts.document(CREDENTIALS_V2)


def test_a_missing_manifest_is_refused(copied: Path) -> None:
    """Without a manifest nothing is pinned."""
    (copied / "manifest.json").unlink()
    with pytest.raises(contexts.ContextError, match="manifest"):
        contexts.variants(OB_3_0_3)


def test_the_package_works_from_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The documents can be read where the package was never unpacked."""
    archive = tmp_path / "packed.zip"
    with zipfile.ZipFile(archive, "w") as packed:
        for path in (PACKAGE / "__init__.py", PACKAGE / "manifest.json", *DATA):
            packed.write(path, Path("packed_contexts", path.relative_to(PACKAGE)))
    monkeypatch.syspath_prepend(archive)
    zipped = importlib.import_module("packed_contexts")
    del sys.modules["packed_contexts"]
    assert zipped.document(CREDENTIALS_V2) == contexts.document(CREDENTIALS_V2)
    assert zipped.urls() == contexts.urls()


def test_many_threads_get_the_same_document() -> None:
    """Several threads may load at once."""
    with ThreadPoolExecutor(8) as pool:
        documents = set(pool.map(contexts.document, [CREDENTIALS_V2] * 64))
    assert documents == {contexts.document(CREDENTIALS_V2)}


def test_the_package_says_that_it_is_typed() -> None:
    """A type checker finds the marker file."""
    assert (PACKAGE / "py.typed").is_file()
