"""did:jwk: the address is the key, as an encoded JWK (https://github.com/quartzjer/did-jwk)."""

from __future__ import annotations

from types import MappingProxyType

from verifier.base64url import base64url_decode
from verifier.controller import ControllerDocument, VerificationMethod
from verifier.errors import (
    DocumentError,
    KeyRefusedError,
    MethodUnsupportedError,
    UnknownKeyKindError,
)
from verifier.interfaces import Fetcher
from verifier.jwk import from_jwk
from verifier.limits import Limits
from verifier.strict_json import parse

_PREFIX = "did:jwk:"
_LONGEST = 4096


class DidJwk:
    """Resolves by reading; nothing is fetched."""

    name = "did:jwk"

    def resolve(self, address: str, fetcher: Fetcher, limits: Limits) -> ControllerDocument:  # noqa: ARG002
        """The one key of this address, which may do everything.

        Raises:
            KeyRefusedError: the address is not a well formed key.
            MethodUnsupportedError: it is a key of a kind that is not read.
        """
        text = address.removeprefix(_PREFIX)
        try:
            if len(text) > _LONGEST:
                raise ValueError("it is too long")
            jwk = parse(base64url_decode(text), limits)
            from_jwk(jwk)
        except UnknownKeyKindError as exc:
            raise MethodUnsupportedError(f"{address[:80]} cannot be used here: {exc}.") from exc
        except (ValueError, DocumentError) as exc:
            raise KeyRefusedError(f"{address[:80]} is not a did:jwk: {exc}.") from exc
        assert isinstance(jwk, dict)  # noqa: S101  (from_jwk reads nothing else)
        method = VerificationMethod(f"{address}#0", address, jwk=jwk)
        own = frozenset({method.id})
        return ControllerDocument(address, MappingProxyType({method.id: method}), own, own)


PLUGIN = DidJwk()
