"""`openbadge demo`: play the story on real files, then serve the app on this computer."""

from __future__ import annotations

import secrets
import sys
from pathlib import Path

import click
from flask import Flask

from demo_app import create_app
from demo_app.browser import PageError
from demo_app.folder import FolderError, fresh_folder
from demo_app.serving import open_server
from demo_app.story import Story


@click.command()
@click.option("--check", is_flag=True, help="Play the story, then stop.")
@click.option("--port", type=click.IntRange(1, 65535), default=8080, show_default=True)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("demo-out"),
    show_default=True,
    help="The folder for the files of the story; an earlier one of the demo is replaced.",
)
def demo(check: bool, port: int, out: Path) -> None:
    """Play the story of one badge, then serve the app."""
    try:
        app = demo_application(fresh_folder(out))
    except FolderError as exc:
        raise click.UsageError(str(exc)) from exc
    try:
        Story(app, out, click.echo).play()
    except PageError as exc:
        click.echo(f"The story broke. {exc}", err=True)
        sys.exit(1)
    click.echo(_closing(out))
    if not check:
        server, address = open_server(app, port)
        click.echo(f"The app runs at {address}  (stop it with Ctrl+C)")
        server.run()


def demo_application(out: Path) -> Flask:
    """The app as the local demo runs it, with everything in one folder."""
    return create_app(
        {
            "LOCAL_DEMO": True,
            "SECRET_KEY": secrets.token_urlsafe(48),
            "INSTANCE": str(out / "instance"),
            "DATABASE_URL": None,
            "FETCH_DIR": str(out / "web"),
        }
    )


def _closing(out: Path) -> str:
    badge, web, policy = out / "badge.json", out / "web", out / "harmony-policy.json"
    altered = out / "altered-badge.json"
    return f"""
Everything went as told. The signing keys of this demo lie unlocked in {out / "instance"}:
never use them for a real badge. Repeat the checks yourself:

  openbadge verify {badge} --fetch-dir {web}
  openbadge recognise {badge} --policy {policy} --fetch-dir {web}
  openbadge verify {altered} --fetch-dir {web}
"""
