"""Where documents came from: every attempt to fetch one."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One attempt to fetch a document.

    Attributes:
        url: what was asked for.
        outcome: `ok`, `refused` or `unreachable`.
        sha256: hex digest of the bytes received, or None.
        fetched: when, RFC 3339, or None.
    """

    url: str
    outcome: str
    sha256: str | None = None
    fetched: str | None = None

    def to_dict(self) -> dict[str, object]:
        """The attempt as JSON members."""
        return {
            "url": self.url,
            "outcome": self.outcome,
            "sha256": self.sha256,
            "fetched": self.fetched,
        }
