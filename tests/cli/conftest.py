"""One desk for all tests, made with the command line itself."""

import json
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer.definitions import definition_bytes
from tests.cli.desk import DID, Desk, openbadge

PROJECT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """South Milwaukee: `key new`, `award`, and everything it publishes."""
    folder, examples = tmp_path_factory.mktemp("desk"), PROJECT / "examples"
    desk = Desk(examples, folder / "key.json", folder / "badge.json", folder / "web")
    assert openbadge("key", "new", "--out", desk.key, "--unencrypted", "--did", DID).code == 0
    made = openbadge("award", examples / "assessment.json", "--key", desk.key, "--out", desk.badge)
    assert made == (0, "", "")
    desk.web.mkdir()
    pages = {"https://sdsm.example/.well-known/did.json": _did_document(desk)}
    for name in ("achievements/wait-time-1.json", "stacks/sdsm-comp-2017.json"):
        document = json.loads((examples / name).read_bytes())
        pages[document["id"]] = definition_bytes(document)
    for item in desk.assessment()["evidence"]:
        pages[item["id"]] = (examples / item["file"]).read_bytes()
    index = {url: f"page-{number}" for number, url in enumerate(pages)}
    for url, name in index.items():
        (desk.web / name).write_bytes(pages[url])
    (desk.web / "index.json").write_text(json.dumps(index), encoding="utf-8")
    return desk


@pytest.fixture
def did_key(desk: Desk, tmp_path: Path) -> Path:
    """A badge of an issuer without a web page, good without any network."""
    key, assessment, badge = (tmp_path / f"did-key-{n}.json" for n in ("key", "given", "badge"))
    given = desk.assessment(
        issuer={"type": ["Profile"]}, achievement=desk.achievement(), evidence=[], stacks=[]
    )
    assessment.write_text(json.dumps(given), encoding="utf-8")
    openbadge("key", "new", "--out", key, "--unencrypted")
    assert openbadge("award", assessment, "--key", key, "--out", badge).code == 0
    return badge


@pytest.fixture
def badge(desk: Desk, tmp_path: Path) -> Path:
    """A badge that was signed in March 2026, so that it has an age."""
    return desk.make(tmp_path / "badge.json")


@pytest.fixture
def policy(desk: Desk) -> dict[str, Any]:
    """Harmony's policy."""
    members: dict[str, Any] = json.loads(desk.policy.read_bytes())
    return members


def _did_document(desk: Desk) -> bytes:
    shown = openbadge("key", "show", desk.key, "--did-document")
    assert shown.code == 0
    return shown.out.encode()
