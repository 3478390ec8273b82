"""Which badge has which place in which status list: one small database file, one writer at a time.

It holds ids of badges and nothing about people. A place is drawn at random, so that neighbours in
a list tell nothing about when or for whom a badge was made.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from openbadge_issuer.errors import Problem, RefusedError
from verifier.addresses import check_address
from verifier.errors import FetchError

ENTRIES = 131_072
PURPOSES = ("revocation", "suspension")
_FULL = ENTRIES // 2  # beyond it, finding a free place takes longer and a new list is better
_SCHEMA = """
CREATE TABLE IF NOT EXISTS list (url TEXT PRIMARY KEY, purpose TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS slot (
    url TEXT NOT NULL REFERENCES list (url),
    place INTEGER NOT NULL,
    credential TEXT NOT NULL,
    purpose TEXT NOT NULL,
    is_set INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (url, place),
    UNIQUE (credential, purpose)
);
CREATE TABLE IF NOT EXISTS owner (
    url TEXT PRIMARY KEY REFERENCES list (url),
    issuer TEXT NOT NULL
);
"""


class StatusStore:
    """The places of an issuer's badges; safe for several processes, each writing in turn."""

    def __init__(self, path: Path, *, check: Callable[[str], None] = check_address) -> None:
        """Open the file, which is made (for its owner alone) where it is missing.

        Args:
            path: the file.
            check: raises `FetchError` for an address that no list may have; by default, for one
                that verifiers would not ask.

        Raises:
            RefusedError: it is not such a file or cannot be written.
        """
        self._path = path
        self._check = check
        try:
            path.touch(mode=0o600, exist_ok=True)
            with self._writing() as database:
                database.executescript(_SCHEMA)
        except (OSError, sqlite3.Error) as exc:
            reason = exc.strerror if isinstance(exc, OSError) else exc
            message = f"{path} cannot be used as a status store ({reason})."
            raise RefusedError([Problem("", message)]) from exc

    def allocate(
        self, credential: str, url: str, purpose: str = "revocation", *, issuer: str | None = None
    ) -> int:
        """The place of a badge in a list; the same place however often it is asked for.

        Args:
            credential: the badge's id.
            url: the list.
            purpose: what the list is for.
            issuer: the badge's issuer; with its first badge, the list becomes that issuer's.

        Raises:
            RefusedError: the badge is in another list, the list is for another purpose or another
                issuer's, the list is half full, or its address is none that verifiers would ask.
        """
        self._check_list(url, purpose)
        with self._writing() as database:
            _check_owner(database, url, issuer)
            known = database.execute(
                "SELECT url, place FROM slot WHERE credential = ? AND purpose = ?",
                (credential, purpose),
            ).fetchone()
            if known is not None:
                if known[0] != url:
                    raise _refused(f"{credential} has its place in the list {known[0]} already.")
                return int(known[1])
            _open(database, url, purpose, issuer)
            place = _free(database, url)
            database.execute(
                "INSERT INTO slot (url, place, credential, purpose) VALUES (?, ?, ?, ?)",
                (url, place, credential, purpose),
            )
            return place

    def change(self, credential: str, purpose: str, *, is_set: bool) -> None:
        """Set or clear the bit of a badge; what it is already stays so. See `change_all`."""
        self.change_all([credential], purpose, is_set=is_set)

    def change_all(self, credentials: Iterable[str], purpose: str, *, is_set: bool) -> None:
        """Set or clear the bits of badges: of all of them, or of none.

        A withdrawal is for good
        (https://www.w3.org/TR/vc-bitstring-status-list/#bitstringstatuslistentry: "not
        reversible").

        Raises:
            RefusedError: a badge has no place in a list for this purpose, or a withdrawal would be
                taken back; one problem for each badge, and none was changed.
        """
        named = tuple(dict.fromkeys(credentials))
        with self._writing() as database:
            obstacles = [_obstacle(database, name, purpose, is_set=is_set) for name in named]
            problems = [problem for problem in obstacles if problem is not None]
            if problems:
                raise RefusedError(problems)
            database.executemany(
                "UPDATE slot SET is_set = ? WHERE credential = ? AND purpose = ?",
                [(int(is_set), name, purpose) for name in named],
            )

    def show(self, credential: str) -> dict[str, bool]:
        """Each purpose for which the badge has a place, and whether its bit is set."""
        with self._writing() as database:
            rows = database.execute(
                "SELECT purpose, is_set FROM slot WHERE credential = ? ORDER BY purpose",
                (credential,),
            )
            return {str(purpose): bool(is_set) for purpose, is_set in rows}

    def lists(self) -> dict[str, str]:
        """The address of every list, and its purpose."""
        with self._writing() as database:
            rows = database.execute("SELECT url, purpose FROM list ORDER BY url")
            return {str(url): str(purpose) for url, purpose in rows}

    def check_issuer(self, url: str, issuer: str) -> None:
        """Whose the list is: readers take it from the issuer of its badges alone.

        A list whose first badge came without its issuer is anybody's.

        Raises:
            RefusedError: it is another issuer's.
        """
        with self._writing() as database:
            _check_owner(database, url, issuer)

    def bits(self, url: str) -> bytes:
        """The list, one bit for each place, the first place leftmost; always of the same size."""
        data = bytearray(ENTRIES // 8)
        with self._writing() as database:
            rows = database.execute("SELECT place FROM slot WHERE url = ? AND is_set = 1", (url,))
            for (place,) in rows:
                data[place // 8] |= 0x80 >> place % 8
        return bytes(data)

    def _check_list(self, url: str, purpose: str) -> None:
        if purpose not in PURPOSES:
            raise _refused(f"A list is for revocation or suspension, not for {purpose!r}.")
        try:
            self._check(url)
        except FetchError as exc:
            raise _refused(f"A status list needs a public https address. {exc}") from exc
        if "#" in url:
            raise _refused("The address of a status list has no fragment (#).")

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: whole or not at all, and on disk when it is over."""
        database = sqlite3.connect(self._path, timeout=30, isolation_level=None)
        try:
            database.execute("PRAGMA synchronous = FULL")
            database.execute("BEGIN IMMEDIATE")
            yield database
            if database.in_transaction:
                database.execute("COMMIT")
        finally:
            database.close()


def _check_owner(database: sqlite3.Connection, url: str, issuer: str | None) -> None:
    owner = database.execute("SELECT issuer FROM owner WHERE url = ?", (url,)).fetchone()
    if owner is not None and issuer is not None and owner[0] != issuer:
        raise _refused(
            f"The list {url} is of {owner[0]}, and readers do not take it from {issuer}: use a key "
            f"of {owner[0]}, or another list in another store for {issuer}."
        )


def _open(database: sqlite3.Connection, url: str, purpose: str, issuer: str | None) -> None:
    """The list with this address; a new one if there is none.

    Only a new one gets its issuer: of a list that has badges already, a later badge is no proof.
    """
    known = database.execute("SELECT purpose FROM list WHERE url = ?", (url,)).fetchone()
    if known is None:
        database.execute("INSERT INTO list (url, purpose) VALUES (?, ?)", (url, purpose))
        if issuer is not None:
            database.execute("INSERT INTO owner (url, issuer) VALUES (?, ?)", (url, issuer))
    elif known[0] != purpose:
        raise _refused(f"The list {url} is for {known[0]}, not for {purpose}.")


def _free(database: sqlite3.Connection, url: str) -> int:
    (used,) = database.execute("SELECT COUNT(*) FROM slot WHERE url = ?", (url,)).fetchone()
    if used >= _FULL:
        raise _refused(f"The list {url} is half full: begin a new one under another address.")
    while True:
        place = secrets.randbelow(ENTRIES)
        taken = database.execute(
            "SELECT 1 FROM slot WHERE url = ? AND place = ?", (url, place)
        ).fetchone()
        if taken is None:
            return place


def _obstacle(
    database: sqlite3.Connection, credential: str, purpose: str, *, is_set: bool
) -> Problem | None:
    """Why the bit of this badge cannot be changed so."""
    known = database.execute(
        "SELECT is_set FROM slot WHERE credential = ? AND purpose = ?", (credential, purpose)
    ).fetchone()
    if known is None:
        return Problem(
            "",
            f"{credential} has no place in a list for {purpose}: it was awarded without one, or "
            "with another store.",
        )
    if purpose == "revocation" and known[0] and not is_set:
        return Problem("", f"{credential} is withdrawn for good: award it anew under another id.")
    return None


def _refused(message: str) -> RefusedError:
    return RefusedError([Problem("", message)])
