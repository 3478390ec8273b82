"""From an issuer's address to its keys: one file per method."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from verifier.errors import MethodUnsupportedError
from verifier.registry import collect

if TYPE_CHECKING:
    from verifier.controller import ControllerDocument
    from verifier.interfaces import DidMethod, Fetcher
    from verifier.limits import Limits


def resolve(address: str, fetcher: Fetcher, limits: Limits) -> ControllerDocument:
    """The keys that an issuer's address stands for.

    Raises:
        MethodUnsupportedError: no method of this verifier reads such an address.
        KeyUnavailableError: the document could not be obtained.
        KeyRefusedError: the address or the document is wrong.
    """
    scheme, _, rest = address.partition(":")
    name = f"did:{rest.partition(':')[0]}" if scheme == "did" else scheme
    method = collect(__name__).get(name)
    if method is None:
        raise MethodUnsupportedError(
            f"The issuer {address[:80]} uses a kind of address that this verifier does not read."
        )
    return cast("DidMethod", method).resolve(address, fetcher, limits)
