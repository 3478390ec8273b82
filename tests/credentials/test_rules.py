"""The rows of the data model: each can be broken, and each names where it is written."""

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from tests.credentials.makers import VC2, credential, legacy
from tests.credentials.test_issuing import BROKEN, WRONG_DIGESTS
from verifier.data_model import check_credential, check_presentation
from verifier.data_model.rows import (
    CREDENTIAL,
    ENVELOPE,
    LEGACY_CREDENTIAL,
    LEGACY_PRESENTATION,
    PRESENTATION,
)
from verifier.profile import Profile
from verifier.report import Finding, Outcome

TABLES = {
    "credential": CREDENTIAL,
    "legacy credential": LEGACY_CREDENTIAL,
    "presentation": PRESENTATION,
    "legacy presentation": LEGACY_PRESENTATION,
    "envelope": ENVELOPE,
}
MORE: list[dict[str, Any]] = [
    {"relatedResource": "urn:x:1"},
    {"refreshService": {"id": "urn:x:1"}},
    {"termsOfUse": {}},
    {"name": {"@value": "x", "@direction": "ltr"}},
    {"evidence": {"type": "Exam", "digestMultibase": "u" + "A" * 43}},
    *({"relatedResource": {"id": VC2, **digest}} for digest in WRONG_DIGESTS),
]


DOCS = Path(__file__).resolve().parents[2] / "docs" / "credentials.md"


def checks(findings: list[Finding]) -> set[str]:
    return {finding.check for finding in findings if finding.outcome is not Outcome.PASSED}


@pytest.mark.parametrize("table", TABLES)
def test_each_row_has_a_name_a_sentence_and_a_place_in_a_specification(table: str) -> None:
    rows = TABLES[table]
    names = [row.check for row in rows]
    assert len(set(names)) == len(names)
    for row in rows:
        assert row.check.startswith("schema.")
        assert row.demands.endswith(".")
        assert row.spec.startswith("https://www.w3.org/TR/")
        assert "#" in row.spec


@pytest.mark.parametrize(("make", "rows"), [(credential, CREDENTIAL), (legacy, LEGACY_CREDENTIAL)])
def test_each_rule_of_credentials_can_be_broken(make: Any, rows: Any) -> None:
    times = {"issuanceDate": "yesterday"}, {"expirationDate": "2020-01-01T00:00:00Z"}
    given = [*BROKEN.values(), *MORE, *(times if make is legacy else ())]
    found = set().union(*(checks(check_credential(make(**members))) for members in given))
    assert found >= {row.check for row in rows}
    assert not checks(check_credential(make()))


@pytest.mark.parametrize("base", [VC2, "https://www.w3.org/2018/credentials/v1"])
def test_each_rule_of_presentations_can_be_broken(base: str) -> None:
    good: dict[str, Any] = {"@context": [base], "type": "VerifiablePresentation"}
    broken: list[dict[str, Any]] = [
        {"@context": [base, 7]},
        {"type": "Another"},
        {"holder": "nobody"},
        {"id": "a b"},
        {"proof": {}},
        {"termsOfUse": {}},
        {"evidence": {"digestSRI": "x"}},
        {"evidence": {"digestMultibase": "u" + "A" * 43}},
        {"verifiableCredential": "eyJ"},
    ]
    found = set().union(*(checks(check_presentation({**good, **part})) for part in broken))
    rows = PRESENTATION if base == VC2 else LEGACY_PRESENTATION
    assert found == {*(row.check for row in rows), "schema.presented"}
    assert not checks(check_presentation(good))


def test_the_place_of_a_rule_in_a_presentation_is_said() -> None:
    inner = credential(credentialSubject={})
    document: dict[str, Any] = {
        "@context": [VC2],
        "type": "VerifiablePresentation",
        "verifiableCredential": [inner],
    }
    (finding,) = [f for f in check_presentation(document) if f.outcome is Outcome.FAILED]
    assert finding.path == "/verifiableCredential/0/credentialSubject"


def test_envelopes_have_their_own_rule() -> None:
    document = {"@context": VC2, "type": "EnvelopedVerifiablePresentation", "id": "urn:x:token"}
    assert checks(check_presentation(document)) == {"schema.envelope"}
    document["id"] = "data:application/vp+jwt,eyJ"
    assert not checks(check_presentation(document))


def test_the_page_says_every_rule() -> None:
    page = DOCS.read_text(encoding="utf-8")
    for row in {row for rows in TABLES.values() for row in rows}:
        if row not in LEGACY_PRESENTATION or row in PRESENTATION:
            assert f"| `{row.check}` | {row.demands} |" in page


def test_the_page_says_every_member_of_a_profile() -> None:
    page = DOCS.read_text(encoding="utf-8")
    assert all(f"| `{field.name}` |" in page for field in dataclasses.fields(Profile))
