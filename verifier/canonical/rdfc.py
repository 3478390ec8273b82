"""RDF Dataset Canonicalization, RDFC-1.0, with a work budget against poison graphs.

https://www.w3.org/TR/rdf-canon/#canon-algorithm; step numbers in comments are that document's.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import eq

from verifier.canonical.nquads import Dataset, Quad, line
from verifier.errors import VerifierError

# Three Python frames each; two equal lists of a hundred allowed values still fit.
_DEEPEST = 150
_TANGLED = (
    "The unnamed parts of this document are tangled beyond the budget for canonicalization; give "
    "results, levels and evidence an id of their own."
)


class WorkLimitError(VerifierError):
    """The blank nodes of a document would take more work than the budget allows."""


@dataclass(slots=True)
class Work:
    """A budget of hash steps on blank nodes; it may stand for several canonical forms.

    Attributes:
        left: steps that may still be spent.
    """

    left: int = 20_000

    def spend(self, steps: int) -> None:
        """Take steps from the budget.

        Raises:
            WorkLimitError: there are none left.
        """
        self.left -= steps
        if self.left < 0:
            raise WorkLimitError(_TANGLED)


def canonicalize(dataset: Dataset, *, algorithm: str = "sha256", work: Work | None = None) -> bytes:
    """The canonical N-Quads of a dataset, as UTF-8.

    Args:
        dataset: statements; repeated ones count once.
        algorithm: `sha256`, or `sha384` where the key is P-384.
        work: the budget.

    Raises:
        WorkLimitError: the budget is spent.
    """
    names: dict[str, str] = {}
    if dataset.ends or dataset.quads:
        labels = canonical_labels(dataset, algorithm=algorithm, work=work)
        names = {blank: f"_:{label}" for blank, label in labels.items()}
    lines = sorted(dataset.lines(names))
    if any(map(eq, lines, lines[1:])):
        lines = sorted(set(lines))
    return "".join(lines).encode()


def canonical_labels(
    dataset: Dataset, *, algorithm: str = "sha256", work: Work | None = None
) -> Mapping[str, str]:
    """The issued identifiers map: each blank node with its canonical label (`c14n0`, ...)."""
    state = _State(getattr(hashlib, algorithm), work or Work())
    mentions = state.mentions
    for blank, ends in dataset.ends.items():
        state.ends[blank] = ends
        mentions[blank] = []
    for quad in set(dataset.quads):
        subject, _, target, graph = quad
        if subject[0] == "_":
            mentions[subject].append(quad)
        if target[0] == "_" and target != subject:
            mentions[target].append(quad)
        if graph and graph[0] == "_" and graph not in (subject, target):
            mentions[graph].append(quad)
    return state.labels()


@dataclass(slots=True)
class _Issuer:
    """Identifier issuer (section 4.6)."""

    prefix: str
    issued: dict[str, str] = field(default_factory=dict)

    def issue(self, blank: str) -> str:
        return self.issued.setdefault(blank, f"{self.prefix}{len(self.issued)}")

    def copy(self) -> _Issuer:
        return _Issuer(self.prefix, dict(self.issued))


@dataclass(slots=True)
class _State:
    digest: Callable[[bytes], hashlib._Hash]
    work: Work
    depth: int = 0
    ends: dict[str, list[str]] = field(default_factory=dict)
    mentions: dict[str, list[Quad]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, str] = field(default_factory=lambda: defaultdict(lambda: "_:z"))
    first: dict[str, str] = field(default_factory=dict)
    canonical: _Issuer = field(default_factory=lambda: _Issuer("c14n"))

    def labels(self) -> Mapping[str, str]:
        for blank in self.mentions:  # step 3
            self.first[blank] = self._first_degree(blank)
        by_hash: dict[str, list[str]] = defaultdict(list)
        for blank, digest in self.first.items():
            by_hash[digest].append(blank)
        shared: list[list[str]] = []
        for digest in sorted(by_hash):  # step 4
            if len(by_hash[digest]) > 1:
                shared.append(by_hash[digest])
            else:
                self.canonical.issue(by_hash[digest][0])
        for blanks in shared:  # step 5
            self._issue_shared(blanks)
        return self.canonical.issued

    def _issue_shared(self, blanks: Sequence[str]) -> None:
        paths: list[tuple[str, _Issuer]] = []
        for blank in blanks:
            if blank not in self.canonical.issued:
                issuer = _Issuer("b")
                issuer.issue(blank)
                paths.append(self._n_degree(blank, issuer))
        for _, issuer in sorted(paths, key=lambda path: path[0]):
            for blank in issuer.issued:
                self.canonical.issue(blank)

    def _hash(self, text: str) -> str:
        return self.digest(text.encode()).hexdigest()

    def _first_degree(self, blank: str) -> str:
        """Hash first degree quads (section 4.7)."""
        names = self.names
        names[blank] = "_:a"
        lines = [f"_:a{end}" for end in set(self.ends.get(blank, ()))]
        lines += [line(quad, names) for quad in self.mentions[blank]]
        names[blank] = "_:z"
        lines.sort()
        return self._hash("".join(lines))

    def _related(self, related: str, quad: Quad, issuer: _Issuer, position: str) -> str:
        """Hash related blank node (section 4.8)."""
        known = self.canonical.issued.get(related) or issuer.issued.get(related)
        label = f"_:{known}" if known else self.first[related]
        predicate = "" if position == "g" else quad[1]
        return self._hash(f"{position}{predicate}{label}")

    def _n_degree(self, blank: str, issuer: _Issuer) -> tuple[str, _Issuer]:
        """Hash n-degree quads (section 4.9)."""
        self._spend(len(self.mentions[blank]))
        self.depth += 1
        groups: dict[str, list[str]] = defaultdict(list)
        for quad in self.mentions[blank]:  # step 3
            for term, position in ((quad[0], "s"), (quad[2], "o"), (quad[3], "g")):
                if term.startswith("_:") and term != blank:
                    groups[self._related(term, quad, issuer, position)].append(term)
        data = ""
        for digest in sorted(groups):  # step 5
            chosen, issuer = self._shortest_path(groups[digest], issuer)
            data += digest + chosen
        self.depth -= 1
        return self._hash(data), issuer

    def _shortest_path(self, related: Sequence[str], issuer: _Issuer) -> tuple[str, _Issuer]:
        """The least path over all orders of the related nodes (steps 5.3 to 5.6)."""
        chosen: tuple[str, _Issuer] | None = None
        for order in itertools.permutations(related):
            self._spend(len(order))
            candidate = self._path(order, issuer.copy(), chosen[0] if chosen else None)
            if candidate is not None and (chosen is None or candidate[0] < chosen[0]):
                chosen = candidate
        assert chosen is not None  # noqa: S101  (there is at least one order)
        return chosen

    def _path(
        self, order: Sequence[str], issuer: _Issuer, best: str | None
    ) -> tuple[str, _Issuer] | None:
        path = ""
        recursion: list[str] = []
        for related in order:  # step 5.4.4
            if related in self.canonical.issued:
                path += f"_:{self.canonical.issued[related]}"
            else:
                if related not in issuer.issued:
                    recursion.append(related)
                path += f"_:{issuer.issue(related)}"
            if best is not None and len(path) >= len(best) and path > best:
                return None
        for related in recursion:  # step 5.4.5
            digest, deeper = self._n_degree(related, issuer)
            path += f"_:{issuer.issue(related)}<{digest}>"
            issuer = deeper
            if best is not None and len(path) >= len(best) and path > best:
                return None
        return path, issuer

    def _spend(self, steps: int) -> None:
        self.work.spend(steps)
        if self.depth > _DEEPEST:
            raise WorkLimitError(_TANGLED)
