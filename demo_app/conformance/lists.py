"""Status lists: a place in one for what is issued, and the lists at their addresses.

https://www.w3.org/TR/vc-bitstring-status-list/
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, Response, abort, request, url_for

from demo_app.access import Role, allow
from demo_app.conformance.answers import malformed
from demo_app.conformance.workshop import Bench, workshop
from openbadge_issuer.status_list import MEDIA_TYPES, form_for
from verifier.strict_json import Json, JsonObject

_ENTRY = "BitstringStatusListEntry"


def add_list_views(blueprint: Blueprint) -> None:
    """The endpoint of the lists."""
    blueprint.get("/status/<kind>/<purpose>", merge_slashes=False)(allow(Role.ANYBODY)(status_list))


def status_list(kind: str, purpose: str) -> Response:  # noqa: ARG001  (they are in the address)
    """A list, signed anew at each request, in the form that is asked for."""
    form = form_for(request.headers.get("Accept"))
    found = workshop().status_list(request.base_url, form)
    if found is None:
        abort(404)
    mimetype = MEDIA_TYPES["jwt"] if form == "jwt" else "application/json"
    return Response(found, mimetype=mimetype, headers={"Vary": "Accept"})


def with_places(credential: JsonObject, options: JsonObject, bench: Bench) -> JsonObject:
    """The credential with the status entries that the options ask for, if they ask for any.

    Raises:
        RefusedRequestError: an entry that is not offered here, or a status that is there already.
        RefusedError: no list for such a purpose.
    """
    purposes = [_purpose(entry) for entry in _entries(options)]
    if not purposes:
        return credential
    if "credentialStatus" in credential:
        raise malformed("The credential has a status already.", path="/credential/credentialStatus")
    entries = [_entry(purpose, bench) for purpose in purposes]
    return {**credential, "credentialStatus": entries if len(entries) > 1 else entries[0]}


def _entries(options: JsonObject) -> list[Json]:
    wanted = options.get("credentialStatus")
    if wanted is None:
        purpose = options.get("statusPurpose")
        return [] if purpose is None else [{"type": _ENTRY, "statusPurpose": purpose}]
    return list(wanted) if isinstance(wanted, list) else [wanted]


def _purpose(entry: Json) -> str:
    if not isinstance(entry, Mapping) or entry.keys() != {"type", "statusPurpose"}:
        raise malformed("Say type and statusPurpose of each.", path="/options/credentialStatus")
    purpose = entry["statusPurpose"]
    if entry["type"] != _ENTRY or not isinstance(purpose, str):
        raise malformed(f"There are only {_ENTRY}s here.", path="/options/credentialStatus")
    return purpose


def _entry(purpose: str, bench: Bench) -> dict[str, Any]:
    """A place of its own for each thing that is issued, whatever it calls itself."""
    kind = bench.signer.kind.lower()
    url = url_for(".status_list", kind=kind, purpose=purpose, _external=True)
    place = bench.store.allocate(uuid.uuid4().urn, url, purpose)
    return {
        "id": f"{url}#{place}",
        "type": _ENTRY,
        "statusPurpose": purpose,
        "statusListIndex": str(place),
        "statusListCredential": url,
    }
