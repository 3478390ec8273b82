"""Status lists both ways: what we publish is read by two libraries, what they pack by us."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import award, issue
from openbadge_issuer.status_list import StatusList, with_status
from openbadge_issuer.testing import DistrictSimulator
from tests.interop.programs import ACCEPTED, PROJECT, Answer, ask, missing, run
from verifier.bits import Bits, inflate

pytestmark = pytest.mark.interop

LIBRARIES = ("digitalBazaar", "digitalCredentials")
ENTRIES = 131_072
REVOKED = Answer("revocation is set", "revocation_status")


def lists(*arguments: str | Path) -> list[dict[str, Any]]:
    """What their libraries print of lists."""
    node = shutil.which("node")
    if node is None:
        missing("Node is not installed")
    if not (PROJECT / "interop" / "node_modules").is_dir():
        missing("run make interop first")
    lines = run(node, PROJECT / "interop" / "lists.mjs", *arguments).splitlines()
    return [json.loads(line) for line in lines]


def awarded(district: DistrictSimulator, number: int) -> bytes:
    """A badge with one place, in the list of withdrawn badges: the official schema knows no two."""
    unsigned = award(district.assessment(id=f"urn:uuid:6f1d2b1e-0c3a-4b0e-9d55-{number:012}"))
    badge = with_status(unsigned, district.store, district.revocations)
    return json.dumps(issue(badge, signer=district.signer, status=district.store)).encode()


def place(badge: bytes) -> int:
    """Its place in that list."""
    return int(json.loads(badge)["credentialStatus"]["statusListIndex"])


def published(district: DistrictSimulator, web: Path) -> Path:
    """The district's pages and lists in a folder, as an outsider finds them."""
    web.mkdir(exist_ok=True)
    pages = dict(district.pages)
    for url in district.store.lists():
        pages[url] = StatusList(url, district.store).signed(district.signer)["json"].encode()
    index: dict[str, Any] = {}
    for number, (url, body) in enumerate(pages.items()):
        (web / f"page-{number}").write_bytes(body)
        index[url] = {"file": f"page-{number}", "contentType": "application/json"}
    (web / "index.json").write_text(json.dumps(index), encoding="utf-8")
    return web


def test_a_withdrawn_badge_of_ours_is_refused_by_both_and_a_good_one_accepted(
    tmp_path: Path,
) -> None:
    """The same badge before and after; its neighbour in the list stays good."""
    district = DistrictSimulator()
    badges = [tmp_path / f"badge-{number}.json" for number in (1, 2)]
    for number, file in enumerate(badges):
        file.write_bytes(awarded(district, number))
    web = published(district, tmp_path / "web")
    assert ask(*badges, web=web) == [ACCEPTED, ACCEPTED]
    district.revoke(badges[0].read_bytes())
    web = published(district, tmp_path / "web")
    assert ask(*badges, web=web) == [REVOKED, ACCEPTED]


def test_a_list_that_somebody_else_signed_clears_nobody(tmp_path: Path) -> None:
    """Their programs check the signature of our list, as we do that of theirs."""
    district, stranger = DistrictSimulator(), DistrictSimulator("did:web:stranger.example")
    badge = tmp_path / "badge.json"
    badge.write_bytes(awarded(district, 1))
    web = published(district, tmp_path / "web")
    index = json.loads((web / "index.json").read_bytes())
    page = web / index[district.revocations]["file"]
    changed = json.loads(page.read_bytes())
    changed["credentialSubject"]["encodedList"] = lists("--make", "0")[0]["encodedList"]
    for forged in (changed, {**changed, "issuer": stranger.did}):
        page.write_text(json.dumps(forged), encoding="utf-8")
        (answer,) = ask(badge, web=web)
        assert None not in answer


def test_both_libraries_find_the_very_bits_that_we_set(tmp_path: Path) -> None:
    """Of twelve badges every third is withdrawn: all other bits of the list are clear."""
    district = DistrictSimulator()
    badges = [awarded(district, number) for number in range(12)]
    for badge in badges[::3]:
        district.revoke(badge)
    body = district.fetch(district.revocations, limit=10**6).body
    (tmp_path / "list.json").write_bytes(body)
    (answer,) = lists(tmp_path / "list.json")
    expected = {"length": ENTRIES, "set": sorted(place(badge) for badge in badges[::3])}
    assert [answer[library] for library in LIBRARIES] == [expected, expected]


def test_a_list_without_any_set_bit_is_read(tmp_path: Path) -> None:
    district = DistrictSimulator()
    awarded(district, 1)
    (tmp_path / "list.json").write_bytes(district.fetch(district.revocations, limit=10**6).body)
    (answer,) = lists(tmp_path / "list.json")
    assert [answer[library] for library in LIBRARIES] == [{"length": ENTRIES, "set": []}] * 2


def test_what_they_pack_is_what_we_unpack() -> None:
    """The first and the last place, and those at the ends of a byte."""
    wanted = [0, 7, 8, 42, 65_535, ENTRIES - 1]
    packed = lists("--make", ",".join(map(str, wanted)))
    assert [entry["name"] for entry in packed] == list(LIBRARIES)
    for entry in packed:
        bits = Bits(inflate(entry["encodedList"], ENTRIES))
        assert [index for index in range(ENTRIES) if bits.value(index)] == wanted
