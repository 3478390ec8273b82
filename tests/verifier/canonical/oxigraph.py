"""pyoxigraph, a second opinion: a JSON-LD reader and an RDFC-1.0 of nobody we know, in Rust."""

import json
from collections.abc import Mapping
from typing import Any

import pyoxigraph

from contexts import document


def canonical(node: Mapping[str, Any]) -> bytes:
    """The canonical N-Quads that pyoxigraph makes of a document, its contexts written out."""
    quads = pyoxigraph.parse(json.dumps(_inlined(node)), format=pyoxigraph.RdfFormat.JSON_LD)
    dataset = pyoxigraph.Dataset(quads)
    dataset.canonicalize(pyoxigraph.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset)).encode()


def _inlined(value: Any) -> Any:
    """It has no way to be handed contexts by address."""
    if isinstance(value, list):
        return [_inlined(item) for item in value]
    if not isinstance(value, Mapping):
        return value
    return {
        name: [json.loads(document(url))["@context"] for url in part]
        if name == "@context" and isinstance(part, list)
        else _inlined(part)
        for name, part in value.items()
    }
