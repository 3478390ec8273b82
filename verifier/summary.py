"""What a badge says in short: proven, or only claimed."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """The few members of a badge that every reader wants, proven."""

    id: str | None
    name: str | None
    issuer_id: str | None
    issuer_name: str | None
    achievement: str | None
    recipient: str | None
    valid_from: str | None
    valid_until: str | None

    def to_dict(self) -> dict[str, object]:
        """The summary as JSON members."""
        return {
            "id": self.id,
            "name": self.name,
            "issuer": {"id": self.issuer_id, "name": self.issuer_name},
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
