"""Which `@context` lists a badge may have: pinned addresses, in an accepted order.

Files that the caller gives may follow them; reports say which, with their SHA-256.
"""

from __future__ import annotations

from functools import cache

from contexts import urls
from verifier import specs
from verifier.canonical import Contexts
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


def check_context(document: JsonObject, contexts: Contexts | None = None) -> Finding:
    """One finding `jsonld.context`: passed only for an accepted list of pinned addresses.

    Args:
        document: a badge or endorsement.
        contexts: what the caller allows beside the pinned addresses, behind the first ones.
    """
    value = document.get("@context")
    contexts = Contexts() if contexts is None else contexts
    if not isinstance(value, list) or not value:
        return _finding(
            Outcome.FAILED, "The @context must be a list that begins with the VC 2.0 context."
        )
    for index, entry in enumerate(value):
        if contexts.knows(entry):
            continue
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
                say(
                    "The context {url} is not one that this verifier carries, and contexts are "
                    "never fetched; whoever has it and trusts it can give it "
                    "(--context {url}=FILE, Verifier(contexts=...)).",
                    url=entry[:120],
                ),
                index,
            )
    return _judge(value, contexts)


def given_contexts(document: JsonObject, contexts: Contexts) -> list[Finding]:
    """A warning for each context that the document takes from a file of the caller."""
    value = document.get("@context")
    entries = value if isinstance(value, list) else []
    return [
        _finding(
            Outcome.WARNING,
            say(
                "What the terms of {url} mean was taken from a file that the caller chose "
                "(SHA-256 {digest}).",
                url=entry,
                digest=contexts.sha256(entry),
            ),
            index,
        )
        for index, entry in enumerate(entries)
        if isinstance(entry, str) and entry in contexts.documents
    ]


@cache
def _pinned() -> frozenset[str]:
    return frozenset(urls())


def _judge(value: list[Json], contexts: Contexts) -> Finding:
    published = [entry for entry in value if not contexts.knows(entry)]
    if published == value and _in_order(value):
        return _finding(
            Outcome.PASSED, say("The contexts are the published ones, in the right order.")
        )
    if published != value and _in_order(published) and _first_are_published(value, published):
        return _finding(
            Outcome.PASSED, say("The contexts begin with the published ones, in the right order.")
        )
    return _finding(
        Outcome.FAILED,
        "The contexts are not in an accepted order: first VC 2.0, then CLR 2.0.1 for a portfolio, "
        "then Open Badges 3.0.3 (or 3.0.2), then optionally the extensions.",
    )


def _in_order(value: list[Json]) -> bool:
    """Whether this is one of the sequences that valid documents have."""
    if value[:1] == [VC1]:
        return value[1:2] in [[url] for url in OB_LEGACY] and _ends(value[2:], _OPTIONAL_LEGACY)
    if value[1:2] == [CLR]:
        value = [*value[:1], *value[2:]]
    known = value[:1] == [VC2] and value[1:2] in ([OB_CURRENT], [OB_OLDER])
    return known and _ends(value[2:], _OPTIONAL)


def _first_are_published(value: list[Json], published: list[Json]) -> bool:
    """Whether what makes a document a badge or portfolio of VC 2.0 comes before given files."""
    needed = 3 if CLR in published else 2
    return value[:needed] == published[:needed] and value[0] == VC2


def _ends(rest: list[Json], optional: tuple[str, ...]) -> bool:
    """Whether these are some of the optional contexts, in their order."""
    return rest == [url for url in optional if url in rest]


def _finding(outcome: Outcome, message: str, index: int | None = None) -> Finding:
    path = "/@context" if index is None else f"/@context/{index}"
    return Finding("jsonld.context", outcome, message, path, specs.VC_CONTEXT)
