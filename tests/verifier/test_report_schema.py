"""The schema of reports says what reports may say, and reports come back from JSON unchanged."""

import json
from datetime import datetime, timedelta, timezone
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbadge_issuer.schemas import json_schema
from tests.verifier.badges import signed_badge, verify
from verifier import Finding, Outcome, Report, State, Verdict, Verifier
from verifier.report import VERDICT_OF
from verifier.source import Source
from verifier.summary import Claimed, Summary

DOCUMENT = json_schema("report")
SCHEMA: Any = jsonschema_rs.Draft202012Validator(DOCUMENT, validate_formats=True)

TEXT = st.text(max_size=12)
MAYBE = st.none() | TEXT
OFFSETS = st.integers(-23 * 60, 23 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
INSTANTS = st.datetimes(
    datetime(1970, 1, 2),  # noqa: DTZ001
    datetime(2999, 1, 1),  # noqa: DTZ001
    timezones=OFFSETS,
)
CHECKS = st.sampled_from(
    [
        *("parse.json", "proof.signature", "issuer.registry", "issuer.authority", "status.list"),
        *("endorsement", "recipient.match", "rubric.required", "time.valid_until"),
    ]
)
FINDINGS = st.builds(
    Finding,
    CHECKS,
    st.sampled_from(Outcome),
    st.text(min_size=1, max_size=12),
    st.just("") | TEXT.map(lambda text: "/" + text),
    MAYBE,
    MAYBE,
)
SOURCES = st.builds(
    Source,
    TEXT,
    st.sampled_from(["ok", "refused", "unreachable"]),
    st.none() | st.binary(min_size=32, max_size=32).map(bytes.hex),
    st.none() | st.just("2026-11-21T12:00:00Z"),
)
SUMMARIES = st.builds(
    Summary, *[MAYBE] * 8, registered_name=MAYBE, registered_by=st.tuples() | st.tuples(TEXT)
)


def reports(members: st.SearchStrategy[Any]) -> st.SearchStrategy[Report]:
    return st.builds(
        Report,
        at=INSTANTS,
        findings=st.lists(FINDINGS, max_size=3).map(tuple),
        sources=st.lists(SOURCES, max_size=2).map(tuple),
        summary=st.none() | SUMMARIES,
        claimed=st.none() | st.builds(Claimed, MAYBE, MAYBE, MAYBE),
        members=members,
        asked_registries=st.tuples() | st.tuples(TEXT),
    )


REPORTS = reports(st.none() | st.lists(reports(st.none()), max_size=2).map(tuple))


@given(REPORTS)
def test_every_report_comes_back_and_fits(report: Report) -> None:
    members = json.loads(json.dumps(report.to_dict()))
    assert Report.from_dict(members) == report
    SCHEMA.validate(members)


def test_the_words_are_those_of_the_code() -> None:
    parts = DOCUMENT["$defs"]
    assert parts["state"]["enum"] == [state.value for state in State]
    assert parts["report"]["properties"]["verdict"]["enum"] == [v.value for v in Verdict]
    assert parts["finding"]["properties"]["outcome"]["enum"] == [o.value for o in Outcome]
    for rule in parts["report"]["allOf"]:
        states = rule["if"]["properties"]["state"]["enum"]
        verdict = rule["then"]["properties"]["verdict"]["const"]
        assert states == [s.value for s in State if VERDICT_OF[s].value == verdict]


def test_every_member_that_is_written_is_described() -> None:
    """So that a member is never added without a word on it."""
    written = verify(signed_badge()).to_dict()
    parts = DOCUMENT["$defs"]
    assert set(written) == set(parts["report"]["properties"]) - {"members"}
    assert set(written) == set(parts["report"]["required"])
    for name in ("badge", "findings"):
        part = written[name] if name == "badge" else written[name][0]  # type: ignore[index]
        described = parts["badge" if name == "badge" else "finding"]
        assert isinstance(part, dict)
        assert set(part) == set(described["properties"]) == set(described["required"])


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"verdict": "valid", "state": "revoked"},
        {"state": "fine"},
        {"at": "yesterday"},
        {"badge": {}},
        {"findings": [{}]},
        {"recipientMatches": "yes"},
        {"members": [{}]},
    ],
)
def test_what_is_no_report_does_not_fit(change: dict[str, Any]) -> None:
    written = verify(signed_badge()).to_dict()
    assert SCHEMA.is_valid(written)
    assert not SCHEMA.is_valid({**written, **change})


def test_members_may_be_added_within_a_version() -> None:
    written = {**Verifier().verify(b"").to_dict(), "later": True}
    assert SCHEMA.is_valid(written)
    assert not Report.from_dict(written)


def test_a_report_of_a_later_version_asks_for_a_newer_release() -> None:
    written = {**verify(signed_badge()).to_dict(), "version": 2}
    with pytest.raises(ValueError, match=r"has version 2.*reads version 1.*a newer release"):
        Report.from_dict(written)
