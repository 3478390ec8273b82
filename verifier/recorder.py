"""Keep what was fetched: for a while in memory, or for years in a folder."""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

from verifier.clock import now, to_text
from verifier.errors import FetchError
from verifier.interfaces import Fetched, Fetcher


@dataclass(slots=True)
class Cached:
    """Asks for each address at most once in a while; failures are kept for a shorter time.

    Safe under threads. Badges of one status list then cost one request.

    Attributes:
        inner: who is asked.
        lasting: how long a document is kept.
        failing: how long a failure is kept.
        max_entries: documents kept; the oldest go first.
    """

    inner: Fetcher
    lasting: timedelta = timedelta(minutes=5)
    failing: timedelta = timedelta(seconds=15)
    max_entries: int = 256
    _kept: OrderedDict[str, tuple[float, Fetched | FetchError]] = field(
        default_factory=OrderedDict, repr=False
    )
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def fetch(self, url: str, *, limit: int) -> Fetched:
        """The kept document, or a fresh one.

        Raises:
            FetchError: as the inner fetcher says, or said a moment ago.
        """
        answer = self._known(url)
        if answer is None:
            answer = self._ask(url, limit)
        if isinstance(answer, FetchError):
            raise FetchError(
                str(answer),
                refused=answer.refused,
                attempted=answer.attempted,
                status=answer.status,
            )
        if len(answer.body) > limit:
            raise FetchError(f"{url} answered with more than {limit} bytes.")
        return answer

    def _known(self, url: str) -> Fetched | FetchError | None:
        with self._lock:
            until, answer = self._kept.get(url, (0.0, None))
            return answer if time.monotonic() < until else None

    def _ask(self, url: str, limit: int) -> Fetched | FetchError:
        answer: Fetched | FetchError
        try:
            answer, lasting = self.inner.fetch(url, limit=limit), self.lasting
        except FetchError as exc:
            answer, lasting = exc, self.failing
        if isinstance(answer, Fetched) and answer.fetched is None:
            answer = replace(answer, fetched=to_text(now().replace(microsecond=0)))
        with self._lock:
            self._kept[url] = (time.monotonic() + lasting.total_seconds(), answer)
            self._kept.move_to_end(url)
            while len(self._kept) > self.max_entries:
                self._kept.popitem(last=False)
        return answer


class Recorder:
    """Writes every answer into a folder that `Replay` reads: the same report, years later."""

    def __init__(self, inner: Fetcher, folder: Path) -> None:
        """Record into a folder, which is made where it is missing; earlier records stay.

        Args:
            inner: who is asked.
            folder: gets `index.json` and one file for each document.

        Raises:
            FetchError: the folder cannot be written or holds an index that cannot be read.
        """
        self._inner = inner
        self._folder = folder
        self._lock = threading.Lock()
        index = folder / "index.json"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            known = json.loads(index.read_bytes()) if index.exists() else {}
        except OSError as exc:
            raise FetchError(f"{index} cannot be written or read ({exc.strerror}).") from exc
        except ValueError as exc:
            raise FetchError(f"{index} cannot be used, it is not JSON: {exc}.") from exc
        if not isinstance(known, dict):
            raise FetchError(f"{index} must hold one object, address to file.")
        self._index: dict[str, object] = known

    def fetch(self, url: str, *, limit: int) -> Fetched:
        """The document, after it was written down.

        Raises:
            FetchError: as the inner fetcher says, after that was written down; or the record
                cannot be written.
        """
        try:
            answer = self._inner.fetch(url, limit=limit)
        except FetchError as exc:
            if exc.attempted:
                entry = {"error": str(exc), "refused": exc.refused, "status": exc.status}
                self._write(url, entry, None)
            raise
        when = answer.fetched or to_text(now().replace(microsecond=0))
        name = f"{hashlib.sha256(answer.body).hexdigest()[:32]}.bin"
        entry = {"file": name, "contentType": answer.content_type, "fetched": when}
        self._write(url, entry, answer.body)
        return replace(answer, fetched=when)

    def _write(self, url: str, entry: dict[str, object], body: bytes | None) -> None:
        with self._lock:
            self._index[url] = entry
            text = json.dumps(self._index, indent=1, sort_keys=True)
            half = self._folder / ".index.json.new"
            try:
                if body is not None:
                    (self._folder / str(entry["file"])).write_bytes(body)
                half.write_text(text, encoding="utf-8")
                half.replace(self._folder / "index.json")
            except OSError as exc:
                raise FetchError(f"The record of {url} cannot be written.") from exc
