"""An issuer's public keys as a JWK set (RFC 7517), for `/.well-known/jwks.json`."""

from __future__ import annotations

from base64 import urlsafe_b64encode
from typing import Any

from openbadge_issuer.signers import HasPublicKey
from verifier.keys import from_multikey


def jwk(signer: HasPublicKey) -> dict[str, str]:
    """The public half of an Ed25519 key.

    Raises:
        ValueError: the multikey text is none.
    """
    raw = from_multikey(signer.public_key).raw
    x = urlsafe_b64encode(raw).rstrip(b"=").decode()
    return {"kty": "OKP", "crv": "Ed25519", "x": x, "kid": signer.kid, "alg": "EdDSA"}


def jwk_set(signer: HasPublicKey) -> dict[str, Any]:
    """The set to publish."""
    return {"keys": [jwk(signer)]}
