"""A static tree for a web server: definitions at their own addresses, and the issuer's keys.

What stands under an id never changes: a change is a new version with a new id. So a definition
that differs from what the folder holds is refused. Keys and status lists do change.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ValidationError

from openbadge_issuer.controller_document import controller_document, controller_of, key_set
from openbadge_issuer.definitions import definition_bytes, without_null
from openbadge_issuer.errors import Problem, RefusedError
from openbadge_issuer.signers import HasPublicKey
from openbadge_issuer.signers.public import PublicHalf
from verifier.addresses import check_address
from verifier.dids.web import document_url
from verifier.errors import DocumentError, FetchError, KeyRefusedError
from verifier.model.definition import AchievementDocument, StackDocument
from verifier.model.demands import demand
from verifier.strict_json import JsonObject, pointer

INDEX = "index.json"
_STATUS_LIST = "BitstringStatusListCredential"


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the tree.

    Attributes:
        url: the address at which it must be served.
        body: its bytes.
        content_type: media type to serve it with.
        fixed: whether it may never change under this address.
    """

    url: str
    body: bytes
    content_type: str = "application/json"
    fixed: bool = True

    @property
    def file(self) -> str:
        """Where it lies in the folder: the path of its address."""
        return urlsplit(self.url).path.removeprefix("/")


def publish(
    folder: Path,
    documents: Iterable[JsonObject],
    *,
    signer: HasPublicKey,
    others: Iterable[PublicHalf] = (),
) -> tuple[Page, ...]:
    """Write the tree; everything is checked before anything is written.

    `index.json` maps each address to its file and media type: for whoever sets up the server, and
    for `verifier.Replay`, to which the folder stands for the network.

    Args:
        folder: the root of the web server; may hold what was published before.
        documents: achievement and stack documents, and signed status lists.
        signer: the issuer's key, of a did:web or an https address.
        others: the issuer's earlier keys, which stay published so that old badges verify.

    Raises:
        RefusedError: with every problem; the path begins with the position of the document.
    """
    problems: list[Problem] = []
    pages = list(_key_pages(signer, tuple(others)))
    host = urlsplit(pages[0].url).netloc
    for index, document in enumerate(documents):
        found = list(_problems(document, host))
        problems += [Problem(pointer(index) + p.path, p.message) for p in found]
        if not found:
            pages.append(_page(document))
    problems += _clashes(folder, pages)
    if problems:
        raise RefusedError(problems)
    for page in pages:
        target = folder / page.file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.body)
    _write_index(folder, pages)
    return tuple(pages)


def _key_pages(signer: HasPublicKey, others: tuple[PublicHalf, ...]) -> Iterator[Page]:
    """The document that the issuer's address leads to, and the key set of its host."""
    issuer = controller_of(signer)
    try:
        url = issuer if issuer.startswith("https://") else document_url(issuer)
        check_address(url)
    except (KeyRefusedError, FetchError) as exc:
        message = f"{issuer} leads to no web server: a did:web or https address is needed."
        raise RefusedError([Problem("", message)]) from exc
    parts = urlsplit(url)
    if parts.query or not parts.path.strip("/"):
        raise RefusedError([Problem("", f"{issuer} does not name a file on its server.")])
    kind = "application/did+json" if issuer.startswith("did:") else "application/json"
    yield Page(url, _text(controller_document(signer, others=others)), kind, fixed=False)
    keys = f"https://{parts.netloc}/.well-known/jwks.json"
    public = _text(key_set(signer, others=others))
    yield Page(keys, public, "application/jwk-set+json", fixed=False)


def _problems(document: JsonObject, host: str) -> Iterator[Problem]:
    url = document.get("id")
    if not isinstance(url, str):
        yield Problem("/id", "A published document needs an id: the https address it lies at.")
        return
    try:
        check_address(url)
        parts = urlsplit(url)
    except FetchError as exc:
        yield Problem("/id", f"A published document needs an https address. {exc}")
        return
    segments = parts.path.split("/")[1:]
    if parts.query or parts.fragment or not all(s.strip(".") for s in segments):
        message = "The address must name a file: no query, no fragment, no empty part."
        yield Problem("/id", message)
    if parts.netloc != host:
        yield Problem("/id", f"The address is not on {host}, where the issuer's key lies.")
    if not _is_status_list(document):
        yield from _model_problems(document)


def _model_problems(document: JsonObject) -> Iterator[Problem]:
    kind: type[BaseModel] = StackDocument if "pool" in document else AchievementDocument
    try:
        kind.model_validate(without_null(document))
    except ValidationError as exc:
        for error in exc.errors(include_url=False):
            name = error["loc"][-1] if error["loc"] else "The document"
            yield Problem(pointer(*error["loc"]), f"{name} {demand(error)}.")


def _page(document: JsonObject) -> Page:
    if _is_status_list(document):
        return Page(str(document["id"]), _text(document), "application/vc", fixed=False)
    try:
        return Page(str(document["id"]), definition_bytes(document))
    except DocumentError as exc:
        raise RefusedError([Problem("", exc.reason)]) from exc


def _clashes(folder: Path, pages: list[Page]) -> Iterator[Problem]:
    """What cannot stand in the folder: a changed document, one address twice, a file as folder."""
    files: dict[str, Page] = {}
    for page in pages:
        if page.file in (*files, INDEX):
            yield Problem("", f"Two documents have the address {page.url}.")
        files[page.file] = page
    for page in pages:
        path = Path(page.file)
        if any(str(parent) in files or (folder / parent).is_file() for parent in path.parents):
            yield Problem("", f"{page.url} lies below another document's address.")
        elif (folder / path).is_dir():
            yield Problem("", f"{page.url} lies above another document's address.")
        elif page.fixed and _differs(folder / path, page.body):
            message = "was published with other content; a change needs a new version and id."
            yield Problem("", f"{page.url} {message}")


def _differs(file: Path, body: bytes) -> bool:
    return file.exists() and file.read_bytes() != body


def _write_index(folder: Path, pages: list[Page]) -> None:
    path = folder / INDEX
    known = json.loads(path.read_bytes()) if path.exists() else {}
    known |= {p.url: {"file": p.file, "contentType": p.content_type} for p in pages}
    path.write_bytes(_text(dict(sorted(known.items()))))


def _is_status_list(document: JsonObject) -> bool:
    kinds = document.get("type")
    return _STATUS_LIST in (kinds if isinstance(kinds, list | tuple) else [kinds])


def _text(document: Mapping[str, object]) -> bytes:
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()
