"""A district withdraws a badge from the command line, and an employer sees it."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from openbadge_issuer.cli import openbadge
from openbadge_issuer.signers.encrypted_file import open_key
from openbadge_issuer.status_store import StatusStore
from openbadge_issuer.testing import DistrictSimulator

LIST, HOLD = "https://sdsm.example/status/1", "https://sdsm.example/status/2"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with a key, an assessment and a badge with places in two lists."""
    run("key", "new", "--out", tmp_path / "key.json", "--unencrypted")
    assessment: dict[str, Any] = DistrictSimulator().assessment()
    signer = open_key(tmp_path / "key.json", passphrase=None)
    assessment["issuer"]["id"] = signer.kid.partition("#")[0]
    (tmp_path / "assessment.json").write_text(json.dumps(assessment))
    made = run(
        *("award", tmp_path / "assessment.json", "--key", tmp_path / "key.json"),
        *("--status-list", LIST, "--suspension-list", HOLD),
        *("--status-store", tmp_path / "store.db", "--out", tmp_path / "badge.json"),
    )
    assert made.exit_code == 0, made.output
    publish(tmp_path)
    return tmp_path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(openbadge, [str(argument) for argument in arguments])


def publish(desk: Path) -> None:
    """Sign the lists anew and put them where the network of these tests is."""
    done = run(
        *("status", "publish", "--status-store", desk / "store.db"),
        *("--key", desk / "key.json", "--out", desk / "www"),
    )
    assert done.exit_code == 0, done.output
    index = {LIST: "1.json", HOLD: "2.jwt"}
    (desk / "www" / "index.json").write_text(json.dumps(index))


def verified(desk: Path, *options: object) -> tuple[int, str]:
    done = run("verify", desk / "badge.json", "--json", "--fetch-dir", desk / "www", *options)
    return done.exit_code, json.loads(done.stdout)[0]["state"]


def change(desk: Path, verb: str) -> Result:
    return run("status", verb, desk / "badge.json", "--status-store", desk / "store.db")


def test_a_badge_is_put_on_hold_reinstated_and_withdrawn(desk: Path) -> None:
    assert verified(desk) == (0, "valid")
    assert change(desk, "suspend").exit_code == 0
    assert verified(desk) == (0, "valid")  # until the list is published again
    publish(desk)
    assert verified(desk) == (1, "suspended")
    assert change(desk, "reinstate").exit_code == 0
    assert change(desk, "revoke").exit_code == 0
    publish(desk)
    assert verified(desk) == (1, "revoked")
    shown = json.loads(change(desk, "show").stdout)
    assert [row["revocation"] for row in shown] == [True]


def test_a_badge_that_is_not_in_the_store_is_wrong_usage(desk: Path) -> None:
    done = run("status", "revoke", "urn:never", "--status-store", desk / "store.db")
    assert done.exit_code == 2
    assert "without one, or with another store" in done.output


def test_all_badges_of_a_command_are_changed_or_none(desk: Path) -> None:
    """A clerk withdraws a pile, two of which are not this district's: the answer names both."""
    badge, store = desk / "badge.json", ("--status-store", desk / "store.db")
    name = json.loads(badge.read_bytes())["id"]
    for verb in ("revoke", "suspend", "reinstate"):
        done = run("status", verb, badge, "urn:lost", name, "urn:never", *store)
        assert done.exit_code == 2
        told = " ".join(done.output.split())
        assert "No badge was changed." in told
        assert "urn:lost has no place" in told
        assert "urn:never has no place" in told
        shown = json.loads(change(desk, "show").stdout)
        assert shown == [{"badge": name, "revocation": False, "suspension": False}]
    assert run("status", "revoke", badge, name, *store).exit_code == 0
    assert json.loads(change(desk, "show").stdout)[0]["revocation"]


def test_reinstating_stops_at_one_that_is_unknown_and_keeps_the_others_on_hold(desk: Path) -> None:
    assert change(desk, "suspend").exit_code == 0
    store = ("--status-store", desk / "store.db")
    assert run("status", "reinstate", desk / "badge.json", "urn:lost", *store).exit_code == 2
    assert json.loads(change(desk, "show").stdout)[0]["suspension"]


def test_a_file_that_is_no_badge_is_not_looked_for_in_the_store(desk: Path) -> None:
    """An assessment given by mistake has no id, and is told apart from a badge that is unknown."""
    file = desk / "assessment.json"
    done = run("status", "revoke", file, "--status-store", desk / "store.db")
    assert done.exit_code == 2
    assert "assessment.json names no badge: it has no id." in done.output.replace("\n", " ")


def test_lists_whose_files_would_have_one_name_are_refused(desk: Path) -> None:
    """At the award, before a badge names such a list; and where one was opened otherwise."""
    award = ("award", desk / "assessment.json", "--key", desk / "key.json")
    kept = ("--status-store", desk / "store.db", "--out", desk / "other.json")
    twin = "https://sdsm.example/holds/1"
    for lists in (("--status-list", twin), ("--status-list", LIST, "--suspension-list", twin)):
        refused = run(*award, *lists, *kept)
        assert refused.exit_code == 2
        assert "must not end alike" in " ".join(refused.output.split())
    assert run(*award, "--status-list", LIST, *kept).exit_code == 0
    StatusStore(desk / "store.db").allocate("urn:a", twin)
    done = run(
        *("status", "publish", "--status-store", desk / "store.db"),
        *("--key", desk / "key.json", "--out", desk / "www"),
    )
    assert done.exit_code == 2
    assert f"The lists {twin} and {LIST} would have files" in " ".join(done.output.split())


def test_a_wrong_key_publishes_nothing(desk: Path) -> None:
    """It would turn every badge of the district into one of which nobody knows whether it holds."""
    before = {file.name: file.read_bytes() for file in (desk / "www").iterdir()}
    run("key", "new", "--out", desk / "wrong.json", "--unencrypted")
    wrong = open_key(desk / "wrong.json", passphrase=None).kid.partition("#")[0]
    right = open_key(desk / "key.json", passphrase=None).kid.partition("#")[0]
    command = ("status", "publish", "--status-store", desk / "store.db", "--out", desk / "www")
    assert change(desk, "revoke").exit_code == 0
    done = run(*command, "--key", desk / "wrong.json")
    assert done.exit_code == 2
    told = " ".join(done.output.split())
    assert f"The list {LIST} is of {right}, and readers do not take it from {wrong}" in told
    assert f"use a key of {right}, or another list in another store for {wrong}." in told
    assert {file.name: file.read_bytes() for file in (desk / "www").iterdir()} == before
    publish(desk)
    assert verified(desk) == (1, "revoked")


def test_a_wrong_key_gets_no_place_among_the_badges_of_another(desk: Path) -> None:
    """Neither in the list itself nor in a second one, which one key could not publish with it."""
    run("key", "new", "--out", desk / "wrong.json", "--unencrypted")
    given = json.loads((desk / "assessment.json").read_bytes())
    del given["issuer"]["id"]
    (desk / "anybody.json").write_text(json.dumps(given))
    award = ("award", desk / "anybody.json", "--status-store", desk / "store.db")
    out = ("--out", desk / "other.json")
    for url in (LIST, "https://sdsm.example/status/3"):
        done = run(*award, "--key", desk / "wrong.json", "--status-list", url, *out)
        assert done.exit_code == 2
        assert "is of did:key:" in done.output
    assert not (desk / "other.json").exists()
    assert run(*award, "--key", desk / "key.json", "--status-list", LIST, *out).exit_code == 0
    publish(desk)


def test_a_slip_in_the_issuers_name_gives_no_list_away(desk: Path) -> None:
    """The badge is refused, the slip is mended, and the list is still to be had."""
    right = (desk / "assessment.json").read_text()
    given = json.loads(right)
    given["issuer"]["id"] = "did:web:sdsm.exampel"
    (desk / "assessment.json").write_text(json.dumps(given))
    command = (
        *("award", desk / "assessment.json", "--key", desk / "key.json", "--status-list", LIST),
        *("--status-store", desk / "fresh.db", "--out", desk / "other.json"),
    )
    refused = run(*command)
    assert refused.exit_code == 2
    assert "the badge names did:web:sdsm.exampel" in refused.output
    (desk / "assessment.json").write_text(right)
    assert run(*command).exit_code == 0


def test_a_store_from_before_lists_had_owners_goes_on_working(desk: Path) -> None:
    """Nobody knows whose its lists are, so nothing is refused, and later awards prove nothing."""
    with closing(sqlite3.connect(desk / "store.db")) as database:
        database.execute("DROP TABLE owner")
        database.commit()
    publish(desk)
    assert verified(desk) == (0, "valid")
    award = ("award", desk / "assessment.json", "--key", desk / "key.json", "--status-list", LIST)
    kept = ("--status-store", desk / "store.db", "--out", desk / "other.json")
    assert run(*award, *kept).exit_code == 0
    assert change(desk, "revoke").exit_code == 0
    run("key", "new", "--out", desk / "other-key.json", "--unencrypted")
    for key in ("other-key.json", "key.json"):
        done = run(
            *("status", "publish", "--status-store", desk / "store.db"),
            *("--key", desk / key, "--out", desk / "www"),
        )
        assert done.exit_code == 0
    (desk / "www" / "index.json").write_text(json.dumps({LIST: "1.json", HOLD: "2.jwt"}))
    assert verified(desk) == (1, "revoked")


def test_offline_nobody_knows_whether_it_was_withdrawn(desk: Path) -> None:
    done = run("verify", desk / "badge.json")
    assert done.exit_code == 3
    assert "whether it was withdrawn" in done.output


def test_an_answer_is_recorded_and_given_again(desk: Path) -> None:
    when = ("--at", "2999-01-01T00:00:00Z")
    record = desk / "record"
    command = ("verify", desk / "badge.json", "--json", *when)
    first = run(*command, "--fetch-dir", desk / "www", "--record", record)
    again = run(*command, "--fetch-dir", record)
    assert first.stdout == again.stdout
    assert json.loads(first.stdout)[0]["state"] == "status_unknown"  # that list is long over


def test_a_registry_that_does_not_list_the_issuer_is_a_warning(desk: Path) -> None:
    (desk / "registry.json").write_text('{"registry": {}}')
    assert verified(desk, "--registry", desk / "registry.json") == (0, "issuer_unrecognised")
    (desk / "registry.json").write_text("[]")
    assert verified(desk, "--registry", desk / "registry.json") == (0, "valid")
    (desk / "registry.json").write_text("nonsense")
    assert run("verify", desk / "badge.json", "--registry", desk / "registry.json").exit_code == 2


def test_the_answer_is_given_in_spanish(desk: Path) -> None:
    done = run("verify", desk / "badge.json", "--fetch-dir", desk / "www", "--lang", "es")
    assert "Esta insignia es auténtica y está vigente" in done.output
    assert "El emisor no ha retirado la insignia." in done.output


@pytest.mark.parametrize(
    "options",
    [
        ("--online", "--fetch-dir", "www"),
        ("--record", "elsewhere"),
        ("--lang", "tlh"),
    ],
)
def test_options_that_contradict_each_other_are_wrong_usage(
    desk: Path, options: tuple[str, ...]
) -> None:
    named = [desk / o if o in ("www", "elsewhere") else o for o in options]
    assert run("verify", desk / "badge.json", *named).exit_code == 2


def test_an_address_needs_the_network(desk: Path) -> None:
    done = run("verify", "https://sdsm.example/badge.json")
    assert done.exit_code == 2
    assert "--online" in done.output
    refused = run("verify", "https://127.0.0.1/badge.json", "--online")
    assert refused.exit_code == 2
    assert "public host" in refused.output
    assert desk.is_dir()
