"""What a district publishes, by address; and the folder that stands for the web in the demo."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openbadge_issuer import Signer, controller_document
from openbadge_issuer.definitions import definition_bytes
from verifier.errors import FetchError
from verifier.interfaces import Fetched

_SUFFIX = {
    "application/json": ".json",
    "application/did+json": ".json",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
}
_OWN_NAME = re.compile(r"[0-9a-f]{16}\.(json|pdf|txt|bin)")


@dataclass(frozen=True, slots=True)
class Published:
    """Documents by address; also a fetcher that reaches these and nothing else."""

    documents: Mapping[str, Fetched]

    def fetch(self, url: str, *, limit: int) -> Fetched:  # noqa: ARG002
        """The document at an address.

        Raises:
            FetchError: it is not published here.
        """
        if url not in self.documents:
            raise FetchError(f"{url} could not be reached.")
        return self.documents[url]


def district_documents(
    site: str, signer: Signer, definitions: Iterable[Mapping[str, Any]]
) -> dict[str, Fetched]:
    """The key document of a district, and its achievements and stacks as they are pinned."""
    did = json.dumps(controller_document(signer), indent=2).encode()
    documents = {f"{site}/.well-known/did.json": Fetched(did, "application/did+json")}
    for definition in definitions:
        body = definition_bytes(definition)
        documents[str(definition["id"])] = Fetched(body, "application/json")
    return documents


def write_web_folder(folder: Path, documents: Mapping[str, Fetched]) -> None:
    """Write documents in the form that `Replay` and `--fetch-dir` read; the index comes last."""
    folder.mkdir(parents=True, exist_ok=True)
    index: dict[str, dict[str, str]] = {}
    for url, document in documents.items():
        kind = document.content_type or "application/octet-stream"
        name = hashlib.sha256(url.encode()).hexdigest()[:16] + _SUFFIX.get(kind, ".bin")
        (folder / name).write_bytes(document.body)
        index[url] = {"file": name, "contentType": kind}
    draft = folder / ".index.json"
    draft.write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")
    draft.replace(folder / "index.json")
    listed = {entry["file"] for entry in index.values()}
    for old in folder.iterdir():
        if _OWN_NAME.fullmatch(old.name) and old.name not in listed:
            old.unlink()
