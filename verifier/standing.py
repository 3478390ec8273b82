"""How an issuer stands in a registry, and what a registry is asked with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto

from verifier.errors import RegistryError
from verifier.interfaces import Fetcher
from verifier.limits import Limits
from verifier.strict_json import Json


class Place(Enum):
    """The four answers of a registry."""

    LISTED = auto()
    DENIED = auto()
    ABSENT = auto()
    UNREACHABLE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a registry says that an issuer may award; one match is enough.

    Attributes:
        achievements: ids of achievements.
        creators: ids of those whose achievements it may award.
        achievement_types: kinds of achievement, in the standard's words.
    """

    achievements: frozenset[str] = field(default_factory=frozenset)
    creators: frozenset[str] = field(default_factory=frozenset)
    achievement_types: frozenset[str] = field(default_factory=frozenset)

    def covers(self, achievement: str, creator: str, kind: str | None) -> bool:
        """Whether it holds an achievement with this id, creator or kind."""
        named = achievement in self.achievements or creator in self.creators
        return named or kind in self.achievement_types


def read_scope(value: Json) -> Scope:
    """A `scope`: `{"achievements", "creators", "achievementTypes"}`, each a list of texts.

    Raises:
        RegistryError: a member that is not understood; it might narrow the scope.
    """
    names = {
        "achievements": "achievements",
        "creators": "creators",
        "achievementTypes": "achievement_types",
    }
    if not isinstance(value, Mapping) or not value or set(value) - set(names):
        raise RegistryError(f"A scope holds {', '.join(names)}, at least one and nothing else.")
    return Scope(**{names[name]: _texts(part) for name, part in value.items()})


def _texts(value: Json) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RegistryError("Each part of a scope is a list of texts.")
    return frozenset(map(str, value))


@dataclass(frozen=True, slots=True)
class Standing:
    """The answer of one registry about one issuer.

    Attributes:
        place: the answer.
        name: what the registry calls the issuer, if it lists it.
        reason: why there is no answer.
        scope: what the issuer may award, if the registry says so.
    """

    place: Place
    name: str | None = None
    reason: str = ""
    scope: Scope | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What a registry is asked with.

    Attributes:
        fetcher: the way to documents.
        limits: budgets.
        at: the instant for which to answer.
        read: what registries have read in the same call, each under a key of its own.
    """

    fetcher: Fetcher
    limits: Limits
    at: datetime
    read: dict[object, object] = field(default_factory=dict)
