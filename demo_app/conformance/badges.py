"""Badges among the credentials: for them the strict rules of this project stay as they are."""

from __future__ import annotations

import json

from demo_app.conformance.workshop import Bench, workshop
from openbadge_issuer import issue
from verifier import Report, Verifier
from verifier.strict_json import Json, JsonObject

_CONTEXTS = "https://purl.imsglobal.org/spec/"
_TYPES = {"OpenBadgeCredential", "AchievementCredential", "ClrCredential", "EndorsementCredential"}


def is_badge(document: JsonObject) -> bool:
    """Whether a credential says, by type or contexts, that it is one of Open Badges or CLR."""
    types, contexts = _texts(document.get("type")), _texts(document.get("@context"))
    return bool(_TYPES.intersection(types)) or any(url.startswith(_CONTEXTS) for url in contexts)


def issued_badge(document: JsonObject, bench: Bench, suite: str | None) -> JsonObject:
    """A signed badge, verified before it is returned.

    Raises:
        RefusedError: the badge, or the suite for it, is not to be signed.
    """
    return issue(document, signer=bench.signer, suite=suite, conformance=True, status=bench.store)


def verified_badge(document: JsonObject, *, challenge: str | None, domain: str | None) -> Report:
    """The report on a badge; its status is always asked for."""
    verifier = Verifier(fetcher=workshop(), allow_test_keys=True)
    return verifier.verify(json.dumps(document), challenge=challenge, domain=domain)


def _texts(value: Json) -> list[str]:
    parts = value if isinstance(value, list) else [value]
    return [part for part in parts if isinstance(part, str)]
