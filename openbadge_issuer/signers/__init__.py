"""Who holds the private key: one file per custody, one protocol for all."""

from __future__ import annotations

from typing import Protocol


class HasPublicKey(Protocol):
    """The public half of a key."""

    @property
    def kid(self) -> str:
        """Address of the key, as badges name it in `verificationMethod`."""
        ...

    @property
    def public_key(self) -> str:
        """The public key as multikey text (`z6Mk...`)."""
        ...


class Signer(HasPublicKey, Protocol):
    """Something that signs; it never shows its key."""

    @property
    def algorithms(self) -> frozenset[str]:
        """What it can sign with: `EdDSA` for Ed25519."""
        ...

    def sign(self, data: bytes) -> bytes:
        """The signature: 64 raw bytes for Ed25519."""
        ...
