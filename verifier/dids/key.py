"""did:key: the address is the key (https://w3c-ccg.github.io/did-key-spec/)."""

from __future__ import annotations

from types import MappingProxyType

from verifier.controller import ControllerDocument, VerificationMethod
from verifier.errors import KeyRefusedError
from verifier.interfaces import Fetcher
from verifier.keys import from_multikey
from verifier.limits import Limits

_PREFIX = "did:key:"


class DidKey:
    """Resolves by reading; nothing is fetched."""

    name = "did:key"

    def resolve(self, address: str, fetcher: Fetcher, limits: Limits) -> ControllerDocument:  # noqa: ARG002
        """The one key of this address, which may do everything.

        Raises:
            KeyRefusedError: the address is not a well formed key.
        """
        multikey = address.removeprefix(_PREFIX)
        try:
            from_multikey(multikey)
        except ValueError as exc:
            raise KeyRefusedError(f"{address[:80]} is not a did:key: {exc}.") from exc
        method = VerificationMethod(f"{address}#{multikey}", address, multikey)
        own = frozenset({method.id})
        return ControllerDocument(address, MappingProxyType({method.id: method}), own, own)


PLUGIN = DidKey()
