"""Everything that one run found out, and the machine it was found out on."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from typing import Any

from benchmarks import calls, compare, formats, growth, hostile, node
from benchmarks import candidates as ours
from benchmarks.candidates import Missing
from benchmarks.compare import Rows
from benchmarks.peers import PYLD, PYLD_SIGN
from benchmarks.timing import QUICK, Pace, Timing

SECTIONS = ("verify", "issue", "formats", "growth", "hostile")
VERIFY, ISSUE, FORMATS, GROWTH, HOSTILE = SECTIONS
BASES = {VERIFY: (PYLD, ours.FLOOR), ISSUE: (PYLD_SIGN, ours.FLOOR_ISSUE)}
"""The two rows that the others of a section are compared with."""

_PACKAGES = ("openbadge-issuer", "pydantic", "pynacl", "pyld", "openbadgeslib", "openvc-core")


@dataclass(slots=True)
class Results:
    """What was measured; what was not asked for is empty."""

    rows: dict[str, Rows] = field(default_factory=dict)
    formats: list[formats.Format] = field(default_factory=list)
    sizes: list[growth.Size] = field(default_factory=list)
    start: Mapping[str, Timing] = field(default_factory=dict)
    unwanted: list[str] = field(default_factory=list)
    hostile: list[hostile.Answer] = field(default_factory=list)
    calls: Mapping[str, int] = field(default_factory=calls.count)

    def as_json(self) -> dict[str, Any]:
        """For a program to read; times in microseconds."""
        return {
            "rows": {
                section: {name: _row(name, rows, section) for name in rows}
                for section, rows in self.rows.items()
            },
            "formats": [
                {
                    "name": row.name,
                    "key": row.key,
                    "verify": _timing(row.verify),
                    "issue": _timing(row.issue),
                }
                for row in self.formats
            ],
            "growth": [
                {
                    "results": size.results,
                    "bytes": size.size,
                    "verify": _timing(size.verify),
                    "issue": _timing(size.issue),
                }
                for size in self.sizes
            ],
            "start": {name: _timing(timing) for name, timing in self.start.items()},
            "unwanted_modules": self.unwanted,
            "hostile": [
                {
                    "name": answer.name,
                    "bytes": answer.size,
                    "seconds": answer.seconds,
                    "peak_bytes": answer.peak,
                    "state": answer.state,
                }
                for answer in self.hostile
            ],
            "calls": dict(self.calls),
        }


def measure(sections: Collection[str], *, quick: bool, say: Callable[[str], None]) -> Results:
    """Run the sections that are asked for."""
    pace = QUICK if quick else Pace()
    results = Results()
    for section, candidates in ((VERIFY, compare.verifiers), (ISSUE, compare.signers)):
        if section in sections:
            say(section)
            results.rows[section] = candidates(pace)
    if FORMATS in sections:
        say(FORMATS)
        results.formats = formats.formats(pace)
    if GROWTH in sections:
        say(GROWTH)
        results.sizes = growth.grow(pace)
        results.start = growth.start(pace)
        results.unwanted = growth.unwanted()
    if HOSTILE in sections:
        say(HOSTILE)
        results.hostile = [hostile.answer(name) for name in hostile.FILES]
    return results


def environment() -> dict[str, Any]:
    """Enough to judge the numbers, and nothing that names the machine or its user."""
    return {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "platform": f"{platform.system()} {platform.machine()}",
        "cpus": os.cpu_count(),
        "versions": {name: _version(name) for name in _PACKAGES} | node.versions(),
    }


def times(rows: Rows, slower: str, faster: str) -> float | None:
    """How many times as long one row takes as another, if both are there."""
    one, other = rows.get(slower), rows.get(faster)
    if isinstance(one, Timing) and isinstance(other, Timing):
        return one.times(other)
    return None


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "not installed"


def _timing(timing: Timing) -> dict[str, float]:
    return {
        "median": round(timing.median * 1e6, 1),
        "minimum": round(timing.minimum * 1e6, 1),
        "times_run": timing.calls,
    }


def _row(name: str, rows: Rows, section: str) -> dict[str, Any]:
    row = rows[name]
    if isinstance(row, Missing):
        return {"missing": row.reason}
    peer, floor = BASES[section]
    return {
        **_timing(row),
        "of_pyld": times(rows, name, peer),
        "of_floor": times(rows, name, floor),
    }
