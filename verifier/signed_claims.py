"""Tokens about issuers: signed by a key that is known beforehand, and in force."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.errors import RegistryError
from verifier.jwk import from_jwk
from verifier.jws import read_jws
from verifier.keys import PublicKey
from verifier.standing import Asked
from verifier.strict_json import Json, JsonObject, parse


def read_signed(data: bytes, keys: Json, asked: Asked, *, kind: str | None = None) -> JsonObject:
    """The claims of a compact token.

    Args:
        data: the token.
        keys: the JWK set that its key must be in; nothing in the token adds to it.
        asked: the instant and budgets.
        kind: the `typ` that the token must have, if any.

    Raises:
        DocumentError: it is malformed.
        RegistryError: by a key that is not in the set, altered, or not in force.
    """
    jws = read_jws(data.strip(), asked.limits)
    if kind is not None and jws.header.get("typ") != kind:
        raise RegistryError(f"The token is no {kind}.")
    key = _key(keys, jws.header.get("kid"))
    if not jws.verified_by(key):
        raise RegistryError("The token was altered, or not signed with the key that it names.")
    claims = parse(jws.payload, asked.limits)
    if not isinstance(claims, Mapping):
        raise RegistryError("The token holds no claims.")
    _check_times(claims, asked)
    return claims


def _key(keys: Json, kid: Json) -> PublicKey:
    """The one key of a set with this name."""
    entries = keys.get("keys") if isinstance(keys, Mapping) else None
    found = [
        entry
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, Mapping) and entry.get("kid") == kid
    ]
    if not isinstance(kid, str) or len(found) != 1:
        raise RegistryError("The token names a key that is not known here.")
    try:
        return from_jwk(found[0])
    except ValueError as exc:
        raise RegistryError(f"The key of the token cannot be used: {exc}.") from exc


def _check_times(claims: JsonObject, asked: Asked) -> None:
    now, skew = asked.at.timestamp(), asked.limits.clock_skew.total_seconds()
    ends, begins = claims.get("exp"), claims.get("iat")
    if type(ends) is not int or type(begins) is not int:
        raise RegistryError("The token does not say from when until when it holds (iat, exp).")
    if ends < now:
        raise RegistryError("The token has expired.")
    if begins > now + skew:
        raise RegistryError("The token is dated in the future.")
