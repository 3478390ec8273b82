"""`openbadge key`: make a key, show its public part, exchange it for a new one, revoke it."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import click

from openbadge_issuer.cli.common import Instant, instant, passphrase_from
from openbadge_issuer.controller_document import controller_document, controller_of, key_set
from openbadge_issuer.errors import KeyFileError
from openbadge_issuer.signers.encrypted_file import (
    published_keys,
    read_key_file,
    revoke_key,
    write_key,
)
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.signers.public import PublicHalf
from verifier.addresses import check_address
from verifier.clock import to_text
from verifier.dids.web import document_url
from verifier.errors import FetchError, KeyRefusedError
from verifier.jwk import to_jwk
from verifier.keys import ED25519, P256, P384, RSA, from_multikey

_FILE = click.Path(dir_okay=False, path_type=Path)
_KINDS = {"ed25519": ED25519, "p256": P256, "p384": P384, "rsa": RSA}
_ALGORITHM = click.option(
    "--algorithm", type=click.Choice(list(_KINDS)), default="ed25519", show_default=True
)
_PASSPHRASE = click.option(
    "--passphrase-env", metavar="VAR", help="Variable that holds the passphrase."
)
_OPEN = click.option("--unencrypted", is_flag=True, help="Leave the key open. For tests only.")
_OUT = click.option("--out", type=_FILE, required=True, help="The new key file (mode 0600).")


@click.group()
def key() -> None:
    """Make, show, rotate and revoke an issuer's keys."""


@key.command()
@_OUT
@_ALGORITHM
@click.option("--did", help="The issuer's did:web or https address; a did:key by default.")
@_PASSPHRASE
@_OPEN
def new(
    out: Path, algorithm: str, did: str | None, passphrase_env: str | None, *, unencrypted: bool
) -> None:
    """Make a key and write it to a file."""
    _check_did(did)
    click.echo(_make(out, algorithm, did, passphrase_env, (), unencrypted=unencrypted).did)


@key.command()
@click.argument("file", type=_FILE)
@click.option("--did-document", is_flag=True, help="did.json, ready to publish.")
@click.option("--jwks", is_flag=True, help="jwks.json, ready to publish.")
def show(file: Path, *, did_document: bool, jwks: bool) -> None:
    """Show the public part of a key file.

    No passphrase is needed.
    """
    if did_document and jwks:
        raise click.UsageError("--did-document and --jwks are two different files; ask for one.")
    public, *others = _published(file)
    if did_document:
        click.echo(json.dumps(controller_document(public, others=others), indent=2))
    elif jwks:
        click.echo(json.dumps(key_set(public, others=others), indent=2))
    else:
        click.echo(f"did       {controller_of(public)}")
        revoked = f" (revoked {public.revoked})" if public.revoked else ""
        click.echo(f"key       {public.kid}{revoked}")
        click.echo(f"multikey  {public.public_key}")
        jwk = to_jwk(from_multikey(public.public_key), kid=public.kid)
        click.echo(f"jwk       {json.dumps(jwk)}")
        for other in others:
            state = f"revoked {other.revoked}" if other.revoked else "verifies older badges"
            click.echo(f"earlier   {other.kid} ({state})")


@key.command()
@click.argument("file", type=_FILE)
@_OUT
@_ALGORITHM
@_PASSPHRASE
@_OPEN
def rotate(
    file: Path, out: Path, algorithm: str, passphrase_env: str | None, *, unencrypted: bool
) -> None:
    """Make a new key for the same issuer.

    The old one stays published for older badges.
    """
    keys = _published(file)
    did = controller_of(keys[0])
    if did.startswith("did:key:"):
        raise click.UsageError(
            f"{did} is its own key and cannot get another: make a new one with `openbadge key new`."
        )
    signer = _make(out, algorithm, did, passphrase_env, keys, unencrypted=unencrypted)
    click.echo(signer.kid)
    click.echo(f"Publish it: openbadge key show {out} --did-document", err=True)


@key.command()
@click.argument("file", type=_FILE)
@click.option("--kid", required=True, metavar="ADDRESS", help="The key, as `key show` names it.")
@click.option("--at", type=Instant(), help="Since when (RFC 3339); now by default.")
def revoke(file: Path, kid: str, at: datetime | None) -> None:
    """Mark a key as revoked.

    Every badge it signed stops verifying once did.json is published.
    """
    since = to_text(instant(at))
    try:
        revoke_key(file, kid, since=since)
    except KeyFileError as exc:
        raise click.UsageError(str(exc)) from exc
    click.echo(f"{kid} is revoked since {since}.")
    click.echo(f"Publish it: openbadge key show {file} --did-document", err=True)


def _make(
    out: Path,
    algorithm: str,
    did: str | None,
    passphrase_env: str | None,
    others: tuple[PublicHalf, ...] | list[PublicHalf],
    *,
    unencrypted: bool,
) -> MemorySigner:
    if unencrypted == (passphrase_env is not None):
        raise click.UsageError(
            "Say how the key is kept: --passphrase-env VAR locks it, --unencrypted leaves it open."
        )
    signer = MemorySigner.generate(did=did, kind=_KINDS[algorithm])
    try:
        write_key(out, signer, passphrase=passphrase_from(passphrase_env), others=others)
    except KeyFileError as exc:
        raise click.UsageError(str(exc)) from exc
    return signer


def _published(file: Path) -> list[PublicHalf]:
    try:
        keys = published_keys(read_key_file(file))
        for public in keys:
            from_multikey(public.public_key)
    except KeyFileError as exc:
        raise click.UsageError(str(exc)) from exc
    except (AttributeError, KeyError, TypeError, ValueError) as exc:
        raise click.UsageError(f"{file} is not a key file of this program.") from exc
    return keys


def _check_did(did: str | None) -> None:
    if did is None:
        return
    try:
        check_address(did if did.startswith("https://") else document_url(did))
    except (KeyRefusedError, FetchError) as exc:
        raise click.UsageError(f"--did: {exc} Give a did:web or an https address.") from exc
    if "#" in did:
        raise click.UsageError("--did: Give the issuer's address, without a fragment (#).")
