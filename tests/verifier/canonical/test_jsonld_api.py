"""The walk against the W3C JSON-LD toRdf tests: it reads exactly, or refuses with a reason."""

import json
from collections import Counter
from pathlib import Path

from tests.verifier.canonical import nquads
from verifier.canonical.definitions import ContextClashError
from verifier.canonical.nquads import Dataset
from verifier.canonical.quads import Walk
from verifier.canonical.rdfc import canonicalize
from verifier.canonical.terms import TermTable
from verifier.errors import DocumentError

# The tests that stay within exactly compacted form, by their id in the manifest.
READ = {
    *("#t0035", "#tc025", "#tc036", "#te053", "#te054", "#te061", "#te079", "#te093", "#te113"),
    *("#tpr10", "#trt01"),
}

# Why the others are out of scope: each lies outside exactly compacted form.
OUT_OF_SCOPE = {
    "the member is a keyword or no plain term": "is defined by none",
    "the context uses a feature that is not compiled": "not compiled",
    "an address is relative or blank": "address (IRI)",
    "an address is shortened by a prefix": "short form",
    "the document is not one object": "one object",
    "an alias of a keyword": "another spelling",
    "a map by language or index, or raw JSON": "not read here",
    "lists inside lists": "inside a list",
    "a context by address": "from inside",
    "an embedded context of another kind": "may have a @context",
}


def test_every_test_is_read_exactly_or_refused(vectors: Path) -> None:
    """No test of the suite gets another answer than the suite's; the refusals have reasons."""
    folder = vectors / "json-ld-api"
    entries = json.loads((folder / "toRdf-manifest.jsonld").read_text())["sequence"]
    read: set[str] = set()
    reasons: Counter[str] = Counter()
    for entry in entries:
        if "jld:PositiveEvaluationTest" not in entry["@type"]:
            continue
        if entry.get("option", {}).get("specVersion") == "json-ld-1.0":
            continue
        try:
            got = _canonical(json.loads((folder / entry["input"]).read_text()))
        except (ContextClashError, DocumentError) as exc:
            reasons[_reason(str(exc))] += 1
            continue
        expected = nquads.read((folder / entry["expect"]).read_text())
        assert got == canonicalize(Dataset(quads=expected)), entry["@id"]
        read.add(entry["@id"])
    assert read == READ
    assert sum(reasons.values()) > 300


def _canonical(document: object) -> bytes:
    if not isinstance(document, dict):
        raise DocumentError("", "This is not one object.")
    context = document.get("@context", {})
    return canonicalize(Walk(()).whole(document, TermTable({}).extended(context)))


def _reason(text: str) -> str:
    found = [reason for reason, words in OUT_OF_SCOPE.items() if words in text]
    assert found, f"a refusal without a written reason: {text}"
    return found[0]
