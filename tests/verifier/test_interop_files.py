"""Badges that other libraries signed get the answers of their README tables."""

from pathlib import Path

import pytest

from verifier import NotValidError, Outcome, State, Verifier
from verifier.clock import parse_timestamp

AT = parse_timestamp("2026-01-15T12:00:00Z")
VALID = [
    "digitalbazaar/badge-eddsa-rdfc-2022.json",
    "digitalbazaar/badge-ecdsa-rdfc-2019-p256.json",
    "digitalbazaar/badge-ecdsa-rdfc-2019-p384.json",
    "digitalbazaar/badge-ecdsa-sd-2023-derived.json",
    "digitalbazaar/badge-Ed25519Signature2020.json",
    "digitalcredentials/badge-eddsa-rdfc-2022.json",
    "digitalcredentials/badge-Ed25519Signature2020.json",
]
# Status lists are another part of the project; without the list the README says status_unknown.
WITH_STATUS = [
    "digitalcredentials/badge-eddsa-rdfc-2022-status-ok.json",
    "digitalcredentials/badge-eddsa-rdfc-2022-revoked.json",
]


@pytest.mark.parametrize("name", VALID)
def test_their_badges_verify(vectors: Path, name: str) -> None:
    report = Verifier().verify((vectors / "interop" / name).read_bytes(), at=AT)
    signature = [f for f in report.findings if f.check == "proof.signature"]
    assert [f.outcome for f in signature] == [Outcome.PASSED], report.findings
    assert report.state in (State.VALID, State.STATUS_UNKNOWN), report.decisive()


@pytest.mark.parametrize("name", WITH_STATUS)
def test_without_the_list_nothing_is_known_of_withdrawal(vectors: Path, name: str) -> None:
    report = Verifier().verify((vectors / "interop" / name).read_bytes(), at=AT)
    assert report.state is State.STATUS_UNKNOWN


def test_a_base_proof_is_not_valid(vectors: Path) -> None:
    badge = vectors / "interop/digitalbazaar/badge-ecdsa-sd-2023-base.json"
    report = Verifier().verify(badge.read_bytes(), at=AT)
    assert report.state is State.INVALID_SIGNATURE
    assert "derive" in report.decisive()[0].message


def test_what_is_not_disclosed_is_open_and_not_wrong(vectors: Path) -> None:
    badge = vectors / "interop/digitalbazaar/badge-ecdsa-sd-2023-derived.json"
    report = Verifier().verify(badge.read_bytes(), at=AT)
    hidden = {f.path for f in report.findings if f.check == "disclosure.model"}
    achievement = "/credentialSubject/achievement"
    assert hidden == {f"{achievement}/description", f"{achievement}/criteria"}
    assert Outcome.FAILED not in {f.outcome for f in report.findings}
    assert report.verified is None
    with pytest.raises(NotValidError, match="too little"):
        report.require()
