"""The general JSON-LD processor (PyLD): the oracle of the tests, for documents of any context.

The only importer of PyLD, and only when it is called. PyLD keeps contexts in a cache that one
document can spoil for the next, is not thread-safe, and drops what it does not know without a
word; so every call gets a resolver of its own, one call runs at a time, and whatever would be
dropped is refused. Canonical labels and N-Quads are written by our own code.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from typing import Any

from contexts import document as pinned
from contexts import urls
from verifier.canonical.nquads import XSD, Dataset, datatype_suffix, text_literal
from verifier.errors import DocumentError
from verifier.strict_json import JsonObject

_LOCK = threading.Lock()
_INVENTED_BASE = "http://example.org/base/"
_LANGUAGE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def to_dataset(document: JsonObject, extra: Mapping[str, bytes] | None = None) -> Dataset:
    """The RDF of a JSON-LD document, as the general algorithms give it.

    Args:
        document: any JSON-LD object with its own `@context`.
        extra: contexts beside the pinned ones, by address; nothing is ever fetched.

    Raises:
        DocumentError: not JSON-LD under these contexts, or something would be lost; or PyLD is
            not installed (`supported` is False).
    """
    try:
        from pyld import ContextResolver, jsonld  # noqa: PLC0415  (slow, and rarely needed)
    except ImportError as exc:
        message = "Documents of this kind need the extra 'jsonld' (PyLD), which is not installed."
        raise DocumentError("/@context", message, supported=False) from exc
    loader = _Loader(extra or {})
    lost: list[str] = []
    options = {
        "documentLoader": loader,
        "contextResolver": ContextResolver({}, loader),
        "base": None,
    }
    try:
        with _LOCK:
            expanded = jsonld.expand(dict(document), dict(options), on_property_dropped=lost.append)
            rdf = jsonld.to_rdf(
                expanded, {**options, "contextResolver": ContextResolver({}, loader)}
            )
    except (jsonld.JsonLdError, RecursionError, AttributeError, KeyError, TypeError) as exc:
        raise _said(exc) from exc
    if lost:
        message = f"The member {str(lost[0])[:60]!r} is defined by none of the contexts."
        raise DocumentError("", message)
    _check_absolute(expanded)
    return _dataset(rdf)


def _said(exc: BaseException) -> DocumentError:
    """Our own reason, if PyLD wrapped one; else that the document cannot be read."""
    cause: BaseException | None = exc
    while cause is not None:
        if isinstance(cause, DocumentError):
            return cause
        cause = cause.__cause__
    return DocumentError("/@context", f"The document is not readable JSON-LD: {exc}")


class _Loader:
    """Serves pinned and given contexts, and nothing else."""

    def __init__(self, extra: Mapping[str, bytes]) -> None:
        self.extra = extra

    def __call__(self, url: str, options: object) -> dict[str, Any]:
        del options
        if url in self.extra:
            body = self.extra[url]
        elif url in urls():
            body = pinned(url)
        else:
            raise DocumentError(
                "/@context", f"The context {url[:120]} is not at hand.", supported=False
            )
        return {
            "contextUrl": None,
            "documentUrl": url,
            "contentType": "application/ld+json",
            "document": json.loads(body),
        }


def _check_absolute(expanded: object) -> None:
    """Every id, type and datatype stands for something; PyLD drops the others in silence."""
    if isinstance(expanded, list):
        for item in expanded:
            _check_absolute(item)
    elif isinstance(expanded, Mapping):
        names = expanded.get("@type", [])
        for name in [*(names if isinstance(names, list) else [names]), expanded.get("@id", ":")]:
            if ":" not in str(name):
                raise DocumentError("", f"{str(name)[:60]!r} is not an absolute address (IRI).")
        for value in expanded.values():
            _check_absolute(value)


def _dataset(rdf: Mapping[str, list[dict[str, Any]]]) -> Dataset:
    dataset = Dataset()
    for name, triples in rdf.items():
        graph = "" if name == "@default" else _term({"type": "IRI", "value": name})
        for triple in triples:
            dataset.add(
                _term(triple["subject"]), _term(triple["predicate"]), _term(triple["object"]), graph
            )
    return dataset


def _term(term: Mapping[str, str]) -> str:
    value = term["value"]
    if term["type"] == "literal":
        return _literal(value, term.get("datatype", XSD + "string"), term.get("language"))
    if value.startswith("_:"):
        return value
    if value.startswith(_INVENTED_BASE) or ":" not in value:
        relative = value.removeprefix(_INVENTED_BASE)
        raise DocumentError("", f"{relative[:60]!r} is not an absolute address (IRI).")
    return f"<{value}>"


def _literal(value: str, datatype: str, language: str | None) -> str:
    if datatype == _LANGUAGE and language:
        return text_literal(value, f"@{language}")
    return text_literal(value, datatype_suffix(datatype))
