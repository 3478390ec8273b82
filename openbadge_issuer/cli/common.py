"""What the commands share: options, files in and out, and text that a terminal may show."""

from __future__ import annotations

import os
import re
import secrets
import sys
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

import click

from openbadge_issuer.cli.context_files import given_contexts
from openbadge_issuer.errors import KeyFileError
from openbadge_issuer.signers.encrypted_file import open_key
from openbadge_issuer.signers.memory import MemorySigner
from verifier import Limits, Offline, Replay, Verifier
from verifier.clock import now, parse_timestamp
from verifier.errors import FetchError, RegistryError
from verifier.interfaces import Fetcher, Registry
from verifier.recorder import Cached, Recorder
from verifier.trust import read_registries

FINE, NEGATIVE, USAGE, UNDECIDED = 0, 1, 2, 3
EXIT_CODES = (
    "Exit codes: 0 fine, 1 negative answer, 2 wrong usage, 3 could not be decided, "
    "70 internal error."
)
_WORST_FIRST = (USAGE, NEGATIVE, UNDECIDED, FINE)

# Terminals act on control characters, direction marks turn words around, and half a surrogate
# pair (a byte of a file name that is not UTF-8) cannot be written.
_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]"
)

# More than any badge file may have; the verifier refuses what is larger.
_LARGEST = 16 * 1024 * 1024

_F = TypeVar("_F", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Given:
    """One source of the command line.

    Attributes:
        name: as it was given; `-` for standard input.
        data: its bytes, or None if it cannot be opened.
        trouble: why it cannot be opened.
    """

    name: str
    data: bytes | None
    trouble: str = ""


class Instant(click.ParamType[datetime]):
    """An RFC 3339 time with an offset."""

    name = "time"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime:
        """The instant, or a usage error that says what is wrong."""
        if isinstance(value, datetime):
            return value
        try:
            return parse_timestamp(str(value))
        except ValueError as exc:
            self.fail(f"{exc}; write for example 2026-11-21T12:00:00Z.", param, ctx)


_MEANS = (
    click.argument("sources", metavar="SOURCE...", nargs=-1, required=True),
    click.option("--at", type=Instant(), help="The instant to answer for (RFC 3339)."),
    click.option(
        "--fetch-dir",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="A folder that stands for the network (index.json maps addresses to files).",
    ),
    click.option("--online", is_flag=True, help="Fetch documents from public https hosts."),
    click.option(
        "--record",
        type=click.Path(file_okay=False, path_type=Path),
        help="Write all that is fetched into this folder, for a later --fetch-dir.",
    ),
    click.option(
        "--registry",
        "registries",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        multiple=True,
        help="A list of issuers, or of registries; may be repeated, the first counts first.",
    ),
    click.option(
        "--status-delegate",
        "delegates",
        metavar="DID",
        multiple=True,
        help="Who may keep status lists for issuers other than itself.",
    ),
    click.option(
        "--context",
        "contexts",
        metavar="URL=FILE",
        multiple=True,
        help="What a context beside the published ones says; may be repeated.",
    ),
    click.option("--check-evidence", is_flag=True, help="Fetch and compare what is pinned."),
    click.option(
        "--refresh",
        is_flag=True,
        help="Ask the place that a badge names for its newer copy, and answer for that.",
    ),
)


def verification_options(command: _F) -> _F:
    """The options of every command that verifies; `Means` takes those that say how."""
    for option in reversed(_MEANS):  # the one that is put on last is the first in the help
        command = option(command)
    return command


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What a command may verify with, as its options say."""

    fetch_dir: Path | None = None
    online: bool = False
    record: Path | None = None
    registries: tuple[Path, ...] = ()
    delegates: tuple[str, ...] = ()
    check_evidence: bool = False
    contexts: tuple[str, ...] = ()
    refresh: bool = False

    def fetcher(self) -> Fetcher:
        """The way to documents: none, a folder, or the network."""
        if self.fetch_dir is not None and self.online:
            raise click.UsageError("--fetch-dir stands for the network: leave out --online.")
        if self.record is not None and self.fetch_dir is None and not self.online:
            raise click.UsageError("Nothing is fetched offline, so --record has nothing to write.")
        if self.refresh and self.fetch_dir is None and not self.online:
            raise click.UsageError(
                "Nothing is fetched offline: --refresh needs --online or --fetch-dir."
            )
        try:
            fetcher = self._way()
            return fetcher if self.record is None else Recorder(fetcher, self.record)
        except FetchError as exc:
            raise click.UsageError(str(exc)) from exc

    def _way(self) -> Fetcher:
        if self.fetch_dir is not None:
            return Replay(self.fetch_dir)
        if not self.online:
            return Offline()
        from verifier.net import HttpsFetcher  # noqa: PLC0415  (only who goes online opens the door)

        return Cached(HttpsFetcher())

    def lists(self) -> tuple[Registry, ...]:
        """The registries of all files, in order."""
        found: list[Registry] = []
        for path in self.registries:
            try:
                found += read_registries(path.read_bytes(), path.name)
            except (OSError, RegistryError) as exc:
                raise click.UsageError(f"{path}: {exc}") from exc
        return tuple(found)

    def verifier(
        self, *, allow_test_keys: bool = False, more: tuple[Registry, ...] = ()
    ) -> Verifier:
        """A verifier with these means; pins are compared where a folder holds the documents."""
        return Verifier(
            fetcher=self.fetcher(),
            check_evidence=self.check_evidence or self.fetch_dir is not None,
            allow_test_keys=allow_test_keys,
            registries=(*self.lists(), *more),
            status_delegates=frozenset(self.delegates),
            contexts=given_contexts(self.contexts),
            refresh=self.refresh,
        )


def read_sources(names: Iterable[str], fetcher: Fetcher | None = None) -> list[Given]:
    """Every source's bytes; files that fail are told apart.

    Args:
        names: files, `-`, or addresses.
        fetcher: the way to addresses; without one they are wrong usage.
    """
    names = tuple(names)
    if names.count("-") > 1:
        raise click.UsageError("Standard input (-) can be read once only.")
    return [_read_source(name, fetcher) for name in names]


def _read_source(name: str, fetcher: Fetcher | None) -> Given:
    address = name.lower().startswith(("https://", "http://"))
    if address and fetcher is None:
        raise click.UsageError(
            f"{name} is a web address. Nothing is fetched without --online: give it, or save the "
            "file and give its name."
        )
    try:
        if address and fetcher is not None:
            return Given(name, fetcher.fetch(name, limit=Limits().max_bytes).body)
        return Given(name, _read(name))
    except FetchError as exc:
        return Given(name, None, str(exc))
    except OSError as exc:
        return Given(name, None, f"{name} cannot be opened ({exc.strerror}).")


def _read(name: str) -> bytes:
    """The bytes of a source, but never more than any badge may have (and one, to tell)."""
    if name == "-":
        return sys.stdin.buffer.read(_LARGEST + 1)
    with Path(name).open("rb") as file:
        return file.read(_LARGEST + 1)


def open_signer(path: Path, passphrase_env: str | None) -> MemorySigner:
    """The signer of a key file, with its passphrase from the environment."""
    try:
        return open_key(path, passphrase=passphrase_from(passphrase_env))
    except KeyFileError as exc:
        raise click.UsageError(str(exc)) from exc


def passphrase_from(variable: str | None) -> str | None:
    """The passphrase that a variable holds; None where no variable is named."""
    if variable is None:
        return None
    if not os.environ.get(variable):
        raise click.UsageError(f"The environment variable {variable} is not set or empty.")
    return os.environ[variable]


def write_out(path: str, data: bytes) -> None:
    """Write a whole file or nothing; `-` is standard output."""
    if path == "-":
        sys.stdout.buffer.write(data)
        return
    target = Path(path)
    half = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        half.write_bytes(data)
        half.replace(target)
    except OSError as exc:
        with suppress(OSError):
            half.unlink()
        raise click.UsageError(f"{path} cannot be written ({exc.strerror}).") from exc


def refuse_to_overwrite(out: str, *inputs: Path) -> None:
    """Never write over a file that is still needed, such as the key or the holder's own copy."""
    for file in inputs:
        with suppress(OSError):  # one of the two is not there
            if Path(out).samefile(file):
                raise click.UsageError(
                    f"--out would overwrite {out}, from which the badge is made."
                )


def shown(text: str) -> str:
    """Foreign text as a terminal may show it: unsafe characters become visible."""
    return _UNSAFE.sub(lambda m: f"\\u{ord(m[0]):04x}", text)


def styled(text: str, **style: Any) -> str:
    """Text with colour, where somebody watches and did not ask for none."""
    watched = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    return click.style(text, **style) if watched else text


def worst(codes: Iterable[int]) -> int:
    """The exit code for many answers."""
    return min(codes, key=_WORST_FIRST.index, default=FINE)


def instant(at: datetime | None) -> datetime:
    """The given instant, or the present; one for all sources of a command."""
    return at or now().replace(microsecond=0)
