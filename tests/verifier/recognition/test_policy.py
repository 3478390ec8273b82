"""Reading a policy: it decides, so whatever is not understood is an error that names its place."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.verifier.recognition.policies import EXAMPLE, PREFIX, policy
from verifier import PolicyError
from verifier.recognition import Policy, read_policy
from verifier.recognition.policy import TRIGGERS
from verifier.recognition.rules import review


def read(**changes: Any) -> Policy:
    """The policy with these changes, as a typed value."""
    return read_policy(policy(**changes)).policy


def test_the_example_policy_reads() -> None:
    """The one that the project ships."""
    found = read_policy(EXAMPLE.read_bytes()).policy
    assert (found.version, found.recogniser.name) == ("3", "Harmony Public Schools")
    assert found.age_limit == "P5Y"
    assert [rule.equivalent for rule in found.achievement_rules] == [
        "https://harmony.example/achievements/questioning/2",
        None,
    ]
    assert found.not_evaluated() == ()


def test_the_policy_of_the_format_description_reads(vectors: Path) -> None:
    """Every member that the format knows; what plays no role yet is named."""
    text = (vectors.parent / "formats.md").read_text()
    printed = re.search(r"## 3\. Recognition policy\s+```json\n(.*?)```", text, re.DOTALL)
    assert printed
    found = read_policy(printed[1]).policy
    assert found.values[1].cap is not None
    assert found.values[1].cap.window.time_zone == "America/Chicago"
    assert "/conversions" in found.not_evaluated()


def test_parts_that_are_not_evaluated_are_named() -> None:
    """A district must know what its policy does not decide yet."""
    window = {"fiscalYearStart": "07-01", "timeZone": "UTC"}
    found = read(
        values=[
            {"unit": "a", "value": "1", "per": "badge"},
            {
                "unit": "b",
                "value": "1",
                "per": "badge",
                "doubleUse": "forbidden",
                "cap": {"count": 1, "window": window, "carryOver": True},
            },
        ],
        proof={"type": "DataIntegrityProof"},
    )
    assert found.not_evaluated() == (
        "/proof",
        "/values/1/cap/carryOver",
        "/values/1/doubleUse",
    )


def test_a_trigger_that_is_not_known_is_named() -> None:
    """With a letter too few it would never ask for anybody, and nobody would know."""
    known = [*TRIGGERS, "ISSUER_UNCHECKED", "STATUS_UNKNOWN"]
    assert read(reviewTriggers=known).not_evaluated() == ()
    misspelt = read(reviewTriggers=["EVIDENCE_UNCHECKED", "EVIDENCE_UNCHEKED"])
    assert misspelt.not_evaluated() == ("/reviewTriggers/1",)


def test_every_trigger_that_is_known_is_looked_for() -> None:
    assert set(review.CHECKS) == TRIGGERS


VALUE = {"unit": "usd", "value": "250.00", "per": "badge"}
CAP = {"count": 4, "window": {"fiscalYearStart": "07-01", "timeZone": "America/Chicago"}}


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"trustedIssuer": {}}, "/trustedIssuer"),
        ({"trustedIssuers": {"alow": []}}, "/trustedIssuers/alow"),
        ({"recogniser": {"id": "x", "role": "hr"}}, "/recogniser/role"),
        ({"requiredAssessment": {"publicRubrik": True}}, "/requiredAssessment/publicRubrik"),
        ({"achievementRules": [{**PREFIX, "note": "x"}]}, "/achievementRules/0/note"),
        ({"values": [{**VALUE, "maximum": 3}]}, "/values/0/maximum"),
        ({"values": [{**VALUE, "cap": {**CAP, "per": "year"}}]}, "/values/0/cap/per"),
        ({"values": [{**VALUE, "cap": {"count": 4}}]}, "/values/0/cap/window"),
    ],
)
def test_a_member_that_is_not_understood_is_named(changes: dict[str, Any], place: str) -> None:
    """A misspelt rule that was passed over would accept what it should refuse."""
    name = place.rpartition("/")[2]
    said = f"{re.escape(f'wrong at {place}: {name}')} (is not known here|is missing)"
    with pytest.raises(PolicyError, match=said):
        read(**changes)


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"achievementRules": []}, "/achievementRules"),
        ({"achievementRules": [{"achievement": "x"}]}, "/achievementRules/0/equivalent"),
        *(
            (
                {"achievementRules": [{"achievementPrefix": start, "equivalent": None}]},
                "/achievementRules/0/achievementPrefix",
            )
            for start in ("https://x.example", "https://x.example:443", "https://", "https", "")
        ),
        ({"unknownAchievement": "accepted"}, "/unknownAchievement"),
        ({"duplicates": "sometimes"}, "/duplicates"),
        ({"version": 3}, "/version"),
        ({"effective": "2026"}, "/effective"),
        ({"effective": "2026-W10-1"}, "/effective"),
        ({"effective": "2026-02-30"}, "/effective"),
        ({"expires": "2026-07-01T00:00:00"}, "/expires"),
        ({"ageLimit": "5 years"}, "/ageLimit"),
        ({"ageLimit": "PT5H"}, "/ageLimit"),
        ({"requiredAssessment": {"assessorCount": "2"}}, "/requiredAssessment/assessorCount"),
        ({"requiredAssessment": {"independent": 1}}, "/requiredAssessment/independent"),
        ({"trustedIssuers": {"allow": "did:web:sdsm.example"}}, "/trustedIssuers/allow"),
        ({"values": [{**VALUE, "per": "year"}]}, "/values/0/per"),
        ({"values": [{**VALUE, "cap": {**CAP, "count": -1}}]}, "/values/0/cap/count"),
    ],
)
def test_a_value_that_cannot_be_used_is_named(changes: dict[str, Any], place: str) -> None:
    """Each as an error of its own kind; nothing foreign escapes."""
    with pytest.raises(PolicyError, match=re.escape(f"wrong at {place}:")):
        read(**changes)


AMOUNTS = [250, 250.0, "", "1/0", "1e9999999999", "1_0", " 1", "\u0663", "nan", "1/-2", "1."]


@pytest.mark.parametrize("value", AMOUNTS)
def test_an_amount_that_is_not_exact_is_refused(value: object) -> None:
    """No floats, no exponents that fill the memory, no division by zero."""
    with pytest.raises(PolicyError, match="wrong at /values/0/value:"):
        read(values=[{**VALUE, "value": value}])


@pytest.mark.parametrize(
    ("start", "zone", "place"),
    [
        ("13-01", "UTC", "fiscalYearStart"),
        ("02-30", "UTC", "fiscalYearStart"),
        ("7-1", "UTC", "fiscalYearStart"),
        ("W10-1", "UTC", "fiscalYearStart"),
        ("07-01", "Chicago", "timeZone"),
        ("07-01", "../../etc/localtime", "timeZone"),
        ("07-01", "", "timeZone"),
    ],
)
def test_a_window_that_is_no_fiscal_year_is_refused(start: str, zone: str, place: str) -> None:
    """A day of every year and a zone of the world, before any badge is decided on."""
    window = {"fiscalYearStart": start, "timeZone": zone}
    with pytest.raises(PolicyError, match=f"wrong at /values/0/cap/window/{place}:"):
        read(values=[{**VALUE, "cap": {"count": 4, "window": window}}])


@pytest.mark.parametrize("value", ["15", "250.00", "2/3", "0", "10/2", "0.1", "-5", "1/07"])
def test_an_exact_amount_reads(value: str) -> None:
    """Decimals and fractions, as texts."""
    assert read(values=[{**VALUE, "value": value}]).values[0].value == value


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (b"", "The file is empty."),
        (b"[]", "one JSON object"),
        (b'{"id": 1, "id": 2}', "appears twice"),
        ("not json", "not JSON"),
        ({"id": float("nan")}, "no canonical form"),
    ],
)
def test_what_is_no_policy_says_why(source: Any, words: str) -> None:
    """In one sentence."""
    with pytest.raises(PolicyError, match=words):
        read_policy(source)


def test_the_digest_is_that_of_the_content() -> None:
    """Not of its spelling: member order and white space are no other policy."""
    document = policy(appeal="hr@harmony.example")
    texts = (json.dumps(document), json.dumps(dict(reversed(document.items())), indent=4))
    digests = {read_policy(text).digest for text in (*texts, texts[0].encode(), document)}
    assert len(digests) == 1
    assert digests.pop().startswith("sha256-")
    assert read_policy(policy(version="4")).digest != read_policy(document).digest


@pytest.mark.parametrize(
    ("effective", "expires", "inside", "outside"),
    [
        ("2026-07-01", None, "2026-07-01T00:00:00", "2026-06-30T23:59:59"),
        (None, "2026-07-01", "2026-07-01T23:59:59", "2026-07-02T00:00:00"),
        ("2026-07-01T06:00:00-05:00", None, "2026-07-01T11:00:00", "2026-07-01T10:59:59"),
        (None, "2026-07-01T12:00:00Z", "2026-07-01T12:00:00", "2026-07-01T12:00:01"),
    ],
)
def test_a_policy_is_in_effect_from_its_first_to_its_last_instant(
    effective: str | None, expires: str | None, inside: str, outside: str
) -> None:
    """Full dates are whole days."""
    found = read(effective=effective, expires=expires)
    assert found.in_effect(datetime.fromisoformat(inside).replace(tzinfo=UTC))
    assert not found.in_effect(datetime.fromisoformat(outside).replace(tzinfo=UTC))
