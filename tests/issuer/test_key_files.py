"""A key file is the issuer's alone: written once, locked, and believed only when it is whole."""

import json
import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from nacl.pwhash import argon2id

from openbadge_issuer import MemorySigner, open_key, write_key
from openbadge_issuer.errors import KeyFileError
from tests.issuer.keys import PASSPHRASE, LockedKey

DID = "did:web:sdsm.example"


@pytest.fixture
def key_file(tmp_path: Path, locked: LockedKey) -> Path:
    """A copy of the locked key, to be damaged."""
    file = tmp_path / "key.json"
    file.write_text(locked.text, encoding="utf-8")
    file.chmod(0o600)
    return file


@pytest.fixture
def open_file(tmp_path: Path) -> Path:
    """A key without a passphrase."""
    file = tmp_path / "open.json"
    write_key(file, MemorySigner.generate(did=DID), passphrase=None)
    return file


def refused(file: Path, passphrase: str | None = None) -> str:
    """Why a key file is not opened; the sentence names the file."""
    with pytest.raises(KeyFileError) as refusal:
        open_key(file, passphrase=passphrase)
    assert str(file) in str(refusal.value)
    return str(refusal.value).replace(str(file), "FILE")


def test_a_locked_key_opens_with_its_passphrase(key_file: Path, locked: LockedKey) -> None:
    """The same key, under the same address."""
    signer = open_key(key_file, passphrase=PASSPHRASE)
    assert (signer.seed(), signer.kid) == (locked.signer.seed(), locked.signer.kid)


def test_a_locked_key_file_says_how_it_is_locked(locked: LockedKey) -> None:
    """Argon2id with the moderate work of libsodium, and no seed beside the locked one."""
    document = json.loads(locked.text)
    assert sorted(document) == [
        *("algorithm", "did", "kid", "locked", "others", "publicKeyMultibase", "version")
    ]
    lock = document["locked"]
    assert (lock["derivation"], lock["cipher"]) == ("argon2id", "xsalsa20-poly1305")
    assert (lock["operations"], lock["memory"]) == (3, 256 * 2**20)


@pytest.mark.parametrize("passphrase", ["wait at least three second", " ", PASSPHRASE.upper()])
def test_a_wrong_passphrase(key_file: Path, passphrase: str) -> None:
    """One sentence, and nothing about how wrong it was."""
    assert refused(key_file, passphrase) == "The passphrase does not open FILE."


def test_a_locked_key_without_a_passphrase(key_file: Path) -> None:
    """The sentence says what to give."""
    sentence = "FILE is locked; name the variable that holds its passphrase."
    assert refused(key_file) == sentence


def test_an_open_key_needs_no_passphrase(open_file: Path) -> None:
    """For tests; a passphrase that is given is not needed."""
    assert open_key(open_file).did == DID
    assert open_key(open_file, passphrase=PASSPHRASE).did == DID


def test_an_empty_passphrase_locks_nothing(tmp_path: Path) -> None:
    """An unset variable must not look like a lock."""
    with pytest.raises(KeyFileError, match="empty"):
        write_key(tmp_path / "key.json", MemorySigner.generate(), passphrase="")
    assert not list(tmp_path.iterdir())


def test_a_passphrase_may_be_any_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Python reads an environment that is not UTF-8 as half surrogate pairs."""
    monkeypatch.setattr(argon2id, "OPSLIMIT_MODERATE", 1)
    monkeypatch.setattr(argon2id, "MEMLIMIT_MODERATE", 8192)
    signer, passphrase = MemorySigner.generate(), os.fsdecode(b"\xff\xfe")
    write_key(tmp_path / "key.json", signer, passphrase=passphrase)
    assert open_key(tmp_path / "key.json", passphrase=passphrase).kid == signer.kid


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077, 0o777])
def test_only_the_owner_can_read_it(tmp_path: Path, umask: int) -> None:
    """Mode 0600, whatever the umask gives or takes."""
    before = os.umask(umask)
    try:
        write_key(tmp_path / "key.json", MemorySigner.generate(), passphrase=None)
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "key.json").stat().st_mode) == 0o600


def test_a_key_is_never_overwritten(open_file: Path) -> None:
    """The old key signs badges that are still out there."""
    before = open_file.read_bytes()
    with pytest.raises(KeyFileError, match="exists; a key is never overwritten"):
        write_key(open_file, MemorySigner.generate(), passphrase=None)
    assert open_file.read_bytes() == before


def test_a_link_is_never_followed(open_file: Path, tmp_path: Path) -> None:
    """Not even to a place where nothing is yet."""
    link = tmp_path / "link.json"
    link.symlink_to(tmp_path / "elsewhere.json")
    with pytest.raises(KeyFileError, match="exists"):
        write_key(link, open_key(open_file), passphrase=None)
    assert not (tmp_path / "elsewhere.json").exists()


@pytest.mark.parametrize("bits", [0o640, 0o604, 0o660, 0o644, 0o610, 0o601])
def test_a_key_that_others_may_read_is_refused(open_file: Path, bits: int) -> None:
    """The sentence is the command that mends it."""
    open_file.chmod(bits)
    assert refused(open_file) == "Others may read FILE; run: chmod 600 FILE"


@contextmanager
def full_disk() -> Iterator[None]:
    """No file of this process may grow beyond a few bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_nothing_is_left_when_writing_fails(tmp_path: Path) -> None:
    """Half a key would neither work nor let the next try pass."""
    with pytest.raises(KeyFileError, match=r"cannot be written \(File too large"), full_disk():
        write_key(tmp_path / "key.json", MemorySigner.generate(), passphrase=None)
    assert not list(tmp_path.iterdir())


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """Nothing is made on the way."""
    with pytest.raises(KeyFileError, match=r"cannot be written \(No such file"):
        write_key(tmp_path / "no" / "key.json", MemorySigner.generate(), passphrase=None)
    assert not list(tmp_path.iterdir())


@pytest.fixture
def little_memory() -> Iterator[None]:
    """100 MiB more than this process has now."""
    statm = Path("/proc/self/statm")
    if not statm.exists():
        pytest.skip("how much memory there is can only be told on Linux")
    in_use = int(statm.read_text(encoding="ascii").split()[0]) * resource.getpagesize()
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (in_use + 100 * 2**20, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_AS, before)


@pytest.mark.usefixtures("little_memory")
def test_too_little_memory(key_file: Path) -> None:
    """A small machine cannot do the work that the lock asks for, and says so."""
    with pytest.raises(KeyFileError, match="no 256 MiB to derive the key"):
        open_key(key_file, passphrase=PASSPHRASE)
