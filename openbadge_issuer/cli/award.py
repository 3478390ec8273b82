"""`openbadge award`: an assessment in, a signed badge out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click

from openbadge_issuer.award import award as make
from openbadge_issuer.cli.common import (
    NEGATIVE,
    USAGE,
    open_signer,
    refuse_to_overwrite,
    shown,
    write_out,
)
from openbadge_issuer.cli.status import refuse_equal_names, refuse_other_issuers
from openbadge_issuer.controller_document import controller_of
from openbadge_issuer.errors import NotEarnedError, Problem, RefusedError
from openbadge_issuer.issue import issue, issue_jwt, with_issuer
from openbadge_issuer.status_list import with_status
from openbadge_issuer.status_store import StatusStore

_FILE = click.Path(dir_okay=False, path_type=Path)


def _tell(note: Problem) -> None:
    click.echo(f"  {shown(str(note))}", err=True)


@click.command()
@click.argument("assessment", type=_FILE)
@click.option("--key", "key_file", type=_FILE, required=True, help="The issuer's key file.")
@click.option("--passphrase-env", metavar="VAR", help="Variable that holds the passphrase.")
@click.option("--suite", metavar="NAME", help="Data Integrity suite; the key's usual one.")
@click.option("--jwt", "algorithm", metavar="ALG", help="Write a signed token instead (RS256 ...).")
@click.option("--status-list", metavar="URL", help="The list that can say it was withdrawn.")
@click.option("--suspension-list", metavar="URL", help="A second list, for putting it on hold.")
@click.option("--status-store", type=_FILE, help="The file that keeps the places in lists.")
@click.option("--out", required=True, help="The badge file (.json, .jwt), or - for stdout.")
def award(
    assessment: Path,
    key_file: Path,
    passphrase_env: str | None,
    suite: str | None,
    algorithm: str | None,
    out: str,
    **status: Any,
) -> None:
    """Make a signed badge from an assessment document.

    Files that the document names lie in its folder, or below.
    """
    if suite is not None and algorithm is not None:
        raise click.UsageError("--suite and --jwt are two ways to sign; ask for one.")
    ending = ".json" if algorithm is None else ".jwt"
    if out != "-" and not out.lower().endswith(ending):
        raise click.UsageError(f"--out must end in {ending} for this kind of badge.")
    refuse_to_overwrite(out, key_file, assessment)
    signer = open_signer(key_file, passphrase_env)
    try:
        given = with_issuer(make(assessment), signer)
        unsigned, store = _with_status(given, controller_of(signer), **status)
        if algorithm is not None:
            text = issue_jwt(unsigned, signer=signer, algorithm=algorithm, tell=_tell, status=store)
        else:
            badge = issue(unsigned, signer=signer, suite=suite, tell=_tell, status=store)
            text = json.dumps(badge, indent=2, ensure_ascii=False) + "\n"
    except RefusedError as exc:
        earned = not isinstance(exc, NotEarnedError)
        click.echo(f"No badge was made from {shown(str(assessment))}:", err=True)
        for problem in exc.problems:
            click.echo(f"  {shown(str(problem))}", err=True)
        sys.exit(USAGE if earned else NEGATIVE)
    write_out(out, text.encode())


def _with_status(
    unsigned: dict[str, Any],
    controller: str,
    status_list: str | None,
    suspension_list: str | None,
    status_store: Path | None,
) -> tuple[dict[str, Any], StatusStore | None]:
    """The badge with its place in the lists that were named, and the store that keeps it."""
    if status_list is None and status_store is None and suspension_list is None:
        return unsigned, None
    if status_list is None or status_store is None:
        raise click.UsageError("--status-list and --status-store go together.")
    if suspension_list is not None:
        message = "Programs that read badges by 1EdTech's strict schema refuse two status entries."
        click.echo(message, err=True)
    store = StatusStore(status_store)
    if unsigned["issuer"]["id"] != controller:
        return unsigned, store  # `issue` refuses it, and no list becomes that issuer's
    refuse_equal_names(store, status_list, *filter(None, [suspension_list]))
    refuse_other_issuers(store, controller)
    return with_status(unsigned, store, status_list, suspension=suspension_list), store
