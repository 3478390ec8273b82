"""The key that a token's header names, found from the issuer alone.

`kid` and `jwk` are only names: the key comes from the issuer's document, or from the key set at
`/.well-known/jwks.json` of an https issuer's host
(https://www.imsglobal.org/spec/ob/v3p0/impl#key-provenance). No other address is ever asked.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from verifier.clock import to_text
from verifier.controller import ControllerDocument, VerificationMethod, fetch_json
from verifier.dids import resolve
from verifier.errors import (
    KeyRefusedError,
    KeyUnavailableError,
    MethodUnsupportedError,
    UnknownKeyKindError,
)
from verifier.interfaces import Fetcher
from verifier.jwk import from_jwk, to_jwk
from verifier.keys import PublicKey
from verifier.limits import Limits
from verifier.sentences import say
from verifier.strict_json import Json, JsonObject

_LAST_SECOND = 253_402_300_799  # 9999-12-31T23:59:59Z


def token_method(
    header: JsonObject, signer: str, relation: str, fetcher: Fetcher, limits: Limits
) -> VerificationMethod:
    """The signer's key that a header names.

    Raises:
        MethodUnsupportedError: this verifier does not read the signer's address, or such keys.
        KeyUnavailableError: neither document nor key set could be obtained.
        KeyRefusedError: the signer lists no such key.
    """
    wanted = _header_key(header)
    try:
        document = resolve(signer, fetcher, limits)
        found = _listed(document, header.get("kid"), wanted, relation)
    except KeyUnavailableError:
        if not signer.startswith("https:"):
            raise
        found = None
    if found is not None:
        return found
    if signer.startswith("https:"):
        return _in_key_set(header.get("kid"), wanted, signer, fetcher, limits)
    raise KeyRefusedError(
        say("{signer} does not list the key that the token names.", signer=signer)
    )


def key_set_address(signer: str) -> str:
    """Where the key set of an https issuer lies.

    Raises:
        KeyUnavailableError: the issuer's address names no host.
    """
    try:
        return f"https://{urlsplit(signer).netloc}/.well-known/jwks.json"
    except ValueError as exc:  # brackets around no IPv6 address, or letters that hide others
        raise KeyUnavailableError(f"{signer[:80]!r} is not a web address.") from exc


def _header_key(header: JsonObject) -> PublicKey | None:
    if "jwk" not in header:
        return None
    try:
        return from_jwk(header["jwk"])
    except UnknownKeyKindError as exc:
        raise MethodUnsupportedError(f"The key in the token's header: {exc}.") from exc
    except ValueError as exc:
        raise KeyRefusedError(f"The key in the token's header cannot be used: {exc}.") from exc


def _listed(
    document: ControllerDocument, kid: Json, wanted: PublicKey | None, relation: str
) -> VerificationMethod | None:
    """The method of a controller document with this id, or with this very key."""
    if wanted is None or kid is not None:
        name = document.id + str(kid) if str(kid).startswith("#") else str(kid)
        if not document.lists(name):
            return None
        method = document.method(name, relation)
        return _same(method, wanted)
    holds = _holder_of(wanted)
    for name in sorted(document.allowed(relation)):
        candidate = document.methods.get(name)
        if candidate is not None and holds(candidate):
            return document.method(name, relation)
    return None


def _same(method: VerificationMethod, wanted: PublicKey | None) -> VerificationMethod:
    if wanted is not None and method.key() != wanted:
        raise KeyRefusedError(f"The key in the token's header is not the key {method.id}.")
    return method


def _holder_of(wanted: PublicKey) -> Callable[[VerificationMethod], bool]:
    """Whether a method holds this very key.

    A key has one spelling, so texts are compared first: a page may list thousands.
    """
    parts = [(name, text) for name, text in to_jwk(wanted).items() if name != "alg"]

    def holds(method: VerificationMethod) -> bool:
        if method.jwk is None and method.multikey != wanted.multikey:
            return False
        if method.jwk is not None and any(method.jwk.get(n) != text for n, text in parts):
            return False
        try:
            return method.key() == wanted
        except (KeyRefusedError, MethodUnsupportedError):
            return False

    return holds


def _bearer_of(kid: Json) -> Callable[[VerificationMethod], bool]:
    """Whether an entry of a key set has this name."""
    return lambda method: method.jwk is not None and method.jwk.get("kid") == kid


def _in_key_set(
    kid: Json, wanted: PublicKey | None, signer: str, fetcher: Fetcher, limits: Limits
) -> VerificationMethod:
    address = key_set_address(signer)
    document = fetch_json(address, fetcher, limits)
    keys = document.get("keys") if isinstance(document, Mapping) else None
    if not isinstance(keys, list):
        raise KeyRefusedError(f"The document at {address} is not a key set.")
    is_meant = _bearer_of(kid) if wanted is None or kid is not None else _holder_of(wanted)
    named = [
        method
        for entry in keys
        if isinstance(entry, Mapping) and entry.get("iss", signer) == signer
        for method in [_method(entry, signer, address)]
        if is_meant(method)
    ]
    if len(named) != 1:
        raise KeyRefusedError(f"{address} does not list the key that the token names (once).")
    return _same(named[0], wanted)


def _method(entry: JsonObject, signer: str, address: str) -> VerificationMethod:
    until = entry.get("exp")
    if isinstance(until, int) and 0 <= until <= _LAST_SECOND:
        until = to_text(datetime.fromtimestamp(until, UTC))
    return VerificationMethod(
        id=str(entry.get("kid", address)),
        controller=signer,
        jwk=entry,
        revoked=None if entry.get("revoked") is None else str(entry["revoked"])[:60],
        expires=None if until is None else str(until),
    )
