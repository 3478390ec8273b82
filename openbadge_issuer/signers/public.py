"""The public half of a key, where nothing is signed."""

from __future__ import annotations

from dataclasses import dataclass

from jwcrypto.jwk import JWK

from verifier.jwk import to_jwk
from verifier.keys import RSA, PublicKey


@dataclass(frozen=True, slots=True)
class PublicHalf:
    """What can be published of a key.

    Attributes:
        kid: address of the key.
        public_key: the key as multikey text.
        revoked: since when it must not be trusted any more, or None.
    """

    kid: str
    public_key: str
    revoked: str | None = None


def key_address(did: str, key: PublicKey) -> str:
    """The address of a key: the multikey as fragment; for RSA, which is long, its thumbprint.

    https://www.rfc-editor.org/rfc/rfc7638 (a did:key always takes the multikey).
    """
    if key.kind != RSA or did.startswith("did:key:"):
        return f"{did}#{key.multikey}"
    return f"{did}#{JWK(**to_jwk(key)).thumbprint()}"
