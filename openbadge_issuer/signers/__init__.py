"""Who holds the private key: one file per custody, one protocol for all."""

from __future__ import annotations

from typing import Protocol


class Signer(Protocol):
    """Something that signs; it never shows its key.

    Attributes:
        kid: address of the key, as badges name it in `verificationMethod`.
        public_key: the public key as multikey text (`z6Mk...`).
        algorithms: what it can sign with; `EdDSA` for Ed25519.
    """

    @property
    def kid(self) -> str:
        """Address of the key."""
        ...

    @property
    def public_key(self) -> str:
        """The public key as multikey text."""
        ...

    @property
    def algorithms(self) -> frozenset[str]:
        """What it can sign with."""
        ...

    def sign(self, data: bytes) -> bytes:
        """The signature: 64 raw bytes for Ed25519."""
        ...
