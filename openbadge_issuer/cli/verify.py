"""`openbadge verify`: one answer for each file, for a person or for a program."""

from __future__ import annotations

import json
import sys
from datetime import datetime
from typing import Any

import click

from openbadge_issuer.cli.common import (
    EXIT_CODES,
    FINE,
    NEGATIVE,
    UNDECIDED,
    USAGE,
    Given,
    Means,
    instant,
    read_sources,
    shown,
    styled,
    verification_options,
    worst,
)
from verifier import Finding, Outcome, Report, Verdict, Verifier
from verifier.languages import language, names
from verifier.summary import Claimed
from verifier.wording import sentence

EXIT_OF = {
    Verdict.VALID: FINE,
    Verdict.NOT_IN_FORCE: NEGATIVE,
    Verdict.INVALID: NEGATIVE,
    Verdict.INCONCLUSIVE: UNDECIDED,
}
_MARKS = {
    Outcome.PASSED: ("✓", "green"),
    Outcome.FAILED: ("✗", "red"),
    Outcome.WARNING: ("!", "yellow"),
    Outcome.INCONCLUSIVE: ("?", "yellow"),
    Outcome.NOT_APPLICABLE: ("·", "bright_black"),
}


@click.command(epilog=EXIT_CODES)
@verification_options
@click.option("--json", "as_json", is_flag=True, help="One JSON array.")
@click.option("--ndjson", is_flag=True, help="One JSON object a line, in order.")
@click.option("--quiet", is_flag=True, help="Only the exit code and, if asked for, JSON.")
@click.option("--recipient", metavar="ID", help="Whom the badge should be about: a DID, an e-mail.")
@click.option(
    "--challenge",
    metavar="C",
    help="What the holder was given, to be answered with a presentation.",
)
@click.option("--domain", metavar="D", help="Where the holder was to present.")
@click.option("--lang", type=click.Choice(names()), default="en", show_default=True)
@click.option("--allow-test-keys", is_flag=True, help="Let published test keys count.")
def verify(
    sources: tuple[str, ...],
    at: datetime | None,
    *,
    as_json: bool,
    ndjson: bool,
    quiet: bool,
    recipient: str | None,
    allow_test_keys: bool,
    lang: str,
    **means: Any,
) -> None:
    """Say whether badges are genuine and in force.

    SOURCE is a file, - for standard input, or an https address (with --online).
    """
    if as_json and ndjson:
        raise click.UsageError("--json and --ndjson are two forms of the same; ask for one.")
    exchange = {name: means.pop(name) for name in ("challenge", "domain")}
    given_means = Means(**means)
    verifier = given_means.verifier(allow_test_keys=allow_test_keys)
    when = instant(at)
    rows: list[dict[str, object]] = []
    codes: list[int] = []
    for given in read_sources(sources, verifier.fetcher if given_means.online else None):
        report = report_on(given, verifier, when, recipient=recipient, **exchange)
        codes.append(USAGE if given.data is None else _exit_code(report, recipient))
        if as_json:
            rows.append(report.to_dict(source=given.name))
        elif ndjson:
            click.echo(json.dumps(report.to_dict(source=given.name)))
        elif not quiet:
            click.echo(text_of(given.name, report, among_many=len(sources) > 1, lang=lang))
    if as_json:
        click.echo(json.dumps(rows, indent=2))
    sys.exit(worst(codes))


def _exit_code(report: Report, recipient: str | None) -> int:
    """The verdict's code; a recipient that does not match, or cannot be compared, is worse."""
    code = EXIT_OF[report.verdict]
    if recipient is None or code == NEGATIVE:
        return code
    return worst([code, {True: FINE, False: NEGATIVE, None: UNDECIDED}[report.recipient_matches]])


def report_on(given: Given, verifier: Verifier, at: datetime, **asked: str | None) -> Report:
    """The verifier's report, or the report that the file cannot be opened.

    `asked` is the `recipient`, and the `challenge` and `domain` of the exchange.
    """
    if given.data is None:
        return Report(at, (Finding("parse.carrier", Outcome.FAILED, given.trouble),))
    return verifier.verify(given.data, at=at, **asked)


def text_of(name: str, report: Report, *, among_many: bool, lang: str = "en") -> str:
    """The report for a person: the sentence, then every check in its own line.

    The badges of a portfolio or presentation follow, each with its own.
    """
    colour = {"valid": "green", "inconclusive": "yellow"}.get(report.verdict.value, "red")
    lines = [shown(name)] if among_many else []
    lines.append(styled(shown(sentence(report, lang)), bold=True, fg=colour))
    lines += _rows(report, lang)
    for number, member in enumerate(report.members or (), start=1):
        words = language(lang).words
        title = (member.summary or member.claimed or Claimed()).name or words["unnamed"]
        heading = words["numbered"].format(number=number, name=title)
        lines.append(text_of(heading, member, among_many=True, lang=lang))
    return "\n".join(lines)


def _rows(report: Report, lang: str) -> list[str]:
    """Every check in its own line."""
    lines: list[str] = []
    catalogue = language(lang)
    width = max(map(len, catalogue.outcomes.values())) + 3
    for finding in report.findings:
        sign, tint = _MARKS[finding.outcome]
        mark = f"{sign} {catalogue.outcomes[finding.outcome]}"
        where = f"  ({finding.path})" if finding.path and finding.outcome in _LOCATED else ""
        lines.append(
            f"  {styled(mark.ljust(width), fg=tint)} {finding.check.ljust(18)} "
            f"{shown(catalogue.row(finding))}{shown(where)}"
        )
    return lines


_LOCATED = (Outcome.FAILED, Outcome.WARNING, Outcome.INCONCLUSIVE)
