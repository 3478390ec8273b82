"""What a badge says in short: proven, or only claimed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Summary:
    """The few members of a badge that every reader wants, proven.

    `issuer_name` is what the badge calls its issuer; `registered_name` is what the first of the
    registries in `registered_by` calls it.
    """

    id: str | None
    name: str | None
    issuer_id: str | None
    issuer_name: str | None
    achievement: str | None
    recipient: str | None
    valid_from: str | None
    valid_until: str | None
    registered_name: str | None = None
    registered_by: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, members: Mapping[str, Any]) -> Summary:
        """The summary of its JSON members."""
        issuer = members["issuer"]
        return cls(
            id=members["id"],
            name=members["name"],
            issuer_id=issuer["id"],
            issuer_name=issuer["name"],
            achievement=members["achievement"],
            recipient=members["recipient"],
            valid_from=members["validFrom"],
            valid_until=members["validUntil"],
            registered_name=issuer.get("registeredName"),
            registered_by=tuple(issuer.get("registeredBy", ())),
        )

    def to_dict(self) -> dict[str, object]:
        """The summary as JSON members."""
        return {
            "id": self.id,
            "name": self.name,
            "issuer": {
                "id": self.issuer_id,
                "name": self.issuer_name,
                "registeredName": self.registered_name,
                "registeredBy": list(self.registered_by),
            },
            "achievement": self.achievement,
            "recipient": self.recipient,
            "validFrom": self.valid_from,
            "validUntil": self.valid_until,
        }


@dataclass(frozen=True, slots=True)
class Claimed:
    """What an unproven file says of itself, for a person to read with care."""

    id: str | None = None
    issuer: str | None = None
    name: str | None = None

    def to_dict(self) -> dict[str, object]:
        """The claim as JSON members."""
        return {"id": self.id, "issuer": self.issuer, "name": self.name}
