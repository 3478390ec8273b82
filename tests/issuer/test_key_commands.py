"""`openbadge key` and the ways to sign, from the command line to the verifier."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from openbadge_issuer.cli import openbadge
from openbadge_issuer.testing import DistrictSimulator
from verifier import State, Verifier

DID = "did:web:sdsm.example"


def run(*words: str | Path, code: int = 0) -> Result:
    """Run the command line."""
    done = CliRunner().invoke(openbadge, [str(word) for word in words])
    assert done.exit_code == code, done.output
    return done


def new_key(folder: Path, algorithm: str, name: str = "key.json") -> Path:
    """A fresh key file of the district."""
    path = folder / name
    run("key", "new", "--out", path, "--algorithm", algorithm, "--did", DID, "--unencrypted")
    return path


def awarded(folder: Path, key: Path, *way: str, name: str = "badge.json") -> Path:
    """A badge awarded with a key."""
    district = DistrictSimulator()
    source = folder / "assessment.json"
    source.write_text(json.dumps(district.assessment()))
    run("award", source, "--key", key, *way, "--out", folder / name)
    return folder / name


def answer(badge: Path, key: Path) -> State:
    """The verifier's answer while the district publishes what `key show` prints."""
    district = DistrictSimulator()
    shown = run("key", "show", key, "--did-document").stdout
    district.pages["https://sdsm.example/.well-known/did.json"] = shown.encode()
    return Verifier(fetcher=district).verify(badge.read_bytes()).state


@pytest.mark.parametrize(
    ("algorithm", "way", "name"),
    [
        ("ed25519", (), "badge.json"),
        ("ed25519", ("--suite", "eddsa-jcs-2022"), "badge.json"),
        ("ed25519", ("--jwt", "EdDSA"), "badge.jwt"),
        ("p256", (), "badge.json"),
        ("p256", ("--jwt", "ES256"), "badge.jwt"),
        ("p384", ("--suite", "ecdsa-jcs-2019"), "badge.json"),
        ("p384", ("--jwt", "ES384"), "badge.jwt"),
        ("rsa", ("--jwt", "RS256"), "badge.jwt"),
    ],
)
def test_every_key_and_way(tmp_path: Path, algorithm: str, way: tuple[str, ...], name: str) -> None:
    key = new_key(tmp_path, algorithm)
    assert answer(awarded(tmp_path, key, *way, name=name), key) is State.VALID


def test_wrong_ways_are_named(tmp_path: Path) -> None:
    key = new_key(tmp_path, "ed25519")
    source = tmp_path / "assessment.json"
    source.write_text(json.dumps(DistrictSimulator().assessment()))
    base = ("award", source, "--key", key)
    assert (
        "signs with EdDSA"
        in run(*base, "--jwt", "ES256", "--out", tmp_path / "b.jwt", code=2).output
    )
    assert (
        "There is no suite"
        in run(*base, "--suite", "x", "--out", tmp_path / "b.json", code=2).output
    )
    run(*base, "--suite", "x", "--jwt", "EdDSA", "--out", tmp_path / "b.jwt", code=2)
    run(*base, "--jwt", "EdDSA", "--out", tmp_path / "b.json", code=2)


def test_rotation_and_revocation(tmp_path: Path) -> None:
    """A story: a key is exchanged, old badges verify; it turns out stolen, they do not any more."""
    first = new_key(tmp_path, "ed25519")
    old = awarded(tmp_path, first, name="old.json")
    second = tmp_path / "second.json"
    run("key", "rotate", first, "--out", second, "--algorithm", "p256", "--unencrypted")
    fresh = awarded(tmp_path, second, name="fresh.json")
    assert [answer(badge, second) for badge in (old, fresh)] == [State.VALID, State.VALID]
    kid = members(run("key", "show", first, "--did-document").stdout)["assertionMethod"][0]
    jwks = members(run("key", "show", second, "--jwks").stdout)
    assert [key["alg"] for key in jwks["keys"]] == ["ES256", "EdDSA"]

    run("key", "revoke", second, "--kid", kid, "--at", "2026-11-20T00:00:00Z")
    assert answer(old, second) is State.INVALID_SIGNATURE
    assert answer(fresh, second) is State.VALID
    assert "revoked 2026-11-20" in run("key", "show", second).stdout
    jwks = members(run("key", "show", second, "--jwks").stdout)
    assert [key["alg"] for key in jwks["keys"]] == ["ES256"]
    assert second.stat().st_mode & 0o777 == 0o600

    run("key", "revoke", second, "--kid", f"{DID}#other", code=2)
    own = members(run("key", "show", second, "--did-document").stdout)["assertionMethod"][0]
    run("key", "revoke", second, "--kid", own)
    assert f"key       {own} (revoked " in run("key", "show", second).stdout
    source = tmp_path / "assessment.json"
    done = run("award", source, "--key", second, "--out", tmp_path / "no.json", code=2)
    assert "is revoked" in done.output


def members(text: str) -> dict[str, Any]:
    """A JSON object."""
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_did_key_cannot_be_exchanged(tmp_path: Path) -> None:
    key = tmp_path / "key.json"
    run("key", "new", "--out", key, "--unencrypted")
    done = run("key", "rotate", key, "--out", tmp_path / "other.json", "--unencrypted", code=2)
    assert "is its own key" in done.output


@pytest.mark.parametrize("algorithm", ["ed25519", "p256", "p384", "rsa"])
def test_documents_have_the_shape_that_strict_readers_want(tmp_path: Path, algorithm: str) -> None:
    """Absolute ids, string references, RSA as a JWK; an https issuer is a Profile."""
    key = new_key(tmp_path, algorithm)
    document = members(run("key", "show", key, "--did-document").stdout)
    (method,) = document["verificationMethod"]
    assert document["assertionMethod"] == [method["id"]]
    assert method["id"].startswith(f"{DID}#")
    assert method["controller"] == document["id"] == DID
    assert ("publicKeyJwk" in method) == (algorithm == "rsa")
    assert len(method["id"]) < 130
    profile = tmp_path / "profile.json"
    address = "https://sdsm.example/issuers/1"
    run("key", "new", "--out", profile, "--did", address, "--unencrypted")
    assert members(run("key", "show", profile, "--did-document").stdout)["type"] == ["Profile"]


def test_a_presentation_on_the_command_line(tmp_path: Path) -> None:
    from openbadge_issuer import MemorySigner, present  # noqa: PLC0415

    path = tmp_path / "presentation.json"
    shown = present([], signer=MemorySigner.generate(), challenge="c", domain="d")
    path.write_text(json.dumps(shown))
    run("verify", path, "--challenge", "c", "--domain", "d")
    run("verify", path, "--challenge", "other", "--domain", "d", code=1)
    done = run("verify", path, "--json", code=3)
    assert members(json.dumps(json.loads(done.stdout)[0]))["members"] == []


@pytest.mark.parametrize("asked", [("--challenge", "c"), ("--domain", "d")])
def test_a_badge_alone_answers_no_challenge(tmp_path: Path, asked: tuple[str, str]) -> None:
    """Whoever asks for the holder's answer must not be content with anybody's copy of a badge."""
    badge = awarded(tmp_path, new_key(tmp_path, "ed25519"), name="badge.json")
    done = run("verify", badge, *asked, code=1)
    assert "ask its holder for a presentation." in done.stdout
