"""A badge leaves as every reader wants it, or does not leave; the issuer is told which."""

import json
from typing import Any

import pytest

from openbadge_issuer import MemorySigner, Problem, RefusedError, issue
from tests.verifier.badges import SIGNER, achievement, small_badge, subject
from verifier import Verifier
from verifier.context_list import EXTENSIONS, OB_CURRENT, OB_OLDER, VC2

Badge = dict[str, Any]


def issued(badge: Badge) -> tuple[Badge, list[str]]:
    """The signed badge, and the places that were spelled otherwise."""
    notes: list[Problem] = []
    signed = issue(badge, signer=SIGNER, tell=notes.append)
    assert Verifier().verify(json.dumps(signed)).verified is not None
    return signed, [note.path for note in notes]


def test_a_badge_in_order_is_left_alone() -> None:
    """Nothing is told, and nothing but the proof is added."""
    badge = small_badge()
    signed, notes = issued(badge)
    assert notes == []
    assert {name: value for name, value in signed.items() if name != "proof"} == badge


def test_single_values_become_lists() -> None:
    """Readers of the schema of 2024 take lists only."""
    evidence = {"type": "Evidence", "id": "urn:x:evidence"}
    described = achievement(type="Achievement", tag="questioning")
    badge = small_badge(evidence=evidence, credentialSubject=subject(achievement=described))
    signed, notes = issued(badge)
    own = "/credentialSubject/achievement"
    assert set(notes) == {"/evidence", "/evidence/0/type", own + "/type", own + "/tag"}
    assert signed["evidence"] == [{"type": ["Evidence"], "id": "urn:x:evidence"}]
    assert signed["credentialSubject"]["achievement"]["tag"] == ["questioning"]


def test_an_issuer_becomes_an_object_and_the_general_type_comes_first() -> None:
    """The official validator refuses an issuer that is a text."""
    kinds = ["OpenBadgeCredential", "VerifiableCredential"]
    signed, notes = issued(small_badge(issuer=SIGNER.did, type=kinds))
    assert notes == ["/issuer", "/type"]
    assert signed["issuer"] == {"id": SIGNER.did, "type": ["Profile"]}
    assert signed["type"] == kinds[::-1]


def test_whole_numbers_become_integers() -> None:
    """15.0 is written in two ways by readers, 15 in one; 1.5 stays."""
    given = subject(creditsEarned=15.0, achievement=achievement(creditsAvailable=1.5))
    signed, notes = issued(small_badge(credentialSubject=given))
    assert notes == ["/credentialSubject/creditsEarned"]
    assert isinstance(signed["credentialSubject"]["creditsEarned"], int)
    assert signed["credentialSubject"]["achievement"]["creditsAvailable"] == 1.5


def test_contexts_are_the_current_ones_with_extensions_where_needed() -> None:
    """A 1EdTech type brings its context; without one it is not added."""
    assert issued(small_badge(**{"@context": [VC2, OB_OLDER]}))[0]["@context"] == [VC2, OB_CURRENT]
    refreshing = {"id": "https://sdsm.example/refresh/1", "type": "1EdTechCredentialRefresh"}
    signed, notes = issued(small_badge(refreshService=refreshing))
    assert notes == ["/@context"]
    assert signed["@context"] == [VC2, OB_CURRENT, EXTENSIONS]


def test_a_list_of_one_status_becomes_that_status() -> None:
    """The official schema refuses a list there."""
    entry = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": "https://sdsm.example/status/1",
    }
    signed, notes = issued(small_badge(credentialStatus=[entry]))
    assert notes == ["/credentialStatus"]
    assert signed["credentialStatus"] == entry


@pytest.mark.parametrize(
    ("path", "badge"),
    [
        ("/name", small_badge(name="Wait\x0btime")),
        ("/name", small_badge(name="")),
        ("/evidence", small_badge(evidence=[])),
        ("/credentialSubject/creditsEarned", 2**53),
        ("/credentialSubject/creditsEarned", 1e-7),
        ("/credentialSubject/creditsEarned", 1.5e21),
        ("/credentialSubject/creditsEarned", 0.1 + 0.2),
        ("/credentialStatus", small_badge(credentialStatus=[{"type": "A"}, {"type": "B"}])),
    ],
)
def test_what_readers_read_differently_is_refused(path: str, badge: Any) -> None:
    """With the place; nothing is signed."""
    if not isinstance(badge, dict):
        badge = small_badge(credentialSubject=subject(creditsEarned=badge))
    if badge.get("name") == "":
        badge["image"], path = None, "/image"
    with pytest.raises(RefusedError) as refusal:
        issue(badge, signer=SIGNER)
    assert path in [problem.path for problem in refusal.value.problems]


def test_equal_neighbours_in_an_ordered_list() -> None:
    """Some canonicalizers never come to an end there."""
    criterion = {
        "id": "urn:x:criterion",
        "type": ["ResultDescription"],
        "name": "Grade",
        "resultType": "LetterGrade",
        "allowedValue": ["C", "B", "B"],
    }
    graded = achievement(resultDescription=[criterion])
    with pytest.raises(RefusedError) as refusal:
        issue(small_badge(credentialSubject=subject(achievement=graded)), signer=SIGNER)
    place = "/credentialSubject/achievement/resultDescription/0/allowedValue/2"
    assert place in [problem.path for problem in refusal.value.problems]


def test_an_older_format_is_never_issued() -> None:
    """A VC 1.1 badge is read, and refused here."""
    with pytest.raises(RefusedError, match="of the older VC"):
        issue(
            small_badge(
                **{"@context": ["https://www.w3.org/2018/credentials/v1", OB_CURRENT]},
                validFrom=None,
                issuanceDate="2026-03-02T15:00:00Z",
            ),
            signer=MemorySigner(bytes(32)),
        )
