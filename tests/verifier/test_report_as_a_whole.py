"""A report as a value: what it is true for, whom it is about, and what its JSON gives back."""

import json
from typing import Any

import pytest

from tests.verifier.badges import NOW, signed_badge, verify
from verifier import Finding, NotValidError, Outcome, Report, State, Verdict
from verifier.source import Source
from verifier.summary import Claimed

GOOD = Finding("proof.signature", Outcome.PASSED, "The signature is genuine.")
REVOKED = Finding(
    "status.revocation",
    Outcome.FAILED,
    "Withdrawn.",
    "/credentialStatus",
    "https://x.example",
    "https://y.example",
)
EXPIRED = Finding("time.valid_until", Outcome.FAILED, "It has ended.")


def report_of(*findings: Finding, **members: Any) -> Report:
    """A report with these findings."""
    return Report(NOW, findings, **members)


def about(outcome: Outcome) -> Report:
    """A report on a badge that is, or is not, about whom was asked for."""
    return report_of(GOOD, Finding("recipient.match", outcome, "So."))


def test_a_proven_badge_that_ended_is_not_handed_out() -> None:
    """It is typed and readable, and `require` still raises."""
    report = verify(signed_badge(validUntil="2026-06-30T00:00:00Z"))
    assert (report.state, bool(report)) == (State.EXPIRED, False)
    assert report.verified is not None
    with pytest.raises(NotValidError):
        report.require()


def test_a_valid_whole_without_a_single_badge_hands_out_none() -> None:
    """A portfolio is valid and is no badge."""
    report = report_of(GOOD, members=(report_of(GOOD),))
    assert report
    with pytest.raises(NotValidError):
        report.require()


def test_the_decisive_findings_are_those_of_the_worst_badge() -> None:
    """Of a whole and its badges; a valid one has none."""
    assert report_of(GOOD).decisive() == ()
    worse, bad = report_of(GOOD, REVOKED), report_of(EXPIRED)
    whole = report_of(GOOD, EXPIRED, members=(bad, worse, report_of(GOOD)))
    assert whole.own_state is State.EXPIRED
    assert (whole.state, whole.decisive()) == (State.REVOKED, (REVOKED,))
    alike = report_of(EXPIRED, members=(report_of(GOOD), bad))
    assert alike.decisive() == (EXPIRED, EXPIRED)


@pytest.mark.parametrize(
    ("outcome", "matches"),
    [
        (Outcome.PASSED, True),
        (Outcome.WARNING, True),  # by a weak hash, which is told
        (Outcome.FAILED, False),
        (Outcome.INCONCLUSIVE, None),
        (Outcome.NOT_APPLICABLE, None),
    ],
)
def test_whether_it_is_about_the_one_who_was_asked_for(
    outcome: Outcome, matches: bool | None
) -> None:
    assert about(outcome).recipient_matches is matches


@pytest.mark.parametrize(
    ("inside", "matches"),
    [
        ((), None),
        ((Outcome.PASSED, Outcome.PASSED), True),
        ((Outcome.PASSED, Outcome.INCONCLUSIVE), None),
        ((Outcome.PASSED, Outcome.INCONCLUSIVE, Outcome.FAILED), False),
    ],
)
def test_of_several_badges_one_about_somebody_else_decides(
    inside: tuple[Outcome, ...], matches: bool | None
) -> None:
    whole = report_of(GOOD, members=tuple(about(outcome) for outcome in inside))
    assert whole.recipient_matches is matches


def test_the_json_of_a_report_gives_it_back() -> None:
    """All but the typed badge: with its members, its sources and what the file claims."""
    proven = verify(signed_badge(name="Wait time"))
    claimed = Claimed(id="urn:x:1", issuer="did:web:x.example", name="Doctor")
    source = Source("https://x.example/", "ok", "00", "2026-11-21T12:00:00Z")
    forged = report_of(REVOKED, sources=(source,), claimed=claimed)
    whole = report_of(GOOD, members=(proven, forged), asked_registries=("the local list",))
    written = json.loads(json.dumps(whole.to_dict(source="all.json")))
    read = Report.from_dict(written)
    assert read == whole
    assert read.to_dict(source="all.json") == written
    assert read.asked_registries == ("the local list",)
    assert (read.members or ())[1].sources == (source,)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"version": 2}, "newer release"),
        ({"version": None}, "no report of version 1"),
        ({"verdict": "valid"}, "not the one that its findings lead to"),
        ({"state": "valid"}, "not the one that its findings lead to"),
        ({"findings": []}, "not the one that its findings lead to"),
        ({"findings": 7}, "of the wrong kind"),
        ({"findings": [{"check": "proof.signature"}]}, "of the wrong kind"),
        ({"sources": [{"colour": "red"}]}, "of the wrong kind"),
        ({"at": 7}, "of the wrong kind"),
        ({"badge": 7}, "of the wrong kind"),
        ({"claimed": 7}, "of the wrong kind"),
    ],
)
def test_a_report_that_was_changed_by_hand_is_refused(changes: dict[str, Any], reason: str) -> None:
    """Above all one whose verdict says better than its findings."""
    written = {**report_of(GOOD, REVOKED).to_dict(), **changes}
    with pytest.raises(ValueError, match=reason):
        Report.from_dict(written)


def test_what_the_command_line_writes_is_a_list_of_reports() -> None:
    """Whoever reads the whole file back is told that it holds several."""
    with pytest.raises(ValueError, match="writes a list of them"):
        Report.from_dict([report_of(GOOD).to_dict()])  # type: ignore[arg-type]


def test_a_report_that_lacks_a_member_is_refused() -> None:
    whole = report_of(GOOD).to_dict()
    for name in ("at", "badge", "claimed", "findings", "sources"):
        with pytest.raises(ValueError, match="missing"):
            Report.from_dict({n: value for n, value in whole.items() if n != name})


def test_nothing_found_is_malformed_and_invalid() -> None:
    assert (report_of().state, report_of().verdict) == (State.MALFORMED, Verdict.INVALID)
