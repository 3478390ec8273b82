"""A key file that is damaged, or none at all, is refused in one sentence."""

import json
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import MemorySigner, open_key, write_key
from openbadge_issuer.errors import KeyFileError
from openbadge_issuer.signers.encrypted_file import read_key_file
from tests.issuer.keys import PASSPHRASE, LockedKey

NO_KEY_FILE = "FILE is not a key file of this program."
DAMAGED = "FILE is damaged: its address and its key do not belong together."


@pytest.fixture
def document(tmp_path: Path) -> dict[str, Any]:
    """The members of a good key file without a passphrase."""
    write_key(tmp_path / "good.json", MemorySigner.generate(), passphrase=None)
    members: dict[str, Any] = json.loads((tmp_path / "good.json").read_bytes())
    return members


def refused(folder: Path, content: bytes | dict[str, Any]) -> str:
    """Why a key file with this content is not opened."""
    file = folder / "key.json"
    file.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    file.chmod(0o600)
    with pytest.raises(KeyFileError) as refusal:
        open_key(file, passphrase=PASSPHRASE)
    return str(refusal.value).replace(str(file), "FILE")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"-----BEGIN PRIVATE KEY-----",
        b"\x00\xff\xfe",
        b"[]",
        b"null",
        b'{"version": 1, "version": 1}',
        b"{}",
        b'{"version": 2}',
        b"[" * 100_000,
    ],
)
def test_what_is_no_key_file(tmp_path: Path, content: bytes) -> None:
    """Whatever the bytes are."""
    assert refused(tmp_path, content) == NO_KEY_FILE


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """The reason is the system's."""
    with pytest.raises(KeyFileError, match=r"cannot be opened \(No such file"):
        open_key(tmp_path / "nowhere.json")
    tmp_path.chmod(0o700)
    with pytest.raises(KeyFileError, match=r"cannot be opened \(Is a directory"):
        open_key(tmp_path)


@pytest.mark.parametrize("member", ["did", "kid", "publicKeyMultibase"])
def test_an_address_that_was_changed(tmp_path: Path, document: dict[str, Any], member: str) -> None:
    """The public part is published from this file, so it must be one whole."""
    without = {name: value for name, value in document.items() if name != member}
    assert refused(tmp_path, without) == DAMAGED
    assert refused(tmp_path, {**document, member: "did:web:harmony.example"}) == DAMAGED
    with pytest.raises(KeyFileError, match="damaged"):
        read_key_file(tmp_path / "key.json")


@pytest.mark.parametrize(
    "seed", [..., None, 5, "", "not base64", "AAAA", "A" * 43, "A" * 88, "\u00e9" * 44]
)
def test_a_seed_that_is_none(tmp_path: Path, document: dict[str, Any], seed: object) -> None:
    """Missing, of another kind, of another length."""
    changed = {name: value for name, value in {**document, "seed": seed}.items() if value != ...}
    assert refused(tmp_path, changed) == NO_KEY_FILE


def test_the_seed_of_another_key(tmp_path: Path, document: dict[str, Any]) -> None:
    """A signature by it would verify nowhere."""
    other = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="
    assert refused(tmp_path, {**document, "seed": other}) == (
        "FILE is damaged: its two halves do not belong together."
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"operations": 0},
        {"operations": -1},
        {"operations": "many"},
        {"operations": None},
        {"operations": []},
        {"memory": 1},
        {"memory": -1},
        {"salt": ""},
        {"salt": "not base64"},
        {"box": "not base64"},
    ],
)
def test_a_lock_that_is_none(tmp_path: Path, locked: LockedKey, changes: dict[str, Any]) -> None:
    """Libsodium's own errors never get out."""
    document = json.loads(locked.text)
    # The least work, so that only what is tested takes time.
    lock = {**document["locked"], "operations": 1, "memory": 8192, **changes}
    assert refused(tmp_path, {**document, "locked": lock}) == NO_KEY_FILE


@pytest.mark.parametrize("lock", ["", "x", [], None, 5, True])
def test_a_lock_of_another_kind(tmp_path: Path, locked: LockedKey, lock: object) -> None:
    """The member is there, and nothing in it."""
    assert refused(tmp_path, {**json.loads(locked.text), "locked": lock}) == NO_KEY_FILE


@pytest.mark.parametrize("changes", [{"operations": 2**40}, {"memory": 2**50}])
def test_a_lock_that_would_take_forever(
    tmp_path: Path, locked: LockedKey, changes: dict[str, int]
) -> None:
    """A key file from elsewhere does not stop the program."""
    document = json.loads(locked.text)
    lock = {**document["locked"], **changes}
    assert refused(tmp_path, {**document, "locked": lock}) == (
        "FILE asks for more work than any key of this program."
    )


@pytest.mark.parametrize("member", ["salt", "box"])
def test_a_lock_that_was_changed(tmp_path: Path, locked: LockedKey, member: str) -> None:
    """One character is enough; nothing that a changed file holds is used."""
    document = json.loads(locked.text)
    lock = {**document["locked"], "operations": 1, "memory": 8192}
    flipped = "A" if lock[member][3] != "A" else "B"
    lock[member] = lock[member][:3] + flipped + lock[member][4:]
    assert refused(tmp_path, {**document, "locked": lock}) == ("The passphrase does not open FILE.")
