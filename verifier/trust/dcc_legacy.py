"""Registries of the Digital Credentials Consortium: one JSON document, issuer to name.

`{"meta", "registry": {"did:web:...": {"name", "location", "url"}}}`, in the file itself or at a
`url`; with `keys` (a JWK set) the document must be a token that one of these keys signed. An
issuer's entry may say what it may award (`scope`); that member is ours.
https://github.com/digitalcredentials/issuer-registry-client
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from verifier.errors import DocumentError, FetchError, RegistryError
from verifier.interfaces import Registry
from verifier.signed_claims import read_signed
from verifier.standing import Asked, Place, Standing, read_scope
from verifier.strict_json import Json, JsonObject, parse


@dataclass(frozen=True, slots=True)
class LegacyList:
    """A list at hand, or the address of one."""

    name: str
    registry: JsonObject | None
    url: str = ""
    keys: Json = None

    @property
    def is_local(self) -> bool:
        """Whether nobody has to be asked."""
        return self.registry is not None

    def look_up(self, issuer: str, asked: Asked) -> Standing:
        """How this issuer stands here."""
        registry = self.registry if self.registry is not None else self._obtained(asked)
        if isinstance(registry, Standing):
            return registry
        try:
            return _standing(registry.get(issuer))
        except RegistryError as exc:
            return Standing(Place.UNREACHABLE, reason=str(exc))

    def _obtained(self, asked: Asked) -> JsonObject | Standing:
        """The list, or why there is none: read once for all issuers of a call."""
        if id(self) not in asked.read:
            try:
                asked.read[id(self)] = self._fetched(asked)
            except (FetchError, DocumentError, RegistryError) as exc:
                reason = exc.reason if isinstance(exc, DocumentError) else str(exc)
                asked.read[id(self)] = Standing(Place.UNREACHABLE, reason=reason)
        return cast("JsonObject | Standing", asked.read[id(self)])

    def _fetched(self, asked: Asked) -> JsonObject:
        body = asked.fetcher.fetch(self.url, limit=asked.limits.max_document_bytes).body
        if self.keys is None:
            return _registry(parse(body, asked.limits))
        return _registry(read_signed(body, self.keys, asked))


class DccLegacy:
    """An entry with a `registry`, or with the `url` of one."""

    name = "dcc-legacy"

    def open(self, entry: JsonObject) -> Registry:
        """The list of an entry.

        Raises:
            RegistryError: neither registry nor url, or both.
        """
        name, url = entry.get("name"), entry.get("url")
        if not isinstance(name, str):
            raise RegistryError("a registry needs a name.")
        if "registry" in entry and "keys" not in entry:
            return LegacyList(name, _registry(entry))
        if not isinstance(url, str):
            raise RegistryError("a dcc-legacy registry needs its registry or its url.")
        return LegacyList(name, None, url, entry.get("keys"))


def _standing(entry: Json) -> Standing:
    if not isinstance(entry, Mapping):
        return Standing(Place.ABSENT)
    name, scope = entry.get("name"), entry.get("scope")
    named = name if isinstance(name, str) else None
    return Standing(Place.LISTED, named, scope=None if scope is None else read_scope(scope))


def _registry(document: Json) -> JsonObject:
    registry = document.get("registry") if isinstance(document, Mapping) else None
    if not isinstance(registry, Mapping):
        raise RegistryError("It holds no list of issuers (registry).")
    return registry


PLUGIN = DccLegacy()
