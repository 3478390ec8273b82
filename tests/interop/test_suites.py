"""What we sign in each suite verifies in Digital Bazaar's, and what they derive verifies here."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import award, derive, issue, present
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.ways import HOLDER, signed
from verifier import State, Verifier

pytestmark = pytest.mark.interop

PROJECT = Path(__file__).resolve().parents[2]
SCRIPT = PROJECT / "interop" / "suites.mjs"


def run(command: str, *words: str | Path) -> list[dict[str, Any]]:
    """Run the script, or say why it cannot run."""
    node = shutil.which("node")
    if node is None or not (PROJECT / "interop" / "node_modules").is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("run make interop first")
        pytest.skip("run make interop first")
    options = ("--contexts", PROJECT / "contexts")
    done = subprocess.run(
        [node, SCRIPT, command, *options, *words],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def verified(*files: Path) -> list[bool]:
    """What they say of each file."""
    return [answer["verified"] for answer in run("verify", *files)]


def rubric_badge(key: MemorySigner) -> dict[str, Any]:
    """An unsigned badge with a rubric: results and levels are nodes without a name."""
    issuer = {"id": key.did, "type": ["Profile"], "name": "District"}
    district = DistrictSimulator()
    evidence = [{"name": "One"}, {"name": "Two"}, {"id": "https://sdsm.example/e/1", "name": "3"}]
    return award(district.assessment(issuer=issuer, evidence=evidence))


def write(path: Path, badge: Any) -> Path:
    """Write a badge."""
    path.write_text(json.dumps(badge), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("kind", "suite"),
    [
        ("Ed25519", "eddsa-rdfc-2022"),
        ("P-256", "ecdsa-rdfc-2019"),
        ("P-384", "ecdsa-rdfc-2019"),
        ("P-256", "ecdsa-sd-2023"),
    ],
)
def test_our_rubric_badges_verify_there(kind: str, suite: str, tmp_path: Path) -> None:
    """With unnamed nodes, where P-384 needs SHA-384 inside the canonicalization as well."""
    key = MemorySigner.generate(kind=kind)
    badge = issue(rubric_badge(key), signer=key, suite=suite)
    shown = derive(badge, disclose=[""]) if suite == "ecdsa-sd-2023" else badge
    changed = json.loads(json.dumps(shown))
    changed["credentialSubject"]["achievement"]["name"] = "Something else entirely"
    files = [write(tmp_path / "good.json", shown), write(tmp_path / "bad.json", changed)]
    assert verified(*files) == [True, False]


def test_our_ed25519_signature_2020_verifies_there(tmp_path: Path) -> None:
    path = tmp_path / "badge.json"
    path.write_bytes(signed("Ed25519", "Ed25519Signature2020"))
    shown = present([], signer=HOLDER, challenge="c", domain="d", suite="Ed25519Signature2020")
    other = present([], signer=HOLDER, challenge="c", domain="d")
    files = [write(tmp_path / "vp.json", shown), write(tmp_path / "vp2.json", other)]
    assert verified(path, *files) == [True, True, True]


@pytest.mark.parametrize(
    "pointers",
    [
        [],
        ["/credentialSubject/result", "/credentialSubject/achievement/resultDescription"],
        ["/credentialSubject/result/1", "/evidence/0"],
    ],
)
def test_what_they_derive_from_our_base_proof_verifies_here(
    pointers: list[str], tmp_path: Path
) -> None:
    key = MemorySigner.generate(kind="P-256")
    badge = issue(rubric_badge(key), signer=key, suite="ecdsa-sd-2023")
    base = write(tmp_path / "base.json", badge)
    words = [word for pointer in pointers for word in ("--pointer", pointer)]
    (theirs,) = run("derive", *words, base)
    report = Verifier().verify(json.dumps(theirs))
    assert report.state is State.VALID, report.decisive()
    ours = derive(badge, disclose=pointers)
    assert verified(write(tmp_path / "ours.json", ours)) == [True]
    parts = {name: part for name, part in ours.items() if name != "proof"}
    assert parts == {name: part for name, part in theirs.items() if name != "proof"}
