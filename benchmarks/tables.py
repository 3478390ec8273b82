"""The results as tables: ratios first, times after, the goals last."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks import hostile
from benchmarks.candidates import Missing
from benchmarks.compare import Rows
from benchmarks.formats import Format
from benchmarks.goals import judge
from benchmarks.growth import Size
from benchmarks.results import BASES, Results, environment, times
from benchmarks.table import Table
from benchmarks.timing import Timing

_HELD = {True: "yes", False: "no", None: ""}


def tables(results: Results) -> list[Table]:
    """Everything that was measured."""
    made = [_section(name, rows) for name, rows in results.rows.items()]
    if results.formats:
        made.append(_formats(results.formats))
    if results.sizes:
        made.append(_growth(results.sizes))
    if results.start:
        made.append(_start(results.start))
    if results.hostile:
        made.append(_hostile(results.hostile))
    return [*made, _goals(results)]


def note() -> str:
    """The machine and the versions, as one sentence."""
    facts = environment()
    versions = ", ".join(f"{name} {version}" for name, version in facts["versions"].items())
    return (
        f"Measured with {facts['implementation']} {facts['python']} on {facts['platform']}, "
        f"{facts['cpus']} CPUs; {versions}."
    )


def _section(section: str, rows: Rows) -> Table:
    peer, floor = BASES[section]
    lines = []
    for name, row in rows.items():
        if isinstance(row, Missing):
            lines.append((name, "", "", row.reason, "", ""))
            continue
        faster, slower = times(rows, peer, name), times(rows, name, floor)
        lines.append((name, _ratio(faster), _ratio(slower), *_times(row), str(row.calls)))
    head = (section, "faster than PyLD", "of the floor", "median us", "minimum us", "runs")
    return Table(section.capitalize(), head, lines)


def _formats(rows: list[Format]) -> Table:
    first = rows[0]
    lines = [
        (
            row.name,
            row.key,
            _ratio(row.verify.times(first.verify)),
            _ratio(row.issue.times(first.issue)),
            f"{row.verify.median * 1e3:.2f}",
            f"{row.issue.median * 1e3:.2f}",
        )
        for row in rows
    ]
    head = ("format", "key", "verify, of the first", "issue, of the first", "verify ms", "issue ms")
    return Table("Formats", head, lines)


def _growth(sizes: list[Size]) -> Table:
    lines = [
        (
            f"{size.results:,}",
            f"{size.verify.minimum * 1e6 / size.results:.1f}",
            f"{size.issue.minimum * 1e6 / size.results:.1f}",
            f"{size.verify.median * 1e3:.2f}",
            f"{size.issue.median * 1e3:.2f}",
            f"{size.size / 1000:.1f}",
        )
        for size in sizes
    ]
    head = (
        "results",
        "verify us a result",
        "issue us a result",
        "verify ms",
        "issue ms",
        "KB",
    )
    return Table("Growth", head, lines)


def _start(timings: Mapping[str, Timing]) -> Table:
    lines = [
        (name, f"{timing.median * 1e3:.0f}", f"{timing.minimum * 1e3:.0f}")
        for name, timing in timings.items()
    ]
    return Table("Start", ("statement", "median ms", "minimum ms"), lines)


def _hostile(answers: list[hostile.Answer]) -> Table:
    lines = [
        (
            answer.name,
            "none" if answer.seconds is None else f"{answer.seconds * 1e3:.1f}",
            "" if answer.peak is None else f"{answer.peak / 1e6:.1f}",
            f"{answer.size / 1000:.0f}",
            answer.state,
        )
        for answer in answers
    ]
    return Table("Hostile files", ("file", "answer ms", "peak MB", "KB", "state"), lines)


def _goals(results: Results) -> Table:
    lines = [(g.what, g.promise, g.measured, _HELD[g.held]) for g in judge(results)]
    return Table("Goals", ("goal", "promise", "measured", "held"), lines)


def _ratio(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}x" if value < 10 else f"{value:.0f}x"


def _times(timing: Timing) -> tuple[str, str]:
    return f"{timing.median * 1e6:,.0f}", f"{timing.minimum * 1e6:,.0f}"
