"""Fetchers without sockets: none at all, or a folder that stands for the network."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from verifier.addresses import check_address
from verifier.clock import now, to_text
from verifier.errors import DocumentError, FetchError
from verifier.interfaces import Fetched, Fetcher
from verifier.sentences import say
from verifier.source import Source
from verifier.strict_json import Json, parse


class Offline:
    """The default: nothing is fetched."""

    def fetch(self, url: str, *, limit: int) -> Fetched:  # noqa: ARG002
        """Refuse.

        Raises:
            FetchError: always.
        """
        message = say("{url} was not fetched: this check runs offline.", url=url)
        raise FetchError(message, attempted=False)


class Replay:
    """A folder that stands for the network: `index.json` maps addresses to files in it."""

    def __init__(self, folder: Path) -> None:
        """Read the index.

        Args:
            folder: holds `index.json`: `{"https://...": "file.json"}`, or an object with `file`
                and optionally `contentType`, `status`, `headers`, `fetched`; or with `error`, the
                recorded reason why there was no document. A file may lie in a folder below.

        Raises:
            FetchError: the folder has no readable index.
        """
        self._folder = folder
        try:
            index = parse((folder / "index.json").read_bytes())
        except OSError as exc:
            wanted = f"{folder / 'index.json'}, which maps addresses to files"
            raise FetchError(f"{wanted}, cannot be opened ({exc.strerror}).") from exc
        except DocumentError as exc:
            raise FetchError(f"{folder / 'index.json'} cannot be read. {exc.reason}") from exc
        if not isinstance(index, Mapping):
            raise FetchError(f"{folder / 'index.json'} must hold one object, address to file.")
        self._index = index

    def fetch(self, url: str, *, limit: int) -> Fetched:
        """The file that the index names for this address.

        Raises:
            FetchError: forbidden address, not listed, an error status, too large, or no file.
        """
        check_address(url)
        if url not in self._index:
            raise FetchError(say("{url} could not be reached.", url=url))
        entry = self._index[url]
        members: Mapping[str, Json] = entry if isinstance(entry, Mapping) else {"file": entry}
        if "error" in members:
            number = members.get("status")
            raise FetchError(
                str(members["error"]),
                refused=members.get("refused") is True,
                status=number if isinstance(number, int) else None,
            )
        status = members.get("status", 200)
        if not isinstance(status, int) or not 200 <= status < 300:
            number = status if isinstance(status, int) else None
            message = say("{url} answered with the status {status}.", url=url, status=status)
            raise FetchError(message, status=number)
        body = self._read(str(members.get("file", "")), url, limit)
        kind, fetched = members.get("contentType"), members.get("fetched")
        return Fetched(
            body,
            kind if isinstance(kind, str) else None,
            fetched if isinstance(fetched, str) else None,
        )

    def _read(self, name: str, url: str, limit: int) -> bytes:
        parts = [part for part in name.split("/") if part != ".well-known"]
        hidden = any(not part or part.startswith(".") for part in parts)
        if hidden or {"\\", ":"} & {*name}:
            raise FetchError(f"The index names no file of its own folder for {url}.")
        try:
            with (self._folder / name).open("rb") as file:
                body = file.read(limit + 1)
        except (OSError, ValueError) as exc:
            raise FetchError(f"The file for {url} cannot be read.") from exc
        if len(body) > limit:
            raise FetchError(f"{url} answered with more than {limit} bytes.")
        return body


@dataclass
class Tracing:
    """Passes every fetch on and remembers it, each address once, within a budget.

    Attributes:
        inner: who is asked.
        most: addresses that are asked for at all.
        seconds: how long; a fetch that began in time has a deadline of its own.
        again: bytes that are given out once more; whoever reads a document anew takes his time.
    """

    inner: Fetcher
    most: int = 64
    seconds: float = 30.0
    again: int = 32 * 1024 * 1024
    sources: list[Source] = field(default_factory=list)
    _known: dict[str, Fetched | FetchError] = field(default_factory=dict)
    _begun: float = field(default_factory=time.monotonic)

    def fetch(self, url: str, *, limit: int) -> Fetched:
        """The same answer for the same address, as long as this object lives.

        Raises:
            FetchError: as the inner fetcher says; or it was asked for too often.
        """
        known = url in self._known
        if not known:
            self._known[url] = self._ask(url, limit)
        answer = self._known[url]
        if isinstance(answer, FetchError):
            raise answer
        if known:
            self.again -= len(answer.body)
            if self.again < 0:
                message = f"{url} was not read again: this check has read enough."
                raise FetchError(message, attempted=False)
        return answer

    def _ask(self, url: str, limit: int) -> Fetched | FetchError:
        spent = len(self._known) >= self.most or time.monotonic() - self._begun > self.seconds
        if spent:
            message = f"{url} was not fetched: this check has fetched enough."
            return FetchError(message, attempted=False)
        try:
            answer = self.inner.fetch(url, limit=limit)
        except FetchError as exc:
            if exc.attempted:
                self.sources.append(Source(url, "refused" if exc.refused else "unreachable"))
            return exc
        except OSError:  # of a caller's own fetcher, such as a refused connection or a time-out
            self.sources.append(Source(url, "unreachable"))
            return FetchError(say("{url} could not be reached.", url=url))
        when = answer.fetched or to_text(now().replace(microsecond=0))
        digest = hashlib.sha256(answer.body).hexdigest()
        self.sources.append(Source(url, "ok", digest, when))
        return answer
