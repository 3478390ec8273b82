"""The kinds of file that badges travel in: one file each; recognised by content, not by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from verifier.errors import DocumentError, NotJsonError
from verifier.registry import collect
from verifier.strict_json import parse

if TYPE_CHECKING:
    from verifier.badge import SignedBadge
    from verifier.interfaces import Carrier
    from verifier.limits import Limits

# The beginnings of files that people send instead of a badge, or that are not read yet.
_PICTURE = "This is a picture; badges baked into pictures are not read yet."
_OTHERS = (
    (b"%PDF-", "This is a PDF, not a badge file; ask for the JSON file of the badge."),
    (b"\x89PNG", _PICTURE),
    (b"<", "This is a web page or other XML, not a badge file."),
)


def unpack(data: bytes, limits: Limits) -> SignedBadge:
    """The document that the bytes carry, and how it is secured.

    Raises:
        DocumentError: with one sentence; `supported` is False for a kind that is known and
            not read.
    """
    for carrier in collect(__name__).values():
        if cast("Carrier", carrier).recognises(data):
            return cast("Carrier", carrier).unpack(data, limits)
    start = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<") and b"<svg" in start and b"<html" not in start.lower():
        raise NotJsonError("", _PICTURE, supported=False)
    for beginning, message in _OTHERS:
        if start.startswith(beginning):
            raise NotJsonError("", message, supported=beginning in (b"%PDF-", b"<"))
    parse(data, limits)  # names what is wrong with the bytes
    raise DocumentError("", "The file holds JSON, but not one badge (a JSON object).")
