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
        """What it can sign with: `EdDSA`, `ES256`, `ES384` or `RS256`."""
        ...

    def sign(self, data: bytes) -> bytes:
        """The signature over the message itself, which the signer hashes as its algorithm says.

        64 raw bytes for EdDSA and ES256, 96 for ES384 (r and s, never DER), as many bytes as the
        key's modulus for RS256 (PKCS#1 v1.5).
        """
        ...
