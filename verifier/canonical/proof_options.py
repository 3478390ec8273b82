"""The canonical form of a proof's options where they have the usual five members.

What the walk and RDFC-1.0 make of such options differs from proof to proof in a time and a key
only. So it is made once, and the two are put in. Whatever is not exactly of the usual kind is left
to the general way.
"""

from __future__ import annotations

import re
from functools import lru_cache

from verifier.canonical.quads import to_dataset
from verifier.canonical.rdfc import canonicalize
from verifier.strict_json import JsonObject

_MEMBERS = frozenset({"type", "cryptosuite", "created", "verificationMethod", "proofPurpose"})
_PURPOSES = ("assertionMethod", "authentication")
# Nothing in these is escaped, and none is the short form of another address.
_SUITE = re.compile(r"[a-z0-9-]{1,40}")
_TIME = re.compile(r"[0-9T:.Z+-]{1,40}")
_KEY = re.compile(r"did:[a-z]{1,20}:[A-Za-z0-9._:%-]+#[A-Za-z0-9_-]+")
_ANY_TIME, _ANY_KEY = "2026-03-02T15:00:00Z", "did:key:z6Mk#z6Mk"


def usual_form(options: JsonObject, context: object) -> bytes | None:
    """The canonical N-Quads of a proof's options; None if they are not of the usual kind.

    Args:
        options: the proof without its value.
        context: the `@context` of the document.

    Raises:
        DocumentError: the contexts are not pinned, or clash.
    """
    if options.keys() != _MEMBERS or not isinstance(context, list):
        return None
    time, key, suite = options["created"], options["verificationMethod"], options["cryptosuite"]
    if not (isinstance(time, str) and isinstance(key, str) and isinstance(suite, str)):
        return None
    if not (_TIME.fullmatch(time) and _KEY.fullmatch(key) and _SUITE.fullmatch(suite)):
        return None
    purpose = options["proofPurpose"]
    if options["type"] != "DataIntegrityProof" or purpose not in _PURPOSES:
        return None
    if not all(isinstance(url, str) for url in context):
        return None
    before, between, behind = _frame(tuple(context), suite, str(purpose))
    return f"{before}{time}{between}{key}{behind}".encode()


@lru_cache(maxsize=64)
def _frame(context: tuple[str, ...], suite: str, purpose: str) -> tuple[str, str, str]:
    """What stands around the time and the key, as the general way writes it."""
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": suite,
        "created": _ANY_TIME,
        "verificationMethod": _ANY_KEY,
        "proofPurpose": purpose,
    }
    text = canonicalize(to_dataset(options, context)).decode()
    before, _, rest = text.partition(_ANY_TIME)
    between, _, behind = rest.partition(_ANY_KEY)
    return before, between, behind
