"""Credentials and presentations as signed tokens in a `data:` URL."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from openbadge_issuer import RefusedError
from openbadge_issuer.credential import issue_enveloped
from openbadge_issuer.jwt import compact
from tests.credentials.makers import (
    AT,
    CHALLENGE,
    DOMAIN,
    EXAMPLES,
    GENERAL,
    VC2,
    copy,
    credential,
    legacy,
    objections,
    presented,
    signer,
    verify,
    verify_presentation,
)
from verifier.base64url import base64url_decode
from verifier.keys import ED25519, P256, P384
from verifier.profile import Profile

VC_JWT, VP_JWT, JWT = "application/vc+jwt", "application/vp+jwt", "application/jwt"


def enveloped(token: str, media_type: str = VC_JWT, kind: str = "Credential") -> dict[str, Any]:
    return {
        "@context": [VC2],
        "type": f"EnvelopedVerifiable{kind}",
        "id": f"data:{media_type},{token}",
    }


def issued(**members: Any) -> dict[str, Any]:
    return issue_enveloped(credential(**members), signer=signer(), profile=GENERAL, at=AT)


def presentation(**members: Any) -> dict[str, Any]:
    return {
        "@context": [VC2],
        "type": ["VerifiablePresentation"],
        "holder": signer().did,
        "verifiableCredential": [issued()],
        **members,
    }


EXCHANGE = {"nonce": CHALLENGE, "aud": DOMAIN}


@pytest.mark.parametrize(
    ("kind", "algorithm"), [(ED25519, "EdDSA"), (P256, "ES256"), (P384, "ES384")]
)
def test_a_credential_is_enveloped_and_verifies(kind: str, algorithm: str) -> None:
    key = signer(kind)
    document = credential(issuer=key.did)
    made = issue_enveloped(document, signer=key, profile=GENERAL, at=AT)
    assert set(made) == {"@context", "type", "id"}
    assert made["type"] == "EnvelopedVerifiableCredential"
    header, content, _ = made["id"].removeprefix(f"data:{VC_JWT},").split(".")
    assert json.loads(base64url_decode(header)) == {
        "alg": algorithm,
        "kid": key.kid,
        "typ": "vc+jwt",
        "cty": "vc",
    }
    assert json.loads(base64url_decode(content)) == document
    report = verify(made)
    assert report, objections(report)
    assert verify({**made, "@context": VC2}), "the base context may stand alone"


CHANGES: dict[str, Callable[[dict[str, Any]], Any]] = {
    "no contexts": lambda e: e.update({"@context": []}),
    "no context": lambda e: e.pop("@context"),
    "another context": lambda e: e.update({"@context": EXAMPLES}),
    "only another context": lambda e: e.update({"@context": [EXAMPLES]}),
    "no data": lambda e: e.update(id=e["id"].partition(",")[2]),
    "no id": lambda e: e.pop("id"),
    "an empty token": lambda e: e.update(id=f"data:{VC_JWT},"),
    "another media type": lambda e: e.update(id=e["id"].replace("vc+jwt", "vc+cose")),
    "no type": lambda e: e.pop("type"),
    "another type": lambda e: e.update(type="VerifiableCredential"),
    "two types": lambda e: e.update(type=[e["type"], "VerifiableCredential"]),
    "a member beside": lambda e: e.update(issuer=signer().did),
    "a changed token": lambda e: e.update(id=e["id"][:-4] + "AAAA"),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_envelope_is_refused(change: str) -> None:
    document = issued()
    assert verify(document)
    CHANGES[change](document)
    assert not verify(document)


@pytest.mark.parametrize("change", [name for name in CHANGES if "media" not in name])
def test_a_changed_envelope_of_a_presentation_is_refused(change: str) -> None:
    token = compact({**presentation(), **EXCHANGE}, signer(), {"typ": "vp+jwt"})
    document = enveloped(token, VP_JWT, "Presentation")
    report = verify_presentation(document)
    assert report, objections(report)
    CHANGES[change](document)
    assert not verify_presentation(document)


@pytest.mark.parametrize(
    ("header", "content"),
    [
        ({"typ": "bad+typ"}, {}),
        ({"typ": "vc+jwt", "cty": "bad+cty"}, {}),
        ({"typ": "vp+jwt"}, {}),
        ({"typ": "vc+jwt", "kid": signer(P256).kid}, {}),
        ({"typ": "vc+jwt", "crit": ["exp"]}, {}),
        ({"typ": "vc+jwt"}, {"issuer": signer(P256).did}),
        ({"typ": "vc+jwt"}, {"iss": "did:example:another"}),
        ({"typ": "vc+jwt"}, {"exp": 1767225600}),
        ({"typ": "vc+jwt"}, {"undefined": "x", "@context": [VC2]}),
        ({"typ": "vc+jwt"}, {"type": ["Another"]}),
        ({"typ": "vc+jwt"}, {"credentialSubject": {}}),
    ],
)
def test_a_token_that_says_otherwise_is_refused(header: Any, content: Any) -> None:
    token = compact({**credential(), **content}, signer(), header)
    assert not verify(enveloped(token))
    assert verify(enveloped(compact(credential(), signer(), {"typ": "vc+jwt"})))


def claimed(document: dict[str, Any], name: str, **claims: Any) -> str:
    return compact({name: document, "iss": signer().did, **claims}, signer(), {"typ": "JWT"})


def test_claims_are_read_only_under_one_media_type_and_only_where_that_is_said() -> None:
    token = claimed(credential(), "vc", sub="did:example:subject")
    assert verify(enveloped(token, JWT)), objections(verify(enveloped(token, JWT)))
    assert not verify(enveloped(token, VC_JWT))
    assert not verify(enveloped(token, JWT), replace(GENERAL, jwt_claims=False))
    assert not verify(enveloped(token, JWT), Profile())
    held = presentation(verifiableCredential=[enveloped(token, JWT)])
    shown = enveloped(claimed(held, "vp", **EXCHANGE), JWT, "Presentation")
    assert verify_presentation(shown), objections(verify_presentation(shown))
    assert not verify_presentation(shown, replace(GENERAL, jwt_claims=False))
    of_vp = enveloped(claimed(held, "vp", **EXCHANGE), VP_JWT, "Presentation")
    assert not verify_presentation(of_vp)


@pytest.mark.parametrize(
    "claims", [{"sub": "did:example:another"}, {"jti": "urn:x:another"}, {"nbf": 1}, {"vp": {}}]
)
def test_claims_that_differ_are_refused(claims: dict[str, Any]) -> None:
    assert not verify(enveloped(claimed(credential(), "vc", **claims), JWT))


def test_whoever_signs_the_claims_must_be_the_issuer() -> None:
    stolen = credential(issuer=signer(P256).did)
    assert not verify(enveloped(claimed(stolen, "vc"), JWT))


def test_a_presentation_may_be_for_a_place_that_nobody_named() -> None:
    """The enveloped presentation of the W3C suite names an audience, and its request none."""
    token = compact({**presentation(), **EXCHANGE}, signer(), {"typ": "vp+jwt"})
    shown = enveloped(token, VP_JWT, "Presentation")
    assert verify_presentation(shown, domain=None)
    strict = replace(GENERAL, unnamed_exchange=False)
    assert verify_presentation(shown, strict)
    assert verify_presentation(shown, strict, domain=None).verdict == "inconclusive"
    assert not verify_presentation(shown, challenge="another")


def test_an_enveloped_credential_is_presented() -> None:
    assert verify_presentation(presented(presentation()))
    broken = copy(presentation())
    broken["verifiableCredential"][0]["id"] += "A"
    assert not verify_presentation(presented(broken))
    other = copy(presentation())
    other["verifiableCredential"][0]["id"] = "data:application/vc+cose,0oRD"
    assert not verify_presentation(presented(other))


def test_a_credential_and_a_presentation_do_not_stand_for_each_other() -> None:
    token = issued()["id"].partition(",")[2]
    assert not verify_presentation(enveloped(token, VP_JWT, "Presentation"))
    shown = compact({**presentation(), **EXCHANGE}, signer(), {"typ": "vp+jwt"})
    assert not verify(enveloped(shown, VC_JWT))
    assert not verify(enveloped(shown, VP_JWT, "Presentation"))


@pytest.mark.parametrize("document", [credential(issuer="did:example:x"), credential(type=["X"])])
def test_what_does_not_verify_is_not_enveloped(document: dict[str, Any]) -> None:
    with pytest.raises(RefusedError):
        issue_enveloped(document, signer=signer(), profile=GENERAL, at=AT)


def test_a_legacy_credential_may_be_enveloped_where_the_profile_says_so() -> None:
    made = issue_enveloped(legacy(), signer=signer(), profile=GENERAL, at=AT)
    assert verify(made), objections(verify(made))
