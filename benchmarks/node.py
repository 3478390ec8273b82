"""`@digitalbazaar/vc` in a Node process of its own, which takes its turn when it is asked."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from benchmarks.candidates import Missing
from benchmarks.samples import Sample
from benchmarks.timing import Stint

NODE = "Node @digitalbazaar/vc, full"

_ROOT = Path(__file__).resolve().parents[1]
_PACKAGES = _ROOT / "interop" / "node_modules"
_WARM_UP = 3.0  # seconds after which the just-in-time compiler has settled


class Node:
    """Speaks to `interop/bench.mjs`."""

    def __init__(self, lines: IO[str], answers: IO[str]) -> None:
        self._lines = lines
        self._answers = answers

    def ask(self, sample: Sample) -> tuple[bool, str]:
        """Whether it accepts a badge, and the SHA-256 of its canonical form."""
        answer = self._tell({"ask": sample.raw.decode()})
        return bool(answer["verified"]), str(answer["canonical"])

    def stint(self, sample: Sample) -> Stint:
        """A turn of verifications, in a process that is warm."""

        def turn(seconds: float) -> list[float]:
            answer = self._tell({"time": sample.raw.decode(), "for": seconds * 1000})
            return [float(ms) / 1000 for ms in answer["ms"]]

        turn(_WARM_UP)
        return turn

    def _tell(self, command: Mapping[str, object]) -> Any:
        self._lines.write(json.dumps(command) + "\n")
        self._lines.flush()
        return json.loads(self._answers.readline())


@contextmanager
def started() -> Iterator[Node | Missing]:
    """Node for as long as it is needed, or why there is none."""
    program = shutil.which("node")
    if program is None:
        yield Missing()
    elif not _PACKAGES.is_dir():
        yield Missing("not installed: make interop")
    else:
        script, contexts = (str(_ROOT / part) for part in ("interop/bench.mjs", "contexts"))
        command = [program, script, "--contexts", contexts]
        with subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        ) as process:
            lines, answers = cast("IO[str]", process.stdin), cast("IO[str]", process.stdout)
            yield Node(lines, answers) if answers.readline() else Missing("does not start")


def versions() -> dict[str, str]:
    """Of Node and of the library, if they are there."""
    program = shutil.which("node")
    if program is None or not _PACKAGES.is_dir():
        return {"node": "not installed"}
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)
    package = json.loads((_PACKAGES / "@digitalbazaar" / "vc" / "package.json").read_text())
    return {"node": said.stdout.strip(), "@digitalbazaar/vc": str(package["version"])}
