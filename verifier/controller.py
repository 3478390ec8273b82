"""Controller documents: which keys an address stands for, and what each may be used for.

https://www.w3.org/TR/cid-1.0/#controlled-identifier-documents
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from verifier.clock import parse_timestamp
from verifier.errors import (
    DocumentError,
    FetchError,
    KeyRefusedError,
    KeyUnavailableError,
    MethodUnsupportedError,
    NotJsonError,
)
from verifier.interfaces import Fetcher
from verifier.keys import PublicKey, from_multikey
from verifier.limits import Limits
from verifier.strict_json import Json, JsonObject, parse

_KINDS = ("Multikey", "Ed25519VerificationKey2020")


@dataclass(frozen=True, slots=True)
class VerificationMethod:
    """One key of a controller.

    Attributes:
        id: absolute address of the key.
        controller: who the document says controls it.
        multikey: the key as text; decoded only when it is used.
        revoked: since when it is revoked, as written, or None.
        expires: until when it may sign, as written, or None.
    """

    id: str
    controller: str
    multikey: str
    revoked: str | None = None
    expires: str | None = None

    def key(self) -> PublicKey:
        """The decoded key.

        Raises:
            KeyRefusedError: it is not a well formed public key of a known kind.
        """
        try:
            return from_multikey(self.multikey)
        except ValueError as exc:
            raise KeyRefusedError(f"The key {self.id} cannot be read: {exc}.") from exc

    def check_in_force(self, created: datetime | None, at: datetime) -> None:
        """Refuse a revoked key, and one that had expired when it signed.

        `created` never rescues a revoked key: the signer wrote it.

        Raises:
            KeyRefusedError: with the reason.
        """
        if self.revoked is not None:
            raise KeyRefusedError(f"The issuer has revoked the key {self.id} ({self.revoked}).")
        if self.expires is None:
            return
        try:
            expires = parse_timestamp(self.expires)
        except ValueError as exc:
            raise KeyRefusedError(f"The key {self.id} has an expiry that is no date.") from exc
        if expires < (created or at):
            raise KeyRefusedError(f"The key {self.id} had expired ({self.expires}).")


@dataclass(frozen=True, slots=True)
class ControllerDocument:
    """The keys of one address.

    Attributes:
        id: the address.
        methods: every key listed, by its absolute id.
        assertion: ids of the keys that may sign credentials.
        unread: ids of the keys that are listed in a form that this verifier does not read.
    """

    id: str
    methods: Mapping[str, VerificationMethod]
    assertion: frozenset[str]
    unread: frozenset[str] = frozenset()

    def assertion_method(self, method: str) -> VerificationMethod:
        """The key with this id, if it may sign credentials.

        Raises:
            KeyRefusedError: it is not listed, or not for this purpose.
            MethodUnsupportedError: it is listed in a form that is not read.
        """
        found = self.methods.get(method)
        if found is None and method not in self.unread:
            raise KeyRefusedError(f"{self.id} does not list the key {method}.")
        if method not in self.assertion:
            raise KeyRefusedError(f"{self.id} does not allow {method} to sign credentials.")
        if found is None:
            raise MethodUnsupportedError(f"The key {method} is of a form that is not read.")
        if found.controller != self.id:
            raise KeyRefusedError(f"The key {method} is controlled by {found.controller}.")
        return found


def fetch_controller(
    controller: str, url: str, fetcher: Fetcher, limits: Limits
) -> ControllerDocument:
    """The controller document served at an address.

    Raises:
        KeyUnavailableError: it could not be obtained, or what came is not JSON.
        KeyRefusedError: it is JSON, and does not stand for this controller.
    """
    try:
        body = fetcher.fetch(url, limit=limits.max_document_bytes).body
        document = parse(body, limits)
    except FetchError as exc:
        raise KeyUnavailableError(f"The issuer's key could not be obtained. {exc}") from exc
    except NotJsonError as exc:
        raise KeyUnavailableError(
            f"The issuer's key could not be obtained: {url} did not answer with JSON."
        ) from exc
    except DocumentError as exc:
        raise KeyRefusedError(f"The issuer's document at {url} is wrong. {exc.reason}") from exc
    if not isinstance(document, Mapping) or document.get("id") != controller:
        raise KeyRefusedError(f"The document at {url} is not about {controller}.")
    if document.get("deactivated") is True:
        raise KeyRefusedError(f"{controller} is deactivated.")
    return read_controller(controller, document)


def read_controller(controller: str, document: JsonObject) -> ControllerDocument:
    """The keys that a controller document lists.

    Raises:
        KeyRefusedError: two keys share one id.
    """
    methods: dict[str, VerificationMethod | None] = {}
    for entry in _entries(document.get("verificationMethod")):
        _add(methods, entry, controller)
    assertion: set[str] = set()
    for entry in _entries(document.get("assertionMethod")):
        if isinstance(entry, str):
            assertion.add(_absolute(entry, controller))
        elif (added := _add(methods, entry, controller)) is not None:
            assertion.add(added)
    read = {name: method for name, method in methods.items() if method is not None}
    unread = frozenset(methods.keys() - read.keys())
    return ControllerDocument(controller, MappingProxyType(read), frozenset(assertion), unread)


def _add(methods: dict[str, VerificationMethod | None], entry: Json, controller: str) -> str | None:
    """Add a key; None stands for one of a form that this verifier does not read."""
    name = entry.get("id") if isinstance(entry, Mapping) else None
    if not isinstance(entry, Mapping) or not isinstance(name, str):
        return None
    name = _absolute(name, controller)
    if name in methods:
        raise KeyRefusedError(f"{controller} lists two keys as {name}.")
    methods[name] = _read(entry, name)
    return name


def _read(entry: JsonObject, name: str) -> VerificationMethod | None:
    multikey = entry.get("publicKeyMultibase")
    if entry.get("type") not in _KINDS or not isinstance(multikey, str):
        return None
    return VerificationMethod(
        id=name,
        controller=str(entry.get("controller", "")),
        multikey=multikey,
        revoked=_text(entry, "revoked"),
        expires=_text(entry, "expires"),
    )


def _text(entry: JsonObject, name: str) -> str | None:
    return None if entry.get(name) is None else str(entry[name])


def _absolute(name: str, controller: str) -> str:
    return controller + name if name.startswith("#") else name


def _entries(value: Json) -> list[Json]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
