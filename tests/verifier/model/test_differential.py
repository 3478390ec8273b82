"""Our classes and rules against the official JSON Schemas, on published and generated badges."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from openbadge_issuer.testing_strategies import Badge, badges, mutants
from tests.verifier.model.corpus import documents, kind_of
from verifier.model import (
    AchievementCredential,
    ClrCredential,
    Credential,
    EndorsementCredential,
    LegacyCredential,
)
from verifier.report import Finding, Outcome
from verifier.rules import RULES
from verifier.schema import read_as

DOCS = Path(__file__).resolve().parents[3] / "docs" / "stricter-than-the-schema.md"

IN_PORTFOLIOS = "Members that all credentials share are checked in the badges of a portfolio too"

# A mutant comes from a seed, which says nothing when it is made smaller.
QUICK = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)

FILES: dict[type[Credential], str] = {
    AchievementCredential: "ob_v3p0_achievementcredential_schema.json",
    EndorsementCredential: "ob_v3p0_endorsementcredential_schema.json",
    ClrCredential: "clr_v2p0_clrcredential_schema.json",
}

# What a class says when it refuses more than the schema, and the written rule that it follows.
WRITTEN = {
    r"must be a list\.$": "`@context` and `allowedValue` are lists",
    r"^\d+ must be a text\.$": "`@context` holds addresses only",
    r"must be an absolute address": "An id or link is an absolute address",
    r"must be a text(?: or a list of texts)?\.$": "A text is a text, never a map of languages",
    r"must include ": "A type names its class",
    r"must (?:list at least|have another context)": "A type names its class",
    r"must not be empty\.$": "A required text is not empty",
    r"must be left out when empty\.$": "An empty list is left out",
    r"(?:beginning with 'ext:'|none of the words that the standard knows)": (
        "An own word begins with `ext:` and is nothing else"
    ),
    r"must be an object\.$": "A list of links or identities holds one kind of thing",
    r"(?:is not a date and time|is not an instant that exists|offset that does not exist)": (
        "A date and time exists and has an offset, spelled as RFC 3339 with `T` and `Z`"
    ),
}


@pytest.fixture(scope="module")
def official(vectors: Path) -> dict[type[Credential], Any]:
    """The official schemas of June 2026, with their formats checked."""
    folder = vectors / "1edtech-schemas" / "2026-06"
    return {
        kind: jsonschema_rs.Draft201909Validator(
            json.loads((folder / file).read_bytes()), validate_formats=True
        )
        for kind, file in FILES.items()
    }


def rule_of(finding: Finding) -> str:
    """The written rule that a refusal follows."""
    if finding.check != "schema.model":
        return finding.check
    if finding.message.endswith(" is missing.") and "/issuer/" in finding.path:
        return "A text is a text, never a map of languages"  # theirs takes one for an address
    if "/verifiableCredential/" in finding.path:
        return IN_PORTFOLIOS
    rules = [rule for said, rule in WRITTEN.items() if re.search(said, finding.message)]
    assert rules, finding
    return rules[0]


def with_one_status(value: Any) -> Any:
    """A copy without the one thing that we read and the schema does not: a list of statuses."""
    if isinstance(value, list):
        return [with_one_status(item) for item in value]
    if not isinstance(value, dict):
        return value
    copy = {name: with_one_status(part) for name, part in value.items()}
    if isinstance(copy.get("credentialStatus"), list):
        copy["credentialStatus"] = copy["credentialStatus"][0]
    return copy


def compare(kind: type[Credential], document: Any, schema: Any) -> tuple[bool, list[str]]:
    """Whether we accept a document, and the rules by which we refuse what the schema accepts."""
    credential, findings = read_as(kind, document, "badge")
    accepted, theirs = credential is not None, schema.is_valid(document)
    if accepted and not theirs:
        single = with_one_status(document)
        assert schema.is_valid(single), [str(e)[:300] for e in schema.iter_errors(single)]
    if theirs and not accepted:
        return False, [rule_of(f) for f in findings if f.outcome is Outcome.FAILED]
    return accepted, []


def test_published_credentials(official: dict[type[Credential], Any], vectors: Path) -> None:
    """Nothing that the schema refuses is accepted; each refusal beyond it is a written rule."""
    compared = 0
    for _, document in documents(vectors):
        kind = kind_of(document)
        if kind is not None and kind is not LegacyCredential:
            compare(kind, document, official[kind])
            compared += 1
    assert compared >= 100


@settings(QUICK, max_examples=100)
@given(badge=badges(), seed=st.integers(0, 2**32))
def test_generated_and_damaged_badges(
    official: dict[type[Credential], Any], badge: Badge, seed: int
) -> None:
    """A good badge passes both; a damaged one passes ours only if it passes theirs."""
    schema = official[AchievementCredential]
    assert compare(AchievementCredential, badge, schema) == (True, [])
    for mutant in mutants(badge, seed=seed, number=40):
        compare(AchievementCredential, mutant, schema)


@settings(QUICK, max_examples=20)
@given(badge=badges(), seed=st.integers(0, 2**32))
def test_generated_and_damaged_portfolios(
    official: dict[type[Credential], Any], badge: Badge, seed: int
) -> None:
    """The same for a portfolio that holds the badge."""
    clr = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"
    document = {
        "@context": [badge["@context"][0], clr, badge["@context"][1]],
        "id": "https://district.example/portfolio/1",
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "A portfolio",
        "issuer": badge["issuer"],
        "validFrom": badge["validFrom"],
        "credentialSubject": {
            "id": badge["credentialSubject"]["id"],
            "type": ["ClrSubject"],
            "verifiableCredential": [{**badge, "proof": [{"type": "DataIntegrityProof"}]}],
        },
    }
    schema = official[ClrCredential]
    assert compare(ClrCredential, document, schema) == (True, [])
    for mutant in mutants(document, seed=seed, number=40):
        compare(ClrCredential, mutant, schema)


def test_damage_reaches_both_sides_of_the_line(official: dict[type[Credential], Any]) -> None:
    """The comparison is worth something: mutants are accepted, refused, and refused by us alone."""
    answers: Counter[str] = Counter()
    schema = official[AchievementCredential]
    for mutant in mutants(EXAMPLE, seed=3, number=600):
        accepted, ours_alone = compare(AchievementCredential, mutant, schema)
        answers["accepted" if accepted else "ours alone" if ours_alone else "both refuse"] += 1
    assert min(answers.values()) >= 40
    assert len(answers) == 3


def test_every_rule_is_written_down() -> None:
    """The page that says what we refuse beyond the schema names every rule, in its words."""
    page = DOCS.read_text(encoding="utf-8")
    for rule in RULES:
        weak = " (warning)" if rule.outcome is Outcome.WARNING else ""
        assert f"| `{rule.check}` | {rule.demands}{weak} |" in page
    for sentence in (IN_PORTFOLIOS, *WRITTEN.values()):
        assert f"| {sentence} |" in page


EXAMPLE: Badge = {
    "@context": [
        "https://www.w3.org/ns/credentials/v2",
        "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    ],
    "id": "urn:uuid:5a5d0f5e-0000-4000-8000-000000000001",
    "type": ["VerifiableCredential", "OpenBadgeCredential"],
    "issuer": {"id": "did:web:sdsm.example", "type": ["Profile"], "name": "A district"},
    "validFrom": "2026-03-02T15:00:00Z",
    "evidence": [{"id": "https://sdsm.example/evidence/1", "type": ["Evidence"], "name": "Video"}],
    "credentialSubject": {
        "id": "urn:uuid:5a5d0f5e-0000-4000-8000-000000000002",
        "type": ["AchievementSubject"],
        "achievement": {
            "id": "https://sdsm.example/achievements/wait-time/1",
            "type": ["Achievement"],
            "name": "Using Wait Time",
            "description": "Gives students time to think.",
            "criteria": {"narrative": "Show a lesson with wait time."},
            "tag": ["questioning"],
        },
    },
}
