"""Addresses and what they stand for: did:key, this server's own document, its profile.

https://w3c.github.io/did-resolution/#bindings-https
"""

from __future__ import annotations

import re
from typing import Any

from flask import Blueprint, Response, request

from demo_app.access import Role, allow
from demo_app.conformance import did_key
from demo_app.conformance.answers import answer
from demo_app.conformance.workshop import workshop
from verifier.suites import suites

_PCHAR = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})"
_REST = re.compile(rf"(?:/{_PCHAR}*)*(?:\?(?:{_PCHAR}|[/?])*)?(?:#(?:{_PCHAR}|[/?])*)?")
_NOT_FOUND = "notFound"


def add_identifier_views(blueprint: Blueprint) -> None:
    """The endpoints about addresses."""
    get = blueprint.get
    get("/identifiers/<path:did>", merge_slashes=False)(allow(Role.ANYBODY)(resolve))
    get("/.well-known/did.json", merge_slashes=False)(allow(Role.ANYBODY)(controller_document))
    get("/test-profile.json", merge_slashes=False)(allow(Role.ANYBODY)(test_profile))


def resolve(did: str) -> Response:
    """The document of a did:key, or the key that a DID URL names, always in the same envelope."""
    address = re.match("[^/?#]*", did)
    base = address[0] if address else ""
    is_url = base != did and base.startswith("did:")
    metadata: dict[str, Any] = {}
    found: dict[str, Any] = {}
    status = 200
    try:
        found = _dereference(base, did[len(base) :]) if is_url else _document(did)
        metadata["contentType"] = "application/did+ld+json"
    except did_key.ResolutionError as exc:
        metadata["error"] = exc.error
        status = 404 if exc.error == _NOT_FOUND else 400
    return answer(
        {
            "@context": "https://w3id.org/did-resolution/v1",
            "didDocument": found,
            "didDocumentMetadata": {},
            "didDereferencingMetadata" if is_url else "didResolutionMetadata": metadata,
        },
        status,
    )


def _document(did: str) -> dict[str, Any]:
    form, experimental = _wanted()
    return did_key.document(did_key.read(did), form, experimental=experimental)


def _dereference(did: str, rest: str) -> dict[str, Any]:
    """The key behind a DID URL; a did:key has no other part."""
    if not _REST.fullmatch(rest):
        raise did_key.ResolutionError("invalidDidUrl")
    form, experimental = _wanted()
    address = did_key.read(did)
    method = did_key.method(address, form, experimental=experimental)
    if did + rest != address.method_id:
        raise did_key.ResolutionError(_NOT_FOUND)
    context = did_key.document(address, form, experimental=experimental)["@context"]
    return {"@context": context, **method}


def _wanted() -> tuple[str | None, bool]:
    experimental = request.args.get("enableExperimentalPublicKeyTypes") == "true"
    return request.args.get("publicKeyFormat"), experimental


def controller_document() -> Response:
    """This server as a controller (https://www.w3.org/TR/cid-1.0/), with every test key."""
    own = request.base_url
    keys = [bench.signer.public_key for bench in workshop().benches.values()]
    methods = [
        {"id": f"{own}#{key}", "type": "Multikey", "controller": own, "publicKeyMultibase": key}
        for key in keys
    ]
    return answer(
        {
            "@context": "https://www.w3.org/ns/cid/v1",
            "id": own,
            "verificationMethod": methods,
            "assertionMethod": [method["id"] for method in methods],
        }
    )


def test_profile() -> Response:
    """Who this is, for a program that tests it."""
    return answer(
        {
            "name": "openbadge-issuer conformance server (test keys, made at its start)",
            **{kind: bench.signer.did for kind, bench in workshop().benches.items()},
            "cryptosuites": sorted(suites()),
        }
    )
