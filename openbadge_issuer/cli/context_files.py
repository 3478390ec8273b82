"""`--context URL=FILE`: context documents that the person at the terminal answers for."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from verifier import Contexts
from verifier.errors import ContextFileError


def given_contexts(given: Iterable[str]) -> Contexts:
    """The files of `URL=FILE` pairs; the address ends at the last `=` before a file that is there.

    An address may hold `=` itself, and so may the name of a file.
    """
    documents: dict[str, bytes] = {}
    for pair in given:
        url, path = _pair(pair)
        if url in documents:
            raise click.UsageError(f"--context gives {url} twice.")
        try:
            documents[url] = path.read_bytes()
        except OSError as exc:
            raise click.UsageError(f"{path} cannot be opened ({exc.strerror}).") from exc
    try:
        return Contexts(documents)
    except ContextFileError as exc:
        raise click.UsageError(str(exc)) from exc


def _pair(pair: str) -> tuple[str, Path]:
    """The address and the file."""
    cuts = [place for place, character in enumerate(pair) if character == "="]
    ways = [(pair[:cut], Path(pair[cut + 1 :])) for cut in cuts if cut < len(pair) - 1]
    if not ways or not ways[0][0]:
        raise click.UsageError(f"{pair!r}: write --context ADDRESS=FILE.")
    return next((way for way in ways if way[1].is_file()), ways[0])
