"""Related resources: which documents a credential is bound to, and by which digest.

https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from verifier import specs
from verifier.data_model.digests import Digest, fits, multibase_digest, sri_digests
from verifier.data_model.rule import Break
from verifier.data_model.values import entries, is_empty, nodes
from verifier.report import Finding, Outcome
from verifier.strict_json import JsonObject

_DIGESTS = ("digestSRI", "digestMultibase")


def related(document: JsonObject) -> Iterator[Break]:
    """Related resources without id or digest, or named twice."""
    if is_empty(document, "relatedResource"):
        yield "/relatedResource", "relatedResource must be left out when there is none."
        return
    seen: set[str] = set()
    for path, resource in entries(document, "relatedResource"):
        if not isinstance(resource, Mapping):
            yield path, "A related resource must be an object with an id and a digest."
            continue
        name = resource.get("id")
        if name is None:
            yield path + "/id", "A related resource must have an id."
        elif isinstance(name, str) and name in seen:
            yield path + "/id", "A related resource must be named once only."
        elif isinstance(name, str):
            seen.add(name)
        if not any(digest in resource for digest in _DIGESTS):
            yield path, "A related resource must have a digest (digestSRI or digestMultibase)."


def digest_forms(document: JsonObject) -> Iterator[Break]:
    """Digests that are none, wherever they stand."""
    for place, node in nodes(document):
        if "digestSRI" in node and not sri_digests(node["digestSRI"]):
            message = "digestSRI must be an algorithm and a digest, such as sha384-..."
            yield place + "/digestSRI", message
        if "digestMultibase" in node and multibase_digest(node["digestMultibase"]) is None:
            message = "digestMultibase must be a SHA-2 digest in base58 (z...) or base64url (u...)."
            yield place + "/digestMultibase", message


def bare_digests(document: JsonObject) -> Iterator[Break]:
    """Digests that do not say with which algorithm they were made."""
    for place, node in nodes(document):
        digest = multibase_digest(node.get("digestMultibase"))
        if digest is not None and digest.bare:
            message = "The digest does not say its algorithm (it is no multihash)."
            yield place + "/digestMultibase", message


def check_digests(document: JsonObject, known: Callable[[str], bytes | None]) -> Iterator[Finding]:
    """`evidence.digest` for every object with an id and a digest: evidence, related resources.

    Args:
        document: the credential.
        known: the bytes of a document that is at hand, by its address; nothing is fetched.
    """
    for place, node in nodes(document):
        name, digests = node.get("id"), list(_digests(node))
        if not isinstance(name, str) or not digests:
            continue
        body = known(name)
        if body is None:
            message = f"{name[:120]} is not at hand, so its digest was not checked."
            outcome, problem = Outcome.INCONCLUSIVE, None
        elif all(fits(body, alternatives) for alternatives in digests):
            message, outcome, problem = f"{name[:120]} has this digest.", Outcome.PASSED, None
        else:
            message = f"{name[:120]} has another digest than the credential says."
            outcome, problem = Outcome.FAILED, specs.CRYPTOGRAPHIC
        yield Finding("evidence.digest", outcome, message, place, specs.VC_RELATED, problem)


def _digests(node: JsonObject) -> Iterator[list[Digest]]:
    """Each digest of an object that can be read; SRI allows several, of which one must fit."""
    alternatives = sri_digests(node.get("digestSRI"))
    if alternatives:
        yield alternatives
    single = multibase_digest(node.get("digestMultibase"))
    if single is not None:
        yield [single]
