"""Tokens in detail: framing, the older `vc` claim, the key that is named, times and exchanges."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from openbadge_issuer import controller_document, envelope, key_set
from openbadge_issuer.jwt import compact
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.carriers.test_jwt import KEY, changed, check, token
from tests.verifier.ways import AT, HOLDER, credential, signer
from verifier import Limits, Offline, Outcome, Report, State, Verifier
from verifier.base64url import base64url_encode
from verifier.claims import check_claims, check_end, claims_for
from verifier.clock import to_text
from verifier.context_list import OB_LEGACY, VC1
from verifier.errors import DocumentError
from verifier.jwk import to_jwk
from verifier.jws import ALGORITHMS, read_jws
from verifier.keys import P256, from_multikey
from verifier.token import Token, read_token
from verifier.wording import sentence

BOM = b"\xef\xbb\xbf"
SECONDS = int(AT.timestamp())
DID, HTTPS = "did:web:sdsm.example", "https://sdsm.example/issuers/1"
DOCUMENT = "https://sdsm.example/.well-known/did.json"
KEY_SET = "https://sdsm.example/.well-known/jwks.json"


def framed(header: bytes, payload: bytes, key: MemorySigner = KEY) -> str:
    """A genuine signature around any bytes."""
    signed = f"{base64url_encode(header)}.{base64url_encode(payload)}"
    return f"{signed}.{base64url_encode(key.sign(signed.encode()))}"


def named(**header: Any) -> bytes:
    return json.dumps({"alg": "EdDSA", "kid": KEY.kid, **header}).encode()


def whole(issuer: str = KEY.did, **changes: Any) -> dict[str, Any]:
    """A badge with the claims that repeat it."""
    document = credential(issuer)
    return {**document, **claims_for(document), **changes}


PAYLOAD = json.dumps(whole()).encode()


@pytest.mark.parametrize(
    ("header", "payload", "reason"),
    [
        (BOM + named(), PAYLOAD, "header of the token begins with a byte order mark"),
        (b"[]", PAYLOAD, "header of the token is not an object"),
        (b'{"kid": "x"}', PAYLOAD, "'alg' must be a text"),
        (named(alg=""), PAYLOAD, "'alg' must be a text"),
        (named(alg=7), PAYLOAD, "'alg' must be a text"),
        (named(typ=None), PAYLOAD, "'typ' must be a text"),
        (named(cty=7), PAYLOAD, "'cty' must be a text"),
        (named(jwk=[]), PAYLOAD, "'jwk' must be an object"),
        (b'{"alg": "EdDSA"}', PAYLOAD, "names no key"),
        (named(), BOM + PAYLOAD, "content of the token begins with a byte order mark"),
        (named(), b"[]", "content of the token is not a credential"),
        (named(), b"7", "content of the token is not a credential"),
        (named(), json.dumps({"vp": {}}).encode(), "says two things at once"),
        (named(), json.dumps({"vc": {}, "type": "x"}).encode(), "says two things at once"),
        (named(), json.dumps({"vc": "x"}).encode(), "says two things at once"),
        (named(), json.dumps({"vc": {}}).encode(), "for VC 1.1 credentials only"),
    ],
)
def test_what_is_no_token_of_a_badge_is_refused_before_any_key(
    header: bytes, payload: bytes, reason: str
) -> None:
    assert check(json.dumps(envelope(framed(named(), PAYLOAD)))).state is State.VALID
    report = check(json.dumps(envelope(framed(header, payload))))
    assert report.state is State.MALFORMED
    assert reason in report.decisive()[0].message


def test_a_token_is_no_longer_than_allowed() -> None:
    """Counted in bytes, and the header by itself."""
    text = framed(named(), PAYLOAD).encode()
    assert read_jws(text, Limits(max_bytes=len(text))).payload == PAYLOAD
    with pytest.raises(DocumentError, match="larger than"):
        read_jws(text, Limits(max_bytes=len(text) - 1))
    for length, fits in ((8192, True), (8194, False)):
        padding = length * 3 // 4 - len(named(cty=""))
        header = named(cty="x" * padding)
        assert len(base64url_encode(header)) == length
        if fits:
            assert read_jws(framed(header, PAYLOAD).encode(), Limits()).payload == PAYLOAD
        else:
            with pytest.raises(DocumentError, match="too long"):
                read_jws(framed(header, PAYLOAD).encode(), Limits())


def test_only_the_four_algorithms_are_known() -> None:
    assert frozenset({"EdDSA", "ES256", "ES384", "RS256"}) == ALGORITHMS
    report = check(token(alg="HS256"))
    assert report.decisive()[0].message == (
        "The algorithm 'HS256' is not accepted; these are: ES256, ES384, EdDSA, RS256."
    )


def test_a_signature_counts_with_the_one_algorithm_of_its_key() -> None:
    jws = read_jws(framed(named(alg="ES256"), PAYLOAD).encode(), Limits())
    assert not jws.verified_by(from_multikey(KEY.public_key))


OLDER = {"@context": [VC1, OB_LEGACY[0]], "type": ["VerifiableCredential", "OpenBadgeCredential"]}


def decoded(vc: dict[str, Any], **claims: Any) -> dict[str, Any]:
    payload = json.dumps({"vc": {**OLDER, **vc}, **claims}).encode()
    return dict(read_token(framed(named(), payload).encode(), Limits()).document)


def test_the_older_credential_is_completed_from_the_claims() -> None:
    """What it says itself stays; https://www.w3.org/TR/vc-data-model-1.1/#jwt-decoding."""
    claims = {"jti": "urn:x:1", "iss": "did:web:a.example", "sub": "did:example:1"}
    assert decoded({}) == OLDER
    assert decoded({"credentialSubject": {"x": 1}}, **claims) == {
        **OLDER,
        "id": "urn:x:1",
        "issuer": "did:web:a.example",
        "credentialSubject": {"id": "did:example:1", "x": 1},
    }
    own = {"id": "urn:x:2", "issuer": {"id": "did:web:b.example"}, "credentialSubject": {"id": "y"}}
    assert decoded(own, **claims) == {**OLDER, **own}
    listed = {"credentialSubject": [{"x": 1}]}
    assert decoded(listed, sub="did:example:1") == {**OLDER, **listed}
    assert decoded({"credentialSubject": {"x": 1}}) == {**OLDER, "credentialSubject": {"x": 1}}


def test_registered_claims_are_no_members_of_the_badge() -> None:
    claims: dict[str, Any] = {"cnf": {"kid": "x"}, "iat": SECONDS, "aud": "a", "nonce": "n"}
    found = read_token(framed(named(), json.dumps(whole(**claims)).encode()).encode(), Limits())
    assert {"iss", "sub", "jti", "nbf", "exp", *claims} == set(found.claims)
    assert not set(found.claims) & set(found.document)


def outcome(document: dict[str, Any], **claims: Any) -> list[tuple[str, Outcome]]:
    """What is said of the claims of a `JWT`, each with its outcome."""
    payload = {**document, **claims_for(document), **claims}
    payload = {name: value for name, value in payload.items() if value is not None}
    found = check_claims(_read(payload), KEY.did, AT, Limits())
    assert {f.check for f in found} == {"proof.claims"}
    return [(f.message, f.outcome) for f in found]


def _read(payload: dict[str, Any], **header: Any) -> Token:
    return read_token(framed(named(**header), json.dumps(payload).encode()).encode(), Limits())


def test_every_claim_that_differs_or_lacks_is_named() -> None:
    document = credential(KEY.did)
    same = "The claims of the token say the same as the badge."
    assert outcome(document) == [(same, Outcome.PASSED)]
    wrong = [
        ("iss", "did:web:x.example", "The claim iss differs from the issuer of the badge."),
        ("jti", "urn:x:1", "The claim jti differs from the id of the badge."),
        ("sub", "urn:x:1", "The claim sub differs from the subject of the badge."),
        ("nbf", 1, "The claim nbf differs from validFrom of the badge."),
        ("exp", 1, "The claim exp differs from validUntil of the badge."),
        ("nbf", 0.5, "The claim nbf is not a number of seconds."),
        ("exp", -1, "The claim exp is not a number of seconds."),
        ("iat", -1, "The claim iat is not a number of seconds."),
        ("iat", 253_402_300_800, "The claim iat is not a number of seconds."),
        ("iss", None, "The token lacks the claim iss."),
        ("jti", None, "The token lacks the claim jti."),
        ("nbf", None, "The token lacks the claim nbf."),
        ("exp", None, "The token lacks the claim exp."),
    ]
    for claim, value, message in wrong:
        assert outcome(document, **{claim: value}) == [(message, Outcome.FAILED)]
    assert outcome(document, iat=0) == [(same, Outcome.PASSED)]
    assert outcome(document, iat=SECONDS + 60) == [(same, Outcome.PASSED)]
    ((message, failed),) = outcome(document, iat=SECONDS + 61)
    assert message.startswith("The signature says it was made at 2026-11-21T12:01:01Z, which is")
    assert failed is Outcome.FAILED
    unread = {**document, "validFrom": "soon"}
    payload = {**unread, **claims_for(document)}
    messages = [f.message for f in check_claims(_read(payload), KEY.did, AT, Limits())]
    assert messages == ["The claim nbf differs from validFrom of the badge."]


def test_the_last_second_of_time_is_an_instant() -> None:
    """The epoch and the end of the year 9999 too."""
    last = {**credential(KEY.did), "validUntil": "9999-12-31T23:59:59Z"}
    assert outcome(last) == [("The claims of the token say the same as the badge.", Outcome.PASSED)]
    first = {**credential(KEY.did), "validFrom": "1970-01-01T00:00:00Z"}
    assert outcome(first)[0][1] is Outcome.PASSED


def test_a_badge_that_has_no_beginning_lacks_its_claim_all_the_same() -> None:
    document = credential(KEY.did)
    payload = {**document, **claims_for(document)}
    del payload["validFrom"], payload["nbf"], payload["validUntil"], payload["exp"]
    messages = [f.message for f in check_claims(_read(payload), KEY.did, AT, Limits())]
    assert messages == ["The token lacks the claim nbf."]
    payload["nbf"] = SECONDS
    messages = [f.message for f in check_claims(_read(payload), KEY.did, AT, Limits())]
    assert messages == ["The claim nbf differs from validFrom of the badge."]


def test_a_vc_jwt_need_not_repeat_anything() -> None:
    document = credential(KEY.did)
    (found,) = check_claims(_read(document, typ="vc+jwt"), KEY.did, AT, Limits())
    assert found.outcome is Outcome.PASSED


def test_the_end_that_a_token_alone_names_is_the_badges() -> None:
    """It is signed, too: the summary has it, and the sentence says the day."""
    open_ended = {n: v for n, v in whole().items() if n != "validUntil"}
    report = check(compact({**open_ended, "exp": SECONDS - 1}, KEY, {"typ": "JWT"}))
    assert report.summary is not None
    assert report.summary.valid_until == to_text(AT - timedelta(seconds=1))
    assert f"expired on {report.summary.valid_until[:10]}." in sentence(report)


def test_a_token_ends_in_the_second_that_it_names() -> None:
    """And a badge that says itself when it ends is asked itself."""
    open_ended = {n: v for n, v in whole().items() if n != "validUntil"}
    for exp, expected in ((SECONDS, Outcome.PASSED), (SECONDS - 1, Outcome.FAILED)):
        (found,) = check_end(_read({**open_ended, "exp": exp}), AT)
        assert (found.check, found.outcome) == ("time.valid_until", expected)
        assert ("has not ended" in found.message) is (expected is Outcome.PASSED)
    assert check_end(_read({**open_ended, "exp": 0}), AT)[0].outcome is Outcome.FAILED
    for name in ("validUntil", "expirationDate"):
        both = {**open_ended, name: "2020-01-01T00:00:00Z", "exp": SECONDS}
        assert check_end(_read(both), AT) == []
    assert check_end(_read({**open_ended, "exp": "soon"}), AT) == []


def test_claims_leave_out_what_a_credential_does_not_have() -> None:
    """Text or object as issuer, a subject without an id, no end."""
    bare: dict[str, Any] = {
        "issuer": "did:web:a.example",
        "validFrom": to_text(AT),
        "credentialSubject": {},
    }
    assert claims_for(bare) == {"iss": "did:web:a.example", "nbf": SECONDS}


def district_answer(text: str, pages: dict[str, Any]) -> Report:
    """Our answer while this is published."""
    district = DistrictSimulator()
    for url, page in pages.items():
        district.pages[url] = json.dumps(page).encode()
    return Verifier(fetcher=district).verify(text, at=AT)


def by(key: MemorySigner, issuer: str = DID, *, drop: str = "", **header: Any) -> str:
    """A token by a key of an issuer, with members of the header changed or dropped."""
    members = {"alg": _algorithm(key), "kid": key.kid, **header}
    members.pop(drop, None)
    return framed(json.dumps(members).encode(), json.dumps(whole(issuer)).encode(), key)


def _algorithm(key: MemorySigner) -> str:
    return {"Ed25519": "EdDSA", "P-256": "ES256"}[from_multikey(key.public_key).kind]


def jwk_of(key: MemorySigner) -> dict[str, str]:
    return to_jwk(from_multikey(key.public_key))


OWN, OTHER = signer("P-256", DID), MemorySigner.generate(did=DID, kind=P256)


def test_a_key_is_named_by_its_address_its_fragment_or_itself() -> None:
    """Always one that the issuer lists."""
    pages = {DOCUMENT: controller_document(OWN)}
    fragment = "#" + OWN.kid.partition("#")[2]
    for text in (by(OWN), by(OWN, kid=fragment), by(OWN, drop="kid", jwk=jwk_of(OWN))):
        assert district_answer(text, pages).state is State.VALID
    both = by(OWN, jwk=jwk_of(OWN))
    assert district_answer(both, pages).state is State.VALID
    for text, reason in (
        (by(OWN, jwk=jwk_of(OTHER)), "is not the key"),
        (by(OTHER, drop="kid", jwk=jwk_of(OTHER)), "does not list the key"),
        (by(OTHER, kid="#other"), "does not list the key"),
        (by(OWN, jwk={**jwk_of(OWN), "x": "AA"}), "cannot be used"),
        (by(OWN, drop="kid", jwk={"kty": "oct"}), "cannot be used"),
    ):
        report = district_answer(text, pages)
        assert report.state is State.INVALID_SIGNATURE
        assert report.decisive()[0].check == "issuer.key"
        assert reason in report.decisive()[0].message


def test_a_key_of_a_kind_that_is_not_read_leaves_the_token_open() -> None:
    """Nothing is known of it; it is no forgery."""
    jwk = {"kty": "EC", "crv": "secp256k1", "x": "A" * 43, "y": "A" * 43}
    report = district_answer(by(OWN, drop="kid", jwk=jwk), {DOCUMENT: controller_document(OWN)})
    assert report.state is State.UNSUPPORTED


def test_a_key_given_by_itself_is_looked_for_among_the_keys_that_may_issue() -> None:
    """Past entries that are broken, and past names that stand for nothing."""
    document = controller_document(OWN)
    broken = {**document["verificationMethod"][0], "id": f"{DID}#0", "publicKeyMultibase": "z0"}
    if "publicKeyJwk" in broken:
        broken = {**broken, "publicKeyJwk": {"kty": "EC"}}
    hiding = {
        "type": "JsonWebKey",
        "controller": DID,
        "id": f"{DID}#00",
        "publicKeyJwk": {**jwk_of(OWN), "use": "enc"},
    }
    document["verificationMethod"] += [broken, hiding]
    document["assertionMethod"] += [f"{DID}#0", f"{DID}#00", f"{DID}#-"]
    text = by(OWN, drop="kid", jwk=jwk_of(OWN))
    assert district_answer(text, {DOCUMENT: document}).state is State.VALID
    document["authentication"] = [OWN.kid]
    document["assertionMethod"] = [f"{DID}#0"]
    assert district_answer(text, {DOCUMENT: document}).state is State.INVALID_SIGNATURE


def test_a_key_that_ended_before_the_token_was_made() -> None:
    """By `iat`, or by now where the token does not say when it was made."""
    key = signer("P-256", DID)
    document = controller_document(key)
    document["verificationMethod"][0]["expires"] = to_text(AT - timedelta(days=1))
    for iat, state in (
        (SECONDS - 2 * 86_400, State.VALID),
        (SECONDS - 86_400, State.VALID),
        (SECONDS - 86_399, State.INVALID_SIGNATURE),
        (None, State.INVALID_SIGNATURE),
        (0, State.VALID),
    ):
        payload = whole(DID) if iat is None else whole(DID, iat=iat)
        text = compact(payload, key, {})
        assert district_answer(text, {DOCUMENT: document}).state is state


def test_a_claim_of_the_time_of_issue_that_is_none_helps_no_key() -> None:
    key = signer("P-256", DID)
    document = controller_document(key)
    document["verificationMethod"][0]["expires"] = to_text(AT - timedelta(days=1))
    for iat in (-1, True, 10**12, "0"):
        report = district_answer(compact(whole(DID, iat=iat), key, {}), {DOCUMENT: document})
        assert report.state is State.INVALID_SIGNATURE
        assert "issuer.key" in {f.check for f in report.decisive()}


HOSTED = signer("P-256", HTTPS)


def in_key_set(entry_changes: dict[str, Any], text: str, *more: Any) -> Report:
    """Our answer about an https issuer whose host publishes a key set."""
    keys = key_set(HOSTED)
    entry = {**keys["keys"][0], **entry_changes}
    entry = {name: value for name, value in entry.items() if value is not None}
    return district_answer(text, {KEY_SET: {"keys": [entry, *more]}})


def test_a_key_in_the_key_set_of_a_host() -> None:
    """Named, or given by itself; once, and for this issuer."""
    bare = by(HOSTED, HTTPS, drop="kid", jwk=jwk_of(HOSTED))
    other = MemorySigner.generate(did=HTTPS, kind=P256)
    twin = {**key_set(other)["keys"][0], "kid": HOSTED.kid}
    stranger = {**key_set(other)["keys"][0], "kid": "another"}
    assert in_key_set({}, by(HOSTED, HTTPS), stranger, "text").state is State.VALID
    assert in_key_set({}, bare, stranger, {"kty": "oct"}).state is State.VALID
    assert in_key_set({"kid": None}, bare).state is State.VALID
    for report in (
        in_key_set({}, by(HOSTED, HTTPS), twin),
        in_key_set({"kid": "another"}, by(HOSTED, HTTPS)),
        in_key_set({"kid": None}, by(HOSTED, HTTPS)),
        in_key_set({}, by(other, HTTPS, drop="kid", jwk=jwk_of(other))),
        in_key_set({}, by(HOSTED, HTTPS, jwk=jwk_of(other))),
        in_key_set({"iss": "https://sdsm.example/issuers/2"}, by(HOSTED, HTTPS)),
        in_key_set({"revoked": {"revoked_at": SECONDS}}, by(HOSTED, HTTPS)),
        in_key_set({"exp": SECONDS - 1}, by(HOSTED, HTTPS)),
        in_key_set({"exp": 0}, by(HOSTED, HTTPS)),
        in_key_set({"exp": 10**12}, by(HOSTED, HTTPS)),
        in_key_set({"exp": 253_402_300_800}, by(HOSTED, HTTPS)),
        in_key_set({"exp": "soon"}, by(HOSTED, HTTPS)),
    ):
        assert report.state is State.INVALID_SIGNATURE
        assert report.decisive()[0].check == "issuer.key"
    assert in_key_set({"exp": SECONDS}, by(HOSTED, HTTPS)).state is State.VALID
    assert in_key_set({"exp": to_text(AT)}, by(HOSTED, HTTPS)).state is State.VALID
    assert in_key_set({"iss": HTTPS}, by(HOSTED, HTTPS)).require().methods == (HOSTED.kid,)


@pytest.mark.parametrize("page", [[], {}, {"keys": {}}, "keys"])
def test_a_page_that_is_no_key_set_lists_no_key(page: Any) -> None:
    report = district_answer(by(HOSTED, HTTPS), {KEY_SET: page})
    assert report.state is State.INVALID_SIGNATURE
    assert "is not a key set" in report.decisive()[0].message


def test_only_an_https_issuer_has_a_key_set() -> None:
    """The document of a did:web is out of reach: its host's key set is not asked instead."""
    district = DistrictSimulator()
    del district.pages[DOCUMENT]
    district.pages[KEY_SET] = json.dumps(key_set(OWN)).encode()
    report = Verifier(fetcher=district).verify(by(OWN), at=AT)
    assert report.state is State.KEY_UNAVAILABLE
    assert KEY_SET not in {source.url for source in report.sources}


CHALLENGE, DOMAIN = "n-0S6_WzA2Mj", "https://hr.example"
SHOWN = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    "type": ["VerifiablePresentation"],
    "holder": HOLDER.did,
}


def presented(header: dict[str, Any] | None = None, **changes: Any) -> Report:
    """Our answer to a presentation of nothing, as a token."""
    claims = {"iss": HOLDER.did, "iat": SECONDS, "nonce": CHALLENGE, "aud": DOMAIN, **changes}
    payload = {**SHOWN, **claims}
    payload = {name: value for name, value in payload.items() if value is not None}
    text = compact(payload, HOLDER, header or {"typ": "vp+jwt"})
    return Verifier().verify_presentation(text, challenge=CHALLENGE, domain=DOMAIN, at=AT)


def test_a_presentation_token_says_of_what_type_it_is() -> None:
    for header in ({"typ": "vp+jwt"}, {"typ": "JWT"}, {"typ": "vp+jwt", "cty": "vp"}):
        assert presented(header).state is State.VALID
    for header in ({"typ": "vc+jwt"}, {"typ": "vp+jwt", "cty": "vc"}, {"cty": "vp"}):
        assert presented(header).state is State.MALFORMED
    assert check(token(typ="vc+jwt", cty="application/vc")).state is State.VALID
    report = check(token(typ="vc+jwt", cty="vp"))
    assert "content type 'vp' does not fit" in report.decisive()[0].message


@pytest.mark.parametrize(
    ("changes", "check_id"),
    [
        ({"iss": "did:web:x.example"}, "proof.claims"),
        ({"iat": "now"}, "proof.claims"),
        ({"exp": True}, "proof.claims"),
        ({"nbf": 1.5}, "proof.claims"),
        ({"exp": SECONDS - 1}, "proof.expires"),
        ({"iat": SECONDS + 61}, "proof.created"),
        ({"nbf": SECONDS + 61}, "proof.created"),
        ({"nonce": "another"}, "proof.purpose"),
        ({"nonce": None}, "proof.purpose"),
        ({"nonce": ["another"]}, "proof.purpose"),
        ({"aud": None}, "proof.purpose"),
        ({"aud": "https://evil.example"}, "proof.purpose"),
        ({"aud": ["https://evil.example"]}, "proof.purpose"),
        ({"aud": DOMAIN + "/more"}, "proof.purpose"),
        ({"aud": {DOMAIN: 1}}, "proof.purpose"),
    ],
)
def test_a_presentation_token_of_another_time_or_exchange_is_refused(
    changes: dict[str, Any], check_id: str
) -> None:
    report = presented(**changes)
    assert report.state is State.INVALID_SIGNATURE
    assert [f.check for f in report.decisive()] == [check_id]


def test_a_presentation_token_is_good_to_its_last_second_and_for_several() -> None:
    changes: dict[str, Any]
    for changes in (
        {"exp": SECONDS},
        {"iat": SECONDS + 60},
        {"nbf": SECONDS + 60, "iat": None},
        {"aud": ["https://other.example", DOMAIN]},
        {"iss": None},
    ):
        assert presented(**changes).state is State.VALID


def test_the_presenter_is_the_holder_that_is_named_or_else_who_made_the_token() -> None:
    assert presented(holder=None).state is State.VALID
    assert presented(holder={"id": HOLDER.did}).state is State.VALID
    nobody = presented(holder=None, iss=None)
    assert nobody.state is State.INVALID_SIGNATURE
    assert nobody.decisive()[0].message == "The file names no holder."
    assert presented(holder=None, iss=7).state is State.INVALID_SIGNATURE


def test_a_badge_token_with_an_audience_is_for_one_exchange_only() -> None:
    """A badge is for everybody, unless the reader says which exchange it is part of."""
    for changes in ({"aud": DOMAIN}, {"nonce": CHALLENGE}):
        report = check(changed(**changes))
        assert report.decisive()[0].check == "proof.purpose"
        assert "for one exchange only" in report.decisive()[0].message
    text = changed(aud=DOMAIN, nonce=CHALLENGE)
    answer = Verifier().verify(text, at=AT, challenge=CHALLENGE, domain=DOMAIN)
    assert answer.state is State.VALID
    other = Verifier().verify(text, at=AT, challenge=CHALLENGE, domain="https://x.example")
    assert other.state is State.INVALID_SIGNATURE
    for asked in ({"challenge": CHALLENGE}, {"domain": DOMAIN}):
        (found,) = Verifier().verify(changed(), at=AT, **asked).decisive()
        assert found.check == "proof.purpose"
        assert "anybody who has a copy could show it" in found.message


def test_the_finding_of_a_genuine_token_is_about_the_signature() -> None:
    checks = {f.check: f.outcome for f in check(token()).findings if f.path == ""}
    assert checks["proof.signature"] is Outcome.PASSED
    assert checks["proof.claims"] is Outcome.PASSED
    forged = token()[:-8] + "AAAAAAAA"
    report = check(forged)
    assert [f.check for f in report.decisive()] == ["proof.signature"]


def test_an_instant_beyond_the_calendar_is_no_reason_to_fall_over() -> None:
    assert datetime.fromtimestamp(253_402_300_799, UTC).year == 9999
    for name in ("exp", "nbf", "iat"):
        assert check(changed(**{name: 253_402_300_800})).state is State.INVALID_SIGNATURE


def test_only_what_was_lifted_out_of_a_claim_need_not_be_repeated() -> None:
    """An ordinary badge in a `vc` claim must have its claims, wherever it is read."""
    plain, inside = json.dumps(whole()).encode(), json.dumps({"vc": OLDER}).encode()
    for payload, lift, needed in (
        (plain, False, True),
        (plain, True, True),
        (inside, False, True),
        (inside, True, False),
    ):
        found = read_token(framed(named(), payload).encode(), Limits(), lift=lift)
        assert found.claims_needed is needed


@pytest.mark.parametrize(
    "issuer", ["https://[", "https://[x]/a", "https://a]b", "https://ex℀mple.com/"]
)
def test_an_issuer_whose_address_has_no_host_has_no_key(issuer: str) -> None:
    """Parsers of addresses give up on such a text; the answer is a report all the same."""
    text = compact(whole(issuer), KEY, {"typ": "vc+jwt"})
    for fetcher in (DistrictSimulator(), Offline()):
        report = Verifier(fetcher=fetcher).verify(text, at=AT)
        assert report.state is State.KEY_UNAVAILABLE
        assert "is not a web address" in report.decisive()[0].message
