"""The canonical form: what a signature with an RDF suite covers, byte for byte."""

from __future__ import annotations

from verifier.canonical.quads import to_dataset
from verifier.canonical.rdfc import WorkLimitError, canonicalize
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
    if not isinstance(context, list) or not all(isinstance(url, str) for url in context):
        raise DocumentError("/@context", "The @context must be a list of addresses.")
    dataset = to_dataset(document, tuple(str(url) for url in context))
    try:
        return canonicalize(dataset, algorithm=algorithm, work=limits.canonical_work)
    except WorkLimitError as exc:
        raise DocumentError("", str(exc), supported=False) from exc
