"""The pinned JSON-LD contexts: the bytes behind each context URL, never fetched."""

import hashlib
import json
from collections.abc import Mapping
from importlib.resources import files
from typing import NamedTuple

__all__ = ["ContextError", "document", "urls", "variants"]

_PACKAGE = files(__name__)


class ContextError(Exception):
    """A context that is not pinned here, or whose pinned bytes are not what they should be."""


class _Pin(NamedTuple):
    file: str
    sha256: str


def document(url: str, *, variant: str | None = None) -> bytes:
    """Give the pinned bytes of a context, checked against the SHA-256 of the manifest.

    Nothing is kept between calls: each reads the file and checks it again, in about 0.1 ms.
    The check finds a damaged or half-replaced package. It does not find one in which somebody
    changed the manifest as well.

    Args:
        url: The context URL, compared character by character; see `urls`.
        variant: One of `variants(url)`, or None for the document in force now.

    Returns:
        A UTF-8 JSON object with an `@context` member.

    Raises:
        ContextError: The URL or the variant is not pinned, the bytes are missing or altered, or
            the manifest is broken.
    """
    pin = _pins().get((url, variant))
    if pin is None:
        known = variants(url)
        raise ContextError(
            f"The context {url} has no variant {variant!r}; it has {', '.join(known) or 'none'}."
        )
    return _checked(pin)


def urls() -> tuple[str, ...]:
    """Give every pinned context URL, in the order of the manifest.

    Raises:
        ContextError: The manifest is missing or broken.
    """
    return tuple(url for url, variant in _pins() if variant is None)


def variants(url: str) -> tuple[str, ...]:
    """Give the names of the earlier contents of a URL, oldest first; mostly none.

    Raises:
        ContextError: The URL is not pinned, or the manifest is missing or broken.
    """
    if (url, None) not in _pins():
        raise ContextError(f"The context {url} is not pinned, and contexts are never fetched.")
    return tuple(sorted(variant for known, variant in _pins() if known == url and variant))


def _pins() -> Mapping[tuple[str, str | None], _Pin]:
    try:
        entries = json.loads(_PACKAGE.joinpath("manifest.json").read_bytes())
        pins = {(e["url"], e["variant"]): _Pin(str(e["file"]), e["sha256"]) for e in entries}
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise ContextError("The manifest of pinned contexts is missing or broken.") from exc
    if not pins or len(pins) != len(entries):
        raise ContextError("The manifest of pinned contexts is empty or lists a document twice.")
    return pins


def _checked(pin: _Pin) -> bytes:
    try:
        content = _PACKAGE.joinpath("data", pin.file).read_bytes()
    except (OSError, ValueError) as exc:
        raise ContextError(f"The pinned context file {pin.file} is missing.") from exc
    if hashlib.sha256(content).hexdigest() != pin.sha256:
        raise ContextError(f"The pinned context file {pin.file} was altered: wrong SHA-256.")
    return content
