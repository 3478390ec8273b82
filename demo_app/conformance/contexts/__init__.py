"""The two contexts that public test suites use and that no badge may: every word counts in them."""

from __future__ import annotations

import hashlib
import json
from importlib.resources import files

from contexts import ContextError

_FOLDER = files(__name__)


def documents() -> dict[str, bytes]:
    """The bytes of each context by its address, checked against the SHA-256 of the manifest.

    Raises:
        ContextError: a file is missing or altered.
    """
    return {entry["url"]: _checked(entry["file"], entry["sha256"]) for entry in _manifest()}


def _manifest() -> list[dict[str, str]]:
    entries: list[dict[str, str]] = json.loads(_FOLDER.joinpath("manifest.json").read_bytes())
    return entries


def _checked(file: str, sha256: str) -> bytes:
    try:
        content = _FOLDER.joinpath(file).read_bytes()
    except OSError as exc:
        raise ContextError(f"The context file {file} is missing.") from exc
    if hashlib.sha256(content).hexdigest() != sha256:
        raise ContextError(f"The context file {file} was altered: wrong SHA-256.")
    return content
