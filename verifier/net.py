"""The one door to the network: https to public hosts, with a deadline, a size and no memory.

Only this module opens sockets. It speaks HTTP/1.1 through the standard library, so that nothing
of the environment (proxies, cookies, passwords) can join in, and it connects to the very address
that it checked, once.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urljoin, urlsplit

from verifier.addresses import check_address
from verifier.clock import now, to_text
from verifier.errors import FetchError
from verifier.interfaces import Fetched
from verifier.public_addresses import is_public

_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPT = "application/vc, application/vc+ld+json, application/json, */*;q=0.5"
_OVERHEAD = 128 * 1024
Resolve = Callable[[str], Sequence[str]]


def resolve_host(host: str) -> list[str]:
    """The numeric addresses of a host, by the system's resolver."""
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True)
class HttpsFetcher:
    """Fetches documents of public https hosts.

    Attributes:
        deadline: seconds for one document, redirects and name look-up included.
        max_redirects: how often an answer may send us on; every address is checked again.
        per_host: requests that may be under way to one host at a time.
        tls: which certificates are trusted; those of the system by default.
        resolve: from a host name to numeric addresses; asked once for each connection.
        unsafe_connect_everything_to: for tests of this module alone: address and port that stand
            in for every (public) address that was resolved and checked.
    """

    deadline: float = 10.0
    max_redirects: int = 3
    per_host: int = 4
    tls: ssl.SSLContext | None = None
    resolve: Resolve = resolve_host
    unsafe_connect_everything_to: tuple[str, int] | None = None
    _doors: _Doors = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_doors", _Doors(self.per_host))

    def fetch(self, url: str, *, limit: int) -> Fetched:
        """The document at an address, at most `limit` bytes.

        Raises:
            FetchError: `refused` for an address that must not be asked, otherwise the reason why
                there is no document.
        """
        clock = _Deadline(self.deadline)
        address = url
        for _ in range(self.max_redirects + 1):
            check_address(address)
            parts = urlsplit(address)
            with self._doors.open(str(parts.hostname), clock):
                answer = self._ask(parts, limit, clock)
            if isinstance(answer, Fetched):
                return answer
            try:
                address = urljoin(address, answer)
            except ValueError as exc:
                raise FetchError(f"{url} sends us to no address.", refused=True) from exc
        raise FetchError(f"{url} sends us on more than {self.max_redirects} times.")

    def _ask(self, parts: SplitResult, limit: int, clock: _Deadline) -> Fetched | str:
        """The document, or the address that the answer sends us to."""
        try:
            connection = self._connect(str(parts.hostname), clock)
            with connection:
                connection.settimeout(clock.left())
                connection.sendall(_request(parts))
                return _read(connection, parts.geturl(), limit, clock)
        except (OSError, http.client.HTTPException, ValueError) as exc:
            reason = "in time" if isinstance(exc, TimeoutError) else f"({type(exc).__name__})"
            raise FetchError(f"{parts.geturl()} could not be reached {reason}.") from exc

    def _connect(self, host: str, clock: _Deadline) -> ssl.SSLSocket:
        """A connection to a checked address; certificate and Host are those of the name."""
        addresses = clock.within(lambda: list(self.resolve(host)))
        if not addresses or not all(is_public(address) for address in addresses):
            message = f"{host} does not lie on the public internet."
            raise FetchError(message, refused=bool(addresses))
        target = self.unsafe_connect_everything_to or (addresses[0], 443)
        tls = self.tls or ssl.create_default_context()
        plain = socket.create_connection(target, timeout=clock.left())
        try:
            plain.settimeout(clock.left())
            return tls.wrap_socket(plain, server_hostname=host, suppress_ragged_eofs=False)
        except BaseException:
            plain.close()
            raise


def _request(parts: SplitResult) -> bytes:
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    lines = (
        f"GET {target} HTTP/1.1",
        f"Host: {parts.hostname}",
        f"Accept: {_ACCEPT}",
        "Accept-Encoding: identity",
        "User-Agent: openbadge-verifier",
        "Connection: close",
    )
    return ("\r\n".join(lines) + "\r\n\r\n").encode("ascii")


def _read(connection: ssl.SSLSocket, url: str, limit: int, clock: _Deadline) -> Fetched | str:
    """An answer of HTTP/1.1, read within deadline and size."""
    reader = _Reader(connection, clock, 2 * limit + _OVERHEAD)
    answer = http.client.HTTPResponse(reader)  # type: ignore[arg-type]  # only makefile is used
    answer.begin()
    location = answer.getheader("Location")
    if answer.status in _REDIRECTS and location:
        return location
    if answer.status != 200:
        message = f"{url} answered with the status {answer.status}."
        raise FetchError(message, status=answer.status)
    if (answer.getheader("Content-Encoding") or "identity").lower() != "identity":
        raise FetchError(f"{url} answered in a compressed form that was not asked for.")
    stated = answer.length
    if stated is not None and stated > limit:
        raise FetchError(f"{url} answered with more than {limit} bytes.")
    body = bytearray()
    while len(body) <= limit and (part := answer.read(min(65536, limit + 1 - len(body)))):
        body += part
    if len(body) > limit:
        raise FetchError(f"{url} answered with more than {limit} bytes.")
    if stated is not None and len(body) != stated:
        raise FetchError(f"{url} broke off in the middle of its answer.")
    when = to_text(now().replace(microsecond=0))
    return Fetched(bytes(body), answer.getheader("Content-Type"), when)


class _Deadline:
    """What is left of the time for one document."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds left; never zero, which would mean for ever."""
        rest = self._end - time.monotonic()
        if rest <= 0:
            raise TimeoutError("the deadline has passed")
        return rest

    def within(self, look_up: Callable[[], list[str]]) -> list[str]:
        """The answer of a call that has no timeout of its own, such as a name look-up."""
        answers: list[list[str]] = []
        faults: list[OSError] = []

        def run() -> None:
            try:
                answers.append(look_up())
            except (OSError, UnicodeError) as exc:
                faults.append(OSError(str(exc)))

        worker = threading.Thread(target=run, daemon=True)
        worker.start()
        worker.join(self.left())
        if faults:
            raise faults[0]
        if not answers:
            raise TimeoutError("the name look-up took too long")
        return answers[0]


class _Reader(io.RawIOBase):
    """The bytes of a connection, each read with the time that is left and a total in sight."""

    def __init__(self, connection: ssl.SSLSocket, clock: _Deadline, budget: int) -> None:
        self._connection = connection
        self._clock = clock
        self._budget = budget

    def makefile(self, _mode: str) -> io.BufferedReader:
        """What `http.client` asks a socket for."""
        return io.BufferedReader(self)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self._connection.settimeout(self._clock.left())
        count = self._connection.recv_into(buffer)
        self._budget -= count
        if self._budget < 0:
            raise http.client.HTTPException("the answer is too long")
        return count


class _Doors:
    """How many requests are under way to each host."""

    def __init__(self, per_host: int) -> None:
        self._per_host = per_host
        self._busy: Counter[str] = Counter()
        self._change = threading.Condition()

    def open(self, host: str, clock: _Deadline) -> _Door:
        """A place in the queue of a host."""
        return _Door(self, host, clock)

    def enter(self, host: str, clock: _Deadline) -> None:
        with self._change:
            free = self._change.wait_for(
                lambda: self._busy[host] < self._per_host, timeout=clock.left()
            )
            if not free:
                raise FetchError(f"Too many requests to {host} are under way.")
            self._busy[host] += 1

    def leave(self, host: str) -> None:
        with self._change:
            self._busy[host] -= 1
            self._busy += Counter()  # forget hosts that nobody asks
            self._change.notify_all()


@dataclass(frozen=True, slots=True)
class _Door:
    """One request to one host."""

    doors: _Doors
    host: str
    clock: _Deadline

    def __enter__(self) -> None:
        try:
            self.doors.enter(self.host, self.clock)
        except TimeoutError as exc:
            raise FetchError(f"{self.host} could not be reached in time.") from exc

    def __exit__(self, *_: object) -> None:
        self.doors.leave(self.host)
