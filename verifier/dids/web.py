"""did:web: the address names a document on a web server (https://w3c-ccg.github.io/did-method-web/)."""

from __future__ import annotations

import re

from verifier.addresses import is_host_name
from verifier.controller import ControllerDocument, fetch_controller
from verifier.errors import KeyRefusedError
from verifier.interfaces import Fetcher
from verifier.limits import Limits

_PREFIX = "did:web:"
_SEGMENT = re.compile(r"[A-Za-z0-9_~-][A-Za-z0-9._~-]*")


class DidWeb:
    """Resolves through the fetcher; ports, escapes and odd host names are refused."""

    name = "did:web"

    def resolve(self, address: str, fetcher: Fetcher, limits: Limits) -> ControllerDocument:
        """The document at the address.

        Raises:
            KeyUnavailableError: it could not be obtained.
            KeyRefusedError: the address is malformed, or the document is not about it.
        """
        return fetch_controller(address, document_url(address), fetcher, limits)


def document_url(did: str) -> str:
    """Where the document of a did:web lies.

    Raises:
        KeyRefusedError: the address is malformed.
    """
    host, *path = did.removeprefix(_PREFIX).split(":")
    if not did.startswith(_PREFIX) or not is_host_name(host):
        raise KeyRefusedError(f"{did[:80]} does not name a public host.")
    if not all(_SEGMENT.fullmatch(segment) for segment in path):
        raise KeyRefusedError(f"{did[:80]} has a path that did:web does not allow here.")
    return f"https://{host}/{'/'.join(path) if path else '.well-known'}/did.json"


PLUGIN = DidWeb()
