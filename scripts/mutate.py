"""Mutation testing of the verdict path, by hand: does a test fail when the code is wrong?

    python scripts/mutate.py verifier/status/*.py -- tests/verifier/status

Each mutant is one small change to one file. It is tried on the tests that run the changed line, the
quickest first, in a forked process in which the function has the changed code. See
docs/mutation.md.
"""

from __future__ import annotations

import functools
import gc
import importlib
import inspect
import os
import pickle
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import coverage
import pytest

sys.path.insert(0, str(Path(__file__).parent))
from mutants import Mutant, mutants_of

ENOUGH = 6.0  # seconds of tests for one mutant
OPTIONS = ("-q", "-s", "-p", "no:randomly", "-p", "no:cacheprovider", "--hypothesis-seed=0")
Runs = dict[tuple[str, int], set[int]]


class Runner:
    """Collects the tests, learns which of them run which line, and tries every mutant."""

    def __init__(self, files: list[str]) -> None:
        self.files = files

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """One failure is enough: no example is made smaller, and none is kept."""
        from hypothesis import Phase, settings  # noqa: PLC0415  (pytest rewrites it first)

        phases = (Phase.explicit, Phase.generate)
        settings.register_profile(
            "quick", deadline=None, max_examples=25, phases=phases, database=None
        )
        settings.load_profile("quick")

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In the place of the tests: for every mutant its tests."""
        learned = in_child(lambda: learn(session, self.files))
        if learned is None:
            pytest.exit("A test fails without any mutant.", 1)
        for file in self.files:
            fates: Counter[str] = Counter()
            for mutant in mutants_of(Path(file)):
                fate = try_one(session, mutant, *learned)
                fates[fate] += 1
                if fate != "killed":
                    print(f"{fate}: {mutant}", flush=True)
            print(f"{file}: {fates.total()} mutants, {dict(fates)}", flush=True)
        return True


def learn(session: pytest.Session, files: list[str]) -> tuple[Runs, list[float]] | None:
    """Which tests run which line, and how long each takes; None if one fails."""
    watch = coverage.Coverage(data_file=None, config_file=False, include=files)
    watch.start()
    seconds = []
    found = [o for o in gc.get_objects() if isinstance(o, functools._lru_cache_wrapper)]  # noqa: SLF001
    memories = [o for o in found if o.__module__ in {module_of(Path(file)) for file in files}]
    for index, item in enumerate(session.items):
        for memory in memories:  # what a test finds in one hides the lines that it depends on
            memory.cache_clear()
        watch.switch_context(str(index))
        began = time.process_time()
        run(session, [item])
        seconds.append(time.process_time() - began)
    watch.stop()
    runs = {
        (file, line): {int(name) for name in names if name}
        for file in files
        for line, names in watch.get_data().contexts_by_lineno(str(Path(file).resolve())).items()
    }
    return None if session.testsfailed else (runs, seconds)


def try_one(session: pytest.Session, mutant: Mutant, runs: Runs, seconds: list[float]) -> str:
    """`killed`, `survived` or `not reached`."""
    path = str(mutant.path)
    tests = set().union(*(runs.get((path, line), set()) for line in mutant.lines))
    if mutant.function is None or not tests:  # a table, or lines that no statement begins on
        tests = set().union(*(found for (file, _), found in runs.items() if file == path))
    chosen: list[pytest.Item] = []
    spent = 0.0
    for index in sorted(tests, key=seconds.__getitem__):
        if spent < ENOUGH:
            chosen.append(session.items[index])
            spent += seconds[index]

    def is_killed() -> bool:
        signal.setitimer(signal.ITIMER_PROF, 10 + 5 * spent)  # a mutant may never end
        try:
            install(mutant)
            return run(session, chosen)
        except BaseException:  # noqa: BLE001  (one that breaks the machinery is noticed too)
            return True

    if not chosen:
        return "not reached"
    return "killed" if in_child(is_killed, otherwise=True) else "survived"


def run(session: pytest.Session, items: list[pytest.Item]) -> bool:
    """Whether a test fails; the rest are then left out."""
    for item, following in zip(items, [*items[1:], None], strict=True):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            return True
    return False


def in_child(work: Any, otherwise: Any = None) -> Any:
    """What a silent forked process works out, or `otherwise` where it dies."""
    reader, writer = os.pipe()
    if os.fork() == 0:
        for stream in (1, 2):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream)
        with os.fdopen(writer, "wb") as pipe:
            pipe.write(pickle.dumps(work()))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        data = pipe.read()
    os.wait()
    return pickle.loads(data) if data else otherwise  # noqa: S301  (our own child)


def module_of(path: Path) -> str:
    """The name under which a file is imported."""
    return ".".join(path.with_suffix("").parts).removesuffix(".__init__")


def install(mutant: Mutant) -> None:
    """Put the changed code in the place of the original, wherever that was imported."""
    module = importlib.import_module(module_of(mutant.path))
    for name in vars(module):
        getattr(vars(module)[name], "cache_clear", lambda: None)()
    if mutant.function is not None:
        place: Any = module
        for part in mutant.function.split("."):
            place = inspect.getattr_static(place, part)
        place = getattr(place, "fget", None) or getattr(place, "__func__", place)
        inspect.unwrap(place).__code__ = mutant.code
        return
    space = dict(vars(module))
    exec(mutant.code, space)  # noqa: S102
    for name in mutant.names:
        old, new = vars(module).get(name), space[name]
        if mutant.owner is not None:
            setattr(getattr(module, mutant.owner), name, new)
        else:
            for other in [m for m in sys.modules.values() if getattr(m, name, None) is old]:
                setattr(other, name, new)


if __name__ == "__main__":
    split = sys.argv.index("--")
    sys.exit(pytest.main([*OPTIONS, *sys.argv[split + 1 :]], plugins=[Runner(sys.argv[1:split])]))
