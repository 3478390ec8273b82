"""Which `@context` lists a badge may have: pinned addresses, in an accepted order, no others."""

from __future__ import annotations

from functools import cache

from contexts import urls
from verifier import specs
from verifier.report import Finding, Outcome
from verifier.sentences import say
from verifier.strict_json import Json, JsonObject

VC2 = "https://www.w3.org/ns/credentials/v2"
VC1 = "https://www.w3.org/2018/credentials/v1"
OB_CURRENT = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
OB_OLDER = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json"
OB_LEGACY = (
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
)
CLR = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
EXTENSIONS = "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json"
ED25519_2020 = "https://w3id.org/security/suites/ed25519-2020/v1"
DATA_INTEGRITY = "https://w3id.org/security/data-integrity/v2"

DATA_INTEGRITY_1 = "https://w3id.org/security/data-integrity/v1"

_OPTIONAL = (EXTENSIONS, ED25519_2020, DATA_INTEGRITY)
_OPTIONAL_LEGACY = (EXTENSIONS, ED25519_2020, DATA_INTEGRITY_1, DATA_INTEGRITY)


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
    if _in_order(value):
        return _finding(
            Outcome.PASSED, say("The contexts are the published ones, in the right order.")
        )
    return _finding(
        Outcome.FAILED,
        "The contexts are not in an accepted order: first VC 2.0, then CLR 2.0.1 for a portfolio, "
        "then Open Badges 3.0.3 (or 3.0.2), then optionally the extensions.",
    )


def _in_order(value: list[Json]) -> bool:
    """Whether this is one of the sequences that valid documents have."""
    if value[0] == VC1:
        return value[1:2] in [[url] for url in OB_LEGACY] and _ends(value[2:], _OPTIONAL_LEGACY)
    if value[1:2] == [CLR]:
        value = [value[0], *value[2:]]
    known = value[0] == VC2 and value[1:2] in ([OB_CURRENT], [OB_OLDER])
    return known and _ends(value[2:], _OPTIONAL)


def _ends(rest: list[Json], optional: tuple[str, ...]) -> bool:
    """Whether these are some of the optional contexts, in their order."""
    return rest == [url for url in optional if url in rest]


def _finding(outcome: Outcome, message: str, index: int | None = None) -> Finding:
    path = "/@context" if index is None else f"/@context/{index}"
    return Finding("jsonld.context", outcome, message, path, specs.VC_CONTEXT)
