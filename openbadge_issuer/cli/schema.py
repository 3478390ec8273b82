"""`openbadge schema`: the JSON Schema of a document."""

from __future__ import annotations

import json

import click

from openbadge_issuer.schemas import DOCUMENTS, json_schema


@click.command()
@click.argument("name", type=click.Choice(sorted(DOCUMENTS)))
def schema(name: str) -> None:
    """Print the JSON Schema of a document, generated from the class that reads it."""
    click.echo(json.dumps(json_schema(name), indent=2))
