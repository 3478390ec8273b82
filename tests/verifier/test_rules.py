"""Each rule between members: the badge that breaks it, the place and the check."""

from time import perf_counter
from typing import Any

import pytest

from tests.verifier.badges import SIGNER, achievement, small_badge, subject
from verifier.model import ClrCredential
from verifier.report import Outcome
from verifier.schema import read_as, read_credential

Badge = dict[str, Any]

EVIDENCE = {"id": "https://sdsm.example/evidence/1", "type": ["Evidence"], "name": "Video"}
PIN = {"id": EVIDENCE["id"], "digestSRI": "sha384-" + "A" * 64}
PROFILE = {"id": SIGNER.did, "type": ["Profile"]}


def with_criterion(**members: Any) -> Badge:
    """A badge with one criterion of two levels."""
    levels = [
        {"id": f"urn:x:{name}", "type": ["RubricCriterionLevel"], "name": name} for name in "ab"
    ]
    criterion = {
        "id": "urn:x:criterion",
        "type": ["ResultDescription"],
        "name": "Pausing",
        "resultType": "RubricCriterionLevel",
        "rubricCriterionLevel": levels,
        **members,
    }
    given = subject(achievement=achievement(resultDescription=[criterion]))
    return small_badge(credentialSubject=given)


def with_identity(text: str) -> Badge:
    """A badge about a hashed e-mail address."""
    identity = {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": text,
        "identityType": "emailAddress",
    }
    return small_badge(credentialSubject=subject(identifier=[identity]))


BROKEN: list[tuple[str, str, Badge]] = [
    (
        "schema.subject_identity",
        "/credentialSubject",
        small_badge(credentialSubject=subject(id=None)),
    ),
    (
        "schema.criteria",
        "/credentialSubject/achievement/criteria",
        small_badge(credentialSubject=subject(achievement=achievement(criteria={}))),
    ),
    ("schema.unique_ids", "/evidence", small_badge(evidence=[EVIDENCE, EVIDENCE])),
    (
        "schema.unique_ids",
        "/credentialSubject/achievement/resultDescription",
        with_criterion(id="urn:x:a"),
    ),
    ("schema.shared_ids", "/id", small_badge(id=achievement()["id"])),
    ("schema.pins", "/relatedResource/0", small_badge(relatedResource=[{"id": "urn:x:pin"}])),
    (
        "schema.pins",
        "/relatedResource/0/name",
        small_badge(relatedResource=[{**PIN, "name": "Another video"}]),
    ),
    (
        "schema.required_level",
        "/credentialSubject/achievement/resultDescription/0/requiredLevel",
        with_criterion(requiredLevel="urn:x:nowhere"),
    ),
    (
        "schema.required_value",
        "/credentialSubject/achievement/resultDescription/0/requiredValue",
        with_criterion(requiredValue="E", allowedValue=["A", "B"]),
    ),
    (
        "schema.required_value",
        "/credentialSubject/achievement/resultDescription/0/requiredValue",
        with_criterion(requiredValue="101", valueMin="0", valueMax="100"),
    ),
    (
        "schema.value_bounds",
        "/credentialSubject/achievement/resultDescription/0/valueMin",
        with_criterion(valueMin="10", valueMax="9"),
    ),
    ("schema.validity", "/validUntil", small_badge(validUntil="2026-03-02T14:59:59Z")),
    (
        "schema.activity",
        "/credentialSubject/activityEndDate",
        small_badge(
            credentialSubject=subject(
                activityStartDate="2026-02-02T00:00:00Z", activityEndDate="2026-02-01T00:00:00Z"
            )
        ),
    ),
    (
        "schema.identity_hash",
        "/credentialSubject/identifier/0/identityHash",
        with_identity("jordan@sdsm.example"),
    ),
    (
        "schema.identity_hash",
        "/credentialSubject/identifier/0/identityHash",
        with_identity("md5$" + "0" * 32),
    ),
    (
        "schema.status_entries",
        "/credentialStatus",
        small_badge(credentialStatus=[{"type": "A"}, {"type": "B"}]),
    ),
]


@pytest.mark.parametrize(("check", "path", "badge"), BROKEN)
def test_a_broken_rule(check: str, path: str, badge: Badge) -> None:
    """The finding has the rule's own name and points to the place; nothing else is found."""
    credential, findings = read_credential(badge)
    found = [f for f in findings if f.outcome is not Outcome.PASSED]
    assert [(f.check, f.path) for f in found] == [(check, path)]
    assert found[0].spec
    assert (credential is None) == (found[0].outcome is Outcome.FAILED)


def accepted(badge: Badge) -> bool:
    """Whether nothing at all is said against a badge."""
    return all(f.outcome is Outcome.PASSED for f in read_credential(badge)[1])


def test_nodes_that_may_share_an_id() -> None:
    """A pin and its evidence, an issuer who assesses, criteria at the achievement's address."""
    own = achievement()["id"]
    assert accepted(small_badge(evidence=[EVIDENCE], relatedResource=[PIN]))
    assert accepted(small_badge(credentialSubject=subject(source=PROFILE)))
    criteria = {"id": own, "narrative": "Show a lesson."}
    assert accepted(
        small_badge(credentialSubject=subject(achievement=achievement(criteria=criteria)))
    )


def test_an_issuers_members_cannot_be_moved_to_the_assessor() -> None:
    """Both are one node in what is signed: the name may stand in both, but not deeper alone."""
    bare, named = PROFILE, {**PROFILE, "name": "A district"}
    assert accepted(small_badge(issuer=named, credentialSubject=subject(source=named)))
    assert accepted(small_badge(issuer=named, credentialSubject=subject(source=bare)))
    moved = small_badge(issuer=bare, credentialSubject=subject(source=named))
    assert not accepted(moved)
    assert not accepted({**moved, "issuer": PROFILE["id"]})
    other = {**PROFILE, "name": "Another district"}
    assert not accepted(small_badge(issuer=named, credentialSubject=subject(source=other)))


def test_an_expiry_cannot_hide_in_an_endorsement() -> None:
    """An endorsement's subject is the badge's node: the badge's members are refused there."""
    badge = small_badge()
    endorsed = {"id": badge["id"], "type": ["EndorsementSubject"], "endorsementComment": "Good."}
    endorsement = {
        "@context": badge["@context"],
        "id": "urn:x:endorsement",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Endorsement",
        "issuer": {"id": "did:web:dpi.example", "type": ["Profile"]},
        "validFrom": "2026-03-02T15:00:00Z",
        "credentialSubject": endorsed,
        "proof": [{"type": "DataIntegrityProof"}],
    }
    assert accepted({**badge, "endorsement": [endorsement]})
    hiding = {
        **endorsed,
        "type": ["EndorsementSubject", "VerifiableCredential"],
        "validUntil": "2026-04-01T00:00:00Z",
    }
    _, findings = read_credential(
        {**badge, "endorsement": [{**endorsement, "credentialSubject": hiding}]}
    )
    assert [(f.check, f.path) for f in findings] == [("schema.shared_ids", "/id")]


def test_a_node_in_an_unknown_member_counts_too() -> None:
    """What no class describes may not share an id with what one does."""
    badge = small_badge(confidenceMethod={"id": achievement()["id"], "name": "Another name"})
    assert [f.check for f in read_credential(badge)[1]] == ["schema.shared_ids"]


def test_one_id_at_thousands_of_places_is_answered_at_once() -> None:
    """Nodes that are equal are looked at once, and too many that differ are refused."""
    alignment = {
        "type": ["Alignment"],
        "targetName": "4.2",
        "targetUrl": "https://frameworks.example/4.2",
    }
    badges = [
        small_badge(
            credentialSubject=subject(
                achievement=achievement(
                    alignment=[
                        {**alignment, "note": {"id": "urn:x:same", "name": name(number)}}
                        for number in range(3000)
                    ]
                )
            )
        )
        for name in (str, lambda _: "same")
    ]
    for badge in badges:
        started = perf_counter()
        credential, _ = read_credential(badge)
        assert credential is None
        assert perf_counter() - started < 2


def portfolio(**changes: Any) -> Badge:
    """An unsigned portfolio with one badge."""
    badge = small_badge()
    return {
        "@context": [
            badge["@context"][0],
            "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
            badge["@context"][1],
        ],
        "id": "urn:x:portfolio",
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": "Jordan's portfolio",
        "issuer": badge["issuer"],
        "validFrom": badge["validFrom"],
        "credentialSubject": {
            "id": subject()["id"],
            "type": ["ClrSubject"],
            "verifiableCredential": [badge],
            **changes,
        },
    }


def test_the_rules_of_a_portfolio() -> None:
    """Associations stay inside it, and every badge is about its holder."""
    own = achievement()["id"]
    outside = {
        "type": "Association",
        "associationType": "isPartOf",
        "sourceId": own,
        "targetId": "https://sdsm.example/achievements/elsewhere",
    }
    _, good = read_as(ClrCredential, portfolio(association=[{**outside, "targetId": own}]), "it")
    assert [f.outcome for f in good] == [Outcome.PASSED]
    _, loose = read_as(ClrCredential, portfolio(association=[outside]), "it")
    assert [(f.check, f.path) for f in loose[1:]] == [
        ("schema.associations", "/credentialSubject/association/0/targetId")
    ]
    _, others = read_as(ClrCredential, portfolio(id="did:key:zSomebodyElse"), "it")
    assert [f.check for f in others[1:]] == ["schema.holder"]
    _, twice = read_as(
        ClrCredential, portfolio(verifiableCredential=[small_badge(), small_badge()]), "it"
    )
    assert [f.check for f in twice] == ["schema.unique_ids"]
