"""Rules of the model that reach over several parts: ids, pins, schemas, and what is kept."""

import pytest

from tests.verifier.badges import (
    Badge,
    achievement,
    criterion,
    level,
    objection,
    objections,
    signed_badge,
    small_badge,
    subject,
    verify,
    with_rubric,
)
from verifier import Outcome
from verifier.context_list import EXTENSIONS
from verifier.schema import read_credential

ACHIEVEMENT = "/credentialSubject/achievement"
OWN_SCHEMA = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
)


def faults(badge: Badge) -> list[str]:
    """The places of everything that failed."""
    return [f.path for f in read_credential(badge)[1] if f.outcome is Outcome.FAILED]


@pytest.mark.parametrize(
    ("badge", "path"),
    [
        (with_rubric(criterion(), criterion(name="Other")), f"{ACHIEVEMENT}/resultDescription"),
        (
            with_rubric(criterion(rubricCriterionLevel=[level(), level(name="Other")])),
            f"{ACHIEVEMENT}/resultDescription",
        ),
        (
            with_rubric(criterion(rubricCriterionLevel=[level(id="urn:x:c1")])),
            f"{ACHIEVEMENT}/resultDescription",
        ),
        (small_badge(id=achievement()["id"]), "/id"),
        (small_badge(id=subject()["id"]), "/id"),
        (small_badge(evidence=[{"id": "urn:x:1", "type": ["Evidence"]}] * 2), "/evidence"),
        (
            small_badge(relatedResource=[{"id": "urn:x:1", "digestSRI": "sha256-a"}] * 2),
            "/relatedResource",
        ),
    ],
)
def test_one_id_stands_for_one_thing(badge: Badge, path: str) -> None:
    """Two things with one id merge in the signed graph, and their members could be exchanged."""
    assert path in faults(badge)


@pytest.mark.parametrize(
    "pin",
    [
        {"id": "urn:x:1"},
        {"id": "urn:x:1", "mediaType": "text/plain"},
        {"id": "urn:x:1", "digestSRI": "sha256-a", "name": "x"},
        {"id": "urn:x:1", "digestSRI": "sha256-a", "type": ["Evidence"]},
    ],
)
def test_a_pin_holds_a_digest_and_no_more(pin: Badge) -> None:
    """In a list or alone."""
    assert faults(small_badge(relatedResource=[pin]))[0].startswith("/relatedResource/0")
    assert faults(small_badge(relatedResource=pin))[0].startswith("/relatedResource")


def test_a_schema_of_open_badges_is_judged_by_our_own_model() -> None:
    """Another schema is not fetched: nothing is wrong, and not everything was checked."""
    context = [*small_badge()["@context"], EXTENSIONS]
    own = {"id": OWN_SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}
    foreign = {"id": "https://a.example/schema.json", "type": "1EdTechJsonSchemaValidator2019"}
    badge = signed_badge(**{"@context": context, "credentialSchema": [own]})
    assert verify(badge).state.value == "valid"
    report = verify(signed_badge(**{"@context": context, "credentialSchema": [own, foreign]}))
    assert report.state.value == "unsupported"
    assert objection(report) == ("schema.model", "inconclusive", "/credentialSchema/1")
    assert report.sources == ()


def test_a_signature_does_not_make_a_badge_of_a_broken_document() -> None:
    """Genuine and wrong: the summary is proven, and there is no badge to rely on."""
    broken = signed_badge(credentialSubject=subject(achievement=achievement(criteria=None)))
    report = verify(broken)
    assert report.state.value == "invalid_content"
    assert [f.path for f in objections(report)] == [f"{ACHIEVEMENT}/criteria"]
    assert (report.summary is not None, report.verified) == (True, None)


def test_members_that_the_standard_does_not_name_are_kept() -> None:
    """Whatever is signed stays in the typed value."""
    method = {"id": "urn:x:1", "type": ["VerifiableCredential"]}
    badge = verify(signed_badge(confidenceMethod=method)).require()
    assert badge.credential.unknown == {"confidenceMethod": method}
    assert badge.document["confidenceMethod"] == method


def test_many_faults_are_told_in_time() -> None:
    """Once nine seconds for nine thousand: each place was compared with every other."""
    evidence = [{"id": f"urn:x:{number}"} for number in range(9000)]
    found = faults(small_badge(evidence=evidence))
    assert found == [f"/evidence/{number}/type" for number in range(9000)]
