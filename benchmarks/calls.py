"""How many Python functions one verification and one issuing call: the same number every time."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import FrameType

from benchmarks.badges import rubric_badge
from benchmarks.candidates import issued, whole
from benchmarks.samples import Sample, sample

RECORDED = Path(__file__).with_name("recorded.json")
MOST = 2
"""How many times the recorded number is still accepted."""

_WORK: dict[str, Callable[[Sample], object]] = {"verify": whole, "issue": issued}


def count() -> dict[str, int]:
    """Python calls of each kind of work on the sample, once everything is warm."""
    genuine = sample(rubric_badge())
    return {name: _calls(partial(work, genuine)) for name, work in _WORK.items()}


def recorded() -> dict[str, int]:
    """What was counted when it was last recorded."""
    numbers: dict[str, int] = json.loads(RECORDED.read_text(encoding="utf-8"))
    return numbers


def record() -> dict[str, int]:
    """Count, and keep the numbers as those to compare with."""
    numbers = count()
    RECORDED.write_text(json.dumps(numbers, indent=2) + "\n", encoding="utf-8")
    return numbers


def _calls(work: Callable[[], object]) -> int:
    """The calls of one run, without those of the garbage collector's listeners."""
    calls = 0

    def profile(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    for _ in range(3):
        work()
    before = sys.getprofile()
    gc.disable()
    sys.setprofile(profile)
    try:
        work()
    finally:
        sys.setprofile(before)
        gc.enable()
    return calls
