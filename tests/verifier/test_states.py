"""Which finding leads to which state, and which answer that is."""

from itertools import pairwise

import pytest

from tests.verifier.badges import NOW
from verifier import Finding, Outcome, Report, State, Verdict
from verifier.report import SEVERITY

FAILED, WARNING, INCONCLUSIVE = Outcome.FAILED, Outcome.WARNING, Outcome.INCONCLUSIVE

# Row by row the table of the design: state, verdict, and the findings that lead to it.
TABLE = [
    ("malformed", "invalid", [(f"parse.{c}", FAILED) for c in ("carrier", "json", "type")]),
    (
        "invalid_signature",
        "invalid",
        [
            *((f"proof.{c}", FAILED) for c in ("present", "suite", "method", "signature")),
            *((f"proof.{c}", FAILED) for c in ("purpose", "created", "expires", "chain", "owner")),
            ("issuer.key", FAILED),
            ("holder.key", FAILED),
        ],
    ),
    (
        "invalid_content",
        "invalid",
        [
            ("jsonld.context", FAILED),
            ("jsonld.terms", FAILED),
            ("schema.model", FAILED),
            *((f"rubric.{c}", FAILED) for c in ("link", "level", "required", "value", "complete")),
            ("evidence.digest", FAILED),
        ],
    ),
    ("revoked", "not_in_force", [("status.revocation", FAILED)]),
    ("suspended", "not_in_force", [("status.suspension", FAILED)]),
    ("expired", "not_in_force", [("time.valid_until", FAILED)]),
    ("not_yet_valid", "not_in_force", [("time.valid_from", FAILED)]),
    (
        "unsupported",
        "inconclusive",
        [
            ("parse.carrier", INCONCLUSIVE),
            ("parse.type", INCONCLUSIVE),
            ("jsonld.context", INCONCLUSIVE),
            ("jsonld.terms", INCONCLUSIVE),
            ("proof.suite", INCONCLUSIVE),
            ("proof.method", INCONCLUSIVE),
            ("schema.model", INCONCLUSIVE),
        ],
    ),
    (
        "key_unavailable",
        "inconclusive",
        [(f"{who}.key", INCONCLUSIVE) for who in ("issuer", "holder")],
    ),
    (
        "status_unknown",
        "inconclusive",
        [(f"status.{c}", INCONCLUSIVE) for c in ("list", "revocation", "suspension")],
    ),
    ("issuer_unchecked", "inconclusive", [("issuer.registry", INCONCLUSIVE)]),
    ("issuer_unrecognised", "valid", [("issuer.registry", WARNING)]),
    (
        "valid",
        "valid",
        [
            *((f"rubric.{c}", INCONCLUSIVE) for c in ("link", "level", "required", "value")),
            ("evidence.digest", INCONCLUSIVE),
            ("stack.alignment", INCONCLUSIVE),
            ("endorsement", INCONCLUSIVE),
            ("endorsement", FAILED),
            ("recipient.match", INCONCLUSIVE),
            ("recipient.match", FAILED),
            ("refresh.credential", INCONCLUSIVE),
            *((c, WARNING) for c in ("proof.suite", "proof.owner", "proof.coverage")),
            *((c, WARNING) for c in ("rubric.required", "evidence.digest", "stack.alignment")),
            ("issuer.registry", Outcome.NOT_APPLICABLE),
            ("issuer.registry", Outcome.PASSED),
            *(("issuer.authority", o) for o in (WARNING, Outcome.PASSED, Outcome.NOT_APPLICABLE)),
            ("proof.signature", Outcome.PASSED),
        ],
    ),
]


def report_of(*findings: tuple[str, Outcome]) -> Report:
    """A report with these findings."""
    return Report(NOW, tuple(Finding(check, outcome, "So.") for check, outcome in findings))


def test_the_table_has_every_state_in_the_order_of_severity() -> None:
    """Thirteen states, the most severe first."""
    assert [state for state, _, _ in TABLE] == [state.value for state in State]
    assert tuple(State) == SEVERITY


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_each_finding_leads_to_its_state_and_verdict(
    row: tuple[str, str, list[tuple[str, Outcome]]],
) -> None:
    """Each finding alone, beside everything that went well."""
    state, verdict, findings = row
    for finding in findings:
        report = report_of(("jsonld.context", Outcome.PASSED), finding)
        assert (report.state, report.verdict) == (state, verdict), finding


@pytest.mark.parametrize("pair", list(pairwise(TABLE)), ids=lambda pair: pair[0][0])
def test_the_more_severe_finding_decides(
    pair: tuple[
        tuple[str, str, list[tuple[str, Outcome]]], tuple[str, str, list[tuple[str, Outcome]]]
    ],
) -> None:
    """In whatever order two findings stand, and the decisive ones are named."""
    (state, _, worse), (_, _, milder) = pair
    for findings in ((worse[0], milder[0]), (milder[0], worse[0])):
        report = report_of(*findings)
        assert report.state.value == state
        assert [f.check for f in report.decisive()] == [worse[0][0]]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row[0])
def test_only_the_verdict_valid_is_true(
    row: tuple[str, str, list[tuple[str, Outcome]]],
) -> None:
    """`if report:` is what people type, and what could not be checked is never true."""
    report = report_of(row[2][0])
    assert bool(report) is (row[1] == "valid")


def test_a_report_without_findings_is_not_valid() -> None:
    """Nothing checked is nothing known."""
    report = report_of()
    assert not report
    assert report.verdict is Verdict.INVALID
