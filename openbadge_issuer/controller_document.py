"""The documents that let others find an issuer's keys: did.json, https profile, jwks.json."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from openbadge_issuer.signers import HasPublicKey
from openbadge_issuer.signers.public import PublicHalf
from verifier.jwk import to_jwk
from verifier.keys import RSA, from_multikey

_DID_CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]
_JWK_CONTEXT = "https://w3id.org/security/jwk/v1"
_PROFILE_CONTEXT = ["https://www.w3.org/ns/cid/v1"]


def controller_of(signer: HasPublicKey) -> str:
    """The issuer's address: the key's address without its fragment."""
    return signer.kid.partition("#")[0]


def controller_document(
    signer: HasPublicKey, *, others: Iterable[PublicHalf] = ()
) -> dict[str, Any]:
    """The document to publish; absolute ids and string references, as strict readers want.

    Args:
        signer: the key in use.
        others: earlier keys; they stay listed, so that the badges they signed verify, and one
            that is revoked says since when.
    """
    controller = controller_of(signer)
    keys = [signer, *others]
    is_did = controller.startswith("did:")
    context = list(_DID_CONTEXT if is_did else _PROFILE_CONTEXT)
    if is_did and any(from_multikey(key.public_key).kind == RSA for key in keys):
        context.append(_JWK_CONTEXT)
    return {
        "@context": context,
        "id": controller,
        **({} if is_did else {"type": ["Profile"]}),
        "verificationMethod": [_method(key, controller) for key in keys],
        "assertionMethod": [key.kid for key in keys],
    }


def key_set(signer: HasPublicKey, *, others: Iterable[PublicHalf] = ()) -> dict[str, Any]:
    """The JWK set for `/.well-known/jwks.json`; a revoked key is not in it."""
    keys = [signer, *(key for key in others if key.revoked is None)]
    if isinstance(signer, PublicHalf) and signer.revoked is not None:
        keys = keys[1:]
    return {"keys": [to_jwk(from_multikey(key.public_key), kid=key.kid) for key in keys]}


def _method(key: HasPublicKey, controller: str) -> dict[str, Any]:
    """A key as a verification method; RSA, which has no multikey of wide use, as a JWK."""
    public = from_multikey(key.public_key)
    revoked = key.revoked if isinstance(key, PublicHalf) else None
    material: dict[str, Any] = {"type": "Multikey", "publicKeyMultibase": key.public_key}
    if public.kind == RSA:
        material = {"type": "JsonWebKey", "publicKeyJwk": to_jwk(public)}
    return {
        "id": key.kid,
        "type": material.pop("type"),
        "controller": controller,
        **material,
        **({} if revoked is None else {"revoked": revoked}),
    }
