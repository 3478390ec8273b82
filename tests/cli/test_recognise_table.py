"""`openbadge recognise --csv`: a table that a spreadsheet can open without harm."""

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.desk import AT, DID, WAIT_TIME, Answer, Desk


def table(answer: Answer) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.out)))


def test_the_table(desk: Desk, policy: dict[str, Any], badge: Path) -> None:
    """For the spreadsheet of the office: one line for each badge and unit."""
    values = [*policy["values"], {"unit": "usd", "value": "250.00", "per": "badge"}]
    answer = desk.recognise({**policy, "values": values}, badge, options=("--csv",))
    assert answer.code == 0
    hours, money = table(answer)
    assert hours == {
        "employee_id": "",
        "credential_id": json.loads(badge.read_bytes())["id"],
        "achievement_id": WAIT_TIME,
        "achievement": "Using Wait Time",
        "issuer_did": DID,
        "issuer_name": "School District of South Milwaukee",
        "awarded": "2026-03-02T15:00:00Z",
        "expires": "",
        "verdict": "valid",
        "acceptance": "accepted",
        "unit": "cpe-hour",
        "value": "15",
        "policy": "https://harmony.example/policies/recognition 3",
        "checked_at": AT,
        "reason_codes": "EQUIVALENT_ACHIEVEMENT",
    }
    assert money == {**hours, "unit": "usd", "value": "250"}


def test_a_badge_without_value_has_a_line_too(
    desk: Desk, policy: dict[str, Any], tmp_path: Path
) -> None:
    """Nothing that was handed in is missing from the table."""
    (row,) = table(desk.recognise(policy, tmp_path / "nowhere.json", options=("--csv",)))
    assert (row["credential_id"], row["verdict"], row["acceptance"]) == (
        *("", "invalid", "not_accepted"),
    )
    assert (row["unit"], row["value"], row["reason_codes"]) == ("", "", "MALFORMED")


@pytest.mark.parametrize(
    "name", ["=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\t=1", "\r\n=1", "a,b", 'a"b', "\u200b=1"]
)
def test_no_cell_is_a_formula(
    desk: Desk, policy: dict[str, Any], tmp_path: Path, name: str
) -> None:
    """A district's name must not run in an employer's spreadsheet."""
    issuer = {"id": DID, "type": ["Profile"], "name": name}
    badge = desk.make(tmp_path / "badge.json", issuer=issuer)
    (row,) = table(desk.recognise(policy, badge, options=("--csv",)))
    assert row["issuer_name"][0] not in "=+-@\t\r\n\u200b"
    assert row["issuer_name"].lstrip("'").endswith(name[-1:])
    assert row["acceptance"] == "accepted"
