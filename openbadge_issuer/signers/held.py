"""What every custody tells of the key that it holds."""

from __future__ import annotations

from openbadge_issuer.signers.public import key_address
from verifier.jwk import ALGORITHM_OF
from verifier.keys import PublicKey


class HeldKey:
    """A key in somebody's custody, as far as it is public."""

    def __init__(self, public: PublicKey, did: str | None) -> None:
        """Keep the public half.

        Args:
            public: the public key.
            did: the issuer's address; the key's own did:key by default.
        """
        self._public = public
        self._did = did or f"did:key:{public.multikey}"

    @property
    def did(self) -> str:
        """The address that the key belongs to."""
        return self._did

    @property
    def kid(self) -> str:
        """Address of the key."""
        return key_address(self._did, self._public)

    @property
    def public_key(self) -> str:
        """The public key as multikey text."""
        return self._public.multikey

    @property
    def kind(self) -> str:
        """`Ed25519`, `P-256`, `P-384` or `RSA`."""
        return self._public.kind

    @property
    def algorithms(self) -> frozenset[str]:
        """The one algorithm of the key's kind."""
        return frozenset({ALGORITHM_OF[self._public.kind]})

    def __repr__(self) -> str:
        """The public half only."""
        return f"{type(self).__name__}({self.kid})"

    def __reduce__(self) -> str:
        """Refuse to travel: a key must not end in a queue, a cache or a crash dump."""
        raise TypeError("a signer is not pickled; open its key where it is needed")
