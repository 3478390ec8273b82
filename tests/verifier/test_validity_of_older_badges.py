"""The validity period as VC 1.1 spells it, and the words that go with the outcome."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.credentials import makers
from tests.verifier.badges import objection, sign, small_badge, verify
from verifier import Finding, Limits, Outcome, State, Verdict
from verifier.clock import parse_timestamp
from verifier.context_list import DATA_INTEGRITY, OB_LEGACY, VC1
from verifier.data_model import check_credential
from verifier.validity import check_validity, unreadable_times

AT = datetime(2026, 6, 1, tzinfo=UTC)
BEFORE, AFTER = "2026-05-01T00:00:00Z", "2026-07-01T00:00:00Z"
OLDER = {"issuanceDate": AFTER, "expirationDate": BEFORE}


def rows(findings: list[Finding]) -> list[tuple[str, Outcome, str]]:
    return [(f.check, f.outcome, f.path) for f in findings]


def test_the_older_names_count_for_older_badges_alone() -> None:
    assert check_validity(OLDER, AT, Limits()) == []
    assert rows(check_validity(OLDER, AT, Limits(), legacy=True)) == [
        ("time.valid_from", Outcome.FAILED, "/issuanceDate"),
        ("time.valid_until", Outcome.FAILED, "/expirationDate"),
    ]
    current = {"validFrom": BEFORE, "validUntil": AFTER}
    for legacy in (True, False):
        assert rows(check_validity(current, AT, Limits(), legacy=legacy)) == [
            ("time.valid_from", Outcome.PASSED, "/validFrom"),
            ("time.valid_until", Outcome.PASSED, "/validUntil"),
        ]


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"validFrom": BEFORE}, "has begun ("),
        ({"validFrom": AFTER}, "has not begun yet ("),
        ({"validUntil": AFTER}, "has not ended ("),
        ({"validUntil": BEFORE}, "has ended ("),
    ],
)
def test_the_sentence_says_what_was_found(document: dict[str, str], words: str) -> None:
    (finding,) = check_validity(document, AT, Limits())
    assert words in finding.message


@pytest.mark.parametrize("offset", ["+24:00", "-24:00", "+23:60", "+99:99"])
def test_an_offset_that_does_not_exist(offset: str) -> None:
    with pytest.raises(ValueError, match="offset that does not exist"):
        parse_timestamp("2026-01-01T00:00:00" + offset)
    assert parse_timestamp("2026-01-01T00:00:00+23:59").utcoffset() == timedelta(0)


@pytest.mark.parametrize("name", ["validFrom", "validUntil"])
def test_an_older_badge_does_not_shake_off_a_time_of_the_newer_names(name: str) -> None:
    """The signature is over RDF, where a list of one is the one: the JSON must still be read."""
    times = {"validFrom": None, "issuanceDate": BEFORE}
    context = [VC1, OB_LEGACY[0], DATA_INTEGRITY]
    time = {"validFrom": "2999-01-01T00:00:00Z", "validUntil": BEFORE}[name]
    badge = sign(small_badge(**{"@context": context, **times, name: time}))
    assert verify(badge).verdict is Verdict.NOT_IN_FORCE
    report = verify({**badge, name: [time]})
    assert report.state is State.INVALID_CONTENT
    assert objection(report) == ("schema.model", "failed", f"/{name}")
    listed = {**makers.legacy(), name: [time]}
    assert [f.path for f in check_credential(listed) if f.check == "schema.times"] == [f"/{name}"]


def test_a_time_that_cannot_be_read_is_named() -> None:
    for unread in ("soon", "2016-12-31T23:59:60Z", "2020-06-30T24:00:00Z", [BEFORE], 7, None):
        (finding,) = unreadable_times({"validUntil": unread, "issuanceDate": 7})
        assert (finding.outcome, finding.path) == (Outcome.FAILED, "/validUntil")
    both = unreadable_times({"issuanceDate": "x", "expirationDate": "y"}, legacy=True)
    assert [finding.path for finding in both] == ["/issuanceDate", "/expirationDate"]
    assert not [*unreadable_times({"validFrom": BEFORE, "validUntil": AFTER}, legacy=True)]
