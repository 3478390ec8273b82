"""What is issued verifies, here and with another library, and the other way round."""

import json
from hashlib import sha256

import pytest
from jwcrypto.jwk import JWK
from jwcrypto.jws import JWS

from tests.demo_app.jose.desk import ALGORITHMS, KEYS, KIDS, Desk
from verifier.base64url import base64url_decode, base64url_encode
from verifier.jws import ALGORITHMS as OF_BADGES

FORMS = ("jose", "sdjwt", "cose")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("kind", ["credential-full", "presentation-single"])
def test_every_key_and_form(desk: Desk, key: str, form: str, kind: str) -> None:
    feature = f"{kind.partition('-')[0]}_{form}"
    document = desk.json(f"{kind}.json")
    token = desk.issue(document, key, feature)
    assert token.result == "success", token.data
    assert desk.verify(token.data, key, feature).document == document


@pytest.mark.parametrize("key", KEYS)
def test_jwcrypto_verifies_what_is_issued(desk: Desk, key: str) -> None:
    document = desk.json("credential-minimal.json")
    jws = JWS()
    jws.allowed_algs = [ALGORITHMS[key]]
    jws.deserialize(desk.issue(document, key, "credential_jose").data, _jwk(desk, key, "public"))
    assert json.loads(jws.payload) == document
    expected = {"alg": ALGORITHMS[key], "kid": KIDS[key], "typ": "vc+jwt", "cty": "vc"}
    assert jws.jose_header == expected


@pytest.mark.parametrize("key", KEYS)
def test_what_jwcrypto_signs_verifies(desk: Desk, key: str) -> None:
    document = desk.json("credential-minimal.json")
    jws = JWS(json.dumps(document))
    header = json.dumps({"alg": ALGORITHMS[key], "typ": "vc+jwt"})
    jws.add_signature(_jwk(desk, key, "secret"), alg=ALGORITHMS[key], protected=header)
    assert desk.verify(jws.serialize(compact=True), key, "credential_jose").document == document


@pytest.mark.parametrize("feature", ["credential_jose", "credential_sdjwt", "credential_cose"])
def test_a_token_of_one_form_is_not_one_of_another(desk: Desk, feature: str) -> None:
    token = desk.issue("credential-minimal.json", "p256", feature).data
    others = ("credential_jose", "credential_sdjwt", "credential_cose", "presentation_jose")
    for other in others:
        expected = "success" if other == feature else "failure"
        assert desk.verify(token, "p256", other).result == expected


def test_the_digest_of_a_disclosure_is_that_of_the_rfc() -> None:
    """RFC 9901 section 4.2.3; the tests of this folder compute digests in this way."""
    disclosure = "WyJfMjZiYzRMVC1hYzZxMktJNmNCVzVlcyIsICJmYW1pbHlfbmFtZSIsICJNw7ZiaXVzIl0"
    assert json.loads(base64url_decode(disclosure))[1:] == ["family_name", "Möbius"]
    digest = base64url_encode(sha256(disclosure.encode()).digest())
    assert digest == "X9yH0Ajrdm1Oij4tWso9UzzKJvPoDxwmuEcO3XAdRC0"


def test_badges_are_not_signed_with_es512() -> None:
    assert "ES512" not in OF_BADGES


def _jwk(desk: Desk, key: str, half: str) -> JWK:
    method = json.loads(desk.key(key).read_bytes())
    return JWK(**{n: v for n, v in method[f"{half}KeyJwk"].items() if n != "alg"})
