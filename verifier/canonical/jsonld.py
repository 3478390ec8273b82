"""The general JSON-LD processor (PyLD): for documents whose contexts are not all pinned.

Also what the tests compare the walk with. The only importer of PyLD, and only when it is called.
PyLD keeps contexts in a cache that one document can spoil for the next, is not thread-safe, and
drops what it does not know without a word; so every badge gets a resolver of its own, one call runs
at a time, and whatever would be dropped is refused: before by `exact`, here, and after by
`expanded`, which writes the RDF. Only the expansion algorithm is PyLD's.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from typing import Any

from contexts import document as pinned
from contexts import urls
from verifier.canonical.expanded import Expanded, LostError
from verifier.canonical.nquads import Dataset
from verifier.canonical.unsetting import UnsettingResolver, with_something_to_unset
from verifier.errors import DocumentError
from verifier.strict_json import Json, JsonObject, pointer

_LOCK = threading.Lock()


def to_dataset(document: JsonObject, extra: Mapping[str, bytes] | None = None) -> Dataset:
    """The RDF of a JSON-LD document, as the general algorithms give it (see `Processor`)."""
    return Processor(extra or {}).dataset(document, Expanded())


class Processor:
    """Reads documents under pinned and given contexts; for one badge and its proofs.

    Attributes:
        extra: contexts beside the pinned ones, by address; nothing is ever fetched.
    """

    def __init__(self, extra: Mapping[str, bytes]) -> None:
        """Nothing is read yet."""
        self.extra = extra
        self._resolver: Any = None

    def dataset(self, document: JsonObject, writer: Expanded) -> Dataset:
        """The RDF of a JSON-LD document with its own `@context`.

        Args:
            document: any JSON-LD object.
            writer: what writes the RDF.

        Raises:
            DocumentError: not JSON-LD under these contexts, or something would be lost; or PyLD
                is not installed (`supported` is False).
        """
        try:
            from pyld import ContextResolver, jsonld  # noqa: PLC0415  (slow, and rarely needed)
        except ImportError as exc:
            message = "Its contexts need the extra 'jsonld' (PyLD), which is not installed."
            raise DocumentError("/@context", message, supported=False) from exc
        self._resolver = self._resolver or UnsettingResolver(ContextResolver({}, self._load))
        options = {"documentLoader": self._load, "contextResolver": self._resolver, "base": None}
        lost: list[str] = []
        broken = (AttributeError, LookupError, TypeError, ValueError)
        try:
            with _LOCK:
                expanded = jsonld.expand(dict(document), options, on_property_dropped=lost.append)
        except (jsonld.JsonLdError, RecursionError, *broken) as exc:
            raise _said(exc) from exc
        try:
            if lost:
                message = f"The member {str(lost[0])[:60]!r} is defined by none of the contexts."
                raise LostError(str(lost[0]), message)
            return writer.whole(expanded)
        except LostError as exc:
            path = _place(document, exc.text)
            raise DocumentError(path, exc.reason, supported=exc.supported) from exc

    def _load(self, url: str, options: object) -> dict[str, Any]:
        """Serves pinned and given contexts, and nothing else."""
        del options
        if url in urls():
            body = pinned(url)
        elif url in self.extra:
            body = self.extra[url]
        else:
            message = f"The context {url[:120]} is not at hand."
            raise DocumentError("/@context", message, supported=False)
        return {
            "contextUrl": None,
            "documentUrl": url,
            "contentType": "application/ld+json",
            "document": {"@context": with_something_to_unset(json.loads(body)["@context"])},
        }


def _said(exc: BaseException) -> DocumentError:
    """Our own reason, if PyLD wrapped one; else that the document cannot be read."""
    cause: BaseException | None = exc
    while cause is not None:
        if isinstance(cause, DocumentError):
            return cause
        cause = cause.__cause__
    said = getattr(exc, "code", None) or exc
    return DocumentError("/@context", f"The document is not readable JSON-LD: {said}."[:300])


def _place(value: Json, text: str, path: str = "") -> str:
    """Pointer to the first member or text of this spelling; empty if there is none."""
    parts: Any = ()
    if isinstance(value, Mapping):
        parts = ((name, part) for name, part in value.items() if name != "@context")
    elif isinstance(value, list):
        parts = enumerate(value)
    for name, part in parts:
        here = path + pointer(name)
        found = here if text in (name, part) else _place(part, text, here)
        if found:
            return found
    return ""
