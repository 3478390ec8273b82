"""Whether what decides over a credential stands in its JSON as it stands in its RDF.

A signature over RDF covers addresses, not names. Where a document may bring contexts of its own,
its holder could call `validUntil` or `credentialStatus` something else, move them to a part that is
the same node, or let another address look like the subject's; the signature would hold, and a
reader of the JSON would be misled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifier import specs
from verifier.canonical.nquads import Dataset
from verifier.data_model.values import names_of, nodes
from verifier.report import Finding, Outcome
from verifier.strict_json import Json, JsonObject, pointer

_VC = "https://www.w3.org/2018/credentials#"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_CREDENTIAL = "VerifiableCredential"
_DECISIVE = (
    "issuer",
    "credentialSubject",
    "validFrom",
    "validUntil",
    "issuanceDate",
    "expirationDate",
    "credentialStatus",
    "credentialSchema",
    "relatedResource",
)
_ADDRESSES = ("id", "issuer", "statusListCredential")
_LINE = re.compile(r"(<[^>]*>|_:\S+) (<[^>]*>) (.*) \.\n", re.DOTALL)
_Triple = tuple[str, str, str]


def check_spelling(document: JsonObject, dataset: Dataset) -> Iterator[Finding]:
    """`jsonld.terms` for each decisive member that the JSON hides, and each address it fakes.

    Args:
        document: a credential without its proofs.
        dataset: its RDF.
    """
    triples = set(_triples(dataset))
    roots = {s for s, p, o in triples if p == _TYPE and o == f"<{_VC}{_CREDENTIAL}>"}
    parts = list(nodes(document))
    credentials = [node for _, node in parts if _CREDENTIAL in names_of(node.get("type"))]
    if 0 < len(roots) < len(credentials):
        yield _failed("Two parts of the document are one credential under these contexts.", "")
    for name in _DECISIVE:
        meant = [o for s, p, o in triples if s in roots and p == f"<{_VC}{name}>"]
        if len(meant) > sum(_count(node.get(name, [])) for node in credentials):
            message = f"The credential says its {name} under another name, which is not read."
            yield _failed(message, pointer(name))
    known = {term for s, _, o in triples for term in (s, o) if term[0] == "<"}
    for place, node in parts:
        for name in _ADDRESSES:
            value = node.get(name)
            if isinstance(value, str) and f"<{value}>" not in known:
                message = f"{value[:120]} stands for another address under these contexts."
                yield _failed(message, place + pointer(name))


def _count(value: Json) -> int:
    return len(value) if isinstance(value, list) else 1


def _triples(dataset: Dataset) -> Iterator[_Triple]:
    """Every statement, whatever graph it stands in."""
    ended = (blank + end for blank, ends in dataset.ends.items() for end in ends)
    for match in filter(None, map(_LINE.fullmatch, (*dataset.ground, *ended))):
        yield match[1], match[2], match[3]
    yield from (quad[:3] for quad in dataset.quads)


def _failed(message: str, path: str) -> Finding:
    return Finding("jsonld.terms", Outcome.FAILED, message, path, specs.VC_CONTEXT, specs.DATA_LOSS)
