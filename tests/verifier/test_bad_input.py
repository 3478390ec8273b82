"""Whatever comes in, a report comes out: one clear sentence, never an error, never valid."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.alterations import places
from tests.verifier.badges import (
    NOW,
    Badge,
    criterion,
    level,
    options,
    sign,
    signed_badge,
    small_badge,
    unsigned_but_shaped,
    verify,
    with_rubric,
)
from verifier import Offline, Report, Verifier
from verifier.errors import DocumentError
from verifier.wording import sentence

MEGABYTE = 1024 * 1024
UNPINNED = ["https://www.w3.org/ns/credentials/v2", "https://a.example/context.json"]


def judged(data: bytes | str) -> Report:
    """The report on a file, offline."""
    return Verifier().verify(data, at=NOW)


@pytest.mark.parametrize(
    ("data", "state", "words"),
    [
        (b"", "malformed", "The file is empty."),
        (b"   \n", "malformed", "The file is empty."),
        (bytes(range(256)) * 40, "malformed", "The file is not UTF-8 text (byte 128)."),
        (b"\x00" * 100, "malformed", "it holds zero bytes"),
        (b"[" * 10 * MEGABYTE, "malformed", "The file is larger than 2097152 bytes."),
        (b"[" * MEGABYTE, "malformed", "The file is nested deeper than 50 levels."),
        (b'{"a":' * 100_000, "malformed", "The file is nested deeper than 50 levels."),
        (b'{"' + b'\\"' * MEGABYTE, "malformed", "The file is larger than 2097152 bytes."),
        (b'{"' + b'\\"' * (MEGABYTE - 9), "malformed", "This is not JSON"),
        (b'{"id": 1, "id": 2}', "malformed", "The member 'id' appears twice in one object."),
        (b'{"id": NaN}', "malformed", "NaN is not a JSON number."),
        (json.dumps(small_badge()).encode("utf-16"), "malformed", "not UTF-8"),
        (json.dumps({"a": "é"}, ensure_ascii=False).encode("latin-1"), "malformed", "not UTF-8"),
        (b"%PDF-1.7 renamed to badge.json", "malformed", "This is a PDF, not a badge file"),
        (json.dumps(small_badge()), "invalid_signature", "The badge is not signed."),
        (json.dumps({**small_badge(), "proof": {"type": "X"}}), "unsupported", "kind 'X'"),
        (
            json.dumps({**unsigned_but_shaped(small_badge()), "@context": UNPINNED}),
            "unsupported",
            "is not one that this verifier carries",
        ),
        (b"{}", "malformed", "The file is JSON, but not an Open Badges 3.0 badge."),
        (b"\xff", "malformed", "The file is not UTF-8 text (byte 0)."),
        ("\ud800", "malformed", "The file is not UTF-8 text (byte 0)."),
    ],
    ids=range(20),
)
def test_what_people_send_instead_of_a_badge(data: bytes | str, state: str, words: str) -> None:
    """Each with the state of the table and one sentence that says what is wrong."""
    report = judged(data)
    assert report.state.value == state
    (finding,) = report.decisive()
    assert words in finding.message
    assert finding.message.endswith(".")
    assert "Traceback" not in finding.message
    assert len(finding.message) < 300


@given(st.binary(max_size=400))
def test_any_bytes_give_a_report_that_is_not_valid(data: bytes) -> None:
    """Nothing escapes, and nothing is believed."""
    report = Verifier().verify(data)
    assert not report
    assert sentence(report)


@given(st.text(max_size=200))
def test_any_text_gives_a_report_that_is_not_valid(text: str) -> None:
    """Halves of surrogate pairs included."""
    assert not Verifier().verify(text)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)
NAMES = st.sampled_from(
    [
        *("@context", "id", "type", "issuer", "credentialSubject", "proof", "evidence", "result"),
        *("credentialStatus", "credentialSchema", "validFrom", "relatedResource", "endorsement"),
    ]
)


@given(st.dictionaries(NAMES, VALUES))
def test_any_members_give_a_report(members: dict[str, Any]) -> None:
    """Any JSON under the names of a badge, in a badge that has a proof of good shape."""
    badge = unsigned_but_shaped(small_badge())
    assert not judged(json.dumps({**badge, **members}))
    assert not judged(json.dumps(members))


@given(st.dictionaries(st.sampled_from([*options(), "proofValue", "id", "expires"]), VALUES))
def test_any_proof_gives_a_report(members: dict[str, Any]) -> None:
    """Any JSON under the names of a proof."""
    badge = signed_badge()
    broken = {**badge["proof"][0], "proofValue": "z1", **members}
    assert not judged(json.dumps({**badge, "proof": [broken]}))


DISTRICT = DistrictSimulator()
AWARDED: Badge = json.loads(DISTRICT.award())


@given(st.integers(), VALUES)
def test_a_badge_with_any_value_anywhere_gives_a_report(seed: int, value: Any) -> None:
    """A real award with one place exchanged, judged with every document at hand."""
    badge = json.loads(json.dumps(AWARDED))
    chance = random.Random(seed)  # noqa: S311  (a place, not a secret)
    place, before = chance.choice([found for found in places(badge) if found[0]])
    target = badge
    for part in place[:-1]:
        target = target[part]
    target[place[-1]] = value
    report = Verifier(fetcher=DISTRICT, check_evidence=True).verify(json.dumps(badge))
    assert not report or before in (value, [value]) or value == [before]


@given(VALUES, st.sampled_from(["/.well-known/did.json", "/achievements/wait-time/1"]))
def test_any_answer_of_an_issuer_gives_a_report(value: Any, page: str) -> None:
    """What a server says is as foreign as the badge."""
    district = DistrictSimulator()
    badge = district.award()
    district.pages[district.home + page] = json.dumps(value).encode()
    assert not Verifier(fetcher=district, check_evidence=True).verify(badge)


@given(st.lists(VALUES, min_size=1, max_size=3), VALUES)
def test_any_rubric_gives_a_report(points: list[Any], value: Any) -> None:
    """Levels, requirements and results of any kind, signed wherever they can be signed at all."""
    levels = [level(id=f"urn:x:l{n}", points=entry) for n, entry in enumerate(points)]
    badge = with_rubric(criterion(rubricCriterionLevel=levels, requiredLevel=value))
    badge["credentialSubject"]["result"] = [{"type": ["Result"], "achievedLevel": value}]
    try:
        signed = sign(badge)
    except DocumentError:
        signed = unsigned_but_shaped(badge)
    assert judged(json.dumps(signed)).findings


@pytest.mark.parametrize("given", [small_badge(), Path("badge.json"), None, [b"{}"]])
def test_what_is_neither_bytes_nor_text_is_the_callers_mistake(given: Any) -> None:
    """No file can bring it about, so it is an error, and the error tells the way out."""
    with pytest.raises(TypeError, match=rf"{type(given).__name__}: give path.read_bytes\(\)"):
        Verifier().verify(given)


def test_one_verifier_serves_good_badges_between_bad_ones() -> None:
    """Nothing of a bad file stays behind."""
    verifier = Verifier(fetcher=Offline())
    good = json.dumps(signed_badge())
    for bad in (b"\xff", b"[" * 1000, b'{"a": 1, "a": 1}', json.dumps(small_badge()).encode()):
        assert not verifier.verify(bad, at=NOW)
        assert verifier.verify(good, at=NOW)


def test_times_at_the_ends_of_the_calendar_are_only_times() -> None:
    """An end in the year 9999 and a beginning in the year 1."""
    badge = signed_badge(validFrom="0001-01-01T00:00:00Z", validUntil="9999-12-31T23:59:59Z")
    assert verify(badge)
    early = Verifier().verify(json.dumps(badge), at=datetime(1, 1, 1, tzinfo=UTC))
    assert early.state.value == "invalid_signature"
