"""`openbadge status`: withdraw badges, put them on hold, and publish the lists that say so."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

import click

from openbadge_issuer.cli.common import Instant, open_signer, shown
from openbadge_issuer.controller_document import controller_of
from openbadge_issuer.errors import RefusedError
from openbadge_issuer.status_list import StatusList
from openbadge_issuer.status_store import StatusStore
from verifier.carriers import unpack
from verifier.errors import DocumentError
from verifier.limits import Limits

_FILE = click.Path(dir_okay=False, path_type=Path)
_STORE = click.option(
    "--status-store",
    "store_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The file that keeps the places in lists.",
)
_BADGE = click.argument("badges", metavar="BADGE...", nargs=-1, required=True)


@click.group()
def status() -> None:
    """Withdraw badges or put them on hold.

    BADGE is a badge's id or its file. Of several badges all are changed, or none. Changes count for
    readers once the lists are published.
    """


@status.command()
@_BADGE
@_STORE
def revoke(badges: tuple[str, ...], store_file: Path) -> None:
    """Withdraw badges, for good.

    Readers see it when the list is next published.
    """
    _change(badges, store_file, "revocation", is_set=True)


@status.command()
@_BADGE
@_STORE
def suspend(badges: tuple[str, ...], store_file: Path) -> None:
    """Put badges on hold."""
    _change(badges, store_file, "suspension", is_set=True)


@status.command()
@_BADGE
@_STORE
def reinstate(badges: tuple[str, ...], store_file: Path) -> None:
    """Let badges that were on hold count again.

    A withdrawn badge stays withdrawn.
    """
    _change(badges, store_file, "suspension", is_set=False)


@status.command()
@_BADGE
@_STORE
def show(badges: tuple[str, ...], store_file: Path) -> None:
    """Say what the store holds of badges, as JSON.

    A list that was published before may say otherwise.
    """
    try:
        store = StatusStore(store_file)
        rows = [{"badge": name, **store.show(name)} for name in map(_name, badges)]
    except RefusedError as exc:
        raise click.UsageError(shown(str(exc))) from exc
    click.echo(json.dumps(rows, indent=2))


@status.command()
@_STORE
@click.option("--key", "key_file", type=_FILE, required=True, help="The issuer's key file.")
@click.option("--passphrase-env", metavar="VAR", help="Variable that holds the passphrase.")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder that gets NAME.json and NAME.jwt of each list.",
)
@click.option(
    "--minutes",
    type=click.IntRange(1, 60 * 24 * 30),
    default=60,
    show_default=True,
    help="How often the lists are published.",
)
@click.option("--at", type=Instant(), help="The instant to publish for (RFC 3339).")
def publish(
    store_file: Path,
    key_file: Path,
    passphrase_env: str | None,
    out: Path,
    minutes: int,
    at: datetime | None,
) -> None:
    """Sign every list anew and write it out.

    Run this every --minutes, changed or not: a list is good for twice that. `openbadge publish`
    puts the files at their addresses. The key is that of the badges' issuer; with another one,
    nothing is written.
    """
    signer = open_signer(key_file, passphrase_env)
    interval = timedelta(minutes=minutes)
    try:
        store = StatusStore(store_file)
        refuse_equal_names(store)
        refuse_other_issuers(store, controller_of(signer))
        for url in store.lists():
            for path in StatusList(url, store, interval).publish(out, signer, at):
                click.echo(f"{path}  {url}")
    except RefusedError as exc:
        raise click.UsageError(shown(str(exc))) from exc
    except OSError as exc:
        raise click.UsageError(f"{exc.filename} cannot be written ({exc.strerror}).") from exc


def refuse_equal_names(store: StatusStore, *more: str) -> None:
    """Never write one list over another: files are named by the last part of the address."""
    named: dict[str, str] = {}
    for url in dict.fromkeys((*store.lists(), *more)):
        other = named.setdefault(StatusList(url, store).name, url)
        if other != url:
            raise click.UsageError(
                f"The lists {other} and {url} would have files of one name: their addresses must "
                "not end alike."
            )


def refuse_other_issuers(store: StatusStore, issuer: str) -> None:
    """All lists of a store are published with one key, so all its badges have one issuer."""
    for url in store.lists():
        store.check_issuer(url, issuer)


def _change(badges: tuple[str, ...], store_file: Path, purpose: str, *, is_set: bool) -> None:
    """All of them or none: whoever reads the error need not find out how far it went."""
    names = [_name(badge) for badge in badges]
    try:
        StatusStore(store_file).change_all(names, purpose, is_set=is_set)
    except RefusedError as exc:
        raise click.UsageError(f"No badge was changed. {shown(str(exc))}") from exc


def _name(badge: str) -> str:
    """The id of a badge, as it was given or as its file says."""
    path = Path(badge)
    if not path.is_file():
        return badge
    try:
        document = unpack(path.read_bytes(), Limits()).document
    except (OSError, DocumentError) as exc:
        raise click.UsageError(f"{badge} cannot be read as a badge.") from exc
    name = document.get("id")
    if not isinstance(name, str):
        raise click.UsageError(f"{badge} names no badge: it has no id.")
    return name
