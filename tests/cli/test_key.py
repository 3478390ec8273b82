"""`openbadge key`: a key that only its owner can read, and its public part for everybody."""

import json
import stat
from base64 import urlsafe_b64decode
from pathlib import Path

import pytest
from nacl.pwhash import argon2id

from openbadge_issuer import open_key
from tests.cli.desk import DID, Desk, openbadge
from verifier.keys import from_multikey

VARIABLE = "OPENBADGE_TEST_PASSPHRASE"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> str:
    """A passphrase in the environment, and a lock that takes no time."""
    monkeypatch.setenv(VARIABLE, "wait at least three seconds")
    monkeypatch.setattr(argon2id, "OPSLIMIT_MODERATE", 1)
    monkeypatch.setattr(argon2id, "MEMLIMIT_MODERATE", 8192)
    return VARIABLE


def test_a_new_key_says_its_address(tmp_path: Path) -> None:
    """A did:key by default; nothing secret on the screen; mode 0600."""
    file = tmp_path / "key.json"
    code, out, err = openbadge("key", "new", "--out", file, "--unencrypted")
    assert (code, err) == (0, "")
    assert out == f"{open_key(file).did}\n"
    assert out.startswith("did:key:z6Mk")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.parametrize("did", ["did:web:sdsm.example:badges", "https://sdsm.example/issuer"])
def test_an_issuer_may_have_an_address(tmp_path: Path, did: str) -> None:
    """A did:web, or the https address of a profile."""
    file = tmp_path / "key.json"
    assert openbadge("key", "new", "--out", file, "--unencrypted", "--did", did).out == f"{did}\n"
    assert open_key(file).did == did


def test_a_locked_key(tmp_path: Path, desk: Desk, quick: str) -> None:
    """Made and used with a passphrase from the environment, shown without it."""
    file, out = tmp_path / "key.json", tmp_path / "badge.json"
    new = ("key", "new", "--out", file, "--did", DID, "--passphrase-env", quick)
    assert openbadge(*new) == (0, f"{DID}\n", "")
    assert "seed" not in json.loads(file.read_bytes())
    assert openbadge("key", "show", file).code == 0
    award = ("award", desk.examples / "assessment.json", "--key", file, "--out", out)
    code, _, err = openbadge(*award)
    assert (code, out.exists()) == (2, False)
    assert f"{file} is locked; name the variable that holds its passphrase." in err
    assert openbadge(*award, "--passphrase-env", quick).code == 0


def test_a_wrong_passphrase(
    tmp_path: Path, desk: Desk, quick: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Refused, and not repeated on the screen."""
    file = tmp_path / "key.json"
    openbadge("key", "new", "--out", file, "--did", DID, "--passphrase-env", quick)
    monkeypatch.setenv(VARIABLE, "a wrong passphrase")
    award = ("award", desk.examples / "assessment.json", "--key", file, "--out", "-")
    code, out, err = openbadge(*award, "--passphrase-env", quick)
    assert (code, out) == (2, "")
    assert "The passphrase does not open" in err
    assert "wrong passphrase" not in err


@pytest.mark.parametrize("options", [(), ("--unencrypted", "--passphrase-env", VARIABLE)])
@pytest.mark.usefixtures("quick")
def test_how_a_key_is_kept_must_be_said(tmp_path: Path, options: tuple[str, ...]) -> None:
    """Neither an open key by accident nor two answers."""
    code, out, err = openbadge("key", "new", "--out", tmp_path / "key.json", *options)
    assert (code, out) == (2, "")
    assert "--passphrase-env VAR locks it, --unencrypted leaves it open." in err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("value", [None, ""])
def test_an_unset_variable_is_no_passphrase(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str | None
) -> None:
    """A mistyped variable must not make an open key."""
    monkeypatch.delenv(VARIABLE, raising=False)
    if value is not None:
        monkeypatch.setenv(VARIABLE, value)
    new = ("key", "new", "--out", tmp_path / "key.json", "--passphrase-env", VARIABLE)
    code, _, err = openbadge(*new)
    assert code == 2
    assert f"The environment variable {VARIABLE} is not set or empty." in err
    assert not list(tmp_path.iterdir())


def test_a_key_is_never_overwritten(desk: Desk) -> None:
    """The badges that it signed are still out there."""
    before = desk.key.read_bytes()
    code, _, err = openbadge("key", "new", "--out", desk.key, "--unencrypted")
    assert code == 2
    assert "exists; a key is never overwritten." in err
    assert desk.key.read_bytes() == before


@pytest.mark.parametrize(
    "did",
    [
        "",
        "sdsm.example",
        "did:web:",
        "did:web:localhost",
        "did:web:sdsm.example#key",
        "did:web:sdsm.example%3A8443",
        "did:key:z6MkuBLjwXr9L9EjZXQoz58mUijXWDHyLdEeTqAFoZYJzDPP",
        "https://sdsm.example/issuer#key",
        "https://127.0.0.1/issuer",
        "https://user@sdsm.example/",
        "https://sdsm.example/an issuer",
        "http://sdsm.example/issuer",
    ],
)
def test_an_address_that_nobody_could_look_up(tmp_path: Path, did: str) -> None:
    """Better now than when the first badge cannot be verified."""
    code, _, err = openbadge(
        "key", "new", "--out", tmp_path / "key.json", "--unencrypted", "--did", did
    )
    assert code == 2
    assert "--did: " in err
    assert not list(tmp_path.iterdir())


def test_the_did_document(desk: Desk) -> None:
    """did.json as strict readers want it: absolute ids, references as texts, no secret."""
    code, out, _ = openbadge("key", "show", desk.key, "--did-document")
    document = json.loads(out)
    (method,) = document["verificationMethod"]
    assert code == 0
    assert document["id"] == method["controller"] == DID
    assert document["assertionMethod"] == [method["id"]]
    assert method["id"] == f"{DID}#{method['publicKeyMultibase']}"
    assert json.loads(desk.key.read_bytes())["seed"] not in out


def test_the_key_set(desk: Desk) -> None:
    """jwks.json holds the same key, named by its absolute id."""
    code, out, _ = openbadge("key", "show", desk.key, "--jwks")
    (jwk,) = json.loads(out)["keys"]
    assert code == 0
    assert sorted(jwk) == ["alg", "crv", "kid", "kty", "x"]
    assert (jwk["kty"], jwk["crv"], jwk["alg"]) == ("OKP", "Ed25519", "EdDSA")
    owner, _, multikey = jwk["kid"].partition("#")
    assert owner == DID
    assert urlsafe_b64decode(jwk["x"] + "=") == from_multikey(multikey).raw


def test_the_public_part_for_people(desk: Desk) -> None:
    """DID, key, multikey and JWK, one line each."""
    code, out, _ = openbadge("key", "show", desk.key)
    signer = open_key(desk.key)
    did, key, multikey, jwk = out.splitlines()
    assert code == 0
    assert did == f"did       {DID}"
    assert key == f"key       {signer.kid}"
    assert multikey == f"multikey  {signer.public_key}"
    assert json.loads(jwk.removeprefix("jwk"))["kid"] == signer.kid
    both = openbadge("key", "show", desk.key, "--did-document", "--jwks")
    assert both.code == 2


def test_a_key_that_others_may_read_is_not_even_shown(desk: Desk, tmp_path: Path) -> None:
    """The sentence is the command that mends it."""
    file = tmp_path / "key.json"
    file.write_bytes(desk.key.read_bytes())
    file.chmod(0o644)
    for command in (
        ("key", "show", file),
        ("award", desk.examples / "assessment.json", "--key", file, "--out", "-"),
    ):
        code, out, err = openbadge(*command)
        assert (code, out) == (2, "")
        assert f"run: chmod 600 {file}" in err


def test_a_public_key_that_is_none(desk: Desk, tmp_path: Path) -> None:
    """Nobody publishes a key that no verifier can read."""
    document = json.loads(desk.key.read_bytes())
    file = tmp_path / "key.json"
    changed = {**document, "publicKeyMultibase": "z6Mk", "kid": f"{DID}#z6Mk"}
    file.write_text(json.dumps(changed), encoding="utf-8")
    file.chmod(0o600)
    code, out, err = openbadge("key", "show", file, "--did-document")
    assert (code, out) == (2, "")
    assert "is not a key file of this program." in err
