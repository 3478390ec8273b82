"""PyLD, the general JSON-LD processor that our short way to RDF must agree with."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from pyld import jsonld

from contexts import document

Context = dict[str, Any]


@cache
def options(*variants: tuple[str, str]) -> dict[str, Any]:
    """Options under which PyLD is safe to call: the algorithm, our loader, no base."""

    def load(url: str, _: object) -> dict[str, Any]:
        text = document(url, variant=dict(variants).get(url))
        return {
            "contextUrl": None,
            "documentUrl": url,
            "document": json.loads(text),
            "contentType": "application/ld+json",
        }

    return {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": load,
        "contextResolver": jsonld.ContextResolver({}, load),
        "base": None,
    }


def canonical(node: Mapping[str, Any], *variants: tuple[str, str]) -> bytes:
    """The canonical N-Quads that PyLD makes of a document, with variants of contexts by address."""
    return str(jsonld.normalize(dict(node), options(*variants))).encode()


def active_context(local: Any, base: Context | None = None, **rules: bool) -> Context:
    """The active context after a local one; `rules` are those of the context algorithm."""
    processor = jsonld.JsonLdProcessor()
    empty = processor.process_context({}, None, {**options(), "processingMode": "json-ld-1.1"})
    made: Context = processor._process_context(  # noqa: SLF001  (override has no public way)
        base or empty, local, {**options(), "processingMode": "json-ld-1.1"}, **rules
    )
    return made
