"""Which addresses may be asked for at all, on the network or in a folder that stands for it."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from verifier.errors import FetchError

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# A last label that is a number, 0x included, makes the whole an IP address to some readers.
_HOST = re.compile(rf"(?:{_LABEL}\.)+(?!(?:\d+|0x[0-9a-f]*)$){_LABEL}")
_ODD = re.compile(r'[\x00-\x20\x7f"<>\\^`{|}]')
_PRIVATE_NAMES = ("localhost", "local", "internal", "localdomain", "home.arpa")


def is_host_name(text: str) -> bool:
    """Whether this is a plain lower-case DNS name with a dot; never a number or a private name."""
    if len(text) > 253 or not _HOST.fullmatch(text):
        return False
    return not any(text == name or text.endswith("." + name) for name in _PRIVATE_NAMES)


def check_address(url: str) -> None:
    """Refuse everything but https on the usual port of a public host name.

    Raises:
        FetchError: `refused`, with the reason.
    """
    if not url.isascii() or _ODD.search(url):
        raise FetchError(f"{url[:80]!r} is not a plain web address.", refused=True)
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as exc:
        raise FetchError(f"{url[:80]!r} is not a web address.", refused=True) from exc
    if parts.scheme != "https":
        raise FetchError(f"{url[:80]} is not an https address.", refused=True)
    if "@" in parts.netloc or port not in (None, 443):
        raise FetchError(f"{url[:80]} carries a user name or a port.", refused=True)
    if not is_host_name(parts.netloc.lower().removesuffix(":443")):
        raise FetchError(f"{url[:80]} does not name a public host.", refused=True)
