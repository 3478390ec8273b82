"""Lists of your own: issuers that are vouched for, and issuers that are refused."""

from __future__ import annotations

from dataclasses import dataclass

from verifier.errors import RegistryError
from verifier.interfaces import Registry
from verifier.standing import Asked, Place, Standing
from verifier.strict_json import Json, JsonObject


@dataclass(frozen=True, slots=True)
class LocalLists:
    """Allowed and denied issuers; denial wins."""

    name: str
    allow: frozenset[str]
    deny: frozenset[str]
    is_local: bool = True

    def look_up(self, issuer: str, asked: Asked) -> Standing:  # noqa: ARG002
        """How this issuer stands here."""
        if issuer in self.deny:
            return Standing(Place.DENIED)
        return Standing(Place.LISTED if issuer in self.allow else Place.ABSENT)


class Local:
    """`{"type": "local", "name", "allow": [...], "deny": [...]}`."""

    name = "local"

    def open(self, entry: JsonObject) -> Registry:
        """The lists of an entry.

        Raises:
            RegistryError: one of them is no list of addresses.
        """
        name = str(entry.get("name", "the local list"))
        return LocalLists(name, _set(entry.get("allow", [])), _set(entry.get("deny", [])))


def _set(value: Json) -> frozenset[str]:
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise RegistryError("allow and deny are lists of issuers' addresses.")
    return frozenset(map(str, value))


PLUGIN = Local()
