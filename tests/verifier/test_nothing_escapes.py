"""Whatever stands in a signed file, the verifier answers; and nothing forged is valid."""

import copy
import json
from collections.abc import Iterator
from typing import Any

import pytest

from openbadge_issuer import derive, issue, present, present_jwt
from openbadge_issuer.jwt import compact
from tests.verifier.ways import AT, HOLDER, WAYS, credential, signed, signer
from verifier import Verifier
from verifier.claims import claims_for
from verifier.errors import DocumentError

VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    1.5,
    "",
    "x",
    "urn:x:y",
    [],
    [None],
    [[]],
    {},
    {"id": 7},
)
CONTEXTS = (
    "https://www.w3.org/2018/credentials/v1",
    "https://www.w3.org/ns/did/v1",
    "https://w3id.org/security/data-integrity/v1",
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
)
CHALLENGE = {"challenge": "c", "domain": "d"}


def places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Every place of a document."""
    yield path
    listed = enumerate(value) if isinstance(value, list) else ()
    for name, part in value.items() if isinstance(value, dict) else listed:
        yield from places(part, (*path, name))


def changed(document: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy with another value in one place."""
    if not path:
        return value
    copied = copy.deepcopy(document)
    target = copied
    for name in path[:-1]:
        target = target[name]
    target[path[-1]] = value
    return copied


def mutants(document: Any) -> Iterator[Any]:
    """Copies with one place changed."""
    for path in places(document):
        for value in VALUES:
            mutant = changed(document, path, value)
            if mutant != document:
                yield mutant
        if path and path[-1] == "@context":
            for url in CONTEXTS:
                yield changed(document, path, [url])
                yield changed(document, path, ["https://www.w3.org/ns/credentials/v2", url])


SIGNED = {f"{kind} {way}": signed(kind, way) for kind, way in WAYS if way != "jwt"}


@pytest.mark.parametrize("name", SIGNED)
def test_a_badge_with_any_place_changed_is_answered_and_not_valid(name: str) -> None:
    for mutant in mutants(json.loads(SIGNED[name])):
        report = Verifier().verify(json.dumps(mutant), at=AT)
        # A number for a number of the same value, or a list of one, would be the same badge.
        assert not report, json.dumps(mutant)[:2000]


def test_a_token_that_says_anything_is_answered() -> None:
    """The issuer signs nonsense: never an exception, whatever the verdict."""
    document = credential(signer().did)
    for mutant in mutants({**document, **claims_for(document)}):
        if isinstance(mutant, dict):
            assert Verifier().verify(compact(mutant, signer(), {}), at=AT).findings


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022", "Ed25519Signature2020"])
def test_a_presentation_with_any_place_changed_is_answered_and_not_valid(suite: str) -> None:
    badge = json.loads(SIGNED["Ed25519 eddsa-rdfc-2022"])
    token = signed("P-256", "jwt").decode()
    shown = present([badge, token], signer=HOLDER, suite=suite, at=AT, **CHALLENGE)
    verifier = Verifier()
    assert verifier.verify(json.dumps(shown), at=AT, **CHALLENGE)
    for mutant in mutants(shown):
        assert not verifier.verify(json.dumps(mutant), at=AT, **CHALLENGE), json.dumps(mutant)[:900]


def test_a_presentation_token_that_says_anything_is_answered() -> None:
    badge = json.loads(SIGNED["Ed25519 eddsa-rdfc-2022"])
    assert present_jwt([badge], signer=HOLDER, at=AT, **CHALLENGE)
    document = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "holder": HOLDER.did,
        "verifiableCredential": [badge],
        "iss": HOLDER.did,
        "aud": "d",
        "nonce": "c",
    }
    for mutant in mutants(document):
        if isinstance(mutant, dict):
            text = compact(mutant, HOLDER, {"typ": "vp+jwt"})
            Verifier().verify(text, at=AT, **CHALLENGE)


def test_deriving_from_anything_is_a_document_error_or_a_badge() -> None:
    key = signer("P-256")
    base = issue(credential(key.did), signer=key, suite="ecdsa-sd-2023", at=AT)
    for mutant in mutants(base):
        if isinstance(mutant, dict):
            try:
                shown = derive(mutant, disclose=["/credentialSubject"])
            except DocumentError:
                continue
            assert mutant == base or not Verifier().verify(json.dumps(shown), at=AT)


@pytest.mark.parametrize(("kind", "way"), [way for way in WAYS if way[1] != "Ed25519Signature2020"])
def test_a_member_cannot_take_the_name_of_a_class(kind: str, way: str) -> None:
    """`Criteria` and `criteria` are one address in RDF: only one of them is a member."""
    if way == "jwt":
        document = credential(signer(kind).did)
        text = json.dumps({**document, **claims_for(document)}).replace('"criteria"', '"Criteria"')
        badge = compact(json.loads(text), signer(kind), {})
    else:
        badge = SIGNED[f"{kind} {way}"].decode().replace('"criteria"', '"Criteria"')
    report = Verifier().verify(badge, at=AT)
    assert not report
    if way != "jwt" and "jcs" not in way:
        assert any("another spelling" in finding.message for finding in report.findings)


def test_a_type_cannot_take_the_name_of_a_member() -> None:
    document = credential(signer().did)
    criteria = document["credentialSubject"]["achievement"]["criteria"]
    badge = issue(document, signer=signer(), at=AT)
    badge["credentialSubject"]["achievement"]["criteria"] = {**criteria, "type": "criteria"}
    assert not Verifier().verify(json.dumps(badge), at=AT)
