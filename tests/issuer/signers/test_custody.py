"""Every custody signs what the verifier accepts, and none of them ever shows its key."""

import io
import json
import logging
import os
import shutil
import subprocess
import traceback
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Callable
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.serialization import load_der_private_key
from jwcrypto.jwk import JWK

from openbadge_issuer import (
    MemorySigner,
    RefusedError,
    controller_document,
    issue,
    issue_jwt,
    open_key,
    write_key,
)
from openbadge_issuer.errors import KeyFileError
from openbadge_issuer.signers import Signer
from openbadge_issuer.signers.environment import from_environment
from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.ways import AT, credential, signer
from verifier import Verifier
from verifier.keys import base58_encode, from_multikey

KINDS = ("Ed25519", "P-256", "P-384", "RSA")
PASSPHRASE = "correct horse battery staple"
MODULE = "/usr/lib/softhsm/libsofthsm2.so"
PIN = "736455"


def private_jwk(key: MemorySigner) -> str:
    """The private JWK of a test key."""
    if key.kind == "Ed25519":
        pyca = JWK.from_pyca(ed25519.Ed25519PrivateKey.from_private_bytes(key.seed()))
    elif key.kind == "RSA":
        pyca = JWK.from_pyca(load_der_private_key(key.seed(), password=None))
    else:
        curve = ec.SECP256R1() if key.kind == "P-256" else ec.SECP384R1()
        pyca = JWK.from_pyca(ec.derive_private_key(int.from_bytes(key.seed()), curve))
    text: str = pyca.export_private()
    return text


def check(custody: Signer) -> None:
    """A token and, where the key can, a badge by this signer verify."""
    document = credential(custody.kid.partition("#")[0])
    message = b"message"
    assert from_multikey(custody.public_key).verifies(custody.sign(message), message)
    district = DistrictSimulator()
    own = json.dumps(controller_document(custody)).encode()
    district.pages["https://district.example/.well-known/did.json"] = own
    verifier = Verifier(fetcher=district)
    assert verifier.verify(issue_jwt(document, signer=custody, at=AT), at=AT)
    if "RS256" not in custody.algorithms:
        badge = issue(document, signer=custody, at=AT)
        assert verifier.verify(json.dumps(badge), at=AT)


@pytest.mark.parametrize("kind", KINDS)
def test_memory(kind: str) -> None:
    check(signer(kind))
    assert MemorySigner.generate(kind=kind).kind == kind


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("passphrase", [None, PASSPHRASE])
def test_key_file(kind: str, passphrase: str | None, tmp_path: Path) -> None:
    path = tmp_path / "key.json"
    write_key(path, signer(kind), passphrase=passphrase)
    opened = open_key(path, passphrase=passphrase)
    check(opened)
    assert opened.kid == signer(kind).kid
    assert path.stat().st_mode & 0o777 == 0o600
    if passphrase is not None:
        assert not any(form in path.read_bytes() for form in forms(signer(kind)))
        with pytest.raises(KeyFileError, match="does not open"):
            open_key(path, passphrase="wrong")


@pytest.mark.parametrize("kind", KINDS)
def test_environment(kind: str) -> None:
    opened = from_environment("KEY", environment={"KEY": private_jwk(signer(kind))})
    check(opened)
    assert opened.kid == signer(kind).kid


@pytest.mark.parametrize(
    "value",
    [
        "",
        "{}",
        "[]",
        "no JSON",
        '{"kty": "oct", "k": "AAAA"}',
        '{"kty": "EC"}',
        '{"kty": "OKP", "crv": "Ed25519", "x": "AAAA", "d": "AAAA", "e": "AQAB"}',
    ],
)
def test_an_environment_without_a_key_is_told_apart(value: str) -> None:
    with pytest.raises(KeyFileError, match="KEY"):
        from_environment("KEY", environment={"KEY": value})


def forms(key: MemorySigner) -> set[bytes]:
    """A private key as it might leak: raw, hex, base64, base64url, base58, JWK members."""
    secret = key.seed()
    found = {secret, secret.hex().encode(), base58_encode(secret).encode()}
    found |= {b64encode(secret).rstrip(b"="), urlsafe_b64encode(secret).rstrip(b"=")}
    jwk = json.loads(private_jwk(key))
    return found | {jwk[name].encode() for name in ("d", "p", "q") if name in jwk}


def broken(key: MemorySigner) -> list[Callable[[], object]]:
    """Ways to make a signer fail."""
    return [
        lambda: issue({"issuer": {"id": "did:example:1"}}, signer=key),
        lambda: issue_jwt(credential("did:web:other.example"), signer=key, algorithm="ES256K"),
        lambda: key.sign("text"),  # type: ignore[arg-type]
        lambda: MemorySigner(key.seed() + b"x", kind=key.kind),
        lambda: MemorySigner(key.seed(), kind="P-521"),
        lambda: from_environment("KEY", environment={"KEY": private_jwk(key)[:-1]}),
        lambda: from_environment("KEY", environment={"KEY": private_jwk(key) + "x"}),
        lambda: __import__("pickle").dumps(key),
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_is_in_no_repr_log_error_or_traceback(
    kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    key = signer(kind)
    out = io.StringIO()
    caplog.set_level(logging.DEBUG)
    logging.getLogger("test").debug("signed with %r and %s", key, key)
    out.write(f"{key!r} {key} {vars(key)!r} {key.__reduce_ex__.__doc__}")
    for fail in broken(key):
        try:
            fail()
        except Exception as exc:  # noqa: BLE001  (whatever comes, its text is searched)
            out.write("".join(traceback.format_exception(exc)))
            shown = traceback.TracebackException.from_exception(exc, capture_locals=False)
            out.write("".join(shown.format()))
        else:
            pytest.fail("this should have failed")
    text = (out.getvalue() + caplog.text).encode()
    assert len(text) > 1000
    for form in forms(key):
        assert form not in text
        assert repr(form).encode() not in text


def test_the_suite_goes_with_the_key() -> None:
    with pytest.raises(RefusedError, match="signs with P-256 or P-384"):
        issue(credential(signer().did), signer=signer(), suite="ecdsa-rdfc-2019")
    with pytest.raises(RefusedError, match="not signed with Ed25519Signature2020"):
        issue(credential(signer().did), signer=signer(), suite="Ed25519Signature2020")
    with pytest.raises(RefusedError, match="not signed with eddsa-2022"):
        issue(credential(signer().did), signer=signer(), suite="eddsa-2022")
    with pytest.raises(RefusedError, match="tokens only"):
        issue(credential(signer("RSA").did), signer=signer("RSA"))
    with pytest.raises(RefusedError, match="There is no suite"):
        issue(credential(signer().did), signer=signer(), suite="rot13")


@pytest.fixture
def token(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A fresh software token with no keys in it."""
    missing = None
    if not Path(MODULE).exists() or shutil.which("softhsm2-util") is None:
        missing = "SoftHSM2 is not installed (scripts/install-test-system.sh hsm)"
    else:
        try:
            import pkcs11  # noqa: PLC0415  (an extra)
        except ImportError:
            missing = "python-pkcs11 is not installed (extra hsm)"
    if missing is not None:
        if os.environ.get("CI") == "true":
            pytest.fail(missing)
        pytest.skip(missing)
    folder = tmp_path / "tokens"
    folder.mkdir()
    settings = tmp_path / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}\nobjectstore.backend = file\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    command = ["softhsm2-util", "--init-token", "--free", "--label", "district"]
    subprocess.run([*command, "--pin", PIN, "--so-pin", PIN], check=True, capture_output=True)
    import pkcs11  # noqa: PLC0415  (an extra)

    pkcs11.lib(MODULE).reinitialize()
    return "district"


def make_pair(label: str, token: str, kind: str) -> None:
    """Make a key pair inside the token."""
    import pkcs11  # noqa: PLC0415  (an extra)
    from pkcs11.util.ec import encode_named_curve_parameters  # noqa: PLC0415

    params = (
        b"\x13\x0cedwards25519"
        if kind == "Ed25519"
        else encode_named_curve_parameters({"P-256": "secp256r1", "P-384": "secp384r1"}[kind])
    )
    key_type = pkcs11.KeyType.EC_EDWARDS if kind == "Ed25519" else pkcs11.KeyType.EC
    with pkcs11.lib(MODULE).get_token(token_label=token).open(rw=True, user_pin=PIN) as session:
        domain = session.create_domain_parameters(
            key_type, {pkcs11.Attribute.EC_PARAMS: params}, local=True
        )
        mechanism = (
            pkcs11.Mechanism.EC_EDWARDS_KEY_PAIR_GEN
            if kind == "Ed25519"
            else pkcs11.Mechanism.EC_KEY_PAIR_GEN
        )
        domain.generate_keypair(store=True, label=label, mechanism=mechanism)


@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "P-384"])
def test_hardware_token(token: str, kind: str) -> None:
    """The key is made in the token, signs there, and never leaves it."""
    from openbadge_issuer.signers.pkcs11 import Pkcs11Signer  # noqa: PLC0415  (an extra)

    make_pair("badges", token, kind)
    key = Pkcs11Signer(MODULE, token=token, key="badges", pin=lambda: PIN)
    check(key)
    assert repr(key) == f"Pkcs11Signer({key.kid})"
    assert PIN not in repr(vars(key))
    for wrong in ({"key": "other"}, {"token": "other"}, {"pin": lambda: "000000"}):
        options = {"token": token, "key": "badges", "pin": lambda: PIN, **wrong}
        with pytest.raises(KeyFileError, match="cannot be used") as caught:
            Pkcs11Signer(MODULE, **options)  # type: ignore[arg-type]
        assert PIN not in "".join(traceback.format_exception(caught.value))
