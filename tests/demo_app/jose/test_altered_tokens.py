"""Signed tokens with something wrong: every one is refused, for its own reason."""

import json
from typing import Any

import pytest

from tests.demo_app.jose.desk import KIDS, Desk
from verifier.base64url import base64url_decode, base64url_encode

FEATURE = "credential_jose"
JWK_INSIDE = {"kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}


@pytest.fixture
def minimal(desk: Desk) -> dict[str, Any]:
    """Return a credential that verifies in a token."""
    return desk.json("credential-minimal.json")


def test_the_token_that_the_others_alter_verifies(desk: Desk, minimal: dict[str, Any]) -> None:
    assert desk.verify(desk.token(minimal), "p256", FEATURE).document == minimal
    for kid in (None, KIDS["p256"], "73voMXFNmNlOEpuYCSJlh8eN0dscykoO6gBukgRS1uU"):
        assert desk.verify(desk.token(minimal, kid=kid), "p256", FEATURE).result == "success"
    for header in ({"cty": None}, {"typ": "application/vc+jwt", "cty": "application/vc"}):
        assert desk.verify(desk.token(minimal, **header), "p256", FEATURE).result == "success"


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ({"alg": "none"}, "algorithm"),
        ({"alg": "HS256"}, "algorithm"),
        ({"alg": "ES384"}, "algorithm"),
        ({"alg": "ES512"}, "algorithm"),
        ({"alg": None}, "'alg'"),
        ({"alg": ["ES256"]}, "'alg'"),
        ({"crit": ["exp"], "exp": 1}, "'crit'"),
        ({"b64": False}, "'b64'"),
        ({"jwk": JWK_INSIDE}, "key inside"),
        ({"jku": "https://example.issuer/keys"}, "'jku'"),
        ({"x5c": ["MIIB"]}, "'x5c'"),
        ({"kid": "https://example.issuer/vc-jose-cose#key-2"}, "another key"),
        ({"kid": ""}, "another key"),
        ({"kid": 1}, "'kid'"),
        ({"typ": None}, "'typ'"),
        ({"typ": "JWT"}, "'typ'"),
        ({"typ": "vp+jwt"}, "'typ'"),
        ({"typ": "vc+sd-jwt"}, "'typ'"),
        ({"cty": "vp"}, "'cty'"),
        ({"cty": ""}, "'cty'"),
    ],
    ids=str,
)
def test_headers(desk: Desk, minimal: dict[str, Any], header: dict[str, Any], reason: str) -> None:
    answer = desk.verify(desk.token(minimal, **header), "p256", FEATURE)
    assert answer.result == "failure"
    assert reason in answer.data


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"vc": {}}, "/vc"),
        ({"vp": None}, "/vp"),
        ({"iss": "https://other.example/"}, "/iss"),
        ({"iss": None}, "/iss"),
        ({"jti": "urn:uuid:00000000-0000-0000-0000-000000000000"}, "/jti"),
        ({"sub": "did:example:456"}, "/sub"),
        ({"issuer": "https://other.example/"}, "/issuer"),
        ({"issuer": {"id": "https://other.example/"}}, "/issuer"),
        ({"issuer": {"name": "Nobody"}}, "/issuer"),
        ({"issuer": None}, "/issuer"),
        ({"@context": ["https://www.w3.org/2018/credentials/v1"]}, "/@context"),
        ({"@context": [{"@vocab": "https://example.org/"}]}, "/@context"),
        ({"@context": None}, "/@context"),
        ({"type": ["VerifiablePresentation"]}, "/type"),
        ({"type": [1]}, "/type"),
        ({"credentialSubject": {}}, "/credentialSubject"),
        ({"credentialSubject": []}, "/credentialSubject"),
        ({"credentialSubject": "did:example:123"}, "/credentialSubject"),
    ],
    ids=str,
)
def test_contents(
    desk: Desk, minimal: dict[str, Any], changes: dict[str, Any], reason: str
) -> None:
    answer = desk.verify(desk.token({**minimal, **changes}), "p256", FEATURE)
    assert answer.result == "failure"
    assert answer.data.startswith(f"{reason}:")


@pytest.mark.parametrize(
    "claims",
    [
        {"iat": "2010-01-01T19:23:24Z"},
        {"exp": 1734397450},
        {"nbf": 99999999999},
        {"iss": "https://example.issuer/vc-jose-cose", "sub": "did:example:123", "aud": "anybody"},
    ],
    ids=str,
)
def test_no_clock_is_looked_at_and_claims_are_no_part_of_the_document(
    desk: Desk, minimal: dict[str, Any], claims: dict[str, Any]
) -> None:
    answer = desk.verify(desk.token({**minimal, **claims}), "p256", FEATURE)
    assert answer.document == minimal


def test_members_that_nobody_knows_pass_when_verifying(desk: Desk, minimal: dict[str, Any]) -> None:
    """The specification wants them ignored; only issuing them is refused."""
    extended = {**minimal, "badExtension": {"huh": "what?"}}
    assert desk.verify(desk.token(extended), "p256", FEATURE).document == extended


def test_an_issuer_may_be_an_object(desk: Desk, minimal: dict[str, Any]) -> None:
    named = {**minimal, "issuer": {"id": minimal["issuer"], "name": "Example"}}
    token = desk.token({**named, "iss": minimal["issuer"]})
    assert desk.verify(token, "p256", FEATURE).document == named


@pytest.mark.parametrize(
    "payload", ["[]", "null", '"text"', "{", "", '{"a": 1, "a": 2}', "\ufeff{}"]
)
def test_content_that_is_no_json_object(desk: Desk, payload: str) -> None:
    assert desk.verify(desk.token(payload), "p256", FEATURE).result == "failure"


def test_every_character_of_a_token_counts(desk: Desk, minimal: dict[str, Any]) -> None:
    """One character changed, anywhere: also the last of a part, whose spare bits must be zero."""
    token = desk.token(minimal, "ed25519")
    ends = [token.index("."), token.rindex("."), len(token)]
    for at in sorted({*range(0, len(token), 97), *(end - 1 for end in ends), *ends[:2]}):
        for other in "A_.":
            altered = token[:at] + other + token[at + 1 :]
            if altered != token:
                assert desk.verify(altered, "ed25519", FEATURE).result == "failure"


@pytest.mark.parametrize("key", ["p256", "p521"])
def test_signatures_of_another_form(desk: Desk, minimal: dict[str, Any], key: str) -> None:
    signed, _, signature = desk.token(minimal, key).rpartition(".")
    size = {"p256": 64, "p521": 132}[key]
    for wrong in (b"", b"\0" * size, b"\xff" * size, b"\0" * (size - 1), b"\x30\x06" + b"\1" * 64):
        token = f"{signed}.{base64url_encode(wrong)}"
        assert desk.verify(token, key, FEATURE).result == "failure"
    assert desk.verify(f"{signed}.{signature}=", key, FEATURE).result == "failure"
    raw = base64url_decode(signature)
    longer = base64url_encode(raw[: size // 2] + b"\0" + raw[size // 2 :])  # the same numbers
    assert desk.verify(f"{signed}.{longer}", key, FEATURE).result == "failure"
    assert desk.verify(f"{signed}.{signature}\n", key, FEATURE).result == "success"


def test_presentations_hold_secured_credentials_only(desk: Desk) -> None:
    presentation = desk.json("presentation-single.json")
    (good,) = presentation["verifiableCredential"]
    credential = desk.json("credential-minimal.json")
    for bad in (
        credential,
        {**good, "id": "data:application/vc+jwt,"},
        {**good, "id": "data:text/plain,hello"},
        {**good, "id": ["data:application/vc+jwt,a.b.c"]},
        {**good, "type": "VerifiableCredential"},
        {**good, "@context": "https://example.org/"},
        {**good, "issuer": "https://example.issuer/vc-jose-cose"},
        "data:application/vc+jwt,a.b.c",
        None,
    ):
        for several in ([good, bad], bad):
            content = {**presentation, "verifiableCredential": several}
            token = desk.token(content, typ="vp+jwt", cty="vp")
            answer = desk.verify(token, "p256", "presentation_jose")
            assert (answer.result, "must be secured" in answer.data) == ("failure", True)
            issued = desk.issue(content, "p256", "presentation_jose")
            assert (issued.result, "must be secured" in issued.data) == ("failure", True)


def test_the_holder_of_a_presentation_controls_the_key(desk: Desk) -> None:
    presentation = desk.json("presentation-single.json")
    for holder in ("did:example:somebody", {"id": "did:example:somebody"}, {}, 1):
        token = desk.token({**presentation, "holder": holder}, typ="vp+jwt", cty="vp")
        assert desk.verify(token, "p256", "presentation_jose").result == "failure"
    del presentation["holder"]
    token = desk.token(presentation, typ="vp+jwt", cty="vp")
    assert desk.verify(token, "p256", "presentation_jose").document == presentation
    for stranger in ("did:example:x", None, 1):
        token = desk.token({**presentation, "iss": stranger}, typ="vp+jwt", cty="vp")
        assert desk.verify(token, "p256", "presentation_jose").data.startswith("/iss: ")


def test_reasons_are_sentences(desk: Desk) -> None:
    answer = desk.verify(json.dumps({}), "p256", FEATURE)
    assert answer.data == "This is not a signed token: three base64url parts with dots."
