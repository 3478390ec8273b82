"""The fine points of rubric, values, evidence, recipients and places of endorsements."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from tests.verifier.badges import criterion, subject
from tests.verifier.semantics.test_rubric import C1, C2, levels, read, result, three_levels
from tests.verifier.test_recipient_match import EMAIL, answer, hashed, plain
from verifier import Finding, Limits, Outcome
from verifier.fetch import Replay
from verifier.model import AchievementSubject, RelatedResource, ResultDescription
from verifier.semantics.disclosure import as_undisclosed
from verifier.semantics.endorsement import places
from verifier.semantics.evidence import check_pins
from verifier.semantics.levels import Comparison, compare_values, value_in_bounds
from verifier.semantics.recipient import check_recipient
from verifier.semantics.rubric import check_credits, check_rubric

REACHED, BELOW, UNKNOWN = Comparison.REACHED, Comparison.BELOW, Comparison.UNKNOWN
DID = "did:example:teacher"


def described(**changes: Any) -> ResultDescription:
    """A criterion with these members."""
    return ResultDescription.model_validate(criterion(**changes))


@pytest.mark.parametrize(
    ("value", "required", "answer"),
    [
        ("B", "B", REACHED),
        ("A", "B", REACHED),
        ("C", "B", BELOW),
        ("E", "B", UNKNOWN),
        ("A", "E", UNKNOWN),
        ("E", "E", UNKNOWN),
        (None, "B", UNKNOWN),
    ],
)
def test_allowed_values_are_in_the_order_of_the_criterion(
    value: str | None, required: str, answer: Comparison
) -> None:
    """What is not among them cannot be compared, even with itself."""
    assert compare_values(value, required, described(allowedValue=["C", "B", "A"])) is answer


@pytest.mark.parametrize(
    ("value", "required", "answer"),
    [
        ("10", "9", REACHED),
        ("9", "9.0", REACHED),
        ("8", "9", BELOW),
        ("Pass", "Pass", REACHED),
        ("Pass", "9", UNKNOWN),
        ("9", "Pass", UNKNOWN),
    ],
)
def test_other_values_are_numbers_or_the_very_same_text(
    value: str, required: str, answer: Comparison
) -> None:
    assert compare_values(value, required, described()) is answer


@pytest.mark.parametrize(
    ("value", "bounds", "inside"),
    [
        ("anything", {}, True),
        ("3", {"valueMin": "3"}, True),
        ("2", {"valueMin": "3"}, False),
        ("5", {"valueMax": "5"}, True),
        ("6", {"valueMax": "5"}, False),
        ("high", {"valueMax": "5"}, False),
        ("high", {"valueMin": "1"}, False),
        ("6", {"valueMin": "1", "valueMax": "many"}, True),
        ("0", {"valueMin": "few", "valueMax": "5"}, True),
        ("A", {"allowedValue": ["A"], "valueMin": "1"}, False),
    ],
)
def test_a_value_keeps_within_one_bound_or_both(
    value: str, bounds: dict[str, Any], *, inside: bool
) -> None:
    """A bound that is no number bounds nothing; a value that is none is outside a number."""
    assert value_in_bounds(value, described(**bounds)) is inside


def completeness(*results: Any, criteria: Any) -> list[Outcome]:
    """What is said of the rubric as a whole."""
    findings = check_rubric(read(list(results), *criteria))
    return [f.outcome for f in findings if f.check == "rubric.complete"]


def test_only_a_rubric_with_one_result_each_is_called_complete() -> None:
    good = result(achievedLevel=f"{C1}-2")
    other = criterion(id=C2, rubricCriterionLevel=levels("1", at=C2))
    both = (three_levels(), other)
    assert completeness(good, result(C2), criteria=both) == [Outcome.PASSED]
    assert completeness(good, criteria=both) == [Outcome.WARNING]
    assert completeness(good, result(C2), result(C2), criteria=both) == [Outcome.WARNING]


def test_a_badge_without_a_rubric_says_nothing_of_one() -> None:
    plain_badge = read([])
    without = plain_badge.credential_subject.achievement.model_copy(
        update={"result_description": None}
    )
    subject_without = plain_badge.credential_subject.model_copy(update={"achievement": without})
    bare = plain_badge.model_copy(update={"credential_subject": subject_without})
    assert check_rubric(bare) == []


@pytest.mark.parametrize(
    ("level", "words"),
    [
        (f"{C1}-1", "is below what"),
        (f"{C1}-2", "'Criterion' meets what"),
        (None, "cannot be told"),
    ],
)
def test_the_sentence_says_whether_the_requirement_is_met(level: str | None, words: str) -> None:
    findings = check_rubric(read([result(achievedLevel=level)]))
    (message,) = (f.message for f in findings if f.check == "rubric.required")
    assert words in message


def test_why_evidence_was_not_compared_is_told(tmp_path: Path) -> None:
    pin = RelatedResource.model_validate({"id": "https://a.example/e", "digestSRI": "sha256-x"})
    badge = read([]).model_copy(update={"related_resource": (pin,)})
    (tmp_path / "index.json").write_text("{}")
    (finding,) = check_pins(badge, Replay(tmp_path), Limits()).findings
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert finding.message.endswith("https://a.example/e could not be reached.")


def test_another_plain_email_or_identifier_is_another_person() -> None:
    """Only e-mail addresses are compared in lower case."""
    assert answer(EMAIL, identifier=[plain("emailAddress", "pat@sdsm.example")]) is Outcome.FAILED
    assert answer("ab-47", identifier=[plain("ext:payroll", "AB-47")]) is Outcome.FAILED
    assert answer("AB-47", identifier=[plain("ext:payroll", "AB-47")]) is Outcome.PASSED
    assert answer(EMAIL) is Outcome.INCONCLUSIVE


def test_letters_that_no_encoding_has_match_nothing() -> None:
    """Half a surrogate pair, as a command line hands over bytes that are no text."""
    assert answer("\ud800@x.example", identifier=[hashed("sha256$00")]) is Outcome.FAILED


def test_the_finding_names_what_matched() -> None:
    identities = [plain("name", "Jordan"), plain("emailAddress", EMAIL)]
    person = AchievementSubject.model_validate(subject(identifier=identities))
    found = check_recipient(person, EMAIL)
    assert (found.check, found.path) == ("recipient.match", "/credentialSubject/identifier/1")
    by_id = check_recipient(AchievementSubject.model_validate(subject(id=DID)), DID)
    assert (by_id.check, by_id.outcome, by_id.path) == (
        "recipient.match",
        Outcome.PASSED,
        "/credentialSubject/id",
    )
    weak = hashed("md5$" + hashlib.md5(EMAIL.encode(), usedforsecurity=False).hexdigest())
    person = AchievementSubject.model_validate(subject(identifier=[weak]))
    assert "forge" in check_recipient(person, EMAIL).message


HERE: dict[str, Any] = {"a/b": {"c~d": [{"x": 1}]}, "achievement": {}, "type": ["name"]}


@pytest.mark.parametrize("path", ["", "/a~1b", "/a~1b/c~0d", "/a~1b/c~0d/0", "/a~1b/c~0d/0/x"])
def test_what_is_shown_and_wrong_stays_wrong(path: str) -> None:
    """A part that the badge shows is no undisclosed part."""
    wrong = Finding("schema.model", Outcome.FAILED, "It is wrong.", path)
    assert as_undisclosed([wrong], HERE) == [wrong]


@pytest.mark.parametrize(
    "path",
    [
        *("/name", "/achievement/name", "/a~1b/0", "/a~1b/c~0d/1", "/a~1b/c~0d/x"),
        *("/a~1b/c~0d/0/y", "/a~1b/c~0d/0/x/y", "/type/name"),
    ],
)
def test_what_is_required_and_not_shown_may_be_among_what_is_not_disclosed(path: str) -> None:
    missing = Finding("schema.model", Outcome.FAILED, "It is missing.", path, problem="x")
    (found,) = as_undisclosed([missing], HERE)
    assert (found.check, found.outcome) == ("disclosure.model", Outcome.INCONCLUSIVE)
    assert (found.message, found.problem) == ("Not disclosed: it is missing.", None)


@pytest.mark.parametrize(
    ("check", "outcome", "is_open"),
    [
        ("rubric.link", Outcome.FAILED, True),
        ("rubric.link", Outcome.WARNING, False),
        ("rubric.level", Outcome.FAILED, True),
        ("rubric.level", Outcome.WARNING, True),
        ("rubric.level", Outcome.PASSED, False),
        ("rubric.complete", Outcome.WARNING, True),
        ("rubric.complete", Outcome.PASSED, False),
        ("rubric.required", Outcome.FAILED, False),
        ("rubric.value", Outcome.FAILED, False),
        ("schema.model", Outcome.PASSED, False),
        ("schema.type", Outcome.FAILED, False),
    ],
)
def test_only_what_may_be_hidden_is_left_open(
    check: str, outcome: Outcome, *, is_open: bool
) -> None:
    """A level below the requirement is shown and stays a failure."""
    given = Finding(check, outcome, "So.", "/nowhere")
    (found,) = as_undisclosed([given], HERE)
    assert (found.outcome is Outcome.INCONCLUSIVE and found.check == check) is is_open
    assert (found == given) is not is_open


def test_endorsements_are_found_wherever_they_stand() -> None:
    """In lists and single, as objects and tokens; not inside one another or in other badges."""
    document = {
        "id": "urn:x:badge",
        "issuer": {"id": "urn:x:issuer", "endorsement": [{"endorsement": {}}, "second"]},
        "credentialSubject": [{"achievement": {"id": 7, "endorsementJwt": "a.b.c"}}, "text"],
        "endorsement": {"credentialSubject": {"endorsement": [{}]}},
        "verifiableCredential": [{"endorsement": [{}]}],
        "verifiableCredentials": {"x": {"id": "urn:x:deep", "endorsement": {}}},
    }
    found = [(place.path, place.within) for place in places(json.loads(json.dumps(document)))]
    assert found == [
        ("/issuer/endorsement/0", "urn:x:issuer"),
        ("/issuer/endorsement/1", "urn:x:issuer"),
        ("/credentialSubject/0/achievement/endorsementJwt", None),
        ("/endorsement", "urn:x:badge"),
        ("/verifiableCredentials/x/endorsement", "urn:x:deep"),
    ]


@pytest.mark.parametrize(
    "document",
    [
        {"endorsementJwt": "a.b.c"},
        {"endorsement": {}},
        {"issuer": {"endorsement": {}}},
        {"credentialSubject": [{"achievement": [{"endorsementJwt": ["a.b.c"]}]}]},
    ],
)
def test_a_single_endorsement_is_found_in_an_object_or_a_list(document: Any) -> None:
    """The only one of its badge, wherever it stands."""
    assert len(list(places(document))) == 1


def test_credits_are_compared_only_where_both_are_told() -> None:
    for earned, available, told in ((2, 1, 1), (1, 1, 0), (1, None, 0), (None, 1, 0)):
        badge = read([])
        defined = badge.credential_subject.achievement.model_copy(
            update={"credits_available": available}
        )
        changes = {"credits_earned": earned, "achievement": defined}
        person = badge.credential_subject.model_copy(update=changes)
        whole = badge.model_copy(update={"credential_subject": person})
        assert len(check_credits(whole)) == told
