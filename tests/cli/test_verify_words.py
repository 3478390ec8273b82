"""What `openbadge verify` says to a person: a mark for every check, and where to look."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import MemorySigner, award
from tests.cli.desk import Desk, openbadge
from verifier.canonical import Canonicalizer
from verifier.keys import from_multikey
from verifier.suites import suites


def lines(answer: str, mark: str) -> list[str]:
    return [line.strip() for line in answer.splitlines() if line.strip().startswith(mark)]


def test_every_outcome_has_its_mark(desk: Desk, tmp_path: Path) -> None:
    """Passed, not checked and not asked look different, and what is not fine names its place."""
    plain = {"id": "https://sdsm.example/evidence/unpinned", "name": "Talk"}
    badge = desk.make(tmp_path / "badge.json", evidence=[plain])
    code, out, _ = openbadge("verify", badge, "--fetch-dir", desk.web)
    assert code == 0
    assert lines(out, "✓ passed       proof.signature")
    assert lines(out, "· not asked    issuer.registry")
    (warning,) = lines(out, "! warning      evidence.digest")
    assert warning.endswith("(/evidence/0)")
    assert not [line for line in lines(out, "✓") if line.endswith(")") and "(/" in line]
    (offline,) = lines(openbadge("verify", badge).out, "? not checked  issuer.key")
    assert offline.endswith("(/proof/0/verificationMethod)")
    forged = desk.change(tmp_path / "forged.json", name="Something else")
    bad = openbadge("verify", forged, "--fetch-dir", desk.web).out
    assert lines(bad, "✗ failed       proof.signature")[0].endswith("(/proof/0)")
    assert not lines(bad, "✓ passed       schema")


def test_the_columns_stand_in_line_in_every_language(desk: Desk) -> None:
    for lang in ("en", "es"):
        answer = openbadge("verify", desk.badge, "--fetch-dir", desk.web, "--lang", lang)
        rows = [line for line in answer.out.splitlines()[1:] if line]
        starts = {re.search(r"(jsonld|issuer|rubric|stack)\.[a-z]", row) for row in rows}
        assert len({found.start() for found in starts if found}) == 1


def test_another_recipient_is_told_in_the_first_sentence(desk: Desk) -> None:
    """Whoever reads no further than that it is genuine must not take it for this person's."""
    asked = ("verify", desk.badge, "--fetch-dir", desk.web, "--recipient", "did:key:zOther")
    english, spanish = openbadge(*asked), openbadge(*asked, "--lang", "es")
    assert (english.code, spanish.code) == (1, 1)
    assert english.out.splitlines()[0].endswith("The badge is about another recipient.")
    assert spanish.out.splitlines()[0].endswith("La insignia es de otra persona.")


def test_what_was_published_stands_for_the_network(desk: Desk, tmp_path: Path) -> None:
    """The folder of `publish` is one for `--fetch-dir`: key, achievement and stack are in it."""
    documents = sorted(desk.examples.glob("[as][ct]*/*.json"))
    assert len(documents) == 2
    assert openbadge("publish", tmp_path, *documents, "--key", desk.key).code == 0
    code, out, _ = openbadge("verify", desk.badge, "--fetch-dir", tmp_path)
    assert code == 0
    assert len(lines(out, "✓ passed       evidence.digest")) == 2
    assert lines(out, "✓ passed       stack.alignment")


def test_without_a_time_the_present_is_meant(desk: Desk) -> None:
    """Written to the second, and the same for all sources of one command."""
    out = openbadge("verify", desk.badge, desk.badge, "--ndjson").out
    first, second = (json.loads(line)["at"] for line in out.splitlines())
    assert first == second
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", first)


@pytest.fixture
def by_a_test_key(desk: Desk, tmp_path: Path, vectors: Path) -> Path:
    """A badge under the key that is printed in 1EdTech's guide; our own `issue` refuses it."""
    example = json.loads((vectors / "ob-impl-guide" / "ob3-eddsa-rdfc-2022.json").read_bytes())
    signer = MemorySigner(bytes.fromhex(example["secretKeySeedHex"]))
    issuer = {"id": signer.did, "type": ["Profile"], "name": "Anybody"}
    badge: dict[str, Any] = award(desk.assessment(issuer=issuer), folder=desk.examples)
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-03-03T00:00:00Z",
        "verificationMethod": signer.kid,
        "proofPurpose": "assertionMethod",
    }
    key = from_multikey(signer.public_key)
    proof = suites()["eddsa-rdfc-2022"].create(badge, options, key, signer.sign, Canonicalizer())
    file = tmp_path / "badge.json"
    file.write_text(json.dumps({**badge, "proof": [dict(proof)]}), encoding="utf-8")
    return file


def test_a_published_test_key_counts_only_when_asked(by_a_test_key: Path) -> None:
    """Anybody can sign with it, so such a badge proves nothing outside of tests."""
    code, out, _ = openbadge("verify", by_a_test_key)
    assert code == 1
    assert "published test key" in out
    assert openbadge("verify", by_a_test_key, "--allow-test-keys").code == 0
