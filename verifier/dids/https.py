"""https issuers: the issuer's profile at its own address lists its keys.

https://www.imsglobal.org/spec/ob/v3p0/impl#key-provenance
"""

from __future__ import annotations

from verifier.controller import ControllerDocument, fetch_controller
from verifier.interfaces import Fetcher
from verifier.limits import Limits


class HttpsProfile:
    """Resolves through the fetcher; the document's id must be the address itself."""

    name = "https"

    def resolve(self, address: str, fetcher: Fetcher, limits: Limits) -> ControllerDocument:
        """The document at the address.

        Raises:
            KeyUnavailableError: it could not be obtained.
            KeyRefusedError: the document is not about this address.
        """
        return fetch_controller(address, address, fetcher, limits)


PLUGIN = HttpsProfile()
