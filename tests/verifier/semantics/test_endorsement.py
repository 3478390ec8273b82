"""Endorsements are found wherever they stand, and none is passed over in silence."""

from tests.verifier.badges import (
    achievement,
    endorsement,
    signed_badge,
    small_badge,
    subject,
    verify,
)
from verifier import Outcome
from verifier.semantics.endorsement import check_endorsements

TOKEN = "eyJhbGciOiJFZERTQSJ9.e30.c2ln"


def test_each_endorsement_is_said_to_be_unchecked() -> None:
    """On the badge, the achievement and the issuer, as documents and as tokens."""
    issuer = small_badge()["issuer"]
    badge = signed_badge(
        issuer={**issuer, "endorsement": [endorsement()]},
        endorsement=[endorsement(id="urn:x:a"), endorsement(id="urn:x:b")],
        endorsementJwt=[TOKEN],
        credentialSubject=subject(achievement=achievement(endorsementJwt=[TOKEN])),
    )
    report = verify(badge)
    assert report.state.value == "valid"
    rows = [f for f in report.findings if f.check == "endorsement"]
    assert {f.outcome for f in rows} == {Outcome.INCONCLUSIVE}
    assert {f.path for f in rows} == {
        "/endorsement/0",
        "/endorsement/1",
        "/endorsementJwt/0",
        "/issuer/endorsement/0",
        "/credentialSubject/achievement/endorsementJwt/0",
    }


def test_a_single_endorsement_and_one_inside_a_list_have_their_places() -> None:
    """Both spellings; what stands inside an endorsement is its own affair."""
    nested = endorsement(endorsement=[endorsement()])
    found = check_endorsements({"endorsement": nested, "evidence": [{"endorsement": [nested]}]})
    assert [f.path for f in found] == ["/endorsement", "/evidence/0/endorsement/0"]


def test_a_badge_without_endorsements_says_nothing_of_them() -> None:
    """No row, not even a good one."""
    assert check_endorsements(small_badge()) == []
