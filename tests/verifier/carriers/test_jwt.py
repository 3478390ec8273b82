"""Badges in tokens: read like any other, and every disagreement is named."""

import json
from typing import Any

import pytest

from openbadge_issuer import envelope, issue_jwt, key_set
from openbadge_issuer.errors import RefusedError
from openbadge_issuer.jwt import compact
from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.ways import AT, credential, signed, signer
from verifier import Limits, Outcome, Report, State, Verdict, Verifier
from verifier.base64url import base64url_decode, base64url_encode
from verifier.claims import claims_for
from verifier.context_list import OB_LEGACY, VC1
from verifier.errors import DocumentError
from verifier.jwk import from_jwk, to_jwk
from verifier.jws import read_jws
from verifier.keys import from_multikey
from verifier.token import read_token

KEY = signer()


def token(payload: dict[str, Any] | None = None, **header: Any) -> str:
    """A token by the test issuer, whatever it says."""
    document = credential(KEY.did)
    whole = {**document, **claims_for(document)} if payload is None else payload
    return compact(whole, KEY, header)


def check(text: str | bytes) -> Report:
    """Our answer, offline."""
    return Verifier().verify(text, at=AT)


def changed(**changes: Any) -> str:
    """A token whose claims or members differ; None leaves one out."""
    document = credential(KEY.did)
    whole = {**document, **claims_for(document), **changes}
    return token({name: value for name, value in whole.items() if value is not None})


@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "P-384", "RSA"])
def test_a_token_of_each_algorithm_is_valid(kind: str) -> None:
    report = check(signed(kind, "jwt"))
    assert report.state is State.VALID
    assert report.verified is not None
    assert "iss" not in report.verified.document


def test_an_envelope_is_the_token_in_it() -> None:
    text = signed("P-256", "jwt").decode()
    assert check(json.dumps(envelope(text))).state is State.VALID
    wrong = envelope(text) | {"name": "EVIL"}
    assert check(json.dumps(wrong)).state is State.MALFORMED
    other = envelope(text) | {"id": f"data:application/vp+jwt,{text}"}
    assert check(json.dumps(other)).state is State.MALFORMED


def test_one_line_end_after_a_token_is_fine() -> None:
    text = signed("P-256", "jwt").decode()
    assert check(text + "\n").state is State.VALID
    for around in (" " + text, text + " ", text + "\n\n", "\n" + text):
        assert check(around).verdict is Verdict.INVALID


@pytest.mark.parametrize(
    "changes",
    [
        {"iss": "did:key:z6MkpteLKkExVmzne6HhR7WTSAfD8fqc13RahfY9qeNgArQN"},
        {"iss": None},
        {"jti": "urn:uuid:0b1f0f2e-6d0a-4c55-9b3e-000000000001"},
        {"jti": None},
        {"sub": "did:example:other"},
        {"nbf": 1},
        {"nbf": None},
        {"nbf": "1772463600"},
        {"nbf": True},
        {"exp": 4_000_000_000},
        {"exp": None},
        {"exp": 1e9},
        {"iat": 4_000_000_000},
        {"iat": "2026-01-01T00:00:00Z"},
        {"aud": "https://hr.example"},
        {"nonce": "once"},
        {"validUntil": None, "exp": -5},
    ],
)
def test_a_claim_that_differs_is_refused(changes: dict[str, Any]) -> None:
    report = check(changed(**changes))
    assert report.state is State.INVALID_SIGNATURE
    assert report.decisive()[0].check in ("proof.claims", "proof.purpose")


def test_a_missing_subject_is_only_a_warning() -> None:
    report = check(changed(sub=None))
    assert report.state is State.VALID
    assert [f.check for f in report.findings if f.outcome is Outcome.WARNING] == ["proof.claims"]


def test_claims_may_be_absent_in_a_vc_jwt_and_must_agree() -> None:
    document = credential(KEY.did)
    assert check(token(document, typ="vc+jwt")).state is State.VALID
    assert check(token(document, typ="vc+jwt", cty="vc")).state is State.VALID
    assert check(token(document, typ="JWT")).state is State.INVALID_SIGNATURE
    wrong = check(token({**document, "jti": "urn:x:y"}, typ="vc+jwt"))
    assert wrong.state is State.INVALID_SIGNATURE


def test_a_token_that_ends_by_itself_has_ended() -> None:
    report = check(changed(validUntil=None, exp=1_777_000_000))
    assert report.state is State.EXPIRED
    assert check(changed(validUntil=None, exp=1_900_000_000)).state is State.VALID


@pytest.mark.parametrize(
    "header",
    [
        {"typ": "vp+jwt"},
        {"typ": "at+jwt"},
        {"cty": "vc"},
        {"typ": "vc+jwt", "cty": "text/plain"},
        {"jku": "https://attacker.example/keys"},
        {"crit": []},
        {"b64": False},
        {"zip": "DEF"},
        {"kid": 7},
        {"jwk": "text"},
    ],
)
def test_other_headers_are_refused(header: dict[str, Any]) -> None:
    assert check(token(**header)).state is State.MALFORMED


@pytest.mark.parametrize(
    "algorithm", ["none", "HS256", "ES256", "PS256", "RS256", "EDDSA", "Ed25519"]
)
def test_the_algorithm_is_the_one_of_the_key(algorithm: str) -> None:
    report = check(token(alg=algorithm))
    assert report.state is State.INVALID_SIGNATURE
    assert report.decisive()[0].check in ("proof.suite", "proof.method")


def test_a_member_that_no_context_defines_is_refused_though_it_is_signed() -> None:
    """The rule of the compact form holds for every way of signing."""
    report = check(changed(salary="1,000,000"))
    assert report.state is State.INVALID_CONTENT
    assert report.decisive()[0].path == "/salary"


def test_the_key_in_the_header_is_only_a_name() -> None:
    thief = signer("P-256")
    jwk = {"kty": "EC", "crv": "P-256", **_coordinates(thief.public_key)}
    document = credential(KEY.did)
    forged = compact({**document, **claims_for(document)}, thief, {"kid": KEY.kid, "jwk": jwk})
    assert check(forged).state is State.INVALID_SIGNATURE


def _coordinates(multikey: str) -> dict[str, str]:
    return {name: to_jwk(from_multikey(multikey))[name] for name in ("x", "y")}


def test_the_vc_claim_is_for_older_badges_only() -> None:
    document = credential(KEY.did)
    report = check(token({"vc": document, **claims_for(document)}))
    assert report.state is State.MALFORMED
    both = check(token({**document, "vc": document, **claims_for(document)}))
    assert both.state is State.MALFORMED
    older = {**document, "@context": [VC1, OB_LEGACY[0]]}
    older |= {"issuanceDate": older.pop("validFrom"), "expirationDate": older.pop("validUntil")}
    report = check(token({"vc": older, **claims_for(document)}))
    assert report.state is State.VALID
    assert [f.check for f in report.findings if f.outcome is Outcome.WARNING] == ["schema.legacy"]
    late = {**older, "expirationDate": "2026-11-20T12:00:00Z"}
    changed = check(token({"vc": late, **claims_for(document)}))
    assert [f.check for f in changed.decisive()] == ["proof.claims"]


def test_a_proof_inside_must_hold_too() -> None:
    badge = json.loads(signed("Ed25519", "eddsa-rdfc-2022"))
    good = issue_jwt(badge, signer=KEY, at=AT)
    assert check(good).state is State.VALID
    badge["proof"][0]["created"] = "2026-11-20T12:00:00Z"
    with pytest.raises(RefusedError, match="changed after it was signed"):
        issue_jwt(badge, signer=KEY, at=AT)


def test_bits_that_no_byte_needs_are_refused() -> None:
    """The last character of a part has bits that decoders ignore; they must be zero."""
    header, payload, signature = token().split(".")
    last = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".index(signature[-1])
    other = (
        signature[:-1]
        + "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[last + 1]
    )
    assert check(f"{header}.{payload}.{other}").state is State.MALFORMED
    assert base64url_encode(base64url_decode(signature)) == signature


def test_the_key_set_of_an_https_issuer() -> None:
    """The profile lists no key; the key set of its host does."""
    district = DistrictSimulator()
    issuer = "https://sdsm.example/issuers/1"
    key = signer("P-256", issuer)
    document = credential(issuer)
    text = compact({**document, **claims_for(document)}, key, {"typ": "JWT"})
    verifier = Verifier(fetcher=district)
    assert verifier.verify(text, at=AT).state is State.KEY_UNAVAILABLE
    keys = key_set(key)
    district.pages["https://sdsm.example/.well-known/jwks.json"] = json.dumps(keys).encode()
    assert verifier.verify(text, at=AT).state is State.VALID
    district.pages[issuer] = json.dumps({"id": issuer, "type": "Profile"}).encode()
    assert verifier.verify(text, at=AT).state is State.VALID
    keys["keys"][0]["iss"] = "https://sdsm.example/issuers/2"
    district.pages["https://sdsm.example/.well-known/jwks.json"] = json.dumps(keys).encode()
    assert verifier.verify(text, at=AT).state is State.INVALID_SIGNATURE


def test_the_w3c_tokens_are_framed_and_signed_as_they_say(vectors: Any) -> None:
    """Their credentials are no badges; headers and signatures are read as for badges."""
    folder = vectors / "w3c-jose-cose/tests/input"
    keys = {
        vm["publicKeyJwk"]["kid"]: vm["publicKeyJwk"]
        for vm in (json.loads(path.read_text()) for path in folder.glob("vm-*.json"))
    }
    right = {
        "credential-jose-minimal": True,
        "credential-jose-bad-signature": False,
        "credential-jose-bad-media-type": False,
        "credential-jose-vc-vp-claims": False,
        "presentation-jose-multiple": True,
        "presentation-jose-bad-media-type": False,
        # Signed correctly; what it holds is no credential.
        "presentation-jose-bad-credential": True,
        # ES512, which is no algorithm of a badge.
        "credential-jose-unknown-extensions": False,
    }
    for name, expected in right.items():
        data = (folder / f"{name}.txt").read_bytes().strip()
        try:
            read = read_token(data, Limits())
            key = from_jwk(keys[read.jws.header["kid"]])
            answer = read_jws(data, Limits()).verified_by(key)
        except (DocumentError, ValueError):
            answer = False
        assert answer is expected, name
