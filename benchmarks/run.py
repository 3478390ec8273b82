"""Measure and print: `python -m benchmarks.run --help`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from benchmarks import calls
from benchmarks.goals import judge
from benchmarks.results import SECTIONS, environment, measure
from benchmarks.table import write_into
from benchmarks.tables import note, tables


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what the command line asks for."""
    asked = _parser().parse_args(arguments)
    if asked.record:
        print(json.dumps(calls.record()))
        return
    results = measure(asked.rows, quick=asked.quick, say=lambda what: print(what, file=sys.stderr))
    made = tables(results)
    print("", note(), *(table.text() for table in made), sep="\n\n")
    if asked.json:
        goals = [asdict(goal) for goal in judge(results)]
        facts = {"environment": environment(), **results.as_json(), "goals": goals}
        asked.json.write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")
    if asked.markdown:
        write_into(asked.markdown, note(), made)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="benchmarks.run", description=__doc__)
    add = parser.add_argument
    add("--quick", action="store_true", help="few rounds: enough to see that everything works")
    add("--rows", nargs="+", choices=SECTIONS, default=SECTIONS, help="only these sections")
    add("--json", type=Path, metavar="FILE", help="write the results for a program to read")
    add("--markdown", type=Path, metavar="PAGE", help="write the tables into their place in a page")
    add("--record", action="store_true", help="only count function calls and keep the numbers")
    return parser


if __name__ == "__main__":
    main()
