"""A key held in memory: for tests, for demos, and behind the other custodies."""

from __future__ import annotations

from nacl.signing import SigningKey

from verifier.keys import ED25519, PublicKey


class MemorySigner:
    """An Ed25519 key in memory (PyNaCl)."""

    def __init__(self, seed: bytes, *, did: str | None = None) -> None:
        """A signer from a seed.

        Args:
            seed: 32 bytes, the private key.
            did: the issuer's address; the key's own did:key by default.

        Raises:
            ValueError: the seed does not have 32 bytes.
        """
        self._key = SigningKey(seed)
        self._public_key = PublicKey(ED25519, bytes(self._key.verify_key)).multikey
        self._did = did or f"did:key:{self._public_key}"

    @classmethod
    def generate(cls, *, did: str | None = None) -> MemorySigner:
        """A signer with a fresh random key."""
        return cls(bytes(SigningKey.generate()), did=did)

    @property
    def did(self) -> str:
        """The address that the key belongs to."""
        return self._did

    @property
    def kid(self) -> str:
        """Address of the key."""
        return f"{self._did}#{self._public_key}"

    @property
    def public_key(self) -> str:
        """The public key as multikey text."""
        return self._public_key

    @property
    def algorithms(self) -> frozenset[str]:
        """Ed25519 only."""
        return frozenset({"EdDSA"})

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature, 64 bytes."""
        return self._key.sign(data).signature

    def seed(self) -> bytes:
        """The private key, for another custody to lock away; never log it."""
        return bytes(self._key)

    def __repr__(self) -> str:
        """The public half only."""
        return f"MemorySigner({self.kid})"

    def __reduce__(self) -> str:
        """Refuse to travel: a key must not end in a queue, a cache or a crash dump."""
        raise TypeError("a signer is not pickled; open its key where it is needed")
