"""Whether twice the results take twice the time, and what it takes to load the verifier."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from benchmarks.badges import grown_badge
from benchmarks.candidates import issued, whole
from benchmarks.compare import require
from benchmarks.samples import Sample, sample
from benchmarks.timing import Pace, Stint, Timing, interleave, stint

RESULTS = (5, 20, 100, 300, 1000)
VERIFIER = "import verifier"
VERIFIER_CLASS = "from verifier import Verifier"
PYDANTIC = "import pydantic"
PYDANTIC_MODEL = "from pydantic import BaseModel"

_CLOCK = "import time; start = time.process_time(); {}; print(time.process_time() - start)"
_STATEMENTS = (VERIFIER, PYDANTIC, VERIFIER_CLASS, PYDANTIC_MODEL)
_UNWANTED = frozenset({"requests", "pyld", "flask", "cryptography", "jwcrypto", "http", "ssl"})


@dataclass(frozen=True, slots=True)
class Size:
    """What a badge with so many results takes, each on a criterion of its own.

    Attributes:
        results: how many.
        size: of the file, in bytes.
        verify: every check.
        issue: with its own verification.
    """

    results: int
    size: int
    verify: Timing
    issue: Timing


def grow(pace: Pace) -> list[Size]:
    """Badges from five results to a thousand."""
    badges = {results: sample(grown_badge(results)) for results in RESULTS}
    for results, badge in badges.items():
        require(whole(badge), f"a badge with {results} results is refused")
    verify, issue = (_timed(badges, work, pace) for work in (whole, issued))
    return [Size(n, len(badge.raw), verify[str(n)], issue[str(n)]) for n, badge in badges.items()]


def bend(sizes: Sequence[Size]) -> float:
    """What one more result costs among many against what it costs among few: 1 is a line."""
    few, some, many = sizes[0], sizes[len(sizes) // 2], sizes[-1]
    return _slope(some, many) / _slope(few, some)


def start(pace: Pace) -> dict[str, Timing]:
    """Imports, each in a process of its own, with modules compiled as an installation has them."""
    with tempfile.TemporaryDirectory() as compiled:
        return interleave({name: _import(name, compiled) for name in _STATEMENTS}, pace)


def unwanted() -> list[str]:
    """What the verifier loads although an employer need not have it, or seldom needs it."""
    loaded = _python(f"import sys; {VERIFIER_CLASS}; print(*sys.modules)", os.devnull).split()
    return sorted(_UNWANTED.intersection(loaded))


def _timed(
    badges: dict[int, Sample], work: Callable[[Sample], object], pace: Pace
) -> dict[str, Timing]:
    turns = {str(n): stint(partial(work, badge)) for n, badge in badges.items()}
    return interleave(turns, pace)


def _slope(less: Size, more: Size) -> float:
    return (more.verify.minimum - less.verify.minimum) / (more.results - less.results)


def _import(statement: str, compiled: str) -> Stint:
    return lambda _seconds: [float(_python(_CLOCK.format(statement), compiled))]


def _python(program: str, compiled: str) -> str:
    """What a program prints; its modules are compiled into a folder on the first run."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    return done.stdout
