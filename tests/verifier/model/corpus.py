"""Every published credential of the vectors that is one JSON document."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from verifier.model import (
    AchievementCredential,
    ClrCredential,
    Credential,
    EndorsementCredential,
    LegacyCredential,
)

Document = dict[str, Any]

_FOLDERS = ("1edtech/ob30", "1edtech/clr20", "ob3-signature-blindspots", "interop", "attacks/files")
_KINDS = (
    ("ClrCredential", ClrCredential),
    ("EndorsementCredential", EndorsementCredential),
    ("OpenBadgeCredential", AchievementCredential),
    ("AchievementCredential", AchievementCredential),
)


def documents(vectors: Path) -> Iterator[tuple[str, Document]]:
    """Each document that says it is a credential, with the name of its file."""
    for folder in _FOLDERS:
        for file in sorted((vectors / folder).rglob("*")):
            if file.suffix in (".json", ".1ob"):
                try:
                    document = json.loads(file.read_bytes())
                    json.dumps(document, ensure_ascii=False).encode()
                except ValueError:  # some attacks are no JSON, or hold half a surrogate pair
                    continue
                if isinstance(document, dict) and "credentialSubject" in document:
                    yield str(file.relative_to(vectors)), document


def kind_of(document: Document) -> type[Credential] | None:
    """The class that a document says it is of."""
    types = document.get("type")
    named = types if isinstance(types, list) else [types]
    kind = next((kind for name, kind in _KINDS if name in named), None)
    contexts = document.get("@context")
    legacy = isinstance(contexts, list) and "https://www.w3.org/2018/credentials/v1" in contexts
    if legacy:
        return LegacyCredential if kind is AchievementCredential else None
    return kind
