"""`openbadge verify --refresh`: the newer copy in place of an expired one, and only on request."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import award, issue, open_key
from tests.cli.desk import AT, Desk, openbadge
from verifier.context_list import EXTENSIONS

NEWER = "https://sdsm.example/badges/7/newer"


@pytest.fixture
def expired(desk: Desk, tmp_path: Path) -> Path:
    """A badge that ended in June and names the place of its newer copy."""
    badge = award(desk.assessment(validUntil="2026-06-30T00:00:00Z"), folder=desk.examples)
    badge["@context"] = [*badge["@context"], EXTENSIONS]
    badge["refreshService"] = {"id": NEWER, "type": "1EdTechCredentialRefresh"}
    return written(tmp_path / "expired.json", badge, desk)


def written(target: Path, badge: dict[str, Any], desk: Desk) -> Path:
    signed = issue(badge, signer=open_key(desk.key), at=datetime(2026, 3, 3, tzinfo=UTC))
    target.write_text(json.dumps(signed), encoding="utf-8")
    return target


def web_with(desk: Desk, folder: Path, copy: Path) -> Path:
    """The district's pages and the newer copy."""
    shutil.copytree(desk.web, folder)
    shutil.copy(copy, folder / "newer.json")
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    (folder / "index.json").write_text(json.dumps({**index, NEWER: "newer.json"}))
    return folder


def test_the_newer_copy_answers_for_an_expired_badge(
    desk: Desk, expired: Path, tmp_path: Path
) -> None:
    old = json.loads(expired.read_bytes())
    renewed = {n: part for n, part in old.items() if n not in ("proof", "validUntil")}
    copy = written(tmp_path / "newer.json", renewed, desk)
    web = web_with(desk, tmp_path / "web", copy)
    asked = ("verify", expired, "--fetch-dir", web, "--at", AT)
    code, out, _ = openbadge(*asked)
    assert (code, "expired on 2026-06-30" in out, "it was not asked" in out) == (1, True, True)
    code, out, _ = openbadge(*asked, "--refresh")
    assert (code, "genuine and in force" in out) == (0, True)
    assert "The newer copy that the badge points to was checked in its place." in out
    (report,) = json.loads(openbadge(*asked, "--refresh", "--json").out)
    assert NEWER in [source["url"] for source in report["sources"]]


def test_without_a_newer_copy_the_old_badge_is_answered(desk: Desk, expired: Path) -> None:
    code, out, _ = openbadge("verify", expired, "--fetch-dir", desk.web, "--at", AT, "--refresh")
    assert (code, "The newer copy could not be obtained." in out) == (1, True)


def test_offline_nobody_can_be_asked(expired: Path) -> None:
    code, _, err = openbadge("verify", expired, "--refresh")
    assert (code, "--refresh needs --online or --fetch-dir" in err) == (2, True)
