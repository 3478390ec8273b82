"""Hostile documents end in a sentence: work, depth and recursion of the canonical form."""

from typing import Any

import pytest

from openbadge_issuer.jwt import compact
from tests.verifier.badges import (
    SIGNER,
    achievement,
    endorsement,
    objection,
    signed_badge,
    small_badge,
    subject,
    unsigned_but_shaped,
    verify,
)
from verifier import Limits, Report, Verifier
from verifier.canonical.nquads import Dataset
from verifier.canonical.rdfc import Work, WorkLimitError, canonicalize
from verifier.context_list import VC2


def described(*lists: list[str]) -> dict[str, Any]:
    """A subject whose achievement has one result description for each list of allowed values."""
    rubric = [
        {
            "id": f"urn:x:description-{index}",
            "type": ["ResultDescription"],
            "name": "Grade",
            "resultType": "LetterGrade",
            "allowedValue": values,
        }
        for index, values in enumerate(lists)
    ]
    return subject(achievement=achievement(resultDescription=rubric))


def judged(values: list[str]) -> Report:
    """What is said of a badge with this list, which nobody could sign."""
    return verify(unsigned_but_shaped(small_badge(credentialSubject=described(values))))


def test_two_criteria_with_the_same_hundred_values_are_fine() -> None:
    """Equal ordered lists are told apart by walking along them, which takes many steps."""
    values = [str(number) for number in range(101)]
    assert verify(signed_badge(credentialSubject=described(values, values)))


@pytest.mark.parametrize("length", [160, 400, 2000, 9000])
def test_a_long_list_of_equal_values_is_given_up_in_a_sentence(length: int) -> None:
    """Once a RecursionError that escaped: each cell of the list leads to the next."""
    report = judged(["same"] * length)
    assert report.state.value == "unsupported"
    assert objection(report) == ("jsonld.terms", "inconclusive", "")
    assert "tangled beyond the budget" in report.decisive()[0].message


def test_a_badge_of_many_unnamed_things_is_fine() -> None:
    """Thousands of evidences without an id hang on the badge and need no search."""
    evidence = [{"type": ["Evidence"], "name": f"Photo {number % 7}"} for number in range(2000)]
    assert verify(signed_badge(evidence=evidence))


def test_the_budget_is_the_callers() -> None:
    """A smaller budget gives up earlier."""
    values = [str(number) for number in range(20)]
    badge = signed_badge(credentialSubject=described(values, values))
    assert verify(badge)
    report = verify(badge, Verifier(limits=Limits(canonical_work=50)))
    assert report.state.value == "unsupported"


def test_a_file_of_many_badges_has_one_budget() -> None:
    """Once each of a hundred tangled badges took its own time; ordinary ones need nothing of it."""
    tangled = unsigned_but_shaped(small_badge(credentialSubject=described(["same"] * 150)))
    values = [str(number) for number in range(101)]
    demanding = signed_badge(credentialSubject=described(values, values))
    few = shown(tangled, demanding, signed_badge())
    assert few == ["unsupported", "valid", "valid"]
    many = shown(*[tangled] * 10, demanding, signed_badge())
    assert many == [*["unsupported"] * 10, "unsupported", "valid"]


def shown(*badges: dict[str, Any]) -> list[str]:
    """The states of the badges in a file of several, which is not signed itself."""
    document = {"@context": [VC2], "type": ["VerifiablePresentation"]}
    members = verify({**document, "verifiableCredential": list(badges)}).members
    assert members is not None
    return [member.state.value for member in members]


def test_endorsements_take_from_the_same_budget() -> None:
    """Tokens in a badge may hold more than the badge; what is read after them gets the rest."""
    rubric = {"id": "urn:x:d", "type": ["ResultDescription"], "allowedValue": ["same"] * 150}
    words = [
        unsigned_but_shaped(
            endorsement(
                id=f"urn:x:word-{number}",
                issuer={"id": SIGNER.did, "type": ["Profile"]},
                evidence=[rubric],
            )
        )
        for number in range(10)
    ]
    endorsed = signed_badge(
        endorsementJwt=[compact(word, SIGNER, {"typ": "vc+jwt"}) for word in words]
    )
    values = [str(number) for number in range(101)]
    demanding = signed_badge(credentialSubject=described(values, values))
    assert shown(demanding, endorsed) == ["valid", "valid"]
    assert shown(endorsed, demanding) == ["valid", "unsupported"]


def test_a_complete_graph_of_blank_nodes_is_given_up() -> None:
    """The poison of the RDFC-1.0 suite, larger."""
    nodes = [f"_:n{number}" for number in range(12)]
    quads = [(a, "<urn:x:knows>", b, "") for a in nodes for b in nodes if a != b]
    with pytest.raises(WorkLimitError):
        canonicalize(Dataset(quads=quads))


def test_a_long_chain_of_blank_nodes_is_given_up() -> None:
    """A ring of a thousand is not searched to its end."""
    quads = [(f"_:n{n}", "<urn:x:next>", f"_:n{(n + 1) % 1000}", "") for n in range(1000)]
    with pytest.raises(WorkLimitError):
        canonicalize(Dataset(quads=quads), work=Work(10**9))
