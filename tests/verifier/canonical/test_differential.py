"""The walk against PyLD on random documents: equal where it reads, and never looser.

More documents: `pytest tests/verifier/canonical/test_differential.py --hypothesis-profile=nightly`.
"""

from typing import Any

from tests.verifier.canonical.random_documents import CONTEXT, Documents
from verifier import Limits
from verifier.canonical import Canonicalizer, Contexts
from verifier.canonical.jsonld import to_dataset as general
from verifier.canonical.quads import to_dataset as compiled
from verifier.canonical.rdfc import WorkLimitError, canonicalize
from verifier.errors import DocumentError


def test_generated_documents_have_one_canonical_form(count: int) -> None:
    """Whatever the tables allow, both ways give the same bytes."""
    read = 0
    for seed in range(count):
        document = Documents(seed).document()
        try:
            own = canonicalize(compiled(document, CONTEXT))
        except WorkLimitError:
            continue
        except DocumentError:
            continue  # a number or repetition that a signature would not hold
        assert own == canonicalize(general(document)), seed
        read += 1
    assert read > count * 0.6


def test_mutated_documents_are_never_read_more_loosely(count: int) -> None:
    """What the walk accepts, the general algorithms accept without any loss, and read alike."""
    accepted = 0
    for seed in range(count):
        documents = Documents(seed)
        mutant = documents.mutated(documents.document())
        if _own(mutant) is None:
            continue
        accepted += 1
        assert _own(mutant) == canonicalize(general(mutant)), seed
    assert 0 < accepted < count


def test_the_general_processor_reads_no_document_more_loosely(count: int) -> None:
    """Under a given context that adds nothing, both ways read and refuse the same documents.

    The walk reads by tables, the other by refusals around PyLD, so each shows the gaps of the
    other.
    """
    given = Contexts({"https://nothing.example/": b'{"@context": {"@version": 1.1}}'})
    accepted = 0
    for seed in range(count // 4):
        documents = Documents(seed, classes_too=False)
        for document in (documents.document(), documents.mutated(documents.document())):
            own = _own({**document, "@context": list(CONTEXT)})
            extended = {**document, "@context": [*CONTEXT, "https://nothing.example/"]}
            limits = Limits(max_general_values=10**6)
            try:
                other = Canonicalizer(limits, given).form(extended)
            except DocumentError:
                other = None
            assert other in (own, None), seed
            accepted += other is not None
    assert accepted > count // 4 * 0.5


def _own(document: dict[str, Any]) -> bytes | None:
    if document.get("@context") != list(CONTEXT):
        return None
    try:
        return canonicalize(compiled(document, CONTEXT))
    except (DocumentError, WorkLimitError):
        return None
