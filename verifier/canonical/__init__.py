"""The canonical form: what a signature with an RDF suite covers, byte for byte."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.canonical.nquads import Dataset
from verifier.canonical.quads import to_dataset
from verifier.canonical.rdfc import WorkLimitError, canonical_labels, canonicalize
from verifier.errors import DocumentError
from verifier.limits import Limits
from verifier.strict_json import Json, JsonObject


def canonical_form(
    document: JsonObject, context: Json, limits: Limits, *, algorithm: str = "sha256"
) -> bytes:
    """The canonical N-Quads of a compact document (RDFC-1.0), as UTF-8.

    Args:
        document: a credential without its proofs, or the options of a proof.
        context: the credential's `@context`, a list of pinned addresses.
        limits: budgets; `canonical_work` bounds the work on unnamed nodes.
        algorithm: `sha256`, or `sha384` for P-384 keys.

    Raises:
        DocumentError: the place that is not exactly compact, or a budget that is spent.
    """
    dataset = to_dataset(document, canonical_context({"@context": context}))
    try:
        return canonicalize(dataset, algorithm=algorithm, work=limits.canonical_work)
    except WorkLimitError as exc:
        raise DocumentError("", str(exc), supported=False) from exc


def canonical_context(document: JsonObject) -> tuple[str, ...]:
    """The `@context` of a document as a list of addresses.

    Raises:
        DocumentError: it is not one.
    """
    context = document.get("@context")
    if not isinstance(context, list) or not all(isinstance(url, str) for url in context):
        raise DocumentError("/@context", "The @context must be a list of addresses.")
    return tuple(str(url) for url in context)


def canonical_labels_of(dataset: Dataset, limits: Limits) -> Mapping[str, str]:
    """Each blank node with its canonical label (`c14n0`, ...).

    Raises:
        DocumentError: the budget is spent.
    """
    try:
        return canonical_labels(dataset, work=limits.canonical_work)
    except WorkLimitError as exc:
        raise DocumentError("", str(exc), supported=False) from exc


def check_terms(document: JsonObject) -> None:
    """Refuse a document that is not exactly compact, where a signature covers the JSON itself.

    Raises:
        DocumentError: the place of the first member or value that no context defines.
    """
    to_dataset(document, canonical_context(document))
