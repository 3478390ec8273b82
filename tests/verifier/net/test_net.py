"""The one door to the network, before a server that is slow, giant, lying or luring."""

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.verifier.net.hostile_server import HostileServer, answer, drip, serving
from verifier.errors import FetchError
from verifier.fetch import Tracing
from verifier.interfaces import Fetched
from verifier.net import HttpsFetcher, resolve_host

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])
PUBLIC = ("198.41.0.4",)
URL = "https://good.example/page"


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[HostileServer]:
    with serving(tmp_path_factory.mktemp("tls")) as server:
        yield server


@pytest.fixture
def server(running: HostileServer) -> HostileServer:
    running.pages.clear()
    running.requests.clear()
    return running


def fetcher(
    server: HostileServer, *, deadline: float = 5.0, **names: tuple[str, ...]
) -> HttpsFetcher:
    """A fetcher whose every checked connection ends at the test server."""
    return HttpsFetcher(
        deadline=deadline,
        tls=server.trust,
        resolve=lambda host: names.get(host.partition(".")[0], PUBLIC),
        unsafe_connect_everything_to=server.address,
    )


def test_a_document_is_fetched_under_its_own_name(server: HostileServer) -> None:
    server.pages["/page?a=1"] = answer(b"{}", "Content-Type: application/vc")
    fetched = fetcher(server).fetch("https://good.example/page?a=1#part", limit=100)
    assert (fetched.body, fetched.content_type) == (b"{}", "application/vc")
    assert fetched.fetched is not None
    request = server.requests[0]
    assert "Host: good.example\r\n" in request
    assert "Accept-Encoding: identity" in request
    assert "Cookie" not in request
    assert "Authorization" not in request


@pytest.mark.parametrize(
    "beginning",
    [
        b"HTTP/1.1 200 OK\r\nX: ",
        b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"",
    ],
    ids=["headers", "body", "body-without-length", "status-line"],
)
def test_a_slow_drip_ends_at_the_deadline(server: HostileServer, beginning: bytes) -> None:
    server.pages["/page"] = drip(beginning)
    begun = time.monotonic()
    with pytest.raises(FetchError):
        fetcher(server, deadline=0.5).fetch(URL, limit=1_000_000)
    assert time.monotonic() - begun < 1.0


def test_a_silent_name_server_ends_at_the_deadline() -> None:
    def asleep(_host: str) -> list[str]:
        time.sleep(2)
        return list(PUBLIC)

    begun = time.monotonic()
    with pytest.raises(FetchError, match="in time"):
        HttpsFetcher(deadline=0.3, resolve=asleep).fetch(URL, limit=10)
    assert time.monotonic() - begun < 0.8


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (answer(b"x" * 1001), "more than 1000"),
        (b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * 5000, "more than 1000"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort", "broke off"),
        (answer(b"x", "Content-Encoding: gzip"), "compressed"),
        (answer(status="404 Not Found"), "status 404"),
        (answer(status="206 Partial Content"), "status 206"),
        (b"SSH-2.0-OpenSSH\r\n", "could not be reached"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n", "could not be reached"),
    ],
)
def test_a_giant_a_liar_and_a_babbler_give_no_document(
    server: HostileServer, page: bytes, reason: str
) -> None:
    server.pages["/page"] = page
    with pytest.raises(FetchError, match=reason):
        fetcher(server).fetch(URL, limit=1000)


def test_a_dropped_connection_is_no_document(server: HostileServer) -> None:
    """Without a length, only the end of the encryption tells a whole answer from half of one."""
    server.pages["/page"] = lambda c: c.sendall(b"HTTP/1.1 200 OK\r\n\r\nhalf")
    with pytest.raises(FetchError):
        fetcher(server).fetch(URL, limit=1000)


def test_three_redirects_are_followed_and_no_more(server: HostileServer) -> None:
    for step in range(4):
        server.pages[f"/{step}"] = answer(b"", f"Location: /{step + 1}", status="302 Found")
    server.pages["/4"] = answer(b"{}")
    assert fetcher(server).fetch("https://good.example/1", limit=10).body == b"{}"
    with pytest.raises(FetchError, match="sends us on"):
        fetcher(server).fetch("https://good.example/0", limit=10)


@pytest.mark.parametrize(
    "target",
    [
        "http://good.example/x",
        "https://127.0.0.1/x",
        "https://169.254.169.254/latest/meta-data/",
        "https://user@good.example/x",
        "https://good.example:8443/x",
        "file:///etc/passwd",
        "//[::1]/x",
        "https://[",
        "https://good.example\\@127.0.0.1/",
    ],
)
def test_a_redirect_to_a_forbidden_address_is_not_followed(
    server: HostileServer, target: str
) -> None:
    server.pages["/page"] = answer(b"", f"Location: {target}", status="302 Found")
    with pytest.raises(FetchError) as caught:
        fetcher(server).fetch(URL, limit=10)
    assert caught.value.refused
    assert len(server.requests) == 1


def test_a_redirect_to_a_name_with_a_private_address_is_not_followed(
    server: HostileServer,
) -> None:
    location = "Location: https://other.example/x"
    server.pages["/page"] = answer(b"", location, status="302 Found")
    with pytest.raises(FetchError) as caught:
        fetcher(server, other=("10.0.0.7",)).fetch(URL, limit=10)
    assert caught.value.refused
    assert len(server.requests) == 1


def test_one_private_address_among_public_ones_is_enough_to_refuse(server: HostileServer) -> None:
    with pytest.raises(FetchError) as caught:
        fetcher(server, good=(*PUBLIC, "127.0.0.1")).fetch(URL, limit=10)
    assert caught.value.refused
    assert server.requests == []


def test_a_name_is_looked_up_once_so_its_answer_cannot_change(server: HostileServer) -> None:
    """DNS rebinding: public when checked, private when connected."""
    asked: list[str] = []

    def rebinding(host: str) -> list[str]:
        asked.append(host)
        return list(PUBLIC) if len(asked) == 1 else ["127.0.0.1"]

    server.pages["/page"] = answer(b"{}")
    door = HttpsFetcher(
        tls=server.trust, resolve=rebinding, unsafe_connect_everything_to=server.address
    )
    assert door.fetch(URL, limit=10).body == b"{}"
    assert asked == ["good.example"]


def test_a_certificate_for_another_name_is_no_document(server: HostileServer) -> None:
    server.pages["/page"] = answer(b"{}")
    with pytest.raises(FetchError):
        fetcher(server).fetch("https://stranger.example/page", limit=10)


def test_the_door_of_production_never_connects_to_the_loopback(server: HostileServer) -> None:
    with pytest.raises(FetchError) as caught:
        HttpsFetcher(tls=server.trust, resolve=lambda _: ["127.0.0.1"]).fetch(URL, limit=10)
    assert caught.value.refused
    assert server.requests == []


def test_a_busy_host_is_not_asked_more(server: HostileServer) -> None:
    server.pages["/page"] = drip(b"HTTP/1.1 200 OK\r\n")
    door = HttpsFetcher(
        deadline=0.3,
        per_host=0,
        tls=server.trust,
        resolve=lambda _: PUBLIC,
        unsafe_connect_everything_to=server.address,
    )
    with pytest.raises(FetchError, match="under way"):
        door.fetch(URL, limit=10)


def test_importing_the_verifier_opens_no_door() -> None:
    code = "import sys, verifier; print({'ssl', 'requests', 'verifier.net'} & set(sys.modules))"
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root
    )
    assert done.stdout.strip() == "set()"


def test_a_check_that_fetches_too_much_or_too_long_stops_fetching() -> None:
    """Many slow hosts in one badge cost no more than one budget."""

    class Slow:
        def fetch(self, url: str, *, limit: int) -> Fetched:
            time.sleep(0.05)
            return Fetched(url.encode()[:limit])

    for most, seconds, allowed in ((2, 30.0, 2), (64, 0.03, 1)):
        tracing = Tracing(Slow(), most=most, seconds=seconds)
        got = 0
        for number in range(5):
            with suppress(FetchError):
                tracing.fetch(f"https://a.example/{number}", limit=100)
                got += 1
        assert (got, len(tracing.sources)) == (allowed, allowed)


def test_no_time_is_left_before_anything_begins(server: HostileServer) -> None:
    with pytest.raises(FetchError, match="in time"):
        fetcher(server, deadline=0.0).fetch(URL, limit=10)
    assert server.requests == []


def test_a_name_that_nobody_knows_is_out_of_reach_and_not_refused(server: HostileServer) -> None:
    """And a name server that does not answer holds nobody up beyond the deadline."""
    ended = threading.Event()

    def unknown(host: str) -> list[str]:
        raise OSError(f"no address for {host}")

    def silent(_: str) -> list[str]:
        ended.wait(30)
        return list(PUBLIC)

    for resolve in (unknown, silent):
        door = HttpsFetcher(deadline=0.2, tls=server.trust, resolve=resolve)
        with pytest.raises(FetchError, match="could not be reached") as caught:
            door.fetch(URL, limit=10)
        assert not caught.value.refused
    ended.set()


def test_an_answer_that_is_mostly_wrapping_is_given_up(server: HostileServer) -> None:
    """Each byte in a chunk of its own, with a kilobyte of remarks around it."""
    chunk = b"1;" + b"x" * 60_000 + b"\r\na\r\n"
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    server.pages["/page"] = head + chunk * 4 + b"0\r\n\r\n"
    with pytest.raises(FetchError):
        fetcher(server).fetch(URL, limit=100)
    server.pages["/page"] = head + b"1\r\na\r\n" * 4 + b"0\r\n\r\n"
    assert fetcher(server).fetch(URL, limit=100).body == b"aaaa"


def test_a_number_is_its_own_address() -> None:
    """The resolver of production, asked for what needs no name server."""
    assert resolve_host("198.41.0.4") == ["198.41.0.4"]
