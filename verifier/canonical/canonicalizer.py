"""Canonical forms of one document and its proofs, each worked out once.

A badge may have many proofs, and each of them covers nearly the same document. Whoever checks (or
makes) them keeps one `Canonicalizer` for the badge and hands it to every suite.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar, cast

from verifier.canonical.contexts import Contexts
from verifier.canonical.exact import check_exact, count
from verifier.canonical.expanded import Expanded
from verifier.canonical.jcs import canonical_json
from verifier.canonical.jsonld import Processor
from verifier.canonical.nquads import Dataset
from verifier.canonical.quads import to_dataset
from verifier.canonical.rdfc import Work, WorkLimitError, canonical_labels, canonicalize
from verifier.canonical.skolem import StableExpanded, to_stable_dataset
from verifier.errors import DocumentError
from verifier.limits import Limits
from verifier.strict_json import Json, JsonObject

_T = TypeVar("_T")
_SPENT = (
    "The proofs of this document build on one another in more ways than the budget for "
    "canonicalization allows."
)
_READ_ENOUGH = (
    "The documents of this file whose contexts are not built in have more values together than "
    "the budget allows."
)
_STEPS_FOR_A_VALUE = 4  # the general processor takes its time over each
_LIMITS, _PINNED_ALONE = Limits(), Contexts()


class Canonicalizer:
    """What signatures over one badge cover, byte for byte.

    Documents that were handed in must not change as long as this object lives. Not for use by
    several threads at once.

    Attributes:
        limits: budgets, for all that is worked out here together.
        contexts: what may stand in a `@context` beside the pinned addresses.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        contexts: Contexts | None = None,
        work: Work | None = None,
    ) -> None:
        """Nothing is worked out yet.

        Args:
            limits: budgets; by default the usual ones.
            contexts: what may stand in a `@context`; by default pinned addresses alone.
            work: what is left of the budget of a whole verification, if this is one part of it.
        """
        self.limits = limits or _LIMITS
        self.contexts = contexts or _PINNED_ALONE
        self._known: dict[tuple[object, ...], tuple[JsonObject, object]] = {}
        self._left = self.limits.canonical_work
        self._whole = Work(self.limits.total_canonical_work) if work is None else work
        self._processor = Processor(self.contexts.documents)

    def form(self, document: JsonObject, *, algorithm: str = "sha256") -> bytes:
        """The canonical N-Quads of a document (RDFC-1.0), as UTF-8.

        Args:
            document: a credential without its proofs, or the options of a proof, with a
                `@context`.
            algorithm: `sha256`, or `sha384` for P-384 keys.

        Raises:
            DocumentError: the place that is not exactly compact, or a budget that is spent.
        """
        return self._once(algorithm, document, lambda: self._form(document, algorithm))

    def json(self, document: JsonObject) -> bytes:
        """The canonical JSON of a document (RFC 8785).

        Raises:
            DocumentError: a number that JSON readers do not agree on.
        """
        return self._once("json", document, lambda: canonical_json(document))

    def dataset(self, document: JsonObject) -> Dataset:
        """The RDF of a document under its own `@context`.

        Raises:
            DocumentError: the place of the first member or value that no signature would cover as
                it is written, or a budget that is spent.
        """
        return self._once("dataset", document, lambda: self._dataset(document))

    def labels(self, dataset: Dataset) -> Mapping[str, str]:
        """Each blank node with its canonical label (`c14n0`, ...).

        Raises:
            DocumentError: the budget is spent.
        """
        return self._within_budget(dataset, lambda known, work: canonical_labels(known, work=work))

    def check_terms(self, document: JsonObject) -> None:
        """Refuse a document that is not exactly compact, where a signature covers the JSON itself.

        Raises:
            DocumentError: the place of the first member or value that no context defines.
        """
        self.dataset(document)

    def stable_dataset(self, compact: JsonObject) -> Dataset:
        """The RDF of a skolemized document, or of a part of one (see `skolem`).

        Raises:
            DocumentError: as `dataset` does.
        """
        if self._is_for_the_walk(compact):
            return to_stable_dataset(compact, context_list(compact))
        return self._general(compact, StableExpanded(drops_directions=self.contexts.inline))

    def _form(self, document: JsonObject, algorithm: str) -> bytes:
        return self._within_budget(
            self._dataset(document),
            lambda known, work: canonicalize(known, algorithm=algorithm, work=work),
        )

    def _dataset(self, document: JsonObject) -> Dataset:
        if self._left <= 0 and "proof" in document:
            raise DocumentError("", _SPENT, supported=False)
        if self._is_for_the_walk(document):
            dataset = to_dataset(document, context_list(document))
        else:
            dataset = self._general(document, Expanded(drops_directions=self.contexts.inline))
        self._left -= dataset.size
        return dataset

    def _is_for_the_walk(self, document: JsonObject) -> bool:
        if self.contexts.inline:
            return False
        return not self.contexts or self.contexts.leave_to_the_walk(document)

    def _general(self, document: JsonObject, writer: Expanded) -> Dataset:
        check_exact(document, self.contexts, self.limits)
        self._left -= self.limits.canonical_work // 20  # PyLD takes its time
        self._whole.left -= _STEPS_FOR_A_VALUE * count(document)
        if self._whole.left < 0:
            raise DocumentError("", _READ_ENOUGH, supported=False)
        return self._processor.dataset(document, writer)

    def _within_budget(self, dataset: Dataset, make: Callable[[Dataset, Work], _T]) -> _T:
        """Each form may spend the budget of one, as far as that of the verification reaches."""
        most = min(self.limits.canonical_work, self._whole.left)
        work = Work(most)
        try:
            return make(dataset, work)
        except WorkLimitError as exc:
            raise DocumentError("", str(exc), supported=False) from exc
        finally:
            self._left -= most - work.left
            self._whole.left -= most - work.left

    def _once(self, kind: str, document: JsonObject, make: Callable[[], _T]) -> _T:
        """What was made of the same members before, or what is made of them now."""
        key = (kind, *document, *map(_identity, document, document.values()))
        if key not in self._known:
            made: _T | DocumentError
            try:
                made = make()
            except DocumentError as exc:
                made = exc
            self._known[key] = (document, made)  # the document keeps the identities alive
        known = self._known[key][1]
        if isinstance(known, DocumentError):
            raise known.under("")
        return cast("_T", known)


def context_list(document: JsonObject) -> tuple[str, ...]:
    """The `@context` of a document as a list of addresses.

    Raises:
        DocumentError: it is not one.
    """
    context = document.get("@context")
    if not isinstance(context, list) or not all(isinstance(url, str) for url in context):
        raise DocumentError("/@context", "The @context must be a list of addresses.")
    return tuple(str(url) for url in context)


def _identity(name: str, part: Json) -> object:
    """Equal for the same member of two copies of a document, and only for the same."""
    if name == "@context":
        return repr(part)
    return tuple(map(id, part)) if part.__class__ is list else id(part)
