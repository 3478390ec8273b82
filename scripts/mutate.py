"""Mutation testing of the verdict path, by hand: does a test fail when the code is wrong?

    python scripts/mutate.py verifier/status/*.py -- tests/verifier/status

Each mutant is one small change to one file. Its tests are those that run the changed line, the
quickest first, in a forked process whose function got the changed code. See docs/mutation.md.
"""

from __future__ import annotations

import collections
import importlib
import inspect
import os
import pickle
import signal
import sys
import time
import types
from pathlib import Path
from typing import Any

import coverage
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from mutants import Mutant, mutants_of

ENOUGH = 6.0  # seconds of tests for one mutant
KILLED, SURVIVED = 0, 1


class Runner:
    """Collects the tests, learns which run which line, and tries every mutant."""

    def __init__(self, files: list[str]) -> None:
        self.files = files

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """A failure is enough: nothing is made smaller and nothing is kept."""
        from hypothesis import Phase, settings  # noqa: PLC0415  (pytest rewrites it first)

        quick = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "mutate", deadline=None, max_examples=25, phases=quick, database=None
        )
        settings.load_profile("mutate")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Instead of the tests, the tests of every mutant."""
        learned = in_child(lambda: learn(session, self.files))
        if learned is None:
            pytest.exit("A test fails without any mutant.", 1)
        runs, seconds = learned
        for file in self.files:
            counts: collections.Counter[str] = collections.Counter()
            for mutant in mutants_of(Path(file)):
                fate = try_one(session, mutant, runs, seconds)
                counts[fate] += 1
                if fate != "killed":
                    print(f"{fate}: {mutant}", flush=True)
            print(f"{file}: {counts.total()} mutants, {dict(counts)}", flush=True)
        return True


def learn(
    session: pytest.Session, files: list[str]
) -> tuple[dict[tuple[str, int], set[int]], list[float]]:
    """Which tests run which line, and how long each test takes."""
    watch = coverage.Coverage(data_file=None, config_file=False, include=files)
    watch.start()
    seconds = []
    for index, item in enumerate(session.items):
        watch.switch_context(str(index))
        began = time.perf_counter()
        run(session, [item])
        seconds.append(time.perf_counter() - began)
    watch.stop()
    if session.testsfailed:
        raise SystemExit(f"{session.testsfailed} tests fail without any mutant.")
    runs = {}
    for file in files:
        lines = watch.get_data().contexts_by_lineno(str(Path(file).resolve()))
        runs.update({(file, n): {int(c) for c in names if c} for n, names in lines.items()})
    return runs, seconds


def try_one(session: pytest.Session, mutant: Mutant, runs: Any, seconds: list[float]) -> str:
    """`killed`, `survived` or `not reached`."""
    tests = set().union(*(runs.get((str(mutant.path), n), set()) for n in mutant.lines))
    if mutant.function is None or not tests:  # a table, or lines that no statement begins on
        tests = set().union(
            *(found for (path, _), found in runs.items() if path == str(mutant.path))
        )
    chosen: list[int] = []
    for index in sorted(tests, key=seconds.__getitem__):
        if sum(seconds[i] for i in chosen) < ENOUGH:
            chosen.append(index)
    if not chosen:
        return "not reached"

    def body() -> int:
        signal.setitimer(signal.ITIMER_PROF, 10 + 5 * sum(seconds[i] for i in chosen))
        try:
            install(mutant)
            return KILLED if run(session, [session.items[i] for i in chosen]) else SURVIVED
        except BaseException:  # noqa: BLE001  (a mutant that breaks the machinery is noticed too)
            return KILLED

    return "survived" if in_child(body, KILLED) == SURVIVED else "killed"


def run(session: pytest.Session, items: list[pytest.Item]) -> bool:
    """Whether one of the tests fails; the rest are then left out."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return True
    return False


def in_child(body: Any, otherwise: Any = None) -> Any:
    """What a forked process computes, or `otherwise` where it dies."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        with open(writer, "wb") as pipe:
            pipe.write(pickle.dumps(body()))
        os._exit(0)
    os.close(writer)
    with open(reader, "rb") as pipe:
        data = pipe.read()
    os.waitpid(child, 0)
    return pickle.loads(data) if data else otherwise


def install(mutant: Mutant) -> None:
    """Put the changed code in the place of the original, wherever that was imported."""
    module = importlib.import_module(
        ".".join(mutant.path.with_suffix("").parts).removesuffix(".__init__")
    )
    if mutant.function is not None:
        place: Any = module
        for name in mutant.function.split("."):
            place = inspect.getattr_static(place, name)
        place = getattr(place, "fget", None) or getattr(place, "__func__", place)
        inspect.unwrap(place).__code__ = mutant.code
        return
    space = dict(vars(module))
    exec(mutant.code, space)  # noqa: S102
    if mutant.owner is not None:
        setattr(getattr(module, mutant.owner), mutant.names[0], space[mutant.names[0]])
        return
    for other in [m for m in sys.modules.values() if isinstance(m, types.ModuleType)]:
        for name in mutant.names:
            if vars(other).get(name) is vars(module)[name] and other is not module:
                setattr(other, name, space[name])
    vars(module).update({name: space[name] for name in mutant.names})


if __name__ == "__main__":
    split = sys.argv.index("--")
    fixed = ["-q", "-p", "no:randomly", "-p", "no:cacheprovider", "-s", "--hypothesis-seed=0"]
    sys.exit(pytest.main([*fixed, *sys.argv[split + 1 :]], plugins=[Runner(sys.argv[1:split])]))
