"""The 35 tests of w3c/vc-jose-cose-test-suite, by their numbers, through the command itself."""

import json
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from demo_app.conformance.jose.command import jose
from demo_app.conformance.jose.method import read_method
from tests.demo_app.jose.desk import Desk
from verifier.base64url import base64url_decode, base64url_encode

PROJECT = Path(__file__).resolve().parents[3]


class Row(NamedTuple):
    """One test: what runs on which files, and words of the reason where it must fail."""

    number: int
    function: str
    source: str
    key: str
    feature: str
    reason: str = ""
    sd: str = ""


NAMES = '["credentialSubject.firstName", "credentialSubject.lastName"]'
NESTED = """["credentialSubject.address.street", "credentialSubject.address.city",
             "credentialSubject.phoneNumbers[0]"]"""
HOLDER = '["holder", "verifiableCredential[0]"]'
TABLE = (
    Row(1, "issue", "credential-minimal.json", "p256", "credential_jose"),
    Row(2, "issue", "credential-full.json", "p384", "credential_jose"),
    Row(3, "issue", "presentation-single.json", "p256", "presentation_jose"),
    Row(4, "issue", "presentation-multiple.json", "p521", "presentation_jose"),
    Row(
        5,
        "issue",
        "credential-unknown-extensions.json",
        "p521",
        "credential_jose",
        "'badExtension'",
    ),
    Row(6, "verify", "credential-jose-minimal.txt", "p256", "credential_jose"),
    Row(7, "verify", "presentation-jose-multiple.txt", "p384", "presentation_jose"),
    Row(8, "verify", "credential-issuer-match-signed.txt", "ed25519", "credential_jose"),
    Row(
        9, "verify", "credential-jose-unknown-extensions.txt", "ed25519", "credential_jose", "EdDSA"
    ),
    Row(
        10, "verify", "credential-minimal.json", "ed25519", "credential_jose", "not a signed token"
    ),
    Row(
        11,
        "verify",
        "presentation-single.json",
        "ed25519",
        "presentation_jose",
        "not a signed token",
    ),
    Row(
        12, "verify", "credential-jose-bad-signature.txt", "ed25519", "credential_jose", "signature"
    ),
    Row(13, "verify", "credential-jose-bad-media-type.txt", "ed25519", "credential_jose", "'typ'"),
    Row(
        14,
        "verify",
        "presentation-jose-bad-media-type.txt",
        "ed25519",
        "presentation_jose",
        "'typ'",
    ),
    Row(
        15, "verify", "credential-jose-vc-vp-claims.txt", "ed25519", "credential_jose", "vc and vp"
    ),
    Row(
        16,
        "verify",
        "presentation-jose-bad-credential.txt",
        "ed25519",
        "presentation_jose",
        "secured",
    ),
    Row(17, "issue", "credential-selective.json", "p384", "credential_sdjwt", sd=NAMES),
    Row(18, "issue", "credential-nested-selective.json", "p521", "credential_sdjwt", sd=NESTED),
    Row(19, "issue", "presentation-selective.json", "p384", "presentation_sdjwt", sd=HOLDER),
    Row(20, "verify", "credential-sdjwt-selective.txt", "p384", "credential_sdjwt"),
    Row(21, "verify", "credential-sdjwt-nested.txt", "p521", "credential_sdjwt"),
    Row(22, "verify", "presentation-sdjwt-selective.txt", "p384", "presentation_sdjwt"),
    Row(
        23, "verify", "credential-sdjwt-bad-signature.txt", "p384", "credential_sdjwt", "signature"
    ),
    Row(
        24, "verify", "credential-sdjwt-bad-media-type.txt", "ed25519", "credential_sdjwt", "'typ'"
    ),
    Row(
        25,
        "verify",
        "presentation-sdjwt-bad-media-type.txt",
        "ed25519",
        "presentation_sdjwt",
        "'typ'",
    ),
    Row(
        26, "verify", "presentation-sdjwt-bad-credential.txt", "p521", "presentation_sdjwt", "'typ'"
    ),
    Row(27, "issue", "credential-minimal.json", "did-ed25519", "credential_cose"),
    Row(28, "issue", "presentation-single.json", "p384", "presentation_cose"),
    Row(29, "verify", "credential-cose-minimal.txt", "p256", "credential_cose"),
    Row(
        30,
        "verify",
        "credential-cose-minimal-not-base64.txt",
        "p256",
        "credential_cose",
        "COSE_Sign1",
    ),
    Row(31, "verify", "presentation-cose-single.txt", "p384", "presentation_cose"),
    Row(
        32, "verify", "credential-cose-bad-signature.txt", "ed25519", "credential_cose", "signature"
    ),
    Row(33, "verify", "credential-cose-bad-media-type.txt", "p384", "credential_cose", "vc+cose"),
    # The suite misspells the name of this key, so the file is not there; "failure" it must be.
    Row(
        34,
        "verify",
        "presentation-cose-bad-media-type.txt",
        "undefined",
        "presentation_cose",
        "opened",
    ),
    Row(
        35, "verify", "presentation-cose-bad-credential.txt", "p256", "presentation_cose", "secured"
    ),
)


def test_the_table_has_all_the_tests() -> None:
    assert [row.number for row in TABLE] == list(range(1, 36))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row.number}-{row.function}-{row.source}")
def test_of_the_suite(desk: Desk, row: Row) -> None:
    more = ("--sd", row.sd) if row.sd else ()
    answer = desk.run(row.function, desk.inputs / row.source, desk.key(row.key), row.feature, *more)
    assert answer.result == ("failure" if row.reason else "success"), answer.data
    assert row.reason in answer.data


def test_what_must_fail_fails_for_its_reason_alone(desk: Desk) -> None:
    """The same inputs with the one fault repaired succeed."""
    known = desk.json("credential-unknown-extensions.json")
    del known["badExtension"], known["anotherBadOne"]
    assert desk.issue(known, "p521", "credential_jose").result == "success"
    for row, key in ((9, "p521"), (12, "ed25519")):
        source = desk.text(TABLE[row - 1].source).rpartition(".")[0]
        good = source + "." + _signature(desk, source, key)
        assert desk.verify(good, key, "credential_jose").result == "success"


@pytest.mark.parametrize("number", [13, 14, 15, 16, 24, 25, 26, 33, 34, 35])
def test_inputs_with_another_fault_carry_good_signatures(desk: Desk, number: int) -> None:
    """So it is not a broken signature that makes them fail."""
    row = TABLE[number - 1]
    if row.feature.endswith("cose"):
        key = {33: "p384", 34: "p256", 35: "p256"}[number]
        answer = desk.run("verify", desk.inputs / row.source, desk.key(key), row.feature)
        assert "signature" not in answer.data
        return
    token = desk.text(row.source).split("~")[0]
    signed, _, signature = token.rpartition(".")
    assert _checks(desk, signed, signature, row.key)


def test_through_a_real_process(desk: Desk) -> None:
    """Issued and verified as the suite starts a program; nothing is printed."""
    token, answer = desk.folder / "issued.json", desk.folder / "verified.json"
    minimal, key = desk.inputs / "credential-minimal.json", desk.key("p521")
    _start("issue", minimal, key, "credential_jose", token)
    again = desk.file(json.loads(token.read_bytes())["data"])
    _start("verify", again, key, "credential_jose", answer)
    verified = json.loads(answer.read_bytes())
    assert verified["result"] == "success"
    assert json.loads(verified["data"]) == desk.json("credential-minimal.json")


def test_the_console_script_knows_the_command() -> None:
    """The entry point that `openbadge` finds it by leads to this command."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    module, _, name = project["entry-points"]["openbadge.commands"]["jose"].partition(":")
    assert getattr(import_module(module), name) is jose


def _start(function: str, source: Path, key: Path, feature: str, out: Path) -> None:
    arguments = ["--input", source, "--key", key, "--feature", feature, "--output", out]
    command = [sys.executable, "-m", "demo_app.conformance.jose", function, *map(str, arguments)]
    done = subprocess.run(command, cwd=PROJECT, check=False, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def _signature(desk: Desk, signed: str, key: str) -> str:
    return base64url_encode(desk.private(key).sign(signed.encode()))


def _checks(desk: Desk, signed: str, signature: str, key: str) -> bool:
    method = read_method(desk.key(key).read_bytes())
    return method.public.verifies(base64url_decode(signature), signed.encode())
