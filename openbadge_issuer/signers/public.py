"""The public half of a key, where nothing is signed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PublicHalf:
    """What can be published of a key.

    Attributes:
        kid: address of the key.
        public_key: the key as multikey text.
    """

    kid: str
    public_key: str
