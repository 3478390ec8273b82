"""The statements of a document with unguessable labels, and which of them pointers select.

https://www.w3.org/TR/vc-di-ecdsa/#selective-disclosure-functions
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from verifier.base64url import base64url_encode
from verifier.canonical import Canonicalizer
from verifier.canonical.nquads import Dataset
from verifier.canonical.skolem import skolemize
from verifier.disclosure.select import select
from verifier.errors import PointerError
from verifier.strict_json import JsonObject


@dataclass(frozen=True, slots=True)
class Statements:
    """A whole document as statements.

    Attributes:
        lines: the canonical N-Quads with unguessable labels, sorted.
        labels: blank node of the stable dataset to its unguessable label.
        compact: the document with an id for every node.
        canonicalizer: what read the document.
    """

    lines: tuple[str, ...]
    labels: Mapping[str, str]
    compact: JsonObject
    canonicalizer: Canonicalizer

    def indexes(self, pointers: Iterable[str]) -> tuple[frozenset[int], Dataset]:
        """Which lines the pointers select, and the selection's own dataset.

        Raises:
            PointerError: a pointer that leads nowhere, or into an ordered list.
        """
        chosen = self.canonicalizer.stable_dataset(select(self.compact, pointers))
        place = {text: index for index, text in enumerate(self.lines)}
        try:
            found = frozenset(place[text] for text in _lines(chosen, self.labels))
        except KeyError as exc:
            message = "A pointer leads into an ordered list; name the whole list."
            raise PointerError("", message) from exc
        return found, chosen


def statements(document: JsonObject, hmac_key: bytes, canonicalizer: Canonicalizer) -> Statements:
    """The document as statements, labelled with this key (vc-di-ecdsa 3.4.3, 3.5.1)."""
    compact = skolemize(document)
    dataset = canonicalizer.stable_dataset(compact)
    canonical = canonicalizer.labels(dataset)
    labels = {blank: f"_:{_label(name, hmac_key)}" for blank, name in canonical.items()}
    return Statements(tuple(sorted(_lines(dataset, labels))), labels, compact, canonicalizer)


def relabelled(
    document: JsonObject, labels: Mapping[int, bytes], canonicalizer: Canonicalizer
) -> tuple[str, ...] | None:
    """The sorted statements of a shown document with the holder's labels.

    None if the labels are not exactly those of its unnamed nodes, each once.
    """
    dataset = canonicalizer.dataset(document)
    canonical = canonicalizer.labels(dataset)
    texts = {number: f"_:u{base64url_encode(label)}" for number, label in labels.items()}
    wanted = {blank: int(name.removeprefix("c14n")) for blank, name in canonical.items()}
    if set(wanted.values()) != set(texts) or len(set(texts.values())) != len(texts):
        return None
    return tuple(sorted(_lines(dataset, {b: texts[n] for b, n in wanted.items()})))


def hashed(lines: Iterable[str]) -> bytes:
    """SHA-256 of the lines, one after the other."""
    return hashlib.sha256("".join(lines).encode()).digest()


def _label(canonical: str, key: bytes) -> str:
    return "u" + base64url_encode(hmac.digest(key, canonical.encode(), "sha256"))


def _lines(dataset: Dataset, labels: Mapping[str, str]) -> set[str]:
    return set(dataset.lines(labels))
