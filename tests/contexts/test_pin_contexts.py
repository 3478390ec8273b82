"""The script that pins the contexts, without its downloads: what it makes, and what it refuses."""

import importlib.util
import io
import json
import shutil
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import contexts

PACKAGE = Path(contexts.__file__).parent
SCRIPT = Path(__file__).parents[2] / "scripts" / "pin_contexts.py"

OB_3_0_3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"


@pytest.fixture
def script() -> Iterator[ModuleType]:
    """Load the script as a module."""
    spec = importlib.util.spec_from_file_location("pin_contexts", SCRIPT)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture
def made(script: ModuleType) -> dict[str, bytes]:
    """Give what the script makes when every package has what it should have."""
    files = {f"data/{pin.file}": (PACKAGE / "data" / pin.file).read_bytes() for pin in script.PINS}
    return files | {"manifest.json": (PACKAGE / "manifest.json").read_bytes()}


@pytest.fixture
def shelf(script: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point the script to a copy of the package."""
    copy = tmp_path / "contexts"
    shutil.copytree(PACKAGE, copy)
    monkeypatch.setattr(script, "SHELF", copy)
    return copy


def test_the_manifest_is_the_one_that_the_script_writes(script: ModuleType) -> None:
    """Nobody edited the manifest by hand."""
    files = PACKAGE / "data"
    entries = [script.entry(pin, (files / pin.file).read_bytes()) for pin in script.PINS]
    assert (PACKAGE / "manifest.json").read_bytes() == script.dump(entries)


def test_the_later_texts_of_3_0_3_grow_out_of_the_first(script: ModuleType) -> None:
    """The text of 2024 as a JavaScript module gives all three variants."""
    first = contexts.document(OB_3_0_3, variant="2024-03")
    module = b"'use strict';\n\nmodule.exports = " + first.rstrip() + b";\n"
    assert script.ob_final_newline(module) == first
    assert script.ob_3_0_3_with_jti(module) == contexts.document(OB_3_0_3, variant="2025-11")
    assert script.ob_3_0_3_with_endorsement_jwt(module) == contexts.document(OB_3_0_3)


def test_the_status_context_is_cut_out_of_credentials_v2(script: ModuleType) -> None:
    """The Bitstring terms stand word for word in the second version of the data model."""
    cut = script.status_v1(contexts.document("https://www.w3.org/ns/credentials/v2"))
    assert cut == contexts.document("https://www.w3.org/ns/credentials/status/v1")


def test_bare_names_of_a_literal_are_quoted(script: ModuleType) -> None:
    """A name without quotes becomes a JSON string, a text that looks like one stays."""
    module = b'module.exports = {\n  xsd: {\n    "@id": "https://example.org/#a: b"\n  }\n};\n'
    assert json.loads(script.literal(module)) == {"xsd": {"@id": "https://example.org/#a: b"}}


def test_members_are_read_out_of_both_kinds_of_archive(script: ModuleType, tmp_path: Path) -> None:
    """A wheel has its members at the top, an npm archive has them under one folder."""
    wheel, npm = tmp_path / "one.whl", tmp_path / "one.tgz"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("one/a.json", b"{}")
    with tarfile.open(npm, "w:gz") as archive:
        info = tarfile.TarInfo("package/one/a.json")
        info.size = 2
        archive.addfile(info, io.BytesIO(b"{}"))
    for archive_path in (wheel, npm):
        assert script.member(archive_path, "one/a.json") == b"{}"
        with pytest.raises(script.PinError, match=r"has no readable b\.json"):
            script.member(archive_path, "b.json")


def test_a_package_with_another_text_is_refused(script: ModuleType, tmp_path: Path) -> None:
    """A document that is not what the publisher serves never reaches the package."""
    pin = next(pin for pin in script.PINS if pin.url == "https://www.w3.org/ns/credentials/v2")
    wheel = tmp_path / "other.whl"
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr(pin.path, b'{"@context": {}}')
    with pytest.raises(
        script.PinError, match=r"credentials-v2\.jsonld from other\.whl has SHA-256"
    ):
        script.build(pin, wheel)


@pytest.mark.usefixtures("shelf")
def test_an_untouched_package_has_no_differences(
    script: ModuleType, made: dict[str, bytes]
) -> None:
    """The comparison is silent where all is as made."""
    assert script.differences(made) == []


def test_every_difference_is_told(script: ModuleType, shelf: Path, made: dict[str, bytes]) -> None:
    """Changed, missing and superfluous files are named, all in one go."""
    (shelf / "data" / "cid-v1.jsonld").write_bytes(b"{}")
    (shelf / "data" / "did-v1.jsonld").unlink()
    (shelf / "data" / "new.jsonld").write_bytes(b"{}")
    (shelf / "manifest.json").unlink()
    assert script.differences(made) == [
        "data/cid-v1.jsonld differs.",
        "data/did-v1.jsonld is missing.",
        "data/new.jsonld is not pinned by this script.",
        "manifest.json is missing.",
    ]


def test_writing_leaves_nothing_to_tell(
    script: ModuleType, shelf: Path, made: dict[str, bytes]
) -> None:
    """Whatever was there, afterwards the package is as made, and the licence notes remain."""
    (shelf / "data" / "did-v1.jsonld").unlink()
    (shelf / "data" / "new.jsonld").write_bytes(b"{}")
    script.write(made)
    assert script.differences(made) == []
    assert (shelf / "data" / "LICENSES.md").is_file()


@pytest.mark.parametrize(("found", "code"), [([], 0), (["data/did-v1.jsonld differs."], 1)])
def test_the_exit_code_of_a_check_tells_whether_there_are_differences(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, found: list[str], code: int
) -> None:
    """A check that finds something fails."""
    monkeypatch.setattr(script, "collect", lambda _: {})
    monkeypatch.setattr(script, "differences", lambda _: found)
    monkeypatch.setattr(sys, "argv", ["pin_contexts.py", "--check"])
    assert script.main() == code


def test_a_package_that_cannot_be_had_is_no_difference(
    script: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without its packages the script says so, in one sentence and with a code of its own."""

    def unreachable(_: Path) -> dict[str, bytes]:
        raise script.PinError("did-context 3.1.1 could not be downloaded.")

    monkeypatch.setattr(script, "collect", unreachable)
    monkeypatch.setattr(sys, "argv", ["pin_contexts.py", "--check"])
    assert script.main() == 2
    assert capsys.readouterr().err == "did-context 3.1.1 could not be downloaded.\n"
