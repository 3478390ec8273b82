"""`openbadge derive`: from the holder's own copy of a badge to one that shows parts of it."""

from __future__ import annotations

import json
from pathlib import Path

import click

from openbadge_issuer.cli.common import refuse_to_overwrite, write_out
from verifier.disclosure.derive import derive as make
from verifier.disclosure.parts import PRESETS
from verifier.errors import DocumentError
from verifier.strict_json import parse


@click.command()
@click.argument("badge", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--disclose", metavar="POINTER", multiple=True, help="JSON pointer; may be repeated.")
@click.option("--preset", type=click.Choice(sorted(PRESETS)), help="A usual choice of parts.")
@click.option("--out", required=True, help="The badge file to write (.json), or - for stdout.")
def derive(badge: Path, disclose: tuple[str, ...], preset: str | None, out: str) -> None:
    """Show only parts of an ecdsa-sd-2023 badge."""
    if not disclose and preset is None:
        raise click.UsageError("Say what to show: --disclose POINTER... or --preset NAME.")
    refuse_to_overwrite(out, badge)
    try:
        document = parse(badge.read_bytes())
        if not isinstance(document, dict):
            raise DocumentError("", "The file holds no badge.")
        shown = make(document, disclose=disclose, preset=preset)
    except OSError as exc:
        raise click.UsageError(f"{badge} cannot be opened ({exc.strerror}).") from exc
    except DocumentError as exc:
        place = f"{badge}: {exc.path}" if exc.path else f"{badge}"
        raise click.UsageError(f"{place}: {exc.reason}") from exc
    write_out(out, (json.dumps(shown, indent=2, ensure_ascii=False) + "\n").encode())
