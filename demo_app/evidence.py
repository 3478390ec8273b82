"""Evidence files: what kinds are taken, where their bytes lie, and who may fetch them."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from flask import Response, abort, current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from demo_app.store import Badge, EvidenceFile, SubmissionRow
from demo_app.submissions import load
from openbadge_issuer.workflow import Artefact
from verifier.interfaces import Fetched

_MAGIC = (
    (b"%PDF-", 0, "application/pdf", "pdf"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png", "png"),
    (b"\xff\xd8\xff", 0, "image/jpeg", "jpg"),
    (b"ftyp", 4, "video/mp4", "mp4"),
)
_ENDINGS = {kind: ending for _, _, kind, ending in _MAGIC} | {"text/plain": "txt"}


def kind_of(body: bytes) -> str | None:
    """The media type that the bytes show, or None for a kind that is not taken."""
    for magic, offset, kind, _ in _MAGIC:
        if body[offset : offset + len(magic)] == magic:
            return kind
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return "text/plain" if text.strip() and "\x00" not in text else None


def folder() -> Path:
    """Where the bytes lie: in the instance folder, outside everything that is served."""
    path: Path = current_app.extensions["instance"] / "evidence"
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    return path


def keep(body: bytes) -> str:
    """Write bytes under a random name that nobody guesses, and return the name."""
    name = secrets.token_hex(16)
    handle = os.open(folder() / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
    return name


def download(session: Session, *, submission: str, name: str) -> Response:
    """A file of a submission as an attachment with a neutral name; 404 where it has no such."""
    row = session.get(EvidenceFile, name)
    if row is None or row.submission_id != submission:
        abort(404)
    response = Response((folder() / row.id).read_bytes(), mimetype=row.media_type)
    ending = _ENDINGS.get(row.media_type, "bin")
    disposition = f'attachment; filename="evidence-{row.id[:8]}.{ending}"'
    response.headers["Content-Disposition"] = disposition
    return response


def badge_artefacts(badge: Badge) -> tuple[Artefact, ...]:
    """The evidence of the attempt that the badge was awarded for."""
    return load(badge.submission).attempts[-1].artefacts


def evidence_documents(
    session: Session, *, shown_only: bool = False, badge: str | None = None
) -> dict[str, Fetched]:
    """Evidence of badges by address: of one badge, or of all whose holders agreed to show it."""
    query = select(Badge).join(SubmissionRow)
    if shown_only:
        query = query.where(Badge.evidence_shown)
    if badge is not None:
        query = query.where(Badge.id == badge)
    return {
        artefact.id: Fetched((folder() / artefact.file).read_bytes(), artefact.media_type)
        for row in session.scalars(query)
        for artefact in badge_artefacts(row)
    }
