"""The app on a port of this computer, and of no other."""

from __future__ import annotations

import signal
import sys
from typing import Any

import click
import waitress
from flask import Flask

_HOST = "127.0.0.1"
_UPLOADS = 16 * 1024 * 1024


def open_server(app: Flask, port: int) -> tuple[Any, str]:
    """The server, which begins to answer with `run()`, and its address.

    A port that cannot be used ends the program with exit code 2 and a sentence. To be terminated
    ends it as Ctrl+C does, so that what it keeps for this run alone is cleared away.
    """
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        server = waitress.create_server(
            app, host=_HOST, port=port, max_request_body_size=_UPLOADS, ident=None
        )
    except OSError as exc:
        click.echo(
            f"Port {port} cannot be used ({exc.strerror}); choose one with --port.", err=True
        )
        sys.exit(2)
    return server, f"http://{_HOST}:{server.effective_port}/"
