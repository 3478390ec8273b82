"""`openbadge schema`: the JSON Schema of a document."""

from __future__ import annotations

import json

import click

from openbadge_issuer.schemas import NAMES, json_schema


@click.command()
@click.argument("name", type=click.Choice(NAMES))
def schema(name: str) -> None:
    """Print the JSON Schema of a document.

    Of documents that are read, and of the report that `verify --json` gives.
    """
    click.echo(json.dumps(json_schema(name), indent=2))
