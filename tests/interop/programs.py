"""Asking two programs that are not ours what they think of a badge."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

import pytest

Badge = dict[str, Any]

PROJECT = Path(__file__).resolve().parents[2]
VECTORS = PROJECT.parent / "shared" / "vectors" / "interop"


class Answer(NamedTuple):
    """Why each program refuses a badge, None where it accepts it."""

    vc: str | None
    verifier_core: str | None


ACCEPTED = Answer(None, None)
SIGNATURE_REFUSED = Answer(
    "Verification error(s).; Invalid signature.",
    "invalid_signature: The signature is not valid.",
)


def rename_achievement(badge: Badge) -> None:
    """Claim another achievement."""
    badge["credentialSubject"]["achievement"]["name"] = "Something else entirely"


def rename_rubric_level(badge: Badge) -> None:
    """Make a rubric level sound better than it was."""
    rubric = badge["credentialSubject"]["achievement"]["resultDescription"]
    levels = next(row["rubricCriterionLevel"] for row in rubric if "rubricCriterionLevel" in row)
    levels[0]["name"] = "Outstanding"


def repin_related_resource(badge: Badge) -> None:
    """Pin other bytes."""
    badge["relatedResource"][0]["digestSRI"] = "sha384-" + "A" * 64


def prolong(badge: Badge) -> None:
    """Let the badge end later, or end at all."""
    badge["validUntil"] = "2099-12-31T23:59:59Z"


def remove_result(badge: Badge) -> None:
    """Hide one result."""
    del badge["credentialSubject"]["result"][0]


ALTERATIONS: list[Callable[[Badge], None]] = [
    rename_achievement,
    rename_rubric_level,
    prolong,
    remove_result,
]


def missing(what: str) -> NoReturn:
    """Skip the test, except on the build machine, where nothing may be missing."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


def run(*command: str | Path) -> str:
    """Run a command that must succeed and return what it printed."""
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=PROJECT, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def ask(*badges: Path, web: Path | None = None) -> list[Answer]:
    """Ask both programs about each badge."""
    node = shutil.which("node")
    if node is None:
        missing("Node is not installed")
    if not (PROJECT / "interop" / "node_modules").is_dir():
        missing("run make interop first")
    options: list[str | Path] = ["--contexts", PROJECT / "contexts"]
    if web is not None:
        options += ["--web", web]
    lines = run(node, PROJECT / "interop" / "verify.mjs", *options, *badges).splitlines()
    answers = [json.loads(line) for line in lines]
    assert [answer["file"] for answer in answers] == [str(badge) for badge in badges]
    for said in (answer[program] for answer in answers for program in ("vc", "verifierCore")):
        assert said["verified"] == (said["error"] is None)
    return [Answer(answer["vc"]["error"], answer["verifierCore"]["error"]) for answer in answers]


def read(badge: Path) -> Badge:
    """Read a badge."""
    members: Badge = json.loads(badge.read_text(encoding="utf-8"))
    return members


def altered_copy(source: Path, alteration: Callable[[Badge], None], folder: Path) -> Path:
    """Write a copy of a badge with one alteration, and nothing else changed."""
    badge = read(source)
    alteration(badge)
    assert badge != read(source)
    target = folder / f"{alteration.__name__}.json"
    target.write_text(json.dumps(badge), encoding="utf-8")
    return target


def vector(*parts: str) -> Path:
    """Return the path of a badge that another library signed."""
    if not VECTORS.is_dir():
        missing("the folder shared/vectors is not beside the project")
    return VECTORS.joinpath(*parts)
