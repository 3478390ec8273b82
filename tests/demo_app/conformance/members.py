"""Members that a credential may have, and members that nobody signs."""

import hashlib
from typing import Any

from contexts import document
from tests.demo_app.conformance.documents import EXAMPLES, VC2
from verifier.keys import base58_encode

NOT_URL = "https ://not-a-url/x"
SRI = "sha384-l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU"
MULTIHASH = "z" + base58_encode(b"\x12\x20" + hashlib.sha256(document(VC2)).digest())
OTHER_HASH = "z" + base58_encode(b"\x12\x20" + hashlib.sha256(b"other").digest())

GOOD: dict[str, dict[str, Any]] = {
    "id": {"id": "urn:uuid:86294362-4254-4f36-854f-3952fe42555d"},
    "subjects": {"credentialSubject": [{"id": "did:example:a"}, {"id": "did:example:b"}]},
    "milliseconds": {"validFrom": "2023-01-01T00:00:00.123Z"},
    "offset": {"validFrom": "2023-01-01T00:00:00+05:30", "validUntil": "2999-01-01T00:00:00-08:00"},
    "future": {"validFrom": "2999-01-01T00:00:00Z"},
    "status without id": {
        "credentialStatus": {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "4",
            "statusListCredential": "https://list.example/1",
        }
    },
    "schemas": {
        "credentialSchema": [
            {"id": "https://example.org/a.json", "type": "JsonSchema"},
            {"id": "https://example.org/b.json", "type": "JsonSchema"},
        ]
    },
    "type as URL": {"type": ["VerifiableCredential", "https://example.org/#Degree"]},
    "related resource": {"relatedResource": {"id": VC2, "digestSRI": SRI}},
    "related resource by multihash": {
        "relatedResource": [{"id": VC2, "digestMultibase": MULTIHASH, "digestSRI": SRI}]
    },
    "issuer object": {},
    "name in a language": {"name": {"@value": "Grad", "@language": "de", "@direction": "ltr"}},
    "names": {"name": [{"@value": "a", "@language": "en"}, {"@value": "b", "@language": "de"}]},
    "other context": {
        "@context": [VC2, {"Degree": "https://example.org/#Degree"}],
        "type": ["VerifiableCredential", "Degree"],
    },
    "evidence": {
        "@context": [VC2, EXAMPLES],
        "evidence": [{"type": ["Note"]}, {"type": "Note", "id": "https://example.org/e"}],
    },
}


NO_IDS: tuple[Any, ...] = (None, ["urn:a:b", "urn:a:c"], NOT_URL)
NO_PARTS: tuple[Any, ...] = ({}, {"id": "https://example.org/x"}, "text", [], 4, None)
BAD: dict[str, dict[str, Any]] = {
    **{f"id {value}": {"id": value} for value in NO_IDS},
    **{
        f"{name} id {value}": {name: {"type": "JsonSchema", "id": value}}
        for name in ("credentialStatus", "credentialSchema")
        for value in NO_IDS
    },
    **{
        f"{name} {value}": {name: value}
        for name in (
            "credentialStatus",
            "evidence",
            "termsOfUse",
            "refreshService",
            "credentialSchema",
        )
        for value in NO_PARTS
    },
    "status type 2": {"credentialStatus": {"type": 2}},
    "subject empty": {"credentialSubject": {}},
    "subject in list empty": {"credentialSubject": [{"id": "did:example:a"}, {}]},
    "subject ids": {"credentialSubject": {"id": ["did:example:a", "did:example:b"]}},
    "subject text": {"credentialSubject": "did:example:subject"},
    "subject null": {"credentialSubject": None},
    "subject list of nonsense": {"credentialSubject": [None, True, 4]},
    "issuer fake": {"issuer": "fake-issuer"},
    "issuer null": {"issuer": None},
    "issuer id null": {"issuer": {"id": None}},
    "issuer id fake": {"issuer": {"id": "fake-issuer"}},
    "issuer without id": {"issuer": {}},
    "issuer number": {"issuer": 4},
    "context text": {"@context": VC2},
    "context empty": {"@context": []},
    "context not first": {"@context": [EXAMPLES, VC2]},
    "context other": {"@context": [EXAMPLES]},
    "context no URL": {"@context": [VC2, NOT_URL]},
    "context number": {"@context": [VC2, 2]},
    "context unknown": {"@context": [VC2, "https://example.com/context/v1"]},
    "type missing": {"type": ["Degree"]},
    "type text": {"type": "string"},
    "type number": {"type": 4},
    "type nonsense": {"type": [2, None, {"foo": True}, False]},
    "type unmapped": {
        "@context": [VC2, {"@vocab": None}],
        "type": ["VerifiableCredential", "Degree"],
    },
    "type mapped to no URL": {
        "@context": [VC2, {"Degree": "not-a-url"}],
        "type": ["VerifiableCredential", "Degree"],
    },
    "protected type redefined": {
        "@context": [VC2, {"VerifiableCredential": "https://example.org/#VC"}]
    },
    "protected term redefined": {"@context": [VC2, {"name": "https://example.org/#name"}]},
    "term undefined": {"statusEntry": {"type": "BitstringStatusListEntry"}},
    "name with more": {"name": {"@value": "a", "@language": "en", "url": "https://example.org/"}},
    "name number": {"name": 4},
    "description with more": {"description": {"@value": "a", "@language": "en", "x": "y"}},
    "date of mail": {"validFrom": "Sun, 06 Nov 1994 08:49:37 GMT"},
    "date without zone": {"validFrom": "2023-01-01T00:00:00"},
    "date number": {"validUntil": 4},
    "ends before it starts": {
        "validFrom": "2024-01-01T00:00:00Z",
        "validUntil": "2023-01-01T00:00:00Z",
    },
    "proof without type": {"proof": {"cryptosuite": "eddsa-rdfc-2022"}},
    **{
        f"related resource {number}": {"relatedResource": value}
        for number, value in enumerate(
            (
                VC2,
                [VC2],
                [{"digestSRI": SRI}],
                [{"id": VC2, "digestSRI": SRI}, {"id": VC2, "digestSRI": SRI}],
                [{"id": VC2}],
                [{"id": VC2, "digestSRI": SRI.replace("HrjlBC", "HrjlBD")}],
                [{"id": VC2, "digestMultibase": OTHER_HASH}],
            )
        )
    },
}
