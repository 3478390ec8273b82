"""The command line `openbadge`: data on stdout, messages on stderr, exit codes that mean something.

0 fine, 1 negative answer, 2 wrong usage, 3 could not be decided, 70 internal error.
"""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from importlib.metadata import entry_points

import click

from openbadge_issuer.cli.award import award
from openbadge_issuer.cli.common import EXIT_CODES
from openbadge_issuer.cli.derive import derive
from openbadge_issuer.cli.key import key
from openbadge_issuer.cli.publish import publish
from openbadge_issuer.cli.recognise import recognise
from openbadge_issuer.cli.schema import schema
from openbadge_issuer.cli.status import status
from openbadge_issuer.cli.verify import verify

INTERNAL_ERROR = 70


class _Commands(click.Group):
    """The group, with the commands that other floors of this distribution register."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(
            {*super().list_commands(ctx), *entry_points(group="openbadge.commands").names}
        )

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        own = super().get_command(ctx, cmd_name)
        registered = entry_points(group="openbadge.commands", name=cmd_name)
        if own is not None or not registered:
            return own
        try:
            command = next(iter(registered)).load()
        except ModuleNotFoundError as exc:
            return _not_installed(cmd_name, str(exc.name))
        return command if isinstance(command, click.Command) else None


def _not_installed(name: str, module: str) -> click.Command:
    """A command that only says what to install, so that `--help` still lists all the others."""

    def refuse(rest: tuple[str, ...]) -> None:  # noqa: ARG001
        raise click.UsageError(
            f"`openbadge {name}` needs more than the core ({module} is missing): "
            "pip install 'openbadge-issuer[demo]'"
        )

    return click.Command(
        name,
        callback=refuse,
        params=[click.Argument(["rest"], nargs=-1, type=click.UNPROCESSED)],
        context_settings={"ignore_unknown_options": True},
        short_help="Not installed: needs openbadge-issuer[demo].",
    )


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=EXIT_CODES,
)
@click.version_option(package_name="openbadge-issuer", message="%(version)s")
def openbadge() -> None:
    """Award, verify and recognise Open Badges 3.0."""


openbadge.add_command(award)
openbadge.add_command(derive)
openbadge.add_command(key)
openbadge.add_command(publish)
openbadge.add_command(recognise)
openbadge.add_command(schema)
openbadge.add_command(status)
openbadge.add_command(verify)


def main() -> None:
    """Run the command line; a fault of this program is one sentence, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal need not have every character
            stream.reconfigure(errors="backslashreplace")
    try:
        openbadge()
    except Exception as exc:  # noqa: BLE001  (the last door: nothing foreign leaks)
        kind = type(exc).__name__
        click.echo(f"openbadge: internal error ({kind}); please report it.", err=True)
        _discard_output()
        sys.exit(INTERNAL_ERROR)


def _discard_output() -> None:
    """What could not be written is not tried again at exit, which would change the exit code."""
    with suppress(AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
