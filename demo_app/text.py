"""Foreign text on our pages: no hidden characters, no markup but a little, no odd links."""

from __future__ import annotations

import re
import unicodedata

import nh3
from markdown_it import MarkdownIt

_KEPT = "\n\t"
_TAGS = {"a", "blockquote", "br", "code", "em", "li", "ol", "p", "strong", "ul"}
_WEB = re.compile(r"https?://[^\s\"'<>\\]+", re.IGNORECASE)
_markdown = MarkdownIt("commonmark", {"html": False})


def plain(text: str) -> str:
    """The text without control, zero-width and direction characters."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c for c in text if c in _KEPT or not _hidden(c))


def visible(text: str) -> str:
    """The text with hidden characters written out, so that a reader sees that they are there."""
    return "".join(
        c if c in _KEPT or not _hidden(c) else c.encode("ascii", "backslashreplace").decode()
        for c in text
    )


def finalize(value: object) -> object:
    """Everything that a template prints passes here: no page forgets to clean a name."""
    return type(value)(plain(value)) if isinstance(value, str) else value


def markdown(text: str | None) -> str:
    """Markdown as a little safe HTML: raw HTML stays text, links lead to the web alone."""
    rendered = _markdown.render(plain(text or ""))
    return nh3.clean(
        rendered,
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https"},
        link_rel="noopener noreferrer nofollow",
    )


def web_link(address: str | None) -> str | None:
    """The address if it leads to the web, else None."""
    return address if address and _WEB.fullmatch(address) else None


def day(timestamp: str | None) -> str:
    """The day of an RFC 3339 time, as it is written."""
    return (timestamp or "")[:10]


def _hidden(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Cn")
