"""Which `@context` lists a badge may have: pinned addresses, in an accepted order, no others."""

from __future__ import annotations

from functools import cache

from contexts import urls
from verifier import specs
from verifier.report import Finding, Outcome
from verifier.strict_json import Json, JsonObject

VC2 = "https://www.w3.org/ns/credentials/v2"
VC1 = "https://www.w3.org/2018/credentials/v1"
OB_CURRENT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OB_OLDER = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"

_OPTIONAL = (EXTENSIONS, ED25519_2020, DATA_INTEGRITY)


def check_context(document: JsonObject) -> Finding:
    """One finding `jsonld.context`: passed only for an accepted list of pinned addresses."""
    value = document.get("@context")
    if not isinstance(value, list) or not value:
        return _finding(
            Outcome.FAILED, "The @context must be a list that begins with the VC 2.0 context."
        )
    for index, entry in enumerate(value):
        if not isinstance(entry, str):
            return _finding(
                Outcome.INCONCLUSIVE,
                "The badge brings its own inline context; only published contexts that this "
                "verifier carries are read.",
                index,
            )
        if entry not in _pinned():
            return _finding(
                Outcome.INCONCLUSIVE,
                f"The context {entry[:120]} is not one that this verifier carries, and contexts "
                "are never fetched.",
                index,
            )
    return _judge(value)


@cache
def _pinned() -> frozenset[str]:
    return frozenset(urls())


def _judge(value: list[Json]) -> Finding:
    if value[0] == VC1:
        return _finding(
            Outcome.INCONCLUSIVE,
            "This is a badge of the older VC 1.1 format, which is not read yet.",
        )
    rest = value[2:]
    in_order = [url for url in _OPTIONAL if url in rest]
    if value[0] == VC2 and value[1:2] in ([OB_CURRENT], [OB_OLDER]) and rest == in_order:
        return _finding(Outcome.PASSED, "The contexts are the published ones, in the right order.")
    return _finding(
        Outcome.FAILED,
        "The contexts are not in an accepted order: first VC 2.0, then Open Badges 3.0.3 (or "
        "3.0.2), then optionally the extensions.",
    )


def _finding(outcome: Outcome, message: str, index: int | None = None) -> Finding:
    path = "/@context" if index is None else f"/@context/{index}"
    return Finding("jsonld.context", outcome, message, path, specs.VC_CONTEXT)
