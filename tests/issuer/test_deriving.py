"""A teacher shows parts of a badge; what is left is still a badge, and can still end."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from openbadge_issuer import MemorySigner, award, derive, issue
from openbadge_issuer.cli import openbadge
from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import options, small_badge
from verifier import Outcome, Report, State, Verifier
from verifier.canonical import Canonicalizer
from verifier.clock import parse_timestamp
from verifier.context_list import EXTENSIONS, OB_CURRENT, VC2
from verifier.disclosure.parts import PRESETS, mandatory_pointers
from verifier.disclosure.proof_value import read_base
from verifier.errors import DocumentError
from verifier.keys import from_multikey
from verifier.suites.ecdsa_sd_2023 import EcdsaSd2023

AT = parse_timestamp("2026-11-21T12:00:00Z")
STATUS = {
    "id": "https://sdsm.example/status/1#7",
    "type": "BitstringStatusListEntry",
    "statusPurpose": "revocation",
    "statusListIndex": "7",
    "statusListCredential": "https://sdsm.example/status/1",
}


@pytest.fixture(scope="module")
def holders_copy() -> dict[str, Any]:
    """A badge with a rubric, evidence, an end, and a place where its withdrawal would stand."""
    district = DistrictSimulator()
    key = MemorySigner.generate(kind="P-256")
    unsigned = award(
        district.assessment(
            issuer={"id": key.did, "type": ["Profile"], "name": "District"},
            validUntil="2027-03-02T15:00:00Z",
            evidence=[
                {"id": "https://sdsm.example/e/1", "name": "Video", "narrative": "What I saw."}
            ],
        )
    )
    return issue(unsigned | {"credentialStatus": STATUS}, signer=key, suite="ecdsa-sd-2023", at=AT)


def check(badge: dict[str, Any], at: datetime = AT) -> Report:
    """Our answer."""
    return Verifier().verify(json.dumps(badge), at=at)


@pytest.mark.parametrize("preset", [None, *PRESETS])
def test_what_is_shown_is_a_whole_badge(holders_copy: dict[str, Any], preset: str | None) -> None:
    shown = derive(holders_copy, preset=preset)
    report = check(shown)
    assert report.state is State.STATUS_UNKNOWN  # the list is out of reach, and was not forgotten
    assert report.verified is not None
    assert Outcome.FAILED not in {f.outcome for f in report.findings}
    assert not [f for f in report.findings if f.check == "disclosure.model"]
    assert check(shown, parse_timestamp("2028-01-01T00:00:00Z")).state is State.EXPIRED


def test_rubric_without_evidence(holders_copy: dict[str, Any]) -> None:
    shown = derive(holders_copy, preset="rubric-without-evidence")
    assert "evidence" not in shown
    assert len(shown["credentialSubject"]["result"]) == 3
    assert "What I saw" not in json.dumps(shown)
    assert all(
        f.outcome is not Outcome.INCONCLUSIVE
        for f in check(shown).findings
        if f.check.startswith("rubric.")
    )


def test_result_without_narrative(holders_copy: dict[str, Any]) -> None:
    shown = derive(holders_copy, preset="result-without-narrative")
    assert shown["evidence"] == [
        {"id": "https://sdsm.example/e/1", "type": ["Evidence"], "name": "Video"}
    ]


def test_a_single_result_leaves_the_rubric_open(holders_copy: dict[str, Any]) -> None:
    shown = derive(holders_copy, disclose=["/credentialSubject/result/1"])
    assert len(shown["credentialSubject"]["result"]) == 1
    links = [f for f in check(shown).findings if f.check == "rubric.link"]
    assert [f.outcome for f in links] == [Outcome.INCONCLUSIVE]
    assert links[0].message.startswith("Not disclosed")


def test_nothing_can_be_added_exchanged_or_left_out_afterwards(
    holders_copy: dict[str, Any],
) -> None:
    whole = derive(holders_copy, disclose=[""])
    less = derive(holders_copy)
    subject = {**less["credentialSubject"], "id": "did:example:other"}
    for changes in (
        {"validUntil": None},
        {"credentialStatus": None},
        {"evidence": whole["evidence"]},
        {"proof": whole["proof"]},
        {"credentialSubject": subject},
    ):
        badge = {name: value for name, value in {**less, **changes}.items() if value is not None}
        assert check(badge).state is State.INVALID_SIGNATURE


def test_the_holders_secret_stays_with_the_holder(holders_copy: dict[str, Any]) -> None:
    """The key of the labels is in the holder's copy and in nothing that is derived from it."""
    base = read_base(holders_copy["proof"][0])
    assert base is not None
    assert list(base.pointers) == mandatory_pointers(holders_copy)
    assert "hmac" not in repr(base)
    assert check(holders_copy).state is State.INVALID_SIGNATURE


@pytest.mark.parametrize(
    "pointer", ["/evidence/9", "evidence", "/credentialSubject/result/01", "/nothing", "/name/x"]
)
def test_a_pointer_that_leads_nowhere(holders_copy: dict[str, Any], pointer: str) -> None:
    with pytest.raises(DocumentError):
        derive(holders_copy, disclose=[pointer])


def test_a_badge_that_was_changed_is_not_derived_from(holders_copy: dict[str, Any]) -> None:
    changed = {**holders_copy, "description": "More."}
    with pytest.raises(DocumentError, match="changed"):
        derive(changed)
    with pytest.raises(DocumentError, match="no proof"):
        derive({name: value for name, value in holders_copy.items() if name != "proof"})


def test_on_the_command_line(holders_copy: dict[str, Any], tmp_path: Path) -> None:
    own, out = tmp_path / "own.json", tmp_path / "shown.json"
    own.write_text(json.dumps(holders_copy))
    run = CliRunner()
    done = run.invoke(
        openbadge, ["derive", str(own), "--preset", "rubric-without-evidence", "--out", str(out)]
    )
    assert done.exit_code == 0, done.output
    assert check(json.loads(out.read_text())).verified is not None
    for wrong in (["--disclose", "/nothing"], []):
        done = run.invoke(openbadge, ["derive", str(own), *wrong, "--out", str(out)])
        assert done.exit_code == 2
    kept = own.read_bytes()
    done = run.invoke(openbadge, ["derive", str(own), "--disclose", "/name", "--out", str(own)])
    assert (done.exit_code, own.read_bytes()) == (2, kept)  # the holder has no other copy


def test_an_end_is_not_hidden_in_a_part_that_claims_to_be_the_badge() -> None:
    """A newer copy at the badge's own address is one node with it, where the model cannot look."""
    home, key = "https://sdsm.example/badges/1", MemorySigner.generate(kind="P-256")
    badge = small_badge(
        **{"@context": [VC2, OB_CURRENT, EXTENSIONS]},
        id=home,
        issuer={"id": key.did, "type": ["Profile"]},
        validUntil="2026-04-01T00:00:00Z",
        refreshService={"id": home, "type": "1EdTechCredentialRefresh"},
    )
    suite = EcdsaSd2023(pointers=lambda _: ["/issuer", "/validFrom", "/validUntil"])
    chosen = options(key, cryptosuite=suite.name)
    public = from_multikey(key.public_key)
    own = {**badge, "proof": suite.create(badge, chosen, public, key.sign, Canonicalizer())}
    shown = derive(own, disclose=["/refreshService", "/credentialSubject/achievement/name"])
    assert check(shown).state is State.EXPIRED
    newer = {"id": home, "type": "VerifiableCredential", "validUntil": shown.pop("validUntil")}
    types = [*shown["type"], "1EdTechCredentialRefresh"]
    report = check({**shown, "type": types, "refreshService": newer})
    assert report.state is State.INVALID_CONTENT
    assert [f.check for f in report.decisive()] == ["schema.own_id"]
