"""What stands against a document, as the W3C specifications name problems (RFC 9457).

https://www.w3.org/TR/vc-data-model-2.0/#problem-details
"""

from __future__ import annotations

from collections.abc import Iterator

from verifier import specs
from verifier.report import Finding, Outcome, Report, State

_OBJECTIONS = (Outcome.FAILED, Outcome.INCONCLUSIVE)


def problems(report: Report) -> list[dict[str, str]]:
    """The `problemDetails` of a report: empty if it is valid, else one for each objection.

    Each has a `type` (the address of a problem), a `title` (its name) and a `detail` (the sentence
    with its place).
    """
    return [] if report else [_details(*found) for found in _objections(report, "")]


def problem_type(finding: Finding) -> str:
    """The problem that a finding is; the general one for its stage where it names none."""
    if finding.problem is not None:
        return finding.problem
    if finding.check.startswith("parse."):
        return specs.PARSING
    if finding.check.startswith("status."):
        return specs.STATUS_VERIFICATION
    if finding.check == "jsonld.terms":
        return specs.DATA_LOSS
    if finding.check.startswith(("proof.", "issuer.", "holder.")):
        return specs.PROOF_VERIFICATION
    return specs.MALFORMED_VALUE


def _objections(report: Report, place: str) -> Iterator[tuple[Finding, str]]:
    for finding in report.findings:
        if finding.outcome in _OBJECTIONS and finding.state is not State.VALID:
            yield finding, place
    for index, member in enumerate(report.members or ()):
        if not member:
            yield from _objections(member, f"{place}/verifiableCredential/{index}")


def _details(finding: Finding, place: str) -> dict[str, str]:
    kind = problem_type(finding)
    where = place + finding.path
    detail = f"{where}: {finding.message}" if where else finding.message
    return {"type": kind, "title": kind.rpartition("#")[2], "detail": detail}
