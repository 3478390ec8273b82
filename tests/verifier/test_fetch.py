"""Fetchers without sockets: what a folder may stand for, and what is remembered of each attempt."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer.testing import DistrictSimulator
from verifier import Offline, Recorder, Replay, Verifier
from verifier.addresses import check_address
from verifier.errors import FetchError
from verifier.fetch import Tracing
from verifier.interfaces import Fetched

URL = "https://sdsm.example/did.json"
FORBIDDEN = [
    *("http://sdsm.example/", "ftp://sdsm.example/", "file:///etc/passwd", "data:,x", "", "x"),
    *("https://sdsm.example:8443/", "https://sdsm.example:x/", "https://u@sdsm.example/"),
    *("https://u:p@sdsm.example/", "https://localhost/", "https://sdsm/", "https:///did.json"),
    *("https://127.0.0.1/", "https://2130706433/", "https://0177.0.0.1/", "https://0x7f.0x1/"),
    *("https://127.0.0.0x1/", "https://[::1]/", "https://[::ffff:127.0.0.1/", "https://127.1/"),
    *("https://169.254.169.254/latest", "https://db.internal/", "https://printer.local/"),
    *("https://sdsm.example./", "https://sdsm..example/", "https://sdsm.example\\@127.0.0.1/"),
    *("https://sdsm.example/ x", "https://sdsm.example/\r\nHost: evil", "https://sdsm.example/\x00"),
    *("https://bücher.example/", "https://sdsm。example/", "https://\uff53dsm.example/"),
    *("//sdsm.example/", "https://sdsm.example/\x1b[2J", "https://sdsm.example/\x7f"),
    *("https://sdsm.example\t/", "https:sdsm.example", "https://-sdsm.example/"),
]  # fmt: skip


def folder(path: Path, index: object, **files: bytes) -> Replay:
    """A folder that stands for the network."""
    text = index if isinstance(index, bytes) else json.dumps(index).encode()
    (path / "index.json").write_bytes(text)
    for name, body in files.items():
        (path / f"{name}.json").write_bytes(body)
    return Replay(path)


@pytest.mark.parametrize("url", FORBIDDEN)
def test_a_forbidden_address_is_refused_and_not_looked_up(tmp_path: Path, url: str) -> None:
    """The same rules as on the network, though the index lists the address."""
    fetcher = folder(tmp_path, {url: "page.json"}, page=b"{}")
    with pytest.raises(FetchError) as refused:
        fetcher.fetch(url, limit=100)
    assert refused.value.refused


@pytest.mark.parametrize(
    "url",
    [
        *("https://sdsm.example", "https://sdsm.example/", "https://SDSM.example:443/a/b?c=d#e"),
        *(
            "https://xn--bcher-kva.example/",
            "https://1.sdsm.example/%2e%2e/",
            "https://0x7f.example/",
        ),
    ],
)
def test_an_ordinary_address_may_be_asked_for(url: str) -> None:
    """Https on the usual port of a public name."""
    check_address(url)


def test_a_file_comes_back_as_it_was_recorded(tmp_path: Path) -> None:
    """A name alone, or a name with what the server said of it."""
    entry = {"file": "b.json", "contentType": "application/vc", "fetched": "2026-03-02T15:00:00Z"}
    other = "https://sdsm.example/b"
    fetcher = folder(tmp_path, {URL: "a.json", other: entry}, a=b"one", b=b"two")
    assert fetcher.fetch(URL, limit=3).body == b"one"
    assert fetcher.fetch(URL, limit=3).content_type is None
    answer = fetcher.fetch(other, limit=3)
    assert (answer.body, answer.content_type) == (b"two", "application/vc")
    assert answer.fetched == "2026-03-02T15:00:00Z"


def test_a_file_may_lie_below_the_folder(tmp_path: Path) -> None:
    """As in the root of a web server."""
    (tmp_path / ".well-known").mkdir()
    (tmp_path / ".well-known" / "did.json").write_bytes(b"did")
    assert folder(tmp_path, {URL: ".well-known/did.json"}).fetch(URL, limit=3).body == b"did"


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("missing.json", "cannot be read"),
        ("../index.json", "names no file of its own folder"),
        ("/etc/passwd", "names no file of its own folder"),
        ("a/../page.json", "names no file of its own folder"),
        ("a/../../page.json", "names no file of its own folder"),
        ("./page.json", "names no file of its own folder"),
        ("a//page.json", "names no file of its own folder"),
        ("a/", "names no file of its own folder"),
        ("a/.hidden", "names no file of its own folder"),
        (".git/config", "names no file of its own folder"),
        ("..\\page.json", "names no file of its own folder"),
        ("C:page.json", "names no file of its own folder"),
        ("..", "names no file of its own folder"),
        (".hidden", "names no file of its own folder"),
        ("", "names no file of its own folder"),
        ("page.json\0", "cannot be read"),
        ("x" * 5000, "cannot be read"),
        ({}, "names no file of its own folder"),
        ({"file": "page.json", "status": 404}, "answered with the status 404"),
        ({"file": "page.json", "status": 500}, "answered with the status 500"),
        ({"file": "page.json", "status": 302, "headers": {"Location": URL}}, "the status 302"),
        ({"file": "page.json", "status": "200"}, "answered with the status 200"),
        ({"file": "page.json", "status": None}, "answered with the status None"),
        ({"status": 204}, "names no file of its own folder"),
        (7, "cannot be read"),
        ("page.json", "answered with more than 3 bytes"),
    ],
)
def test_what_is_no_answer_says_why(tmp_path: Path, entry: Any, words: str) -> None:
    """Escapes from the folder, error statuses, redirects, and answers over the limit."""
    fetcher = folder(tmp_path, {URL: entry}, page=b"four")
    with pytest.raises(FetchError, match=words) as failed:
        fetcher.fetch(URL, limit=3)
    assert not failed.value.refused


def test_an_address_that_is_not_listed_cannot_be_reached(tmp_path: Path) -> None:
    """To the letter."""
    fetcher = folder(tmp_path, {URL: "page.json"}, page=b"{}")
    for url in (URL + "/", URL + "?", URL.replace("sdsm", "SDSM")):
        with pytest.raises(FetchError, match="could not be reached"):
            fetcher.fetch(url, limit=100)


@pytest.mark.parametrize("index", [b"", b"[]", b"7", b'{"a": 1, "a": 2}', b"{", b"\xff"])
def test_a_folder_without_a_good_index_is_refused_at_once(tmp_path: Path, index: bytes) -> None:
    """Before anything is verified with it."""
    with pytest.raises(FetchError, match=r"index\.json"):
        folder(tmp_path, index)
    with pytest.raises(FetchError, match="cannot be opened"):
        Replay(tmp_path / "nowhere")


def test_every_attempt_is_remembered_once() -> None:
    """Good, unreachable and refused; the second time nobody is asked."""
    district = DistrictSimulator()
    page = f"{district.home}/.well-known/did.json"
    trace = Tracing(district)
    first = trace.fetch(page, limit=10_000)
    district.pages[page] = b"changed"
    assert trace.fetch(page, limit=10_000) == first
    for url in (
        "https://sdsm.example/nowhere",
        "http://sdsm.example/",
        "https://sdsm.example/nowhere",
    ):
        with pytest.raises(FetchError):
            trace.fetch(url, limit=10_000)
    assert [(s.url, s.outcome, s.sha256) for s in trace.sources] == [
        (page, "ok", hashlib.sha256(first.body).hexdigest()),
        ("https://sdsm.example/nowhere", "unreachable", None),
        ("http://sdsm.example/", "refused", None),
    ]
    assert trace.sources[0].fetched is not None


def test_a_document_is_not_read_anew_without_end() -> None:
    """Once a presentation of many proofs by one large DID document took half a minute."""
    district = DistrictSimulator()
    page = f"{district.home}/.well-known/did.json"
    size = len(district.pages[page])
    trace = Tracing(district, again=2 * size)
    assert len({trace.fetch(page, limit=10_000).body for _ in range(3)}) == 1
    with pytest.raises(FetchError, match="read enough") as spent:
        trace.fetch(page, limit=10_000)
    assert not spent.value.attempted
    assert trace.fetch(district.achievement["id"], limit=10_000).body  # new ones are counted apart


def test_offline_nothing_is_attempted() -> None:
    """A check that never asks has no attempts to list."""
    trace = Tracing(Offline())
    with pytest.raises(FetchError, match="offline") as failed:
        trace.fetch(URL, limit=1)
    assert not failed.value.attempted
    assert trace.sources == []


class Unplugged:
    """A fetcher as somebody writes it in three lines: what its library raises passes through."""

    def fetch(self, url: str, *, limit: int) -> Fetched:  # noqa: ARG002
        raise ConnectionRefusedError(111, "Connection refused")


def test_a_fetcher_that_lets_its_network_errors_through_is_unreachable(tmp_path: Path) -> None:
    """The badge is not to blame and nothing escapes; a record of it gives the same report."""
    badge = DistrictSimulator().award()
    report = Verifier(fetcher=Recorder(Unplugged(), tmp_path)).verify(badge)
    assert report.state.value == "key_unavailable"
    assert [source.outcome for source in report.sources] == ["unreachable"]
    (tmp_path / "index.json").write_text("{}")
    assert Verifier(fetcher=Replay(tmp_path)).verify(badge, at=report.at) == report


def test_a_recorded_verification_can_be_repeated(tmp_path: Path) -> None:
    """Years later, with the documents and the times of then."""
    district = DistrictSimulator()
    badge = district.award()
    index = {}
    for number, (url, body) in enumerate(district.pages.items()):
        (tmp_path / f"{number}.json").write_bytes(body)
        index[url] = {"file": f"{number}.json", "fetched": "2026-03-02T15:00:00Z"}
    report = Verifier(fetcher=folder(tmp_path, index), check_evidence=True).verify(badge)
    assert report.state.value == "valid"
    assert {s.fetched for s in report.sources} == {"2026-03-02T15:00:00Z"}
    assert len(report.sources) == 3
