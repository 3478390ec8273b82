"""`openbadge publish`: definitions and keys as a static tree for a web server."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from openbadge_issuer.assessment import read_object
from openbadge_issuer.cli.common import USAGE, shown
from openbadge_issuer.errors import KeyFileError, Problem, RefusedError
from openbadge_issuer.publish import publish as write_tree
from openbadge_issuer.signers.encrypted_file import published_keys, read_key_file

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
@click.argument("documents", metavar="[DOCUMENT]...", nargs=-1, type=_FILE)
@click.option("--key", "key_file", type=_FILE, required=True, help="The issuer's key file.")
def publish(folder: Path, documents: tuple[Path, ...], key_file: Path) -> None:
    """Write DIR for a web server: definitions and keys.

    The documents are achievements, stacks and signed status lists; did.json and jwks.json come from
    the key. The folder also serves as --fetch-dir.

    Only the public part of the key is read; no passphrase is needed. A document that was published
    under the same id with other content is refused.
    """
    try:
        public, *others = published_keys(read_key_file(key_file))
        given = [read_object(file, f"/{index}") for index, file in enumerate(documents)]
        pages = write_tree(folder, given, signer=public, others=others)
    except KeyFileError as exc:
        raise click.UsageError(str(exc)) from exc
    except OSError as exc:
        raise click.UsageError(f"{exc.filename} cannot be written ({exc.strerror}).") from exc
    except (AttributeError, KeyError, TypeError, ValueError) as exc:
        raise click.UsageError(f"{key_file} is not a key file of this program.") from exc
    except RefusedError as exc:
        click.echo("Nothing was published:", err=True)
        for problem in exc.problems:
            click.echo(f"  {shown(_with_file(problem, documents))}", err=True)
        sys.exit(USAGE)
    for page in pages:
        click.echo(f"{page.url}  {page.content_type}")


def _with_file(problem: Problem, documents: tuple[Path, ...]) -> str:
    """A problem that names the file, where its path begins with the position of a document."""
    position, _, inside = problem.path.removeprefix("/").partition("/")
    if not position:
        return str(problem)
    place = f"{documents[int(position)]}: /{inside}" if inside else f"{documents[int(position)]}"
    return f"{place}: {problem.message}"
