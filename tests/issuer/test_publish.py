"""Publishing: every document at its own address, and nothing ever changes under an id."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from openbadge_issuer import MemorySigner, RefusedError, award, issue, publish
from openbadge_issuer.cli import openbadge
from openbadge_issuer.testing import DistrictSimulator
from verifier import Outcome, Verifier
from verifier.errors import FetchError
from verifier.interfaces import Fetched

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
DID = "did:web:sdsm.example"


class StaticServer:
    """A web server that knows nothing but the files of a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def fetch(self, url: str, *, limit: int) -> Fetched:
        file = self.folder / url.removeprefix("https://sdsm.example/")
        if not file.is_file() or file.stat().st_size > limit:
            raise FetchError(f"{url} could not be reached.")
        return Fetched(file.read_bytes())


@pytest.fixture
def district() -> DistrictSimulator:
    """A district with one achievement and one stack."""
    return DistrictSimulator(DID)


def test_the_tree_serves_what_badges_pin(district: DistrictSimulator, tmp_path: Path) -> None:
    """A badge verifies against the folder alone: its key, its achievement, its stack."""
    publish(tmp_path, [district.achievement, district.stack], signer=district.signer)
    badge = issue(award(district.assessment()), signer=district.signer)
    verifier = Verifier(fetcher=StaticServer(tmp_path), check_evidence=True)
    report = verifier.verify(json.dumps(badge))
    assert report
    digests = [f.outcome for f in report.findings if f.check == "evidence.digest"]
    assert digests.count(Outcome.PASSED) == 2
    index = json.loads((tmp_path / "index.json").read_bytes())
    assert not [url for url in index if "?" in url or "#" in url]
    assert index["https://sdsm.example/.well-known/jwks.json"]["contentType"] == (
        "application/jwk-set+json"
    )


def test_a_changed_document_under_an_old_id_is_refused(
    district: DistrictSimulator, tmp_path: Path
) -> None:
    """Publishing again changes nothing; a new version needs a new id; keys may change."""
    publish(tmp_path, [district.achievement], signer=district.signer)
    publish(tmp_path, [district.achievement], signer=MemorySigner.generate(did=DID))
    changed = {**district.achievement, "description": "Something easier."}
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    with pytest.raises(RefusedError, match="published with other content"):
        publish(tmp_path, [changed, district.stack], signer=district.signer)
    assert before == {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    address = district.achievement["id"].removesuffix("/1") + "/2"
    publish(tmp_path, [{**changed, "id": address, "version": "2"}], signer=district.signer)
    assert (tmp_path / "achievements" / "wait-time" / "2").is_file()
    assert len(json.loads((tmp_path / "index.json").read_bytes())) == 4


@pytest.mark.parametrize(
    "address",
    [
        "https://sdsm.example/achievements/1?version=1",
        "https://sdsm.example/achievements/1#c1",
        "https://sdsm.example/../etc/passwd",
        "https://sdsm.example/achievements/",
        "https://harmony.example/achievements/1",
        "http://sdsm.example/achievements/1",
        "urn:uuid:5a5d0f5e-0000-4000-8000-000000000001",
    ],
)
def test_an_address_that_no_file_can_have(
    district: DistrictSimulator, tmp_path: Path, address: str
) -> None:
    """Refused with the place, and nothing is written."""
    with pytest.raises(RefusedError) as refusal:
        publish(tmp_path, [{**district.achievement, "id": address}], signer=district.signer)
    assert refusal.value.problems[0].path == "/0/id"
    assert not list(tmp_path.iterdir())


def test_documents_that_get_in_each_others_way(district: DistrictSimulator, tmp_path: Path) -> None:
    """One address twice, and an address below another."""
    twice = [district.achievement, {**district.achievement, "name": "Another"}]
    below = {**district.achievement, "id": district.achievement["id"] + "/more"}
    for documents in (twice, [district.achievement, below]):
        with pytest.raises(RefusedError):
            publish(tmp_path, documents, signer=district.signer)


def test_a_document_of_another_kind(district: DistrictSimulator, tmp_path: Path) -> None:
    """A stack with a member that nobody understands decides something nobody knows."""
    odd: dict[str, Any] = {**district.stack, "secretRule": True}
    with pytest.raises(RefusedError) as refusal:
        publish(tmp_path, [odd], signer=district.signer)
    assert [str(p) for p in refusal.value.problems] == [
        "/0/secretRule: secretRule is not known here."
    ]


def test_a_did_key_has_no_web_server(tmp_path: Path) -> None:
    """There is no address to publish a did:key at."""
    with pytest.raises(RefusedError, match="leads to no web server"):
        publish(tmp_path, [], signer=MemorySigner.generate())


def test_the_command(tmp_path: Path) -> None:
    """The examples of the project are published; a change is an error with exit code 2."""
    key = str(tmp_path / "key.json")
    run = CliRunner().invoke
    made = run(openbadge, ["key", "new", "--out", key, "--unencrypted", "--did", DID])
    assert made.exit_code == 0
    achievement = EXAMPLES / "achievements" / "wait-time-1.json"
    stack = EXAMPLES / "stacks" / "sdsm-comp-2017.json"
    web = str(tmp_path / "web")
    done = run(openbadge, ["publish", web, str(achievement), str(stack), "--key", key])
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) == 4
    other = tmp_path / "other.json"
    other.write_text(json.dumps({**json.loads(achievement.read_bytes()), "name": "Other"}))
    refused = run(openbadge, ["publish", web, str(other), "--key", key])
    assert refused.exit_code == 2
    assert "published with other content" in refused.stderr
    other.write_text('{"name": "without an address"}')
    unnamed = run(openbadge, ["publish", web, str(stack), str(other), "--key", key])
    assert f"{other}: /id: A published document needs an id" in unnamed.stderr
    missing = run(openbadge, ["publish", web, str(tmp_path / "no.json"), "--key", key])
    assert f"  {tmp_path / 'no.json'}: The file" in missing.stderr
