"""The walk against pyoxigraph, which shares no line with PyLD; each difference has a name.

More documents: add `--hypothesis-profile=nightly`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.verifier.canonical import oracle, oxigraph
from tests.verifier.canonical.random_documents import CONTEXT, NUMBERS, Documents
from tests.verifier.canonical.test_oracle import published, signed_parts
from verifier.canonical import Canonicalizer
from verifier.context_list import OB_CURRENT, VC2
from verifier.errors import DocumentError

# pyoxigraph 0.5.13 writes the fewest digits that tell a number from its neighbours, where JSON-LD
# asks for sixteen, and 1e20 as it is written in the JSON.
READ_ALIKE = tuple(number for number in NUMBERS if number != 1e20)
# What it makes of published documents that we and PyLD read otherwise.
DIFFERENT = {
    "complete.json": "equal proofs in two unnamed graphs are labelled in another order",
    "vm-two-fragments.json": "an address with two fragments is dropped, with its statement",
}
# Terms with a context of their own, which it forgets below a node whose type has one too.
FORGETTING = frozenset({"cnf", "statusMessage"})


def form(document: dict[str, Any]) -> bytes | None:
    """Our canonical form, if there is one."""
    try:
        return Canonicalizer().form(document) if "@context" in document else None
    except DocumentError:
        return None


def drawn(seed: int) -> Documents:
    """Documents without what pyoxigraph is known to read otherwise."""
    return Documents(seed, classes_too=False, numbers=READ_ALIKE, without=FORGETTING)


def of_two_types(value: Any) -> bool:
    """Whether a node has two types of Open Badges; pyoxigraph loses what objects in it say."""
    return '"type": ["Achievement", "Profile"]' in json.dumps(value)


def test_generated_documents_have_one_canonical_form(count: int) -> None:
    """Of most that can be drawn, and there byte for byte."""
    read = 0
    for seed in range(count):
        document = drawn(seed).document()
        own = form(document)
        if own is not None:
            assert own == oxigraph.canonical(document), seed
            read += 1
    assert read > count * 0.6


def test_mutated_documents_that_are_read_are_read_alike(count: int) -> None:
    """Whatever the walk lets through means the same to a reader that lets everything through."""
    read = 0
    for seed in range(count):
        documents = drawn(seed)
        mutant = documents.mutated(documents.document())
        own = form(mutant)
        if own is not None and mutant["@context"] == list(CONTEXT) and not of_two_types(mutant):
            assert own == oxigraph.canonical(mutant), seed
            read += 1
    assert 0 < read < count


@pytest.mark.parametrize("folder", ["1edtech/ob30", "interop", "attacks/files"])
def test_published_credentials_have_the_canonical_form_of_pyoxigraph(
    vectors: Path, folder: str
) -> None:
    """Control characters too, which PyLD leaves as they are."""
    compared = 0
    for name, document in published(vectors / folder):
        for part in signed_parts(document):
            own = form({**part, "@context": document["@context"]})
            if own is not None:
                other = oxigraph.canonical({**part, "@context": document["@context"]})
                assert own == other or name in DIFFERENT, name
                compared += own == other
    assert compared >= 20


def with_number(number: float) -> dict[str, Any]:
    """A document that holds this number."""
    return {"@context": [VC2, OB_CURRENT], "id": "urn:x:1", "narrative": number}


@pytest.mark.parametrize(
    ("number", "ours", "theirs"),
    [(-87.9, "-8.790000000000001E1", "-8.79E1"), (1e20, "100000000000000000000", "1.0E20")],
)
def test_numbers_are_where_it_differs(number: float, ours: str, theirs: str) -> None:
    """PyLD is of our opinion (https://www.w3.org/TR/json-ld11-api/#data-round-tripping)."""
    document = with_number(number)
    own = form(document)
    assert own is not None
    assert f'"{ours}"'.encode() in own
    assert f'"{theirs}"'.encode() in oxigraph.canonical(document)
    assert own == oracle.canonical(document)
