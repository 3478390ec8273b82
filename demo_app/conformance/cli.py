"""`openbadge conformance-server`: what public test suites speak to, on this computer."""

from __future__ import annotations

import secrets
import tempfile
from pathlib import Path

import click
from flask import Flask

from demo_app import create_app
from demo_app.conformance.workshop import Workshop
from demo_app.serving import open_server


@click.command("conformance-server", short_help="Serve what public test suites speak to.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8090,
    show_default=True,
    help="0 takes a free one.",
)
def conformance_server(port: int) -> None:
    """Serve the endpoints that public test suites speak to, with fresh test keys.

    It signs whatever it is sent and obeys other rules than the verifier of badges: never use it
    for a real badge.
    """
    with tempfile.TemporaryDirectory(prefix="conformance-") as folder:
        app = conformance_application(Path(folder))
        server, address = open_server(app, port)
        click.echo(f"The conformance server runs at {address}  (stop it with Ctrl+C)")
        workshop: Workshop = app.extensions["conformance"]
        for kind, bench in workshop.benches.items():
            click.echo(f"  test key {kind:8} {bench.signer.did}")
        server.run()


def conformance_application(folder: Path) -> Flask:
    """The app with the endpoints open, and everything in one folder."""
    return create_app(
        {
            "LOCAL_DEMO": True,
            "CONFORMANCE": True,
            "SECRET_KEY": secrets.token_urlsafe(48),
            "INSTANCE": str(folder),
            "DATABASE_URL": None,
        }
    )
