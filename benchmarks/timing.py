"""Candidates take turns in one process, so that what slows the machine slows them alike.

Times are CPU time: on a busy machine the wall clock is hard on slow candidates, which are
interrupted within every call, and kind to fast ones, which mostly are not.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median

Stint = Callable[[float], "list[float]"]
"""Does its work again and again for some seconds, at least once; the seconds each time took."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long everything is tried.

    Attributes:
        rounds: how often each candidate has its turn.
        seconds: how long a turn is; a candidate slower than that works once.
    """

    rounds: int = 15
    seconds: float = 0.06


QUICK = Pace(rounds=3, seconds=0.03)


@dataclass(frozen=True, slots=True)
class Timing:
    """What one candidate took, in seconds, turn by turn."""

    turns: tuple[tuple[float, ...], ...]

    @property
    def calls(self) -> int:
        """How often it worked."""
        return sum(map(len, self.turns))

    @property
    def median(self) -> float:
        """The median over all turns."""
        return median(took for turn in self.turns for took in turn)

    @property
    def minimum(self) -> float:
        """The least of all."""
        return min(map(min, self.turns))

    def times(self, other: Timing) -> float:
        """How many times as long as another: the median of the ratios of their turns."""
        return median(
            median(mine) / median(its) for mine, its in zip(self.turns, other.turns, strict=True)
        )


def stint(work: Callable[[], object]) -> Stint:
    """A candidate that is a Python function."""

    def turn(seconds: float) -> list[float]:
        took: list[float] = []
        gc.collect()
        end = time.process_time() + seconds
        while not took or time.process_time() < end:
            start = time.process_time()
            work()
            took.append(time.process_time() - start)
        return took

    return turn


def interleave(candidates: Mapping[str, Stint], pace: Pace) -> dict[str, Timing]:
    """One turn to warm up, then rounds in which each begins another time."""
    names = list(candidates)
    turns: dict[str, list[tuple[float, ...]]] = {name: [] for name in names}
    for name in names:
        candidates[name](pace.seconds)
    for number in range(pace.rounds):
        first = number % len(names)
        for name in names[first:] + names[:first]:
            turns[name].append(tuple(candidates[name](pace.seconds)))
    return {name: Timing(tuple(taken)) for name, taken in turns.items()}
