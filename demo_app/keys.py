"""The districts' signing keys: one file each in the instance folder, mode 0600."""

from __future__ import annotations

from pathlib import Path

from openbadge_issuer import MemorySigner, Signer, open_key, write_key


def open_district_key(folder: Path, *, district: str, did: str, passphrase: str | None) -> Signer:
    """The signer of a district; its key is made at the first start.

    Without a passphrase the file is open and its name says that it is a demo key.
    """
    kind = "key" if passphrase else "demo-key-unlocked"
    path = folder / f"{district}.{kind}.json"
    if not path.exists():
        write_key(path, MemorySigner.generate(did=did), passphrase=passphrase)
    return open_key(path, passphrase=passphrase)
