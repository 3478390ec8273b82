"""`openbadge verify`: one answer for each file, and an exit code for the script around it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.desk import DID, WAIT_TIME, Desk, openbadge

# Later than any day on which these tests are run, since the badges are signed on that day.
AT = "2090-01-01T12:00:00Z"

Make = Callable[[Desk, Path], Path]


def good(desk: Desk, _target: Path) -> Path:
    return desk.badge


def forged(desk: Desk, target: Path) -> Path:
    return desk.change(target, name="Something else")


def expired(desk: Desk, target: Path) -> Path:
    return desk.make(target, validUntil="2026-03-03T00:00:00Z")


def early(desk: Desk, target: Path) -> Path:
    return desk.make(target, validFrom="2099-01-01T00:00:00Z")


def no_badge(desk: Desk, _target: Path) -> Path:
    return desk.policy


def test_a_good_badge(desk: Desk) -> None:
    """The sentence that a person reads first, and 0."""
    code, out, err = openbadge("verify", desk.badge, "--fetch-dir", desk.web)
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == (
        "This badge is genuine and in force: School District of South Milwaukee "
        "(did:web:sdsm.example) awarded Using Wait Time to Jordan Rivera on 2026-03-02."
    )
    not_asked = [line.split()[3] for line in out.splitlines() if "· not asked" in line]
    assert not_asked == ["issuer.registry", "issuer.authority"]
    assert out.count("✓ passed") == len(out.splitlines()) - 1 - len(not_asked)  # and the sentence


@pytest.mark.parametrize(
    ("make", "online", "code", "verdict", "state"),
    [
        (good, True, 0, "valid", "valid"),
        (forged, True, 1, "invalid", "invalid_signature"),
        (expired, True, 1, "not_in_force", "expired"),
        (early, True, 1, "not_in_force", "not_yet_valid"),
        (no_badge, True, 1, "invalid", "malformed"),
        (good, False, 3, "inconclusive", "key_unavailable"),
    ],
)
def test_every_verdict_has_its_exit_code(
    desk: Desk, tmp_path: Path, make: Make, online: bool, code: int, verdict: str, state: str
) -> None:
    """0 fine, 1 negative, 3 could not be decided; the JSON says the same in words."""
    badge = make(desk, tmp_path / "badge.json")
    options = ("--at", AT, "--fetch-dir", desk.web) if online else ("--at", AT)
    answer = openbadge("verify", badge, *options, "--ndjson")
    row = json.loads(answer.out)
    assert (answer.code, row["verdict"], row["state"]) == (code, verdict, state)
    assert openbadge("verify", badge, *options, "--quiet") == (code, "", "")


def test_the_json_of_a_proven_badge(desk: Desk) -> None:
    """Every member, in this order: programs rely on it."""
    answer = openbadge("verify", desk.badge, "--fetch-dir", desk.web, "--json", "--at", AT)
    (row,) = json.loads(answer.out)
    assert list(row) == [
        *("version", "source", "verdict", "state", "at"),
        *("badge", "claimed", "findings", "sources", "recipientMatches", "registries"),
    ]
    assert (row["version"], row["source"], row["at"]) == (1, str(desk.badge), AT)
    assert row["claimed"] is None
    badge = json.loads(desk.badge.read_bytes())
    assert list(row["badge"].items()) == [
        ("id", badge["id"]),
        ("name", "Using Wait Time"),
        (
            "issuer",
            {
                "id": DID,
                "name": "School District of South Milwaukee",
                "registeredName": None,
                "registeredBy": [],
            },
        ),
        ("achievement", WAIT_TIME),
        ("recipient", badge["credentialSubject"]["id"]),
        ("validFrom", "2026-03-02T15:00:00Z"),
        ("validUntil", None),
    ]
    for finding in row["findings"]:
        assert list(finding) == ["check", "outcome", "message", "path", "spec", "problem"]
    for source in row["sources"]:
        assert list(source) == ["url", "outcome", "sha256", "fetched"]
    assert {source["outcome"] for source in row["sources"]} == {"ok"}


def test_the_json_of_a_forged_badge(desk: Desk, tmp_path: Path) -> None:
    """What the file claims is kept apart from what is proven, and nothing says passed."""
    answer = openbadge(
        "verify", forged(desk, tmp_path / "forged.json"), "--fetch-dir", desk.web, "--ndjson"
    )
    row = json.loads(answer.out)
    assert row["badge"] is None
    assert list(row["claimed"].items()) == [
        ("id", json.loads(desk.badge.read_bytes())["id"]),
        ("issuer", DID),
        ("name", "Something else"),
    ]
    assert "passed" not in {finding["outcome"] for finding in row["findings"]}


def test_ndjson_and_json_are_the_same_objects(desk: Desk) -> None:
    """One line each, or one array of all; never both."""
    options = (desk.badge, desk.policy, "--fetch-dir", desk.web, "--at", AT)
    lines = openbadge("verify", *options, "--ndjson").out.splitlines()
    rows = json.loads(openbadge("verify", *options, "--json").out)
    for row in (read := [json.loads(line) for line in lines]) + rows:
        for source in row["sources"]:
            del source["fetched"]
    assert read == rows
    assert len(rows) == 2
    assert openbadge("verify", *options, "--json", "--ndjson").code == 2


def test_many_sources_are_answered_in_order(desk: Desk, did_key: Path, tmp_path: Path) -> None:
    """Each under its own name; the worst exit code counts: 2 over 1 over 3 over 0."""
    bad = forged(desk, tmp_path / "forged.json")
    other = desk.make(tmp_path / "other.json")
    lines = openbadge(
        *("verify", desk.badge, tmp_path / "nowhere.json", bad, other),
        *("--fetch-dir", desk.web, "--ndjson"),
    )
    rows = [json.loads(line) for line in lines.out.splitlines()]
    assert [(Path(row["source"]).name, row["state"]) for row in rows] == [
        ("badge.json", "valid"),
        ("nowhere.json", "malformed"),
        ("forged.json", "invalid_signature"),
        ("other.json", "valid"),
    ]
    assert lines.code == 2
    assert openbadge("verify", desk.badge, bad, "--fetch-dir", desk.web).code == 1
    # Offline nothing is known of a badge by a did:web issuer, good or bad.
    assert openbadge("verify", desk.badge, bad).code == 3
    assert openbadge("verify", desk.badge, desk.policy).code == 1
    assert openbadge("verify", did_key, desk.badge).code == 3
    assert openbadge("verify", did_key).code == 0


def test_a_file_that_cannot_be_opened_is_a_line_of_its_own(desk: Desk, tmp_path: Path) -> None:
    """The others are answered all the same; the reason is the system's."""
    answer = openbadge("verify", tmp_path, desk.badge, "--fetch-dir", desk.web)
    assert answer.code == 2
    assert f"{tmp_path} cannot be opened (Is a directory)." in answer.out
    assert "This badge is genuine and in force" in answer.out


def test_many_badges_are_told_apart_by_name(desk: Desk) -> None:
    """The name of the file stands above its answer; alone it would only be noise."""
    one = openbadge("verify", desk.badge, "--fetch-dir", desk.web).out
    two = openbadge("verify", desk.badge, desk.policy, "--fetch-dir", desk.web).out
    assert str(desk.badge) not in one
    assert [line for line in two.splitlines() if not line.startswith("  ")][::2] == [
        str(desk.badge),
        str(desk.policy),
    ]


def test_a_dash_is_standard_input(desk: Desk) -> None:
    """A badge from a pipe, among files or alone, once."""
    badge = desk.badge.read_bytes()
    answer = openbadge("verify", "-", "--fetch-dir", desk.web, "--ndjson", stdin=badge)
    assert answer.code == 0
    assert json.loads(answer.out)["source"] == "-"
    assert openbadge("verify", "-", desk.badge, "--fetch-dir", desk.web, stdin=badge).code == 0
    assert openbadge("verify", "-", "-", "--fetch-dir", desk.web, stdin=badge).code == 2


def test_time_is_an_argument(desk: Desk, tmp_path: Path) -> None:
    """The same badge before, within and after its time; in any zone."""
    times = {"validFrom": "2027-01-01T00:00:00Z", "validUntil": "2028-01-01T00:00:00Z"}
    badge = desk.make(tmp_path / "year.json", **times)

    def state(at: str) -> str:
        answer = openbadge("verify", badge, "--fetch-dir", desk.web, "--ndjson", "--at", at)
        return str(json.loads(answer.out)["state"])

    assert state("2026-12-31T23:58:59Z") == "not_yet_valid"
    assert state("2027-01-01T00:00:00Z") == "valid"
    assert state("2028-01-01T00:00:00Z") == "valid"
    assert state("2027-12-31T19:00:01-05:00") == "expired"
