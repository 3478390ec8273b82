"""Districts in memory behave as districts on the web do, also when they fail."""

import json

import pytest

from openbadge_issuer import Report, State, Verifier
from openbadge_issuer.definitions import definition_bytes
from openbadge_issuer.testing import DistrictSimulator, achievement
from verifier.errors import FetchError
from verifier.interfaces import Fetched

DID_DOCUMENT = "https://sdsm.example/.well-known/did.json"


class Web:
    """Several districts on one web."""

    def __init__(self, *districts: DistrictSimulator) -> None:
        self.districts = districts

    def fetch(self, url: str, *, limit: int) -> Fetched:
        for district in self.districts:
            if url in district.pages:
                return district.fetch(url, limit=limit)
        raise FetchError(f"{url} could not be reached.")


def seen(district: DistrictSimulator, badge: bytes) -> Report:
    return Verifier(fetcher=district, check_evidence=True).verify(badge)


def test_a_district_awards_and_serves(district: DistrictSimulator) -> None:
    """A badge, and every document that a reader asks for but the evidence."""
    report = seen(district, district.award())
    assert report.state is State.VALID
    fetched = {source.url: source.outcome for source in report.sources}
    assert fetched == {
        DID_DOCUMENT: "ok",
        district.achievement["id"]: "ok",
        district.stack["id"]: "ok",
    }


def test_what_it_serves_is_what_badges_pin(district: DistrictSimulator) -> None:
    """One byte form for publishing, pinning and comparing."""
    for document in (district.achievement, district.stack):
        assert district.pages[document["id"]] == definition_bytes(document)


def test_a_district_whose_key_is_gone(district: DistrictSimulator) -> None:
    """Nothing is known then; the badge is neither good nor bad."""
    badge = district.award()
    del district.pages[DID_DOCUMENT]
    report = seen(district, badge)
    assert report.state is State.KEY_UNAVAILABLE
    assert not report


def test_a_district_that_answers_with_a_web_page(district: DistrictSimulator) -> None:
    """A portal in between is the same as no answer."""
    badge = district.award()
    district.pages[DID_DOCUMENT] = b"<html>Please accept our cookies</html>"
    assert seen(district, badge).state is State.KEY_UNAVAILABLE


def test_a_district_that_answers_without_end(district: DistrictSimulator) -> None:
    """A document over the limit counts as not obtained."""
    badge = district.award()
    district.pages[DID_DOCUMENT] = b" " * (2 * 1024 * 1024)
    assert seen(district, badge).state is State.KEY_UNAVAILABLE


def test_a_district_that_changed_its_key(district: DistrictSimulator) -> None:
    """The key that signed is no longer listed."""
    badge = district.award()
    successor = DistrictSimulator(district.did)
    assert seen(successor, badge).state is State.INVALID_SIGNATURE


def test_a_district_that_changed_its_rubric(district: DistrictSimulator) -> None:
    """Another document under the same address is not the one that was awarded on."""
    badge = district.award()
    district.publish({**district.achievement, "name": "Using Wait Time, revised"})
    report = seen(district, badge)
    assert report.state is State.INVALID_CONTENT
    assert [f.check for f in report.decisive()] == ["evidence.digest"]


def test_two_districts_do_not_speak_for_each_other(district: DistrictSimulator) -> None:
    """Each badge needs its own district's key, and finds it on a web with both."""
    harmony = DistrictSimulator("did:web:harmony.example:badges", name="Harmony")
    badges = [district.award(), harmony.award()]
    assert [seen(district, badge).state for badge in badges] == [
        State.VALID,
        State.KEY_UNAVAILABLE,
    ]
    web = Verifier(fetcher=Web(district, harmony), check_evidence=True)
    reports = [web.verify(badge) for badge in badges]
    assert [report.state for report in reports] == [State.VALID, State.VALID]
    assert [report.summary.issuer_name for report in reports if report.summary] == [
        "South Milwaukee",
        "Harmony",
    ]


def test_a_district_in_a_folder_of_a_host() -> None:
    """did:web with a path: its documents live under that path."""
    harmony = DistrictSimulator("did:web:harmony.example:badges")
    assert harmony.home == "https://harmony.example/badges"
    assert all(url.startswith("https://harmony.example/badges/") for url in harmony.pages)


def test_two_districts_never_share_a_key() -> None:
    """Every district has a fresh one, also under the same address."""
    kids = {DistrictSimulator().signer.kid for _ in range(10)}
    assert len(kids) == 10


def test_an_assessment_may_be_changed_in_any_member(district: DistrictSimulator) -> None:
    """A story says only what is special about it."""
    badge = json.loads(district.award(validFrom="2020-01-01T00:00:00Z", creditsEarned="2"))
    assert badge["validFrom"] == "2020-01-01T00:00:00Z"
    assert badge["credentialSubject"]["creditsEarned"] == 2


def test_a_rubric_of_any_number_of_criteria(district: DistrictSimulator) -> None:
    """Three levels each, the highest required, and one overall status."""
    criteria = tuple(f"c{n}" for n in range(5))
    document = achievement(f"{district.home}/achievements/five", criteria=criteria)
    *rows, overall = document["resultDescription"]
    assert [len(row["rubricCriterionLevel"]) for row in rows] == [3] * 5
    assert {row["requiredLevel"].rpartition("-")[2] for row in rows} == {"demonstrated"}
    assert overall["resultType"] == "Status"


@pytest.mark.parametrize(
    "url", ["http://sdsm.example/", "https://127.0.0.1/", "https://sdsm.example:8443/"]
)
def test_the_rules_for_addresses_hold_here_too(district: DistrictSimulator, url: str) -> None:
    """A simulator that served forbidden addresses would hide a mistake."""
    district.pages[url] = b"{}"
    with pytest.raises(FetchError) as refusal:
        district.fetch(url, limit=100)
    assert refusal.value.refused
