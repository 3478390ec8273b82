"""A key in a file: locked with a passphrase, readable by its owner alone."""

from __future__ import annotations

import json
import os
import stat
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from nacl import pwhash
from nacl.exceptions import CryptoError
from nacl.exceptions import RuntimeError as NoMemoryError
from nacl.secret import SecretBox
from nacl.utils import random

from openbadge_issuer.errors import KeyFileError
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.signers.public import PublicHalf, key_address
from verifier.errors import DocumentError
from verifier.keys import from_multikey
from verifier.strict_json import parse

VERSION = 1


def write_key(
    path: Path,
    signer: MemorySigner,
    *,
    passphrase: str | None,
    others: Iterable[PublicHalf] = (),
) -> None:
    """Write a key file that only its owner can read (mode 0600); nothing is ever overwritten.

    Args:
        path: the new file.
        signer: the key.
        passphrase: locks the key (Argon2id, XSalsa20-Poly1305); None leaves it open.
        others: the issuer's earlier keys, which stay published so that old badges verify.

    Raises:
        KeyFileError: the file exists or cannot be written, or the passphrase is empty.
    """
    if passphrase is not None and not passphrase:
        raise KeyFileError("The passphrase is empty.")
    seed = signer.seed()
    document: dict[str, Any] = {
        "version": VERSION,
        "did": signer.did,
        "kid": signer.kid,
        "algorithm": signer.kind,
        "publicKeyMultibase": signer.public_key,
        "others": [published_members(other) for other in others],
        **({"seed": b64encode(seed).decode()} if passphrase is None else _lock(seed, passphrase)),
    }
    _write(path, document)


def open_key(path: Path, *, passphrase: str | None = None) -> MemorySigner:
    """The signer that a key file holds.

    Raises:
        KeyFileError: others may read the file, it is no key file, or the passphrase is wrong.
    """
    document = read_key_file(path)
    if document.get("revoked") is not None:
        raise KeyFileError(f"The key of {path} is revoked ({document['revoked']}).")
    try:
        if "locked" in document:
            seed = _unlock(document["locked"], passphrase, path)
        else:
            seed = b64decode(str(document["seed"]), validate=True)
        kind = str(document["algorithm"])
        signer = MemorySigner(seed, did=str(document["did"]), kind=kind)
    except (KeyError, TypeError, ValueError, OverflowError) as exc:
        raise KeyFileError(f"{path} is not a key file of this program.") from exc
    if signer.public_key != document.get("publicKeyMultibase"):
        raise KeyFileError(f"{path} is damaged: its two halves do not belong together.")
    return signer


def read_key_file(path: Path) -> Mapping[str, Any]:
    """The members of a key file; its public part needs no passphrase.

    Raises:
        KeyFileError: others may read the file, or it is no key file.
    """
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise KeyFileError(f"Others may read {path}; run: chmod 600 {path}")
        document = parse(path.read_bytes())
    except OSError as exc:
        raise KeyFileError(f"{path} cannot be opened ({exc.strerror}).") from exc
    except DocumentError as exc:
        raise KeyFileError(f"{path} is not a key file of this program.") from exc
    if not isinstance(document, Mapping) or document.get("version") != VERSION:
        raise KeyFileError(f"{path} is not a key file of this program.")
    public = document.get("publicKeyMultibase")
    try:
        address = key_address(str(document.get("did")), from_multikey(str(public)))
    except ValueError as exc:
        if document.get("kid") == f"{document.get('did')}#{public}":
            raise KeyFileError(f"{path} is not a key file of this program.") from exc
        address = None
    if address is None or document.get("kid") != address:
        raise KeyFileError(f"{path} is damaged: its address and its key do not belong together.")
    return document


def published_keys(document: Mapping[str, Any]) -> list[PublicHalf]:
    """The public halves that a key file knows: its own key first, then the earlier ones.

    Raises:
        KeyError: it is not a key file.
    """
    entries = [document, *document.get("others", ())]
    return [
        PublicHalf(str(e["kid"]), str(e["publicKeyMultibase"]), e.get("revoked")) for e in entries
    ]


def published_members(key: PublicHalf) -> dict[str, str]:
    """A public half as a key file keeps it."""
    members = {"kid": key.kid, "publicKeyMultibase": key.public_key}
    return members if key.revoked is None else {**members, "revoked": key.revoked}


def revoke_key(path: Path, kid: str, *, since: str) -> None:
    """Mark one of the keys that a file knows as revoked, in the file.

    Raises:
        KeyFileError: the file knows no such key, or cannot be written.
    """
    document = dict(read_key_file(path))
    entries = [document, *(dict(entry) for entry in document.get("others", ()))]
    document["others"] = entries[1:]
    chosen = [entry for entry in entries if entry.get("kid") == kid]
    if not chosen:
        known = ", ".join(str(entry.get("kid")) for entry in entries)
        raise KeyFileError(f"{path} does not know the key {kid}; it knows: {known}.")
    chosen[0].setdefault("revoked", since)
    half = path.with_name(f".{path.name}.new")
    _write(half, document)
    half.replace(path)


def _write(path: Path, document: Mapping[str, Any]) -> None:
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError as exc:
        raise KeyFileError(f"{path} exists; a key is never overwritten.") from exc
    except OSError as exc:
        raise KeyFileError(f"{path} cannot be written ({exc.strerror}).") from exc
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            os.fchmod(handle, 0o600)
            file.write(json.dumps(document, indent=2) + "\n")
    except OSError as exc:
        path.unlink(missing_ok=True)
        raise KeyFileError(f"{path} cannot be written ({exc.strerror}).") from exc


def _lock(seed: bytes, passphrase: str) -> dict[str, Any]:
    salt = random(pwhash.argon2id.SALTBYTES)
    work = (pwhash.argon2id.OPSLIMIT_MODERATE, pwhash.argon2id.MEMLIMIT_MODERATE)
    box = SecretBox(_derive(passphrase, salt, *work))
    return {
        "locked": {
            "derivation": "argon2id",
            "operations": work[0],
            "memory": work[1],
            "salt": b64encode(salt).decode(),
            "cipher": "xsalsa20-poly1305",
            "box": b64encode(bytes(box.encrypt(seed))).decode(),
        }
    }


def _unlock(locked: Mapping[str, Any], passphrase: str | None, path: Path) -> bytes:
    if passphrase is None:
        raise KeyFileError(f"{path} is locked; name the variable that holds its passphrase.")
    work = (int(locked["operations"]), int(locked["memory"]))
    if work[0] > pwhash.argon2id.OPSLIMIT_SENSITIVE or work[1] > pwhash.argon2id.MEMLIMIT_SENSITIVE:
        raise KeyFileError(f"{path} asks for more work than any key of this program.")
    key = _derive(passphrase, b64decode(str(locked["salt"]), validate=True), *work)
    try:
        return SecretBox(key).decrypt(b64decode(str(locked["box"]), validate=True))
    except CryptoError as exc:
        raise KeyFileError(f"The passphrase does not open {path}.") from exc


def _derive(passphrase: str, salt: bytes, operations: int, memory: int) -> bytes:
    text = passphrase.encode("utf-8", "surrogateescape")  # as the environment holds it
    try:
        return pwhash.argon2id.kdf(
            SecretBox.KEY_SIZE, text, salt, opslimit=operations, memlimit=memory
        )
    except NoMemoryError as exc:
        raise KeyFileError(f"There are no {memory >> 20} MiB to derive the key in.") from exc
