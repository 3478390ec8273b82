"""A federation in memory: an anchor, an authority below it, and members."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import quote

from openbadge_issuer.jwt import compact
from openbadge_issuer.signers.memory import MemorySigner
from verifier.errors import FetchError
from verifier.federation import CONFIGURATION
from verifier.interfaces import Fetched
from verifier.jwk import to_jwk
from verifier.keys import from_multikey

ANCHOR, MIDDLE = "https://fed.example", "https://state.example"


@dataclass
class Entity:
    """One member, with its key."""

    address: str
    signer: MemorySigner = field(default_factory=MemorySigner.generate)

    @property
    def keys(self) -> dict[str, Any]:
        return {"keys": [to_jwk(from_multikey(self.signer.public_key), kid=self.signer.kid)]}

    @property
    def endpoint(self) -> str:
        return f"{self.address}/fetch"


class FederationWorld:
    """Serves statements; anything else is answered with 404."""

    def __init__(self, at: datetime) -> None:
        self.at = int(at.timestamp())
        self.anchor, self.middle = Entity(ANCHOR), Entity(MIDDLE)
        self.pages: dict[str, bytes] = {}
        self.down: set[str] = set()
        self.configure(self.anchor)
        self.configure(self.middle, authority_hints=[ANCHOR])
        self.vouch(self.anchor, MIDDLE, keys=self.middle.keys)

    @property
    def entry(self) -> bytes:
        """The list of registries that pins the anchor."""
        entry = {
            "type": "oidf",
            "name": "Example federation",
            "trustAnchorEC": ANCHOR + CONFIGURATION,
            "trustAnchorKeys": self.anchor.keys,
        }
        return json.dumps([entry]).encode()

    def configure(self, entity: Entity, **changes: Any) -> None:
        """What an entity says of itself."""
        metadata = {"federation_entity": {"federation_fetch_endpoint": entity.endpoint}}
        claims = {"jwks": entity.keys, "metadata": metadata, **changes}
        token = self.token(entity, entity.address, **claims)
        self.pages[entity.address + CONFIGURATION] = token

    def vouch(
        self,
        superior: Entity,
        subject: str,
        *,
        name: str | None = None,
        keys: Any = None,
        signer: MemorySigner | None = None,
        **changes: Any,
    ) -> None:
        """What an authority says of one below it."""
        claims: dict[str, Any] = {} if keys is None else {"jwks": keys}
        if name is not None:
            claims["metadata"] = {"federation_entity": {"organization_name": name}}
        token = self.token(superior, subject, signer=signer, **{**claims, **changes})
        self.pages[f"{superior.endpoint}?sub={quote(subject, safe='')}"] = token

    def token(
        self, entity: Entity, subject: str, *, signer: MemorySigner | None = None, **claims: Any
    ) -> bytes:
        payload = {
            "iss": entity.address,
            "sub": subject,
            "iat": self.at - 60,
            "exp": self.at + 3600,
            **claims,
        }
        return compact(payload, signer or entity.signer, {"typ": "entity-statement+jwt"}).encode()

    def fetch(self, url: str, *, limit: int) -> Fetched:
        if url in self.down:
            raise FetchError(f"{url} could not be reached.")
        if url not in self.pages:
            raise FetchError(f"{url} answered with the status 404.", status=404)
        return Fetched(self.pages[url][:limit])
