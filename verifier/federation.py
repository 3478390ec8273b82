"""Trust chains of OpenID Federation, validated from a pinned anchor downwards.

https://openid.net/specs/openid-federation-1_0.html#name-validating-a-trust-chain
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from urllib.parse import quote, urlsplit

from verifier.errors import FetchError, RegistryError
from verifier.federation_policy import apply_policies, merge_policies
from verifier.jws import read_jws
from verifier.signed_claims import read_signed
from verifier.standing import Asked
from verifier.strict_json import Json, JsonObject, parse

KIND = "entity-statement+jwt"
CONFIGURATION = "/.well-known/openid-federation"
_DEEPEST = 4
_CRITICAL: frozenset[str] = frozenset()
_MOST_HINTS = 8


class NotMemberError(Exception):
    """The federation does not know this issuer."""


def member_metadata(issuer: str, anchor: str, keys: Json, asked: Asked) -> JsonObject:
    """What the federation says of an issuer, after every policy on the way to it.

    Args:
        issuer: the issuer's address.
        anchor: the trust anchor's entity id.
        keys: the anchor's pinned JWK set.
        asked: the way to documents, and the instant.

    Raises:
        NotMemberError: the anchor, and all between it and the issuer, do not know the issuer.
        FetchError: somebody on the way could not be asked.
        DocumentError: a statement is malformed.
        RegistryError: a statement breaks the chain.
    """
    top = _configuration(anchor, keys, asked)
    try:
        chain = [_statement(top, issuer, keys, asked)]
    except FetchError as exc:
        if exc.status != 404:
            raise
        chain = _climb(issuer, anchor, top, keys, asked)
    return _validated(chain, issuer)


def _climb(issuer: str, anchor: str, top: JsonObject, keys: Json, asked: Asked) -> list[JsonObject]:
    """Statements from the anchor down to an https issuer, through the authorities it names."""
    if not issuer.startswith("https://"):
        raise NotMemberError
    try:
        own = _unproven(issuer, asked)
    except FetchError as exc:
        if exc.status == 404:
            raise NotMemberError from exc
        raise
    reached: list[tuple[list[str], JsonObject]] = [([issuer], own)]
    for _ in range(_DEEPEST):
        following: list[tuple[list[str], JsonObject]] = []
        for path, configuration in reached:
            for hint in _hints(configuration):
                if hint == anchor:
                    return _descend([anchor, *reversed(path)], top, keys, asked)
                if hint not in path:
                    following.append(([*path, hint], _unproven(hint, asked)))
        reached = following[:_MOST_HINTS]
    raise NotMemberError


def _descend(path: Sequence[str], top: JsonObject, keys: Json, asked: Asked) -> list[JsonObject]:
    """The statement of each about the next, each proven by keys that the one before vouches for."""
    chain: list[JsonObject] = []
    superior, trusted = top, keys
    for subject in path[1:]:
        try:
            statement = _statement(superior, subject, trusted, asked)
        except FetchError as exc:
            if exc.status == 404:
                raise NotMemberError from exc
            raise
        chain.append(statement)
        trusted = statement.get("jwks")
        superior = _configuration(subject, trusted, asked)
    own = superior.get("metadata")
    if isinstance(own, Mapping):
        chain[-1] = {**chain[-1], "metadata": _merged(own, chain[-1].get("metadata"))}
    return chain


def _validated(chain: Sequence[JsonObject], issuer: str) -> JsonObject:
    """Constraints and policies of every superior, from the top down."""
    policy: JsonObject = {}
    for place, statement in enumerate(chain):
        below = len(chain) - place - 1
        _check_constraints(statement.get("constraints"), below, issuer, chain[-1])
        policy = merge_policies(policy, statement.get("metadata_policy"))
    metadata = chain[-1].get("metadata")
    return apply_policies(metadata if isinstance(metadata, Mapping) else {}, policy)


def _check_constraints(value: Json, below: int, issuer: str, leaf: JsonObject) -> None:
    if value is None:
        return
    if not isinstance(value, Mapping):
        raise _unreadable()
    longest = value.get("max_path_length")
    if longest is not None and (type(longest) is not int or below > longest):
        raise RegistryError("The way from the federation to the issuer is longer than allowed.")
    names = value.get("naming_constraints")
    if names is not None:
        _check_name(names, issuer)
    types, metadata = value.get("allowed_entity_types"), leaf.get("metadata")
    if types is not None and isinstance(metadata, Mapping):
        allowed = {"federation_entity", *(types if isinstance(types, list) else [])}
        if not set(metadata) <= allowed:
            raise RegistryError("The federation does not allow this kind of member.")


def _check_name(names: Json, issuer: str) -> None:
    if not isinstance(names, Mapping):
        raise _unreadable()
    host = urlsplit(issuer).hostname or issuer.removeprefix("did:web:").partition(":")[0]
    permitted, excluded = _names(names.get("permitted")), _names(names.get("excluded"))
    if permitted is not None and not any(_under(host, name) for name in permitted):
        raise RegistryError("The issuer's name is not among those that the federation permits.")
    if excluded is not None and any(_under(host, name) for name in excluded):
        raise RegistryError("The issuer's name is among those that the federation excludes.")


def _names(value: Json) -> list[str] | None:
    if value is None:
        return None
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise _unreadable()
    return [str(name).lower() for name in value]


def _unreadable() -> RegistryError:
    return RegistryError("The federation's constraints cannot be read.")


def _under(host: str, name: str) -> bool:
    """RFC 5280: `.example` is every name below it, `example` that name and all below."""
    return (
        host.endswith(name) if name.startswith(".") else host == name or host.endswith("." + name)
    )


def _statement(superior: JsonObject, subject: str, keys: Json, asked: Asked) -> JsonObject:
    """What an authority says of one directly below it."""
    metadata = superior.get("metadata")
    entity = metadata.get("federation_entity") if isinstance(metadata, Mapping) else None
    endpoint = entity.get("federation_fetch_endpoint") if isinstance(entity, Mapping) else None
    if not isinstance(endpoint, str):
        raise RegistryError("The federation does not say where its members can be looked up.")
    mark = "&" if "?" in endpoint else "?"
    url = f"{endpoint}{mark}sub={quote(subject, safe='')}"
    body = asked.fetcher.fetch(url, limit=asked.limits.max_document_bytes).body
    claims = read_signed(body, keys, asked, kind=KIND)
    return _about(claims, str(superior.get("sub")), subject)


def _configuration(entity: str, keys: Json, asked: Asked) -> JsonObject:
    """What an entity says of itself, signed with keys that are already trusted."""
    claims = read_signed(_fetch(entity, asked), keys, asked, kind=KIND)
    return _about(claims, entity, entity)


def _unproven(entity: str, asked: Asked) -> JsonObject:
    """What an entity says of itself by its own keys: good for hints and nothing else."""
    payload = parse(read_jws(_fetch(entity, asked).strip(), asked.limits).payload, asked.limits)
    return payload if isinstance(payload, Mapping) else {}


def _fetch(entity: str, asked: Asked) -> bytes:
    url = entity.rstrip("/") + CONFIGURATION
    return asked.fetcher.fetch(url, limit=asked.limits.max_document_bytes).body


def _about(claims: JsonObject, issuer: str, subject: str) -> JsonObject:
    if claims.get("iss") != issuer or claims.get("sub") != subject:
        raise RegistryError("A statement of the federation is by or about somebody else.")
    critical = claims.get("crit", [])
    if not isinstance(critical, list) or not set(map(str, critical)) <= _CRITICAL:
        raise RegistryError("A statement of the federation asks for something unknown here.")
    if claims.get("metadata_policy_crit"):
        raise RegistryError("A policy of the federation asks for something unknown here.")
    return claims


def _hints(configuration: JsonObject) -> list[str]:
    hints = configuration.get("authority_hints")
    return [str(hint) for hint in hints[:_MOST_HINTS]] if isinstance(hints, list) else []


def _merged(own: JsonObject, above: Json) -> JsonObject:
    """An entity's own metadata; what its superior says of it counts instead."""
    over = above if isinstance(above, Mapping) else {}
    merged: dict[str, Json] = dict(own)
    for kind, members in over.items():
        mine = merged.get(kind)
        if isinstance(mine, Mapping) and isinstance(members, Mapping):
            merged[kind] = {**mine, **members}
        else:
            merged[kind] = members
    return merged
