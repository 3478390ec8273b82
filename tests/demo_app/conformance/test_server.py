"""The command that people start, over a real socket."""

import json
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest

pytestmark = [pytest.mark.enable_socket, pytest.mark.slow]

START = "from demo_app.conformance.cli import conformance_server as s; s(['--port', '0'])"


@pytest.fixture
def started(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """Return the address of a started server and what it printed; it leaves nothing behind."""
    command = [sys.executable, "-u", "-c", START]
    place = {**os.environ, "TMPDIR": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=place) as process:
        assert process.stdout is not None
        printed = [process.stdout.readline() for _ in range(4)]
        found = re.search(r"http://127\.0\.0\.1:\d+/", printed[0])
        assert found, printed
        yield found[0], "".join(printed)
        assert list(tmp_path.iterdir())
        process.terminate()
        assert process.wait(timeout=10) == 0
    assert not list(tmp_path.iterdir())


def ask(url: str, body: Any = None) -> tuple[int, Any]:
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=20) as response:  # noqa: S310
            return response.status, json.load(response)
    except HTTPError as exc:
        with exc:
            return exc.code, json.load(exc)


def test_issue_verify_alter_verify_again(started: tuple[str, str]) -> None:
    """The story of a suite in four requests; the keys printed are the keys that sign."""
    address, printed = started
    _, profile = ask(address + "test-profile.json")
    assert profile["Ed25519"] in printed
    credential = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"],
        "issuer": profile["Ed25519"],
        "credentialSubject": {"id": "did:example:subject"},
    }
    options = {
        "cryptosuite": "eddsa-rdfc-2022",
        "credentialStatus": [
            {"type": "BitstringStatusListEntry", "statusPurpose": "revocation"},
        ],
    }
    sent = {"credential": credential, "options": options}
    status, issued = ask(address + "credentials/issue", sent)
    assert status == 201
    where = issued["credentialStatus"]["statusListCredential"]
    assert where.startswith(address)
    assert ask(where)[0] == 200
    checks = {"checks": ["proof", "credentialStatus"]}
    sent = {"verifiableCredential": issued, "options": checks}
    assert ask(address + "credentials/verify", sent) == (
        200,
        {"verified": True, "problemDetails": []},
    )
    issued["credentialSubject"]["id"] = "did:example:subjecT"
    status, answer = ask(address + "credentials/verify", sent)
    assert status == 400
    assert answer["verified"] is False
    assert ask(address + "nowhere")[0] == 404
