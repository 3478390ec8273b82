"""Contexts beside the pinned ones: files that the caller answers for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from contexts import urls
from verifier.canonical.second_names import check_names, prefixes
from verifier.errors import ContextFileError, DocumentError
from verifier.strict_json import Json, parse

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")


@dataclass(frozen=True, slots=True)
class Contexts:
    """What a `@context` may hold beside the pinned addresses; by default nothing.

    Documents that use it are read by the general JSON-LD processor (the extra `jsonld`), and
    reports say so, with the SHA-256 of each file.

    Attributes:
        documents: the bytes of a context document, by its address.
        prefixes: what short forms of addresses may begin with; worked out from the documents.
        inline: whether context objects may stand in a `@context`. For test servers only: whoever
            writes the document then also says what its words mean.

    Raises:
        ContextFileError: an address is pinned or is none, or a file is no context, hides members
            from readers of the JSON, or gives a published term another name or meaning.
    """

    documents: Mapping[str, bytes] = field(default_factory=dict, hash=False)
    inline: bool = False
    prefixes: frozenset[str] = field(default=frozenset(), init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "documents", dict(self.documents))
        for url, body in self.documents.items():
            if url in urls():
                message = f"{url} is a published context with a fixed meaning; no file replaces it."
                raise ContextFileError(message)
            if not _ADDRESS.fullmatch(url):
                raise ContextFileError(f"{url[:120]!r} is no address of a context.")
            local = _local(url, body)
            if not self.inline:
                check_names(url, local)
                object.__setattr__(self, "prefixes", self.prefixes | prefixes(local))

    def __bool__(self) -> bool:
        """Whether anything but pinned addresses is allowed."""
        return bool(self.documents) or self.inline

    def knows(self, entry: Json) -> bool:
        """Whether an entry of a `@context` list is allowed beside the pinned addresses."""
        if isinstance(entry, Mapping):
            return self.inline
        return isinstance(entry, str) and entry in self.documents

    def sha256(self, url: str) -> str:
        """The hex digest of a given file."""
        return hashlib.sha256(self.documents[url]).hexdigest()

    def leave_to_the_walk(self, value: Json) -> bool:
        """Whether every context under this value, itself a document, is left to the pinned ones."""
        if isinstance(value, list):
            return all(self.leave_to_the_walk(item) for item in value)
        if not isinstance(value, Mapping):
            return True
        if "@context" in value and self._uses(value["@context"]):
            return False
        return all(self.leave_to_the_walk(part) for part in value.values())

    def _uses(self, context: Json) -> bool:
        entries: Iterable[Json] = context if isinstance(context, list) else [context]
        return any(map(self.knows, entries))


def _local(url: str, body: bytes) -> Json:
    try:
        document = parse(body)
    except DocumentError as exc:
        raise ContextFileError(f"The file for {url} is not JSON: {exc.reason}") from exc
    local = document.get("@context") if isinstance(document, Mapping) else None
    if not isinstance(local, Mapping | list):
        raise ContextFileError(f"The file for {url} is no context: it has no member @context.")
    return local
