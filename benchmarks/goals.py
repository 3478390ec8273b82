"""What was promised, and whether what was measured keeps it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks import calls, growth, node, peers
from benchmarks import candidates as ours
from benchmarks.results import ISSUE, VERIFY, Results, times

_NOT_BUILT = "not built yet"
_NOT_RUN = "not measured"


@dataclass(frozen=True, slots=True)
class Goal:
    """One promise.

    Attributes:
        what: the thing that is promised of.
        promise: as a person reads it.
        measured: likewise.
        held: None if nothing was measured.
    """

    what: str
    promise: str
    measured: str
    held: bool | None


def judge(results: Results) -> list[Goal]:
    """Every goal, in the order in which they were set."""
    return [
        _faster(results, VERIFY, "verify, every check, to PyLD proof", ours.WHOLE, peers.PYLD, 25),
        _faster(results, VERIFY, "verify proof, to PyLD", ours.PROOF, peers.PYLD, 40),
        _faster(results, VERIFY, "verify proof, to Node", ours.PROOF, node.NODE, 30),
        _faster(
            results, VERIFY, "verify proof, to openbadgeslib", ours.PROOF, peers.OPENBADGESLIB, 150
        ),
        _at_most(
            "verify proof, to the floor",
            times(results.rows.get(VERIFY, {}), ours.PROOF, ours.FLOOR),
            5,
        ),
        Goal("the same, achievement remembered", "<= 3x", _NOT_BUILT, None),
        _faster(results, ISSUE, "issue, signature alone, to PyLD", ours.SIGN, peers.PYLD_SIGN, 40),
        Goal("issue in bulk, to PyLD", ">= 120x", _NOT_BUILT, None),
        Goal("issue in bulk, to the floor", "<= 3x", _NOT_BUILT, None),
        Goal("100,000 badges: issue, verify", "15 s, 20 s", _NOT_BUILT, None),
        _at_most(
            "one more of many results, to one more of few",
            growth.bend(results.sizes) if results.sizes else None,
            1.5,
        ),
        Goal("1,000 to 100,000 badges", "linear", _NOT_BUILT, None),
        *_hostile(results),
        *_calls(results),
        *_start(results),
    ]


def _faster(results: Results, section: str, what: str, mine: str, other: str, least: float) -> Goal:
    value = times(results.rows.get(section, {}), other, mine)
    return _goal(what, f">= {least:g}x", value, held=value is not None and value >= least)


def _at_most(what: str, value: float | None, most: float) -> Goal:
    return _goal(what, f"<= {most:g}x", value, held=value is not None and value <= most)


def _goal(what: str, promise: str, value: float | None, *, held: bool) -> Goal:
    if value is None:
        return Goal(what, promise, _NOT_RUN, None)
    return Goal(what, promise, f"{value:.1f}x", held)


def _hostile(results: Results) -> Iterator[Goal]:
    what, promises = "hostile file of 256 KB", ("<= 100 ms", "<= 64 MB")
    if not results.hostile:
        yield from (Goal(what, promise, _NOT_RUN, None) for promise in promises)
        return
    seconds = max(answer.seconds or float("inf") for answer in results.hostile)
    peak = max(answer.peak or 0 for answer in results.hostile) / 1e6
    raised = any(answer.state.startswith("raised") for answer in results.hostile)
    yield Goal(what, promises[0], f"{seconds * 1e3:.0f} ms", seconds <= 0.1 and not raised)
    yield Goal(what, promises[1], f"{peak:.0f} MB", peak <= 64)


def _calls(results: Results) -> Iterator[Goal]:
    for work, recorded in calls.recorded().items():
        most = calls.MOST * recorded
        now = results.calls[work]
        yield Goal(f"function calls, {work}", f"<= {most:,}", f"{now:,}", now <= most)


def _start(results: Results) -> Iterator[Goal]:
    what = "import verifier, to import pydantic"
    yield _at_most(what, times(results.start, growth.VERIFIER, growth.PYDANTIC), 1.5)
    ready = times(results.start, growth.VERIFIER_CLASS, growth.PYDANTIC_MODEL)
    yield _at_most("the class Verifier, to pydantic's BaseModel", ready, 1.5)
    promise = "no requests, pyld, flask"
    if results.start:
        loaded = ", ".join(results.unwanted)
        yield Goal("the class Verifier loads", promise, loaded or "none", not loaded)
    else:
        yield Goal("the class Verifier loads", promise, _NOT_RUN, None)
