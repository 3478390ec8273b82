"""The private key is nowhere but in its file: not in a word, a trace, a pickle or a badge."""

import base64
import copy
import json
import logging
import pickle
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest

from openbadge_issuer import MemorySigner, award, controller_document, issue, open_key, write_key
from openbadge_issuer.errors import KeyFileError
from openbadge_issuer.testing import DistrictSimulator
from tests.issuer.keys import PASSPHRASE, LockedKey
from verifier.keys import base58_encode


@pytest.fixture
def signer() -> MemorySigner:
    return MemorySigner.generate(did="did:web:sdsm.example")


def spellings(seed: bytes) -> list[str]:
    """Every way in which a key is commonly written."""
    return [
        repr(seed)[2:-1],
        seed.decode("latin-1"),
        seed.hex(),
        seed.hex().upper(),
        base64.b64encode(seed).decode().rstrip("="),
        base64.urlsafe_b64encode(seed).decode().rstrip("="),
        base64.b32encode(seed).decode().rstrip("="),
        base58_encode(seed),
        base58_encode(b"\x80\x26" + seed),
        str(list(seed)),
        str(int.from_bytes(seed)),
    ]


def tells(text: str, signer: MemorySigner) -> bool:
    """Whether a text tells the private key, in any spelling."""
    return any(spelling in text for spelling in spellings(signer.seed()))


def test_the_search_finds_a_key(signer: MemorySigner) -> None:
    """The test of the tests: each spelling is found."""
    assert all(tells(f"key={spelling};", signer) for spelling in spellings(signer.seed()))
    assert not tells(signer.public_key, signer)


@pytest.mark.parametrize("form", [str, repr, ascii, "{}".format, "%s".__mod__, vars, dir])
def test_a_signer_does_not_show_its_key(
    signer: MemorySigner, form: Callable[[object], object]
) -> None:
    """However it is written out, also inside other things."""
    assert not tells(str(form(signer)), signer)
    assert not tells(repr({"signer": [signer]}), signer)


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_a_signer_is_not_pickled(signer: MemorySigner, protocol: int) -> None:
    """A key must not end in a queue, a cache or a crash dump."""
    with pytest.raises(TypeError, match="not pickled") as refusal:
        pickle.dumps(signer, protocol)
    assert not tells(str(refusal.value), signer)


@pytest.mark.parametrize("duplicate", [copy.copy, copy.deepcopy])
def test_a_signer_is_not_copied(
    signer: MemorySigner, duplicate: Callable[[object], object]
) -> None:
    """Copies are made by the same road as pickles."""
    with pytest.raises(TypeError, match="not pickled"):
        duplicate(signer)


def test_what_is_published_does_not_tell_the_key(
    signer: MemorySigner, district: DistrictSimulator
) -> None:
    """Neither the controller document nor a badge."""
    assert not tells(json.dumps(controller_document(signer)), signer)
    badge = issue(award(district.assessment()), signer=signer)
    assert not tells(json.dumps(badge), signer)


def test_a_locked_file_tells_neither_key_nor_passphrase(locked: LockedKey) -> None:
    """What a backup holds is of no use alone."""
    assert not tells(locked.text, locked.signer)
    assert PASSPHRASE not in locked.text


def traced(refusal: pytest.ExceptionInfo[Exception]) -> str:
    """The whole traceback with every cause, and the logged form of it."""
    record = logging.LogRecord("openbadge", logging.ERROR, "", 0, "failed", None, None)
    error = refusal.value
    record.exc_info = (type(error), error, error.__traceback__)
    return "".join(traceback.format_exception(error)) + logging.Formatter().format(record)


def test_no_error_tells_the_key(tmp_path: Path, signer: MemorySigner) -> None:
    """Not when the file exists, not when others may read it, not when it is damaged."""
    file = tmp_path / "key.json"
    write_key(file, signer, passphrase=None)
    text = file.read_text(encoding="utf-8")
    assert tells(text, signer)
    traces = []
    with pytest.raises(KeyFileError) as exists:
        write_key(file, signer, passphrase=None)
    traces.append(traced(exists))
    file.chmod(0o644)
    with pytest.raises(KeyFileError) as readable:
        open_key(file)
    traces.append(traced(readable))
    file.chmod(0o600)
    for damaged in (text[:-3], text.replace('"seed": "', '"seed": "!'), text.replace("#z", "#y")):
        file.write_text(damaged, encoding="utf-8")
        with pytest.raises(KeyFileError) as refusal:
            open_key(file)
        traces.append(traced(refusal))
    assert len(traces) == 5
    assert not any(tells(trace, signer) for trace in traces)


def test_no_error_tells_the_passphrase(tmp_path: Path, locked: LockedKey) -> None:
    """Neither the wrong one nor the right one."""
    file = tmp_path / "key.json"
    file.write_text(locked.text, encoding="utf-8")
    file.chmod(0o600)
    wrong = PASSPHRASE.upper()
    with pytest.raises(KeyFileError) as refusal:
        open_key(file, passphrase=wrong)
    assert wrong not in traced(refusal)
    with pytest.raises(KeyFileError) as exists:
        write_key(file, locked.signer, passphrase=PASSPHRASE)
    assert PASSPHRASE not in traced(exists)
