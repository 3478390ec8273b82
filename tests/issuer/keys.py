"""One locked key for all tests, since to lock and to unlock takes half a second each."""

from typing import NamedTuple

from openbadge_issuer import MemorySigner

PASSPHRASE = "wait at least three seconds"


class LockedKey(NamedTuple):
    """A key, and the text of its locked file."""

    signer: MemorySigner
    text: str
