"""Issuing credentials of any kind: what may be in them, what is added, and whose key signs."""

import base64
import hashlib
from datetime import datetime
from typing import Any

import pytest

from contexts import document as pinned
from openbadge_issuer import RefusedError
from openbadge_issuer.credential import issue_credential
from tests.credentials.makers import (
    AT,
    EXAMPLES,
    GENERAL,
    VC1,
    VC2,
    credential,
    legacy,
    objections,
    signed,
    signer,
    verify,
)
from verifier import specs
from verifier.base64url import base64url_encode
from verifier.keys import ED25519, P256, P384, base58_encode
from verifier.profile import Profile

DI1 = "https://w3id.org/security/data-integrity/v1"
DI2 = "https://w3id.org/security/data-integrity/v2"
ED2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
SUITES = [
    ("eddsa-rdfc-2022", ED25519),
    ("eddsa-jcs-2022", ED25519),
    ("Ed25519Signature2020", ED25519),
    ("ecdsa-rdfc-2019", P256),
    ("ecdsa-rdfc-2019", P384),
    ("ecdsa-jcs-2019", P256),
    ("ecdsa-jcs-2019", P384),
]


def issue(document: dict[str, Any], **options: Any) -> dict[str, Any]:
    return issue_credential(
        document, **{"signer": signer(), "profile": GENERAL, "at": AT, **options}
    )


@pytest.mark.parametrize(("suite", "kind"), SUITES)
def test_every_suite_issues_both_versions(suite: str, kind: str) -> None:
    key = signer(kind)
    for made in (credential(issuer=key.did), legacy(issuer={"id": key.did})):
        issued = issue(made, signer=key, suite=suite)
        assert isinstance(issued["proof"], dict)
        report = verify(issued)
        assert report, objections(report)


def test_a_credential_of_vc_2_0_is_signed_as_given() -> None:
    given = credential()
    issued = issue(given)
    assert {name: part for name, part in issued.items() if name != "proof"} == given


@pytest.mark.parametrize(
    ("suite", "given", "expected"),
    [
        ("eddsa-rdfc-2022", [VC1], [VC1, DI2]),
        ("eddsa-rdfc-2022", [VC1, DI1], [VC1, DI1]),
        ("eddsa-rdfc-2022", [VC1, DI2], [VC1, DI2]),
        ("Ed25519Signature2020", [VC1], [VC1, ED2020]),
        ("Ed25519Signature2020", [VC1, ED2020], [VC1, ED2020]),
        ("Ed25519Signature2020", [VC2], [VC2, ED2020]),
        ("eddsa-jcs-2022", [VC2], [VC2]),
    ],
)
def test_a_context_that_the_proof_needs_is_added(
    suite: str, given: list[str], expected: list[str]
) -> None:
    make = legacy if given[0] == VC1 else credential
    subject = {"credentialSubject": {"id": "did:example:subject"}}
    issued = issue(make(**{"@context": given, **subject}), suite=suite)
    assert issued["@context"] == expected
    assert verify(issued)


def test_vc_1_1_is_issued_only_where_the_profile_says_so() -> None:
    strict = Profile(contexts=GENERAL.contexts)
    with pytest.raises(RefusedError, match="no longer issued"):
        issue(legacy(), profile=strict)
    assert verify(issue(legacy()), strict), "but still read"


@pytest.mark.parametrize("members", [{"issuanceDate": None}, {"issuanceDate": "2026-01-02"}])
def test_vc_1_1_needs_its_own_times(members: dict[str, Any]) -> None:
    with pytest.raises(RefusedError):
        issue(legacy(**members))


ACCEPTED: dict[str, dict[str, Any]] = {
    "no validFrom": {"validFrom": None},
    "no id": {"id": None},
    "a subject with an id alone": {"credentialSubject": {"id": "did:example:subject"}},
    "a subject without id": {"credentialSubject": {"alumniOf": "The School of Examples"}},
    "two subjects": {"credentialSubject": [{"id": "did:example:a"}, {"id": "did:example:b"}]},
    "milliseconds": {"validFrom": "2026-01-02T03:04:05.678Z"},
    "an offset": {"validFrom": "2026-01-02T03:04:05-06:00"},
    "the far future": {"validUntil": "4023-02-26T01:02:58.447Z"},
    "not begun yet": {"validFrom": "4023-02-26T01:02:58.447Z"},
    "ended": {"validUntil": "2026-01-03T00:00:00+01:00"},
    "one instant": {"validUntil": "2026-01-02T04:04:05+01:00"},
    "a status without id": {"credentialStatus": {"type": "https://example.org/#Status"}},
    "several status entries": {
        "credentialStatus": [
            {
                "type": "BitstringStatusListEntry",
                "statusPurpose": purpose,
                "statusListIndex": "7",
                "statusListCredential": "https://issuer.example/lists/1",
            }
            for purpose in ("revocation", "suspension")
        ]
    },
    "several schemas": {
        "credentialSchema": [
            {"id": "did:example:schemas:1", "type": "JsonSchema"},
            {"id": "https://issuer.example/2.json", "type": "JsonSchema"},
        ]
    },
    "several refresh services": {
        "refreshService": [
            {"type": "https://example.org/#Refresh", "id": f"urn:x:{n}"} for n in "12"
        ]
    },
    "several evidences": {"evidence": [{"type": "Exam"}, {"type": ["Exam"], "id": "urn:x:exam"}]},
    "terms of use": {"termsOfUse": {"type": "Policy", "id": "did:example:terms"}},
    "types as addresses": {"type": ["https://example.org/#Example", "VerifiableCredential"]},
    "one type": {"type": "VerifiableCredential"},
    "names in languages": {"name": [{"@value": "Dog", "@language": "en"}, {"@value": "Hund"}]},
    "an issuer with a name": {"issuer": {"id": signer().did, "name": "An Issuer"}},
}


@pytest.mark.parametrize("what", ACCEPTED)
@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_what_the_data_model_allows_is_issued(suite: str, what: str) -> None:
    issued = issue(credential(**ACCEPTED[what]), suite=suite)
    in_force = what not in ("not begun yet", "ended", "one instant")
    report = verify(issued, status=False)
    assert bool(report) == in_force, objections(report)
    assert report.verdict == ("valid" if in_force else "not_in_force")


BROKEN: dict[str, dict[str, Any]] = {
    "no context": {"@context": None},
    "a context that is no list": {"@context": VC2},
    "an object for a context": {"@context": {}},
    "the base context second": {"@context": [*reversed(credential()["@context"])]},
    "the base context twice": {"@context": [VC2, VC2]},
    "a context that is a number": {"@context": [VC2, 7]},
    "a context that is not at hand": {"@context": [VC2, "https://example.com/context"]},
    "no type": {"type": None},
    "no types": {"type": []},
    "a type that is a number": {"type": 7},
    "a wrong type": {"type": "string"},
    "no issuer": {"issuer": None},
    "an issuer that is a number": {"issuer": 7},
    "an issuer that is a list": {"issuer": [signer().did]},
    "an issuer of another key": {
        "issuer": "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    },
    "no subject": {"credentialSubject": None},
    "no subjects": {"credentialSubject": []},
    "a subject that is an address": {"credentialSubject": "did:example:subject"},
    "an empty subject": {"credentialSubject": {}},
    "a second, empty subject": {"credentialSubject": [{"id": "did:example:a"}, {}]},
    "an id in a list": {"id": ["urn:x:1"]},
    "an id that is no URL": {"id": "https ://not-a-url"},
    "an id deep down": {"credentialSubject": {"degree": {"id": "a b"}}},
    "a part that claims to be the credential": {
        "id": "urn:x:1",
        "credentialSubject": {"id": "urn:x:1", "type": ["Person", "VerifiableCredential"]},
    },
    "a time in words": {"validFrom": "Sat 25 Feb 2023 07:16:31 PM CST"},
    "a time without offset": {"validUntil": "2040-01-01T00:00:00"},
    "an end before the start": {"validUntil": "2025-01-01T00:00:00Z"},
    "a status without type": {"credentialStatus": {"id": "urn:x:status"}},
    "an empty status": {"credentialStatus": {}},
    "no status in the list": {"credentialStatus": []},
    "a status that is a text": {"credentialStatus": "urn:x:status"},
    "a schema without id": {"credentialSchema": {"type": "JsonSchema"}},
    "evidence without type": {"evidence": [{"id": "urn:x:exam"}]},
    "evidence that is a text": {"evidence": "urn:x:exam"},
    "a name with more": {"name": {"@value": "x", "@language": "en", "url": "urn:x:1"}},
    "a name of a wrong language": {"name": {"@value": "x", "@language": "not a tag"}},
    "a description of a wrong direction": {"description": {"@value": "x", "@direction": "up"}},
    "a name that is a number": {"name": 7},
    "a proof that is a text": {"proof": "z58DAdFfa9"},
    "an index that is a number": {
        "credentialStatus": {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": 7,
            "statusListCredential": "https://issuer.example/lists/1",
        }
    },
    "an entry with the id of its list": {
        "credentialStatus": {
            "id": "https://issuer.example/lists/1",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "7",
            "statusListCredential": "https://issuer.example/lists/1",
        }
    },
    "an entry that says nothing": {"credentialStatus": {"type": "BitstringStatusListEntry"}},
    "an undefined member of an entry": {
        "@context": [VC2],
        "credentialSubject": {"id": "did:example:subject"},
        "credentialStatus": {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "7",
            "statusListCredential": "https://issuer.example/lists/1",
            "undefined": "x",
        },
    },
}


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_what_the_data_model_forbids_is_not_issued(suite: str, what: str) -> None:
    with pytest.raises(RefusedError) as refused:
        issue(credential(**BROKEN[what]), suite=suite)
    assert all(problem.type is not None for problem in refused.value.problems), refused.value


def test_an_earlier_proof_is_replaced() -> None:
    first = issue(credential())
    again = issue(first)
    assert again["proof"] == first["proof"]
    assert verify(again)


def test_an_instant_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        issue(credential(), at=datetime(2026, 3, 2))  # noqa: DTZ001


BODY = pinned(VC2)


def sri(algorithm: str, body: bytes = BODY) -> str:
    digest = hashlib.new(algorithm, body).digest()
    return f"{algorithm}-{base64.b64encode(digest).decode()}"


def multihash(body: bytes = BODY) -> bytes:
    return b"\x12\x20" + hashlib.sha256(body).digest()


GOOD_DIGESTS: list[dict[str, str]] = [
    {"digestSRI": sri("sha256")},
    {"digestSRI": sri("sha384")},
    {"digestSRI": f"{sri('sha256')} {sri('sha512')}"},
    {"digestMultibase": "u" + base64url_encode(multihash())},
    {"digestMultibase": "z" + base58_encode(multihash())},
    {"digestSRI": sri("sha384"), "digestMultibase": "u" + base64url_encode(multihash())},
    {"digestMultibase": "u" + base64url_encode(multihash()[2:])},
    {"digestSRI": sri("sha384"), "mediaType": "application/ld+json"},
]
WRONG_DIGESTS: list[dict[str, Any]] = [
    {},
    {"mediaType": "application/ld+json"},
    {"digestSRI": sri("sha384", b"another")},
    {"digestSRI": sri("sha384"), "digestMultibase": "u" + base64url_encode(multihash(b"another"))},
    {"digestSRI": f"{sri('sha256')} {sri('sha512', b'another')}"},
    {"digestSRI": "sha384-NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg"},
    {"digestMultibase": "uJKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k"},
    {"digestSRI": "md5-AAAA"},
    {"digestSRI": "sha384-AAAA"},
    {"digestSRI": "sha384-A"},
    {"digestMultibase": "u!"},
    {"digestSRI": ""},
    {"digestSRI": 7},
    {"digestMultibase": "m" + base64.b64encode(multihash()).decode()},
    {"digestMultibase": "u" + base64url_encode(multihash()[:-1])},
    {"digestMultibase": "uAAAA"},
    {"digestMultibase": None},
]


@pytest.mark.parametrize("digest", GOOD_DIGESTS)
def test_a_related_resource_with_its_digest_is_issued(digest: dict[str, str]) -> None:
    issued = issue(credential(relatedResource=[{"id": VC2, **digest}]))
    report = verify(issued)
    assert report, objections(report)
    found = [f.outcome for f in report.findings if f.check == "evidence.digest"]
    assert found == ["passed"]


@pytest.mark.parametrize("digest", WRONG_DIGESTS)
def test_a_related_resource_with_a_wrong_digest_is_not_issued(digest: dict[str, Any]) -> None:
    with pytest.raises(RefusedError):
        issue(credential(relatedResource={"id": VC2, **digest}))


@pytest.mark.parametrize(
    "resources",
    [
        "https://www.w3.org/ns/credentials/v2",
        [VC2, VC1],
        [],
        [{"digestSRI": sri("sha384")}],
        [{"id": VC2, "digestSRI": sri("sha384")}, {"id": VC2, "digestSRI": sri("sha256")}],
        [{"id": "not a url", "digestSRI": sri("sha384")}],
        {},
    ],
)
def test_a_related_resource_of_wrong_form_is_not_issued(resources: Any) -> None:
    with pytest.raises(RefusedError):
        issue(credential(relatedResource=resources))


def test_a_context_that_the_caller_gives_is_at_hand_too() -> None:
    body = GENERAL.contexts.documents[EXAMPLES]
    assert verify(
        issue(credential(relatedResource={"id": EXAMPLES, "digestSRI": sri("sha384", body)}))
    )
    with pytest.raises(RefusedError, match="another digest"):
        issue(credential(relatedResource={"id": EXAMPLES, "digestSRI": sri("sha384")}))


def test_digests_of_evidence_are_compared_too() -> None:
    evidence = {"id": VC2, "type": "Exam"}
    assert verify(issue(credential(evidence={**evidence, "digestSRI": sri("sha384")})))
    with pytest.raises(RefusedError) as refused:
        issue(credential(evidence=[{**evidence, "digestSRI": sri("sha384", b"another")}]))
    (problem,) = refused.value.problems
    assert (problem.path, problem.type) == ("/evidence/0", specs.CRYPTOGRAPHIC)


def test_what_is_not_at_hand_is_said_not_to_be_checked() -> None:
    elsewhere = {"id": "https://issuer.example/exam.pdf", "digestSRI": sri("sha384", b"exam")}
    report = verify(issue(credential(relatedResource=elsewhere)))
    assert report
    assert [f.outcome for f in report.findings if f.check == "evidence.digest"] == ["inconclusive"]


@pytest.mark.parametrize(
    "digest", [d for d in WRONG_DIGESTS if d.get("digestMultibase", "") is not None]
)
def test_a_wrong_digest_that_another_program_signed_is_refused(digest: dict[str, Any]) -> None:
    whole = signed(credential(relatedResource={"id": VC2, **digest}))
    assert verify(whole).verdict == "invalid"
