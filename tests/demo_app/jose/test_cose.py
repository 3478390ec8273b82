"""COSE_Sign1: every part of the object and of its header that may be wrong."""

from base64 import b64decode, b64encode
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest

from demo_app.conformance.jose.cose_header import decode, encode
from tests.demo_app.jose.desk import KIDS, Desk
from verifier.disclosure import cbor

FEATURE = "credential_cose"
HEADER: Mapping[int, int | str | bytes] = {
    1: -7,
    3: "application/vc",
    4: KIDS["p256"].encode(),
    16: "application/vc+cose",
}


def base64(data: bytes) -> str:
    return b64encode(data).decode().rstrip("=")


def signed(
    desk: Desk,
    header: bytes,
    *,
    tag: bytes = b"\xd2",
    unprotected: Any = MappingProxyType({}),
    payload: bytes | None = None,
    context: str = "Signature1",
) -> str:
    """A COSE object over the minimal credential, with the key's own signature."""
    if payload is None:
        payload = (desk.inputs / "credential-minimal.json").read_bytes()
    signature = desk.private("p256").sign(cbor.encode([context, header, b"", payload]))
    return base64(tag + cbor.encode([header, unprotected, payload, signature]))


def test_the_object_that_the_others_alter_verifies(desk: Desk) -> None:
    token = signed(desk, encode(HEADER))
    minimal = desk.json("credential-minimal.json")
    padded = b64encode(b64decode(token + "=" * (-len(token) % 4))).decode()
    for text in (token, f"{token}\n", f"{token}\r\n", padded):
        assert desk.verify(text, "p256", FEATURE).document == minimal


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({1: -8}, "algorithm"),
        ({1: -35}, "algorithm"),
        ({1: 5}, "algorithm"),  # HMAC with SHA-256
        ({1: "ES256"}, "algorithm"),
        ({1: None}, "algorithm"),
        ({2: b"\x81\x01"}, "not understood"),  # crit
        ({5: b"iv"}, "not understood"),
        ({4: KIDS["p384"].encode()}, "another key"),
        ({4: KIDS["p256"]}, "another key"),
        ({16: None}, "type"),
        ({16: "application/vp+cose"}, "type"),
        ({16: "vc+cose"}, "type"),
        ({16: 11060}, "type"),
        ({3: "application/vp"}, "content type"),
        ({3: 50}, "content type"),
    ],
    ids=str,
)
def test_headers(desk: Desk, changes: dict[int, Any], reason: str) -> None:
    header = {label: value for label, value in {**HEADER, **changes}.items() if value is not None}
    answer = desk.verify(signed(desk, encode(header)), "p256", FEATURE)
    assert answer.result == "failure"
    assert reason in answer.data


def test_the_content_type_and_the_key_may_be_left_out(desk: Desk) -> None:
    header = {label: HEADER[label] for label in (1, 16)}
    assert desk.verify(signed(desk, encode(header)), "p256", FEATURE).result == "success"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (b"", "small map"),
        (b"\x80", "small map"),
        (b"\xbf\xff", "small map"),  # indefinite length
        (b"\xa1", "too early"),
        (b"\xa1\x01", "too early"),
        (b"\xa1\x01\x26\x00", "shortest"),  # something after it
        (b"\xa2\x01\x26\x01\x26", "shortest"),  # twice
        (b"\xa2\x04\x41\x00\x01\x26", "shortest"),  # out of order
        (b"\xa1\x01\x38\x06", "shortest"),
        (b"\xa1\x18\x01\x26", "shortest"),
        (b"\xa1\x01\x43\x00", "shortest"),  # shorter than it says
        (b"\xa1\x03\x61\xff", "utf-8"),
        (b"\xa1\x61\x61\x26", "label"),
        (b"\xa1\x20\x26", "label"),
        (b"\xa1\x18\x18\x26", "label"),
        (b"\xa1\x01\xf6", "other kinds"),
        (b"\xa1\x01\x81\x26", "other kinds"),
        (b"\xa1\x01\x3a\x00\x00\x00\x06", "other kinds"),
        (b"\xa1\x01\xc2\x41\x06", "other kinds"),
    ],
    ids=repr,
)
def test_headers_in_another_spelling(desk: Desk, header: bytes, reason: str) -> None:
    answer = desk.verify(signed(desk, header), "p256", FEATURE)
    assert answer.result == "failure"
    assert answer.data.startswith("The protected header cannot be read: ")
    assert reason in answer.data


def test_numbers_of_a_header_come_back() -> None:
    for number in (0, 23, 24, 255, 256, 65535, -1, -24, -25, -256, -257, -65536):
        assert decode(encode({1: number})) == {1: number}


def test_objects_of_another_shape(desk: Desk) -> None:
    header = encode(HEADER)
    bad = [
        signed(desk, header, tag=b""),
        signed(desk, header, tag=b"\xd1"),
        signed(desk, header, unprotected={4: b"kid"}),
        signed(desk, header, unprotected=[]),
        base64(b"\xd2" + cbor.encode([header, {}, b"{}"])),
        base64(b"\xd2" + cbor.encode([header, {}, "{}", b""])),
        base64(b"\xd2" + cbor.encode([header, {}, b"{}", ""])),
        base64(b"\xd2" + cbor.encode(["", {}, b"{}", b""])),
        base64(b"\xd2" + cbor.encode(b"bytes")),
        base64(b"\xd2"),
        "",
    ]
    for text in bad:
        answer = desk.verify(text, "p256", FEATURE)
        assert (answer.result, "COSE_Sign1" in answer.data) == ("failure", True)


def test_text_that_is_not_canonical_base64(desk: Desk) -> None:
    token = signed(desk, encode(HEADER))
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
    spare = token[:-1] + last[last.index(token[-1]) ^ 1]
    url = token.replace("+", "-").replace("/", "_")
    for text in (f" {token}", f"{token[:8]}\n{token[8:]}", f"{token}é", spare, url, token[:-3]):
        assert desk.verify(text, "p256", FEATURE).result == "failure"


def test_the_signature_is_for_this_structure(desk: Desk) -> None:
    """Not one that the same key gave for a COSE_Sign or a countersignature."""
    for context in ("Signature", "CounterSignature"):
        answer = desk.verify(signed(desk, encode(HEADER), context=context), "p256", FEATURE)
        assert (answer.result, "signature" in answer.data) == ("failure", True)


def test_contents_are_held_to_the_same_rules(desk: Desk) -> None:
    for payload in (b"", b"{}", b"[]", b'\xef\xbb\xbf{"type": 1}', b'{"vc": {}}', b"\xff"):
        text = signed(desk, encode(HEADER), payload=payload)
        assert desk.verify(text, "p256", FEATURE).result == "failure"


def test_the_issuer_of_a_credential_controls_the_key(desk: Desk) -> None:
    """Here issuing asks nothing, so that a foreign key can be tried; verifying does."""
    token = desk.issue("credential-minimal.json", "did-ed25519", FEATURE).data
    answer = desk.verify(token, "did-ed25519", FEATURE)
    assert (answer.result, answer.data[:8]) == ("failure", "/issuer:")
