"""Whatever a file holds: one sentence and an exit code, never a traceback."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.desk import Desk, openbadge, program

MALFORMED = ("invalid", "malformed")
UNSUPPORTED = ("inconclusive", "unsupported")
FORGED = ("invalid", "invalid_signature")


def unsigned(text: str) -> bytes:
    badge = json.loads(text)
    del badge["proof"]
    return json.dumps(badge).encode()


def unknown_suite(text: str) -> bytes:
    return text.replace("eddsa-rdfc-2022", "eddsa-rdfc-2032").encode()


def strange_context(text: str) -> bytes:
    published = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
    return text.replace(published, "https://sdsm.example/context.json").encode()


def twice(text: str) -> bytes:
    return text.replace('"name"', '"name": "Another", "name"', 1).encode()


def not_a_number(text: str) -> bytes:
    return text.replace('"creditsEarned": 1', '"creditsEarned": NaN').encode()


FILES: dict[str, tuple[bytes | Callable[[str], bytes], tuple[str, str], str]] = {
    "empty": (b"", MALFORMED, "The file is empty."),
    "blank": (b" \n\t", MALFORMED, "The file is empty."),
    "binary": (b"\x00\x01\x02\xfe" * 99, MALFORMED, "The file is not UTF-8 text (byte 3)."),
    "noise": (random.Random(1).randbytes(1000), MALFORMED, ""),  # noqa: S311
    "10 MB of brackets": (b"[" * 10_000_000, MALFORMED, "larger than 2097152 bytes."),
    "1 MB of brackets": (b"[" * 1_000_000, MALFORMED, "nested deeper than 50 levels."),
    "no member": (b"{}", MALFORMED, "The file is JSON, but not an Open Badges 3.0 badge."),
    "a list": (b"[]", MALFORMED, "The file holds JSON, but not one badge (a JSON object)."),
    "a string": (b'"badge"', MALFORMED, ""),
    "null": (b"null", MALFORMED, ""),
    "a word": (b"badge", MALFORMED, "This is not JSON: Expecting value at line 1, column 1."),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", MALFORMED, "This is a PDF, not a badge file"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, UNSUPPORTED, "This is a picture"),
    "a web page": (b"<!DOCTYPE html><html>", MALFORMED, "This is a web page"),
    "a token": (b"eyJhbGciOiJFZERTQSJ9.e30.c2ln", MALFORMED, "The token names no key"),
    "no proof": (unsigned, FORGED, "The badge is not signed."),
    "unknown suite": (unknown_suite, UNSUPPORTED, "'eddsa-rdfc-2032' was not checked"),
    "other context": (strange_context, UNSUPPORTED, "https://sdsm.example/context.json is not"),
    "name twice": (twice, MALFORMED, "The member 'name' appears twice in one object."),
    "NaN": (not_a_number, MALFORMED, "NaN is not a JSON number."),
    "UTF-16": (lambda text: text.encode("utf-16"), MALFORMED, "The file is not UTF-8 text"),
    "UTF-16-BE": (lambda text: text.encode("utf-16-be"), MALFORMED, "it holds zero bytes"),
    "cut off": (lambda text: text.encode()[:-500], MALFORMED, "This is not JSON"),
}


@pytest.mark.parametrize("name", FILES)
def test_every_file_gets_an_answer(desk: Desk, tmp_path: Path, name: str) -> None:
    """What people send instead of a badge, and what attackers send."""
    content, expected, sentence = FILES[name]
    file = tmp_path / "badge.json"
    text = desk.badge.read_text(encoding="utf-8")
    file.write_bytes(content if isinstance(content, bytes) else content(text))
    code, out, err = openbadge("verify", file, "--fetch-dir", desk.web, "--ndjson")
    row = json.loads(out)
    assert (row["verdict"], row["state"]) == expected
    assert code == (1 if row["verdict"] == "invalid" else 3)
    assert sentence in " ".join(finding["message"] for finding in row["findings"])
    assert err == ""
    assert openbadge("verify", file, "--fetch-dir", desk.web).code == code


@pytest.mark.parametrize("name", ["empty", "binary", "10 MB of brackets", "a PDF"])
def test_the_real_program_answers_too(name: str) -> None:
    """The same through a process of its own, from a pipe."""
    content = FILES[name][0]
    assert isinstance(content, bytes)
    code, out, err = program("verify", "-", stdin=content)
    assert (code, err) == (1, "")
    assert out.startswith("This file is not a readable badge.\n")


def test_a_byte_order_mark_is_ignored(desk: Desk, tmp_path: Path) -> None:
    """Windows editors write one; the badge is the same."""
    file = tmp_path / "badge.json"
    file.write_bytes(b"\xef\xbb\xbf" + desk.badge.read_bytes())
    assert openbadge("verify", file, "--fetch-dir", desk.web).code == 0


@given(content=st.binary() | st.text().map(str.encode))
def test_no_bytes_are_taken_for_a_badge(content: bytes) -> None:
    """Never 0, never an error of the program."""
    code, out, _ = openbadge("verify", "-", "--ndjson", stdin=content)
    assert code in (1, 3)
    assert json.loads(out)["badge"] is None


@pytest.mark.parametrize("content", [b"", b"\xff", b"[]", b"{", b"null", b"[" * 1_000])
@pytest.mark.parametrize("command", ["award", "recognise", "show", "open", "index"])
def test_other_files_are_refused_with_a_sentence(
    desk: Desk, tmp_path: Path, command: str, content: bytes
) -> None:
    """An assessment, a policy, a key or an index that is none: wrong usage, and why."""
    file = tmp_path / "index.json"
    file.write_bytes(content)
    file.chmod(0o600)
    out = tmp_path / "out.json"
    code, _, err = openbadge(
        *{
            "award": ("award", file, "--key", desk.key, "--out", out),
            "recognise": ("recognise", desk.badge, "--policy", file),
            "show": ("key", "show", file),
            "open": ("award", desk.examples / "assessment.json", "--key", file, "--out", out),
            "index": ("verify", desk.badge, "--fetch-dir", tmp_path),
        }[command]
    )
    assert code == 2
    assert "Error: " in err or "No badge was made" in err
    assert not out.exists()
