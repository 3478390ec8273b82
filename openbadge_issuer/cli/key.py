"""`openbadge key`: make a key, show its public part."""

from __future__ import annotations

import json
from pathlib import Path

import click

from openbadge_issuer.cli.common import passphrase_from
from openbadge_issuer.controller_document import controller_document
from openbadge_issuer.errors import KeyFileError
from openbadge_issuer.jwks import jwk, jwk_set
from openbadge_issuer.signers.encrypted_file import read_key_file, write_key
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.signers.public import PublicHalf
from verifier.addresses import check_address
from verifier.dids.web import document_url
from verifier.errors import FetchError, KeyRefusedError

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group()
def key() -> None:
    """Make and show an issuer's key."""


@key.command()
@click.option("--out", type=_FILE, required=True, help="The new key file (mode 0600).")
@click.option("--algorithm", type=click.Choice(["ed25519"]), default="ed25519", show_default=True)
@click.option("--did", help="The issuer's did:web or https address; a did:key by default.")
@click.option("--passphrase-env", metavar="VAR", help="Variable that holds the passphrase.")
@click.option("--unencrypted", is_flag=True, help="Leave the key open. For tests only.")
def new(
    out: Path, algorithm: str, did: str | None, passphrase_env: str | None, *, unencrypted: bool
) -> None:
    """Make a key and write it to a file."""
    del algorithm  # there is one
    if unencrypted == (passphrase_env is not None):
        raise click.UsageError(
            "Say how the key is kept: --passphrase-env VAR locks it, --unencrypted leaves it open."
        )
    _check_did(did)
    signer = MemorySigner.generate(did=did)
    try:
        write_key(out, signer, passphrase=passphrase_from(passphrase_env))
    except KeyFileError as exc:
        raise click.UsageError(str(exc)) from exc
    click.echo(signer.did)


@key.command()
@click.argument("file", type=_FILE)
@click.option("--did-document", is_flag=True, help="did.json, ready to publish.")
@click.option("--jwks", is_flag=True, help="jwks.json, ready to publish.")
def show(file: Path, *, did_document: bool, jwks: bool) -> None:
    """Show the public part of a key file; no passphrase is needed."""
    if did_document and jwks:
        raise click.UsageError("--did-document and --jwks are two different files; ask for one.")
    try:
        members = read_key_file(file)
        public = PublicHalf(str(members["kid"]), str(members["publicKeyMultibase"]))
        public_jwk = jwk(public)
    except KeyFileError as exc:
        raise click.UsageError(str(exc)) from exc
    except (KeyError, ValueError) as exc:
        raise click.UsageError(f"{file} is not a key file of this program.") from exc
    if did_document:
        click.echo(json.dumps(controller_document(public), indent=2))
    elif jwks:
        click.echo(json.dumps(jwk_set(public), indent=2))
    else:
        click.echo(f"did       {members['did']}")
        click.echo(f"key       {public.kid}")
        click.echo(f"multikey  {public.public_key}")
        click.echo(f"jwk       {json.dumps(public_jwk)}")


def _check_did(did: str | None) -> None:
    if did is None:
        return
    try:
        check_address(did if did.startswith("https://") else document_url(did))
    except (KeyRefusedError, FetchError) as exc:
        raise click.UsageError(f"--did: {exc} Give a did:web or an https address.") from exc
    if "#" in did:
        raise click.UsageError("--did: Give the issuer's address, without a fragment (#).")
