"""Issuers whose documents a test writes word by word."""

import json
from dataclasses import dataclass, field
from typing import Any

from verifier.dids.web import document_url
from verifier.errors import FetchError
from verifier.interfaces import Fetched


@dataclass
class Issuers:
    """A fetcher that serves issuers' documents; `pages` may be changed to play a broken one."""

    pages: dict[str, bytes] = field(default_factory=dict)

    def fetch(self, url: str, *, limit: int) -> Fetched:
        """The page at an address.

        Raises:
            FetchError: no such page, or it is larger than the limit.
        """
        if url not in self.pages:
            raise FetchError(f"{url} could not be reached.")
        if len(self.pages[url]) > limit:
            raise FetchError(f"{url} answered with more than {limit} bytes.")
        return Fetched(self.pages[url])

    def publish(self, issuer: str, methods: dict[str, str], **changes: Any) -> None:
        """Let an issuer list keys by their addresses, with members of its document changed."""
        url = document_url(issuer) if issuer.startswith("did:web:") else issuer
        entries = [method(issuer, name, key) for name, key in methods.items()]
        document = {
            "id": issuer,
            "verificationMethod": entries,
            "assertionMethod": list(methods),
            **changes,
        }
        self.pages[url] = json.dumps(document).encode()


def method(controller: str, name: str, key: str, /, **changes: Any) -> dict[str, Any]:
    """A key as a controller document lists it, with members changed, added, or removed by None."""
    entry = {
        "id": name,
        "type": "Multikey",
        "controller": controller,
        "publicKeyMultibase": key,
        **changes,
    }
    return {name: value for name, value in entry.items() if value is not None}
