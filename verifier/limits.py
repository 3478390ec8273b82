"""How much of a foreign document is read before it is refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True)
class Limits:
    """Budgets for one verification; every one has a finding of its own when it is spent.

    Attributes:
        max_bytes: size of a JSON document, in bytes.
        max_depth: nesting of objects and arrays.
        max_nodes: JSON values in one document.
        max_document_bytes: size of a fetched document, in bytes.
        max_fetches: documents fetched for one verification.
        fetch_seconds: after so many seconds of one verification, nothing more is fetched.
        max_proofs: proofs on one credential.
        canonical_work: hash steps that one canonical form may spend on blank nodes. When as many
            steps and statements are spent, proofs that build on others are not canonicalized.
        total_canonical_work: the same for all canonical forms of one verification together, of a
            file of many badges and of endorsements in them.
        max_general_values: JSON values in a document whose contexts are not all pinned; it is read
            by the general processor, which takes about 0.04 ms for each. Each also costs four
            steps of `total_canonical_work`.
        max_status_entries: status entries on one badge.
        max_status_bytes: a status list when it is inflated, in bytes.
        total_status_bytes: all status lists of one verification together, inflated; a list is only
            inflated where there is room for the largest.
        endorsement_depth: endorsements of endorsements that are followed.
        clock_skew: how far another clock may run ahead (validFrom, created).
    """

    max_bytes: int = 2 * 1024 * 1024
    max_depth: int = 50
    max_nodes: int = 20_000
    max_document_bytes: int = 1024 * 1024
    max_fetches: int = 64
    fetch_seconds: float = 30.0
    max_proofs: int = 16
    canonical_work: int = 20_000
    total_canonical_work: int = 80_000
    max_general_values: int = 5_000
    max_status_entries: int = 8
    max_status_bytes: int = 16 * 1024 * 1024
    total_status_bytes: int = 64 * 1024 * 1024
    endorsement_depth: int = 4
    clock_skew: timedelta = timedelta(seconds=60)
