"""The validity period as VC 1.1 spells it, and the words that go with the outcome."""

from datetime import UTC, datetime, timedelta

import pytest

from verifier import Finding, Limits, Outcome
from verifier.clock import parse_timestamp
from verifier.validity import check_validity

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
