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
    UnknownKeyKindError,
)
from verifier.interfaces import Fetcher
from verifier.jwk import from_jwk
from verifier.keys import ED25519, PublicKey, from_multikey
from verifier.limits import Limits
from verifier.sentences import Sentence, say
from verifier.strict_json import Json, JsonObject, parse

_MULTIBASE, _JWK = "publicKeyMultibase", "publicKeyJwk"
_KINDS = {
    "Multikey": _MULTIBASE,
    "Ed25519VerificationKey2020": _MULTIBASE,
    "JsonWebKey": _JWK,
    "JsonWebKey2020": _JWK,
}
_SECRETS = frozenset({"secretKeyMultibase", "privateKeyMultibase", "secretKeyJwk", "privateKeyJwk"})


@dataclass(frozen=True, slots=True)
class VerificationMethod:
    """One key of a controller.

    Attributes:
        id: absolute address of the key.
        controller: who the document says controls it.
        multikey: the key as text, or empty where it is a JWK; decoded only when it is used.
        revoked: since when it is revoked, as written, or None.
        expires: until when it may sign, as written, or None.
        jwk: the key as a JWK, or None where it is a multikey.
        fault: why the entry must not be used, or None.
        kind: the kind of key that the type of the entry promises, or None.
    """

    id: str
    controller: str
    multikey: str = ""
    revoked: str | None = None
    expires: str | None = None
    jwk: JsonObject | None = None
    fault: str | None = None
    kind: str | None = None

    def key(self) -> PublicKey:
        """The decoded key.

        Raises:
            KeyRefusedError: it is not a well formed public key.
            MethodUnsupportedError: it is of a kind that is not read.
        """
        if self.fault is not None:
            raise KeyRefusedError(f"The key {self.id} cannot be used: {self.fault}.")
        try:
            key = from_multikey(self.multikey) if self.jwk is None else from_jwk(self.jwk)
        except UnknownKeyKindError as exc:
            raise MethodUnsupportedError(f"The key {self.id} cannot be used here: {exc}.") from exc
        except ValueError as exc:
            raise KeyRefusedError(f"The key {self.id} cannot be read: {exc}.") from exc
        if self.kind not in (None, key.kind):
            raise KeyRefusedError(f"The key {self.id} is no {self.kind} key.")
        return key

    def check_in_force(self, created: datetime | None, at: datetime) -> None:
        """Refuse a revoked key, and one that had expired when it signed.

        `created` never rescues a revoked key: the signer wrote it.

        Raises:
            KeyRefusedError: with the reason.
        """
        if self.revoked is not None:
            raise KeyRefusedError(
                say("The key {key} has been revoked ({time}).", key=self.id, time=self.revoked)
            )
        if self.expires is None:
            return
        try:
            expires = parse_timestamp(self.expires)
        except ValueError as exc:
            raise KeyRefusedError(f"The key {self.id} has an expiry that is no date.") from exc
        if expires < (created or at):
            raise KeyRefusedError(
                say(
                    "The key {key} had expired ({time}).",
                    key=self.id,
                    time=self.expires,
                )
            )


@dataclass(frozen=True, slots=True)
class ControllerDocument:
    """The keys of one address.

    Attributes:
        id: the address.
        methods: every key listed, by its absolute id.
        assertion: ids of the keys that may sign credentials.
        authentication: ids of the keys that may sign presentations.
        unread: ids of the keys that are listed in a form that this verifier does not read.
    """

    id: str
    methods: Mapping[str, VerificationMethod]
    assertion: frozenset[str]
    authentication: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    def allowed(self, relation: str) -> frozenset[str]:
        """Ids of the keys of a verification relationship."""
        return self.assertion if relation == "assertionMethod" else self.authentication

    def lists(self, name: str) -> bool:
        """Whether the document lists this key, in whatever form."""
        return name in self.methods or name in self.unread

    def method(self, name: str, relation: str) -> VerificationMethod:
        """The key with this id, if it may be used so.

        Args:
            name: absolute address of the key.
            relation: `assertionMethod` or `authentication`.

        Raises:
            KeyRefusedError: it is not listed, or not for this purpose.
            MethodUnsupportedError: it is listed in a form that is not read.
        """
        if not self.lists(name):
            raise KeyRefusedError(
                say("{owner} does not list the key {key}.", owner=self.id, key=name)
            )
        if name not in self.allowed(relation):
            raise KeyRefusedError(_not_allowed(self.id, name, relation))
        found = self.methods.get(name)
        if found is None:
            raise MethodUnsupportedError(f"The key {name} is of a form that is not read.")
        if found.controller != self.id:
            raise KeyRefusedError(
                say("The key {key} is controlled by {owner}.", key=name, owner=found.controller)
            )
        return found


def _not_allowed(owner: str, key: str, relation: str) -> Sentence:
    if relation == "assertionMethod":
        return say("{owner} does not allow {key} to sign credentials.", owner=owner, key=key)
    return say("{owner} does not allow {key} to present credentials.", owner=owner, key=key)


def fetch_controller(
    controller: str, url: str, fetcher: Fetcher, limits: Limits
) -> ControllerDocument:
    """The controller document served at an address.

    Raises:
        KeyUnavailableError: it could not be obtained, or what came is not JSON.
        KeyRefusedError: it is JSON, and does not stand for this controller.
    """
    document = fetch_json(url, fetcher, limits)
    if not isinstance(document, Mapping) or document.get("id") != controller:
        raise KeyRefusedError(f"The document at {url} is not about {controller}.")
    if document.get("deactivated") is True:
        raise KeyRefusedError(f"{controller} is deactivated.")
    return read_controller(controller, document)


def fetch_json(url: str, fetcher: Fetcher, limits: Limits) -> Json:
    """A document about keys, as JSON.

    Raises:
        KeyUnavailableError: it could not be obtained, or what came is not JSON.
        KeyRefusedError: it is JSON and breaks the strict rules.
    """
    try:
        return parse(fetcher.fetch(url, limit=limits.max_document_bytes).body, limits)
    except FetchError as exc:
        raise KeyUnavailableError(
            say("The key could not be obtained. {reason}", reason=exc)
        ) from exc
    except NotJsonError as exc:
        raise KeyUnavailableError(
            f"The key could not be obtained: {url} did not answer with JSON."
        ) from exc
    except DocumentError as exc:
        raise KeyRefusedError(
            f"The document at {url} that lists the keys is wrong. {exc.reason}"
        ) from exc


def read_controller(controller: str, document: JsonObject) -> ControllerDocument:
    """The keys that a controller document lists.

    Raises:
        KeyRefusedError: two keys share one id.
    """
    methods: dict[str, VerificationMethod | None] = {}
    for entry in _entries(document.get("verificationMethod")):
        _add(methods, entry, controller)
    assertion = _relationship(methods, document.get("assertionMethod"), controller)
    authentication = _relationship(methods, document.get("authentication"), controller)
    read = {name: method for name, method in methods.items() if method is not None}
    unread = frozenset(methods.keys() - read.keys())
    return ControllerDocument(controller, MappingProxyType(read), assertion, authentication, unread)


def _relationship(
    methods: dict[str, VerificationMethod | None], value: Json, controller: str
) -> frozenset[str]:
    """The keys of a verification relationship; those that stand only there are added."""
    named: set[str] = set()
    for entry in _entries(value):
        if isinstance(entry, str):
            named.add(_absolute(entry, controller))
        elif (added := _add(methods, entry, controller)) is not None:
            named.add(added)
    return frozenset(named)


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
    kind = entry.get("type")
    member = _KINDS.get(kind) if isinstance(kind, str) else None
    if member is None or member not in entry:
        return None
    material = entry[member]
    return VerificationMethod(
        id=name,
        controller=str(entry.get("controller", "")),
        multikey=material if isinstance(material, str) else "",
        revoked=_text(entry, "revoked"),
        expires=_text(entry, "expires"),
        jwk=material if isinstance(material, Mapping) else None,
        fault=_fault(entry, member),
        kind=ED25519 if kind == "Ed25519VerificationKey2020" else None,
    )


def _fault(entry: JsonObject, member: str) -> str | None:
    """What makes an entry unfit: a published private key, or two keys in one."""
    if _SECRETS & set(entry):
        return "its private half is published beside it"
    if {_MULTIBASE, _JWK} <= set(entry):
        return "it is given twice, in two forms"
    if not isinstance(entry[member], str if member == _MULTIBASE else Mapping):
        return f"{member} is of the wrong kind"
    return None


def _text(entry: JsonObject, name: str) -> str | None:
    return None if entry.get(name) is None else str(entry[name])


def _absolute(name: str, controller: str) -> str:
    return controller + name if name.startswith("#") else name


def _entries(value: Json) -> list[Json]:
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
