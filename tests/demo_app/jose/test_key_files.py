"""Key files: one verification method, whose two halves belong together."""

import json
from typing import Any

import pytest

from tests.demo_app.jose.desk import KEYS, Answer, Desk
from verifier.base64url import base64url_decode, base64url_encode


def verify_with(desk: Desk, method: Any, token: str) -> Answer:
    return _run(desk, "verify", method, token)


def issue_with(desk: Desk, method: Any) -> Answer:
    return _run(desk, "issue", method, desk.text("credential-minimal.json"))


def _run(desk: Desk, function: str, method: Any, text: str) -> Answer:
    key = desk.folder / "key.json"
    key.write_text(method if isinstance(method, str) else json.dumps(method))
    return desk.run(function, desk.file(text), key, "credential_jose")


def of(desk: Desk, name: str, **changes: Any) -> dict[str, Any]:
    """A key file of the suite with members changed, or left out where None."""
    whole = json.loads(desk.key(name).read_bytes()) | changes
    return {member: value for member, value in whole.items() if value is not None}


@pytest.mark.parametrize("name", KEYS)
def test_verifying_needs_no_secret(desk: Desk, name: str) -> None:
    token = desk.issue("credential-minimal.json", name, "credential_jose").data
    public = of(desk, name, secretKeyJwk=None)
    assert verify_with(desk, public, token).result == "success"
    answer = issue_with(desk, public)
    assert answer == ("failure", "/secretKeyJwk: The key file has no secretKeyJwk (an object).")


@pytest.mark.parametrize("name", KEYS)
def test_the_two_halves_belong_together(desk: Desk, name: str) -> None:
    """Also where both are keys of the same curve, and where the halves are of two curves."""
    other = KEYS[(KEYS.index(name) + 1) % len(KEYS)]
    mixed = of(desk, name, secretKeyJwk=of(desk, other)["secretKeyJwk"])
    assert issue_with(desk, mixed).data.startswith("/secretKeyJwk: ")
    secret = of(desk, name)["secretKeyJwk"]
    turned = secret["d"][:8] + ("A" if secret["d"][8] != "A" else "B") + secret["d"][9:]
    answer = issue_with(desk, of(desk, name, secretKeyJwk={**secret, "d": turned}))
    assert answer.data.startswith("/secretKeyJwk: ")
    assert turned not in answer.data


@pytest.mark.parametrize("name", KEYS)
def test_public_halves_that_are_no_keys(desk: Desk, name: str) -> None:
    jwk = of(desk, name)["publicKeyJwk"]
    token = desk.issue("credential-minimal.json", name, "credential_jose").data
    short = jwk["x"][:-4]
    for changes in (
        {"x": short},
        {"x": jwk["x"] + "="},
        {"x": jwk["x"] + "AAAA"},
        {"x": None},
        {"x": 5},
        {"alg": "RS256"},
        {"use": "enc"},
        {"key_ops": ["sign"]},
        {"key_ops": "verify"},
        {"crv": "secp256k1"},
        {"kty": "oct"},
        {"d": of(desk, name)["secretKeyJwk"]["d"]},
    ):
        answer = verify_with(desk, of(desk, name, publicKeyJwk={**jwk, **changes}), token)
        assert (answer.result, answer.data[:14]) == ("failure", "/publicKeyJwk:"), changes


@pytest.mark.parametrize("name", ["p256", "p384", "p521"])
def test_coordinates_have_one_spelling(desk: Desk, name: str) -> None:
    """Not the same number with a zero before it."""
    jwk = of(desk, name)["publicKeyJwk"]
    token = desk.issue("credential-minimal.json", name, "credential_jose").data
    longer = {**jwk, "x": base64url_encode(b"\0" + base64url_decode(jwk["x"]))}
    answer = verify_with(desk, of(desk, name, publicKeyJwk=longer), token)
    assert (answer.result, "bytes" in answer.data) == ("failure", True)


@pytest.mark.parametrize("name", ["p256", "p384", "p521"])
def test_points_beside_the_curve(desk: Desk, name: str) -> None:
    jwk = of(desk, name)["publicKeyJwk"]
    for changes in ({"y": jwk["x"]}, {"x": jwk["y"]}, {"x": "A" * len(jwk["x"])}):
        answer = verify_with(desk, of(desk, name, publicKeyJwk={**jwk, **changes}), "a.b.c")
        assert answer.data.startswith("/publicKeyJwk: "), changes


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"type": "Multikey"}, "/type"),
        ({"type": None}, "/type"),
        ({"id": None}, "/id"),
        ({"id": "key-1"}, "/id"),
        ({"controller": ["https://example.issuer/vc-jose-cose"]}, "/controller"),
        ({"controller": None}, "/controller"),
        ({"publicKeyJwk": None}, "/publicKeyJwk"),
        ({"publicKeyJwk": "x"}, "/publicKeyJwk"),
    ],
    ids=str,
)
def test_files_that_are_no_methods(desk: Desk, changes: dict[str, Any], place: str) -> None:
    token = desk.text("credential-jose-minimal.txt")
    answer = verify_with(desk, of(desk, "p256", **changes), token)
    assert (answer.result, answer.data.split(": ")[0]) == ("failure", place)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"id": 1, "id": 2}'])
def test_files_that_are_no_objects(desk: Desk, text: str) -> None:
    assert verify_with(desk, text, "a.b.c").result == "failure"
    assert issue_with(desk, text).result == "failure"


def test_the_key_belongs_to_the_issuer(desk: Desk) -> None:
    """The same key, said to be of another controller, proves nothing about this issuer."""
    other = of(desk, "p256", controller="https://other.example/")
    answer = verify_with(desk, other, desk.text("credential-jose-minimal.txt"))
    assert (answer.result, "https://other.example/" in answer.data) == ("failure", True)


def test_rsa_is_not_read(desk: Desk) -> None:
    """A key of a good kind that this suite does not use is no failure of the token."""
    modulus = "1" + "A" * 340 + "Q"  # 2056 bits, odd
    jwk = {"kty": "RSA", "n": modulus, "e": "AQAB"}
    answer = verify_with(desk, of(desk, "p256", publicKeyJwk=jwk), "a.b.c")
    assert (answer.result, "RSA" in answer.data) == ("indeterminate", True)
