"""`openbadge recognise`: does it count here, as what, and why."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from openbadge_issuer.cli.common import (
    EXIT_CODES,
    FINE,
    NEGATIVE,
    UNDECIDED,
    USAGE,
    Means,
    instant,
    read_sources,
    shown,
    verification_options,
    worst,
)
from openbadge_issuer.cli.verify import report_on
from verifier.clock import to_text
from verifier.errors import PolicyError
from verifier.recognition import Answer, BadgeDecision, Decision, read_policy, registries_of
from verifier.recognition import recognise as decide
from verifier.recognition.decision import exact_text
from verifier.wording import sentence

EXIT_OF = {
    Answer.ACCEPTED: FINE,
    Answer.ACCEPTED_WITH_CONDITIONS: FINE,
    Answer.NOT_ACCEPTED: NEGATIVE,
    Answer.NEEDS_REVIEW: UNDECIDED,
    Answer.NO_RULE: UNDECIDED,
}
_WORDS = {
    Answer.ACCEPTED: "Accepted",
    Answer.ACCEPTED_WITH_CONDITIONS: "Accepted, with conditions",
    Answer.NOT_ACCEPTED: "Not accepted",
    Answer.NEEDS_REVIEW: "A person must decide",
    Answer.NO_RULE: "The policy says nothing about this badge",
}
_HEADER = (
    *("employee_id", "credential_id", "achievement_id", "achievement", "issuer_did"),
    *("issuer_name", "awarded", "expires", "verdict", "acceptance", "unit", "value", "policy"),
    *("checked_at", "reason_codes"),
)


@click.command(epilog=EXIT_CODES)
@verification_options
@click.option(
    "--policy",
    "policy_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help="The recognition policy.",
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.option("--csv", "as_csv", is_flag=True, help="One line for each badge and unit.")
def recognise(
    sources: tuple[str, ...],
    at: datetime | None,
    policy_file: Path,
    *,
    as_json: bool,
    as_csv: bool,
    **means: Any,
) -> None:
    """Say what each badge is worth under a policy, and why."""
    if as_json and as_csv:
        raise click.UsageError("--json and --csv are two forms of the same; ask for one.")
    try:
        policy = read_policy(policy_file.read_bytes())
    except PolicyError as exc:
        raise click.UsageError(f"{policy_file}: {exc}") from exc
    given_means = Means(**means)
    verifier = given_means.verifier(more=registries_of(policy))
    given = read_sources(sources, verifier.fetcher if given_means.online else None)
    when = instant(at)
    reports = (report_on(source, verifier, when) for source in given)
    decision = decide(
        reports, policy, at=when, registries=[registry.name for registry in verifier.registries]
    )
    names = tuple(source.name for source in given)
    if as_json:
        click.echo(json.dumps(decision.to_dict(sources=names), indent=2))
    elif as_csv:
        click.echo(_table(decision), nl=False)
    else:
        click.echo(_text(decision, names))
    codes = [EXIT_OF[badge.outcome] for badge in decision.badges]
    sys.exit(worst([*codes, *(USAGE for source in given if source.data is None)]))


def _text(decision: Decision, names: tuple[str, ...]) -> str:
    policy = decision.policy
    who = policy.recogniser.name or policy.recogniser.id
    lines = [shown(f"{who}, policy {policy.id}, version {policy.version}")]
    for name, badge in zip(names, decision.badges, strict=True):
        worth = ", ".join(f"{exact_text(w.amount)} {w.unit}" for w in badge.value)
        lines += [
            shown(f"{name}: {_WORDS[badge.outcome]}{': ' + worth if worth else ''}"),
            shown(f"  {sentence(badge.report)}"),
            *(shown(f"  {reason.code}: {reason.message}") for reason in badge.reasons),
        ]
    if decision.totals:
        sums = ", ".join(f"{exact_text(w.amount)} {w.unit}" for w in decision.totals)
        lines.append(shown(f"Together: {sums}"))
    if policy.not_evaluated():
        parts = ", ".join(policy.not_evaluated())
        lines.append(f"Not evaluated by this version: {parts}")
    if policy.appeal:
        lines.append(shown(f"Questions and appeals: {policy.appeal}"))
    return "\n".join(lines)


def _table(decision: Decision) -> str:
    """CSV for spreadsheets: a fixed header, one line for each badge and unit."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(_HEADER)
    for badge in decision.badges:
        for unit, amount in [(w.unit, exact_text(w.amount)) for w in badge.value] or [("", "")]:
            writer.writerow([_cell(text) for text in _row(decision, badge, unit, amount)])
    return out.getvalue()


def _row(decision: Decision, badge: BadgeDecision, unit: str, amount: str) -> list[str | None]:
    summary = badge.report.summary
    verified = badge.report.verified
    return [
        None,
        badge.badge,
        summary.achievement if summary else None,
        summary.name if summary else None,
        summary.issuer_id if summary else None,
        summary.issuer_name if summary else None,
        verified.credential.awarded if verified else None,
        summary.valid_until if summary else None,
        badge.report.verdict.value,
        badge.outcome.value,
        unit,
        amount,
        f"{decision.policy.id} {decision.policy.version}",
        to_text(decision.at),
        " ".join(reason.code for reason in badge.reasons),
    ]


def _cell(text: str | None) -> str:
    """A cell that no spreadsheet takes for a formula."""
    value = shown(text or "")
    return f"'{value}" if value[:1] in ("=", "+", "-", "@") else value
