"""What people type and upload, made plain before it goes any further."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from demo_app.evidence import kind_of
from demo_app.text import plain
from openbadge_issuer.workflow import Mark
from verifier.model import ResultDescription

MAX_NAME = 120
MAX_NOTE = 300
MAX_TEXT = 20_000
MAX_FEEDBACK = 2_000


class FormError(Exception):
    """Something on the form is missing or cannot be taken; one sentence for the person."""


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """One piece of evidence as it was handed over; text and file are two pieces."""

    name: str
    note: str
    supports: tuple[str, ...]
    pieces: tuple[tuple[str, bytes, str], ...]


def line(text: str | None, longest: int) -> str:
    """One line without hidden characters."""
    return " ".join(plain(text or "").split())[:longest].strip()


def read_evidence(
    form: Mapping[str, str], supports: Iterable[str], upload: bytes, criteria: Iterable[str]
) -> NewEvidence:
    """The evidence on a form.

    Raises:
        FormError: no name, nothing handed over, too long, or a kind of file that is not taken.
    """
    name = line(form.get("name"), MAX_NAME)
    text = plain(form.get("text", "")).replace("\r\n", "\n").strip()
    chosen = set(supports)
    if not name:
        raise FormError("Give the evidence a name.")
    if not text and not upload:
        raise FormError("Write something or choose a file that is not empty.")
    if len(text) > MAX_TEXT:
        raise FormError(f"The text is longer than {MAX_TEXT} characters. Upload it as a file.")
    pieces = [(name, text.encode() + b"\n", "text/plain")] if text else []
    if upload:
        kind = kind_of(upload)
        if kind is None:
            raise FormError("This kind of file is not taken: text, PDF, PNG, JPEG or MP4, please.")
        pieces.append((f"{name} (file)" if text else name, upload, kind))
    supported = tuple(criterion for criterion in criteria if criterion in chosen)
    return NewEvidence(name, line(form.get("note"), MAX_NOTE), supported, tuple(pieces))


def read_marks(form: Mapping[str, str], criteria: Iterable[ResultDescription]) -> list[Mark]:
    """The marks on a form; a criterion without a choice has none."""
    return [
        Mark(
            criterion.id,
            form[f"level-{index}"],
            plain(form.get(f"feedback-{index}", "")).strip()[:MAX_FEEDBACK],
        )
        for index, criterion in enumerate(criteria)
        if form.get(f"level-{index}")
    ]
