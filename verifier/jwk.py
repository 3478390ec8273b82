"""Public keys as JSON Web Keys (RFC 7517, RFC 8037), read strictly, before jwcrypto sees them."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.base64url import base64url_decode, base64url_encode
from verifier.errors import UnknownKeyKindError
from verifier.keys import ED25519, P256, P384, RSA, PublicKey, checked
from verifier.strict_json import Json, JsonObject

ALGORITHM_OF = {ED25519: "EdDSA", P256: "ES256", P384: "ES384", RSA: "RS256"}
_PRIVATE = frozenset({"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
_KINDS = {("OKP", "Ed25519"): ED25519, ("EC", P256): P256, ("EC", P384): P384, ("RSA", None): RSA}
_SIZES = {ED25519: {"x": 32}, P256: {"x": 32, "y": 32}, P384: {"x": 48, "y": 48}}


def from_jwk(jwk: Json) -> PublicKey:
    """The key that a JWK stands for.

    Raises:
        UnknownKeyKindError: a public key of a type or curve that is not read.
        ValueError: a private or symmetric key, a type with the curve of another, another `alg` or
            `use` than its kind signs with, parts of a wrong length or spelling, or a weak RSA key.
    """
    if not isinstance(jwk, Mapping):
        raise ValueError("a JWK must be an object")
    if _PRIVATE & set(jwk):
        raise ValueError("a JWK of an issuer must not hold a private or secret key")
    kty, crv = jwk.get("kty"), jwk.get("crv")
    kind = _KINDS.get((str(kty), None if crv is None else str(crv)))
    if kind is None:
        raise _unreadable(kty, crv)
    _check_use(jwk, kind)
    parts = {name: _part(jwk, name) for name in (_SIZES[kind] if kind != RSA else ("n", "e"))}
    if kind == ED25519:
        raw = _sized(parts, kind)["x"]
        return PublicKey(kind, raw)
    if kind == RSA and any(part[:1] == b"\0" for part in parts.values()):
        raise ValueError("a number of the JWK has leading zero bytes")
    return checked(PublicKey(kind, _raw(_sized(parts, kind))))


def to_jwk(key: PublicKey, *, kid: str | None = None) -> dict[str, str]:
    """The key as a JWK, with the algorithm that it signs with."""
    if key.kind == ED25519:
        members = {"kty": "OKP", "crv": ED25519, "x": base64url_encode(key.raw)}
    else:
        from verifier.curves import jwk_members  # noqa: PLC0415  (slow to load, rarely needed)

        members = jwk_members(key.kind, key.raw)
    return members | {"alg": ALGORITHM_OF[key.kind]} | ({} if kid is None else {"kid": kid})


def _unreadable(kty: Json, crv: Json) -> ValueError:
    """An unknown type or curve is beyond us; known words that do not belong together are wrong."""
    said = f"a JWK of this kind is not read (kty {str(kty)[:20]!r}, crv {str(crv)[:20]!r})"
    types, curves = ({pair[part] for pair in _KINDS} for part in (0, 1))
    new_type = isinstance(kty, str) and kty not in {*types, "oct"}
    new_curve = isinstance(crv, str) and crv not in curves and kty in ("OKP", "EC")
    return UnknownKeyKindError(said) if new_type or new_curve else ValueError(said)


def _check_use(jwk: JsonObject, kind: str) -> None:
    if jwk.get("alg", ALGORITHM_OF[kind]) not in (ALGORITHM_OF[kind], *_ALIASES.get(kind, ())):
        raise ValueError(f"a {kind} key does not sign with {jwk['alg']!r}")
    if jwk.get("use", "sig") != "sig":
        raise ValueError("the JWK is not for signatures")
    operations = jwk.get("key_ops", ["verify"])
    if not isinstance(operations, list) or "verify" not in operations:
        raise ValueError("the JWK is not for checking signatures")


# RFC 9864 names the curve; both names mean the same signature.
_ALIASES = {ED25519: ("Ed25519",)}


def _part(jwk: JsonObject, name: str) -> bytes:
    value = jwk.get(name)
    if not isinstance(value, str) or not value:
        raise ValueError(f"the JWK has no {name!r}")
    return base64url_decode(value)


def _sized(parts: dict[str, bytes], kind: str) -> dict[str, bytes]:
    for name, size in _SIZES.get(kind, {}).items():
        if len(parts[name]) != size:
            raise ValueError(f"{name!r} of a {kind} key has {size} bytes")
    return parts


def _raw(parts: dict[str, bytes]) -> bytes:
    """The bytes of an EC or RSA key, which must be a point on its curve."""
    members = {name: base64url_encode(part) for name, part in parts.items()}
    if "n" in parts:
        members["kty"] = "RSA"
    else:
        members |= {"kty": "EC", "crv": P256 if len(parts["x"]) == 32 else P384}
    from verifier.curves import bytes_of_jwk  # noqa: PLC0415  (as above)

    return bytes_of_jwk(members)
