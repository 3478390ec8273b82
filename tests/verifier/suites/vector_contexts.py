"""Stand-ins for the contexts that the W3C vectors use and that we do not carry.

The published files say `@vocab` or define hundreds of terms; badges never use them. Here the terms
of one document are read off its published canonical form. That is enough to run our whole suite on
the vector, and says nothing about contexts, which other vectors test.
"""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from contexts import document as pinned
from verifier.canonical import terms

QUAD = re.compile(r'(\S+) <(\S+)> (<\S+>|_:\S+|"(?:[^"\\]|\\.)*"(?:\^\^<(\S+)>)?)')
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


def terms_of(canonical: str, known: frozenset[str]) -> dict[str, Any]:
    """Every property and type of a canonical document as a plain term."""
    found: dict[str, Any] = {}
    for line in canonical.splitlines():
        match = QUAD.match(line)
        assert match is not None, line
        _, predicate, target, datatype = match.groups()
        if predicate == RDF_TYPE:
            found[_local(target[1:-1])] = target[1:-1]
        elif target[0] == '"':
            found[_local(predicate)] = (
                {"@id": predicate, "@type": datatype} if datatype else predicate
            )
        else:
            found[_local(predicate)] = {"@id": predicate, "@type": "@id"}
    return {name: value for name, value in found.items() if name not in known}


def _local(iri: str) -> str:
    return re.split("[#/]", iri)[-1]


@contextmanager
def stand_in(urls: tuple[str, ...], canonical: str) -> Iterator[None]:
    """Answer for these addresses while a vector is checked."""
    known = frozenset(json.loads(pinned("https://www.w3.org/ns/credentials/v2"))["@context"])
    known |= {"issuer", "validFrom", "validUntil", "credentialSubject", "assertionMethod"}
    body = json.dumps({"@context": terms_of(canonical, known)}).encode()

    def document(url: str) -> bytes:
        return body if url in urls else pinned(url)

    terms._compiled.cache_clear()  # noqa: SLF001
    with patch.object(terms, "document", document):
        yield
    terms._compiled.cache_clear()  # noqa: SLF001


def read(folder: Path, start: str) -> Any:
    """The one file of a folder whose name begins so: text, or JSON."""
    (path,) = folder.glob(f"{start}*")
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else text.strip()


def unknown(document: Mapping[str, Any]) -> tuple[str, ...]:
    """The contexts of a document that we do not carry."""
    return tuple(url for url in document["@context"] if not _carried(url))


def _carried(url: str) -> bool:
    try:
        pinned(url)
    except Exception:  # noqa: BLE001  (whatever it is, the context is not there)
        return False
    return True
