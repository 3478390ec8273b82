"""Good credentials, and ways to make them bad."""

import json
from collections.abc import Callable
from typing import Any

VC2 = "https://www.w3.org/ns/credentials/v2"
VC1 = "https://www.w3.org/2018/credentials/v1"
EXAMPLES = "https://www.w3.org/ns/credentials/examples/v2"
OB = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"

Change = Callable[[Any], Any]


def credential(issuer: Any, **members: Any) -> dict[str, Any]:
    """A VC 2.0 credential about somebody."""
    return {
        "@context": [VC2],
        "type": ["VerifiableCredential"],
        "issuer": issuer,
        "credentialSubject": {"id": "did:example:subject"},
        **members,
    }


def legacy(issuer: str, **members: Any) -> dict[str, Any]:
    """A VC 1.1 credential with milliseconds, as suites write the time."""
    return {
        "@context": [VC1],
        "id": "urn:uuid:86294362-4254-4f36-854f-3952fe42555d",
        "type": ["VerifiableCredential"],
        "issuer": issuer,
        "issuanceDate": "2020-03-16T22:37:26.544Z",
        "credentialSubject": {"id": "did:example:subject"},
        **members,
    }


def changed(document: Any, path: str, value: Any) -> Any:
    """A copy with one member changed, by its JSON pointer."""
    copy = json.loads(json.dumps(document))
    *way, last = path.strip("/").split("/")
    node = copy
    for name in way:
        node = node[int(name)] if isinstance(node, list) else node[name]
    if isinstance(node, list):
        node[int(last)] = value
    else:
        node[last] = value
    return copy


def without(document: Any, path: str) -> Any:
    """A copy without one member, by its JSON pointer."""
    copy = json.loads(json.dumps(document))
    *way, last = path.strip("/").split("/")
    node = copy
    for name in way:
        node = node[int(name)] if isinstance(node, list) else node[name]
    del node[last]
    return copy
