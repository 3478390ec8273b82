"""Whatever the files hold, there is an answer; and what nobody signed never succeeds."""

import json
from base64 import b64encode
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from demo_app.conformance.jose.feature import FEATURES, issue, verify
from demo_app.conformance.jose.method import PrivateKey, read_method, read_private_key
from openbadge_issuer.signers.memory import MemorySigner
from verifier.base64url import base64url_encode
from verifier.disclosure import cbor
from verifier.errors import DocumentError
from verifier.jwk import to_jwk
from verifier.keys import from_multikey

SIGNER = MemorySigner(bytes(range(32)))
PUBLIC = to_jwk(from_multikey(SIGNER.public_key))
METHOD: dict[str, Any] = {
    "id": "https://example.issuer/#key",
    "type": "JsonWebKey",
    "controller": "https://example.issuer/",
    "publicKeyJwk": PUBLIC,
    "secretKeyJwk": {**PUBLIC, "d": base64url_encode(bytes(range(32)))},
}
KEY_FILE = json.dumps(METHOD).encode()
CREDENTIAL: dict[str, Any] = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiableCredential"],
    "issuer": "https://example.issuer/",
    "credentialSubject": {"id": "did:example:123"},
}
DOCUMENT = json.dumps(CREDENTIAL).encode()
FEATURE = st.sampled_from(sorted(FEATURES)).map(FEATURES.__getitem__)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text() | st.sampled_from(["_sd", "...", "_sd_alg"]), inner, max_size=4)
    ),
    max_leaves=12,
)
TOKENS = {
    name: issue(DOCUMENT, KEY_FILE, FEATURES[f"credential_{name}"])
    for name in ("jose", "sdjwt", "cose")
}


def key() -> PrivateKey:
    return read_private_key(KEY_FILE, read_method(KEY_FILE))


def test_the_fixed_parts_are_good() -> None:
    for name, token in TOKENS.items():
        assert verify(token.encode(), KEY_FILE, FEATURES[f"credential_{name}"]) == CREDENTIAL


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()), FEATURE)
def test_bytes_are_never_a_token(data: bytes, feature: Any) -> None:
    with pytest.raises(DocumentError):
        verify(data, KEY_FILE, feature)


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()), FEATURE)
def test_bytes_are_never_a_document_or_a_key(data: bytes, feature: Any) -> None:
    with pytest.raises(DocumentError):
        issue(data, KEY_FILE, feature)
    with pytest.raises(DocumentError):
        issue(DOCUMENT, data, feature)
    with pytest.raises(DocumentError):
        verify(TOKENS["jose"].encode(), data, feature)


@given(st.sampled_from(sorted(TOKENS)), st.integers(0, 10**6), st.binary(min_size=1, max_size=3))
def test_a_damaged_token_never_verifies(name: str, at: int, bad: bytes) -> None:
    """Only a line end after it, or padding where base64 has it, changes nothing."""
    token = TOKENS[name].encode()
    place = at % len(token)
    damaged = token[:place] + bad + token[place + len(bad) :]
    if damaged.rstrip(b"\r\n=") == token:
        return
    with pytest.raises(DocumentError):
        verify(damaged, KEY_FILE, FEATURES[f"credential_{name}"])


@given(JSON, st.lists(JSON, max_size=3))
def test_signed_nonsense_is_answered_too(value: Any, more: list[Any]) -> None:
    """What the key signed is no excuse either: headers, contents, disclosures."""
    parts = [base64url_encode(json.dumps(part).encode()) for part in (value, *more)]
    for typ, feature in (("vc+jwt", "credential_jose"), ("vc+sd-jwt", "credential_sdjwt")):
        header = {"alg": "EdDSA", "typ": typ}
        for first in (base64url_encode(json.dumps(header).encode()), parts[0]):
            signed = f"{first}.{parts[0]}"
            token = f"{signed}.{base64url_encode(key().sign(signed.encode()))}"
            if feature.endswith("sdjwt"):
                token = "".join(f"{part}~" for part in (token, *parts[1:]))
            with pytest.raises(DocumentError):
                verify(token.encode(), KEY_FILE, FEATURES[feature])


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_signed_cbor_nonsense_is_answered_too(header: bytes, payload: bytes) -> None:
    signature = key().sign(cbor.encode(["Signature1", header, b"", payload]))
    data = b"\xd2" + cbor.encode([header, {}, payload, signature])
    for text in (b64encode(data), b64encode(header), b64encode(b"\xd2" + header)):
        with pytest.raises(DocumentError):
            verify(text, KEY_FILE, FEATURES["credential_cose"])


@given(st.sampled_from(sorted(CREDENTIAL)), JSON, FEATURE)
def test_a_credential_with_one_member_exchanged(name: str, value: Any, feature: Any) -> None:
    """It is refused, or what is issued verifies to the same document, where its issuer may."""
    document = {**CREDENTIAL, name: value}
    try:
        token = issue(json.dumps(document).encode(), KEY_FILE, feature)
        again = verify(token.encode(), KEY_FILE, feature)
    except DocumentError:
        return
    assert again == document


@given(st.sampled_from(["publicKeyJwk", "secretKeyJwk"]), st.text(max_size=3), JSON)
def test_damaged_keys_are_refused_or_the_same_key(half: str, name: str, value: Any) -> None:
    for member in (name, *PUBLIC, "d"):
        method = {**METHOD, half: {**METHOD[half], member: value}}
        data = json.dumps(method).encode()
        try:
            token = issue(DOCUMENT, data, FEATURES["credential_jose"])
        except DocumentError:
            continue
        assert verify(token.encode(), data, FEATURES["credential_jose"]) == CREDENTIAL
