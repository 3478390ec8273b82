"""Files made to cost a verifier more than they cost their maker, each at most 256 KB.

Run as a program it verifies the file on its standard input and says what that took.
"""

from __future__ import annotations

import itertools
import json
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.badges import AT, grown_badge, rubric_badge
from benchmarks.samples import sample, to_bytes
from verifier import Verifier
from verifier.canonical.definitions import ContextClashError
from verifier.canonical.terms import compile_contexts
from verifier.context_list import OB_CURRENT, VC2
from verifier.errors import VerifierError

MOST_BYTES = 256 * 1024
_PATIENCE = 30.0
_ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Answer:
    """What one file cost.

    Attributes:
        name: what is hostile in it.
        size: in bytes.
        seconds: of CPU until the report was there, or None if half a minute was not enough.
        peak: memory at its highest above what was held before, in bytes.
        state: what the report said, or the exception that came instead.
    """

    name: str
    size: int
    seconds: float | None
    peak: int | None
    state: str


def answer(name: str) -> Answer:
    """One of `FILES`, given to a verifier in a process of its own."""
    raw = FILES[name]()
    if len(raw) > MOST_BYTES:
        raise ValueError(f"{name!r} has {len(raw)} bytes")
    command = [sys.executable, "-m", "benchmarks.hostile"]
    try:
        said = subprocess.run(
            command, input=raw, stdout=subprocess.PIPE, cwd=_ROOT, timeout=_PATIENCE, check=True
        ).stdout
    except subprocess.TimeoutExpired as exc:
        said = exc.stdout or b""
    facts: dict[str, Any] = {"seconds": None, "peak": None, "state": "no answer"}
    for line in said.splitlines():
        facts |= json.loads(line)
    return Answer(name, len(raw), **facts)


def main() -> None:
    """Verify standard input, at most three times for the time, then once for the memory."""
    raw = sys.stdin.buffer.read()
    verifier = Verifier()
    verifier.verify(sample(rubric_badge()).raw, at=AT)
    state, took = "", [0.0]
    while len(took) <= 3 and sum(took) < 1:
        start = time.process_time()
        state = _state(verifier, raw)
        took.append(time.process_time() - start)
    print(json.dumps({"seconds": min(took[1:]), "state": state}), flush=True)
    tracemalloc.start()
    _state(verifier, raw)
    print(json.dumps({"peak": tracemalloc.get_traced_memory()[1]}))


def _state(verifier: Verifier, raw: bytes) -> str:
    try:
        return verifier.verify(raw, at=AT).state.value
    except Exception as exc:  # noqa: BLE001  (that there is one is the finding)
        return f"raised {type(exc).__name__}"


def _as_signed(badge: dict[str, Any]) -> bytes:
    """Signed by its maker where that is possible, else with the signature of another badge."""
    try:
        return sample(badge).raw
    except VerifierError:
        return to_bytes({**badge, "proof": _proof()})


def _proof() -> Any:
    return json.loads(sample(rubric_badge()).raw)["proof"]


def _subject(**members: object) -> bytes:
    badge = rubric_badge()
    badge["credentialSubject"] |= members
    return _as_signed(badge)


def _evidence(*evidence: object) -> bytes:
    return _as_signed({**rubric_badge(), "evidence": list(evidence)})


def _nested(name: str, levels: int) -> dict[str, Any]:
    node: dict[str, Any] = {"type": ["Profile"]}
    for _ in range(levels):
        node = {"type": ["Profile"], name: node}
    return node


def _equal_trees() -> bytes:
    alignment = {"type": ["Alignment"], "targetName": "same"}
    return _subject(result=[{"type": ["Result"], "alignment": [alignment] * 12}] * 40)


def _equal_list() -> bytes:
    badge = rubric_badge()
    rubric = badge["credentialSubject"]["achievement"]["resultDescription"]
    rubric[0]["allowedValue"] = ["a"] * 15_000
    return _as_signed(badge)


def _clique() -> bytes:
    names = [f"_:e{n}" for n in range(9)]
    return _evidence(*({"id": name, "type": ["Evidence"], "related": names} for name in names))


def _typed_nodes() -> bytes:
    """Pairs of types that each bring terms of their own, as many as go together."""
    table = compile_contexts((VC2, OB_CURRENT))
    scoped = [name for name, term in table.terms.items() if term.has_scope and name[0].isupper()]
    together = []
    for pair in itertools.combinations(sorted(scoped), 2):
        with suppress(ContextClashError):
            table.typed(pair)
            together.append({"type": list(pair)})
    return _evidence(*together)


def _proofs() -> bytes:
    wrong = {**_proof(), "proofValue": "z" + "2" * 87}
    return to_bytes({**grown_badge(700), "proof": [wrong] * 16})


def _context(*urls: str) -> bytes:
    return to_bytes({**rubric_badge(), "@context": urls, "proof": _proof()})


FILES: Mapping[str, Callable[[], bytes]] = {
    "honest, with 700 results": lambda: sample(grown_badge(700)).raw,
    "700 results, 16 proofs that do not hold": _proofs,
    "3,500 equal results": lambda: _subject(result=[{"type": ["Result"], "value": "1"}] * 3_500),
    "equal trees of unnamed nodes": _equal_trees,
    "90 equal chains of unnamed nodes": lambda: _subject(source=[_nested("parentOrg", 40)] * 90),
    "a list of 15,000 equal values": _equal_list,
    "a clique of labelled nodes": _clique,
    "nodes of many pairs of types": _typed_nodes,
    "types that contradict each other": lambda: _evidence({"type": ["Result", "Image", "Profile"]}),
    "nested 128,000 levels": lambda: b"[" * 128_000,
    "a text of 250 KB": lambda: _subject(narrative="a" * 245_000),
    "60,000 characters beyond ASCII": lambda: _subject(narrative="\u2603" * 60_000),
    "120,000 escapes": lambda: _subject(narrative='"' * 120_000),
    "escapes without an end": lambda: b'{"a":"' + b'\\"' * 128_000,
    "a context named 5,000 times": lambda: _context(*[VC2] * 5_000),
    "one object of 19,000 members": lambda: to_bytes({str(n): n for n in range(19_000)}),
    "one member given 19,000 times": lambda: b"{" + b'"a":1,' * 19_000 + b'"a":1}',
    "18,000 numbers near zero": lambda: to_bytes([10.0**-n for n in range(300)] * 60),
}

if __name__ == "__main__":
    main()
