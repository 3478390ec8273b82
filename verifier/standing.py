"""How an issuer stands in a registry, and what a registry is asked with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from verifier.interfaces import Fetcher
from verifier.limits import Limits


class Place(Enum):
    """The four answers of a registry."""

    LISTED = auto()
    DENIED = auto()
    ABSENT = auto()
    UNREACHABLE = auto()


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer of one registry about one issuer.

    Attributes:
        place: the answer.
        name: what the registry calls the issuer, if it lists it.
        reason: why there is no answer.
    """

    place: Place
    name: str | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a registry is asked with."""

    fetcher: Fetcher
    limits: Limits
    at: datetime
