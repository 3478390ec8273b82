"""Whether a district may award what another has defined: said by a list, by the creator, or not."""

import json
from typing import Any

import pytest

from openbadge_issuer import award, embed, endorse, issue
from openbadge_issuer.testing import DistrictSimulator, achievement
from verifier import Finding, Outcome, Report, State, Verifier, read_registries
from verifier.errors import FetchError
from verifier.interfaces import Fetched
from verifier.recognition import Answer, read_policy, recognise
from verifier.wording import sentence

FEEDBACK = "https://lakeside.example/achievements/feedback/1"


class Web:
    """Several districts, each answering at its own addresses."""

    def __init__(self, *districts: DistrictSimulator) -> None:
        self.districts = districts

    def fetch(self, url: str, *, limit: int) -> Fetched:
        for district in self.districts:
            if url.startswith(district.home + "/"):
                return district.fetch(url, limit=limit)
        raise FetchError(f"{url} could not be reached.")


@pytest.fixture
def lakeside() -> DistrictSimulator:
    return DistrictSimulator("did:web:lakeside.example", name="Lakeside Schools")


@pytest.fixture
def harmony() -> DistrictSimulator:
    return DistrictSimulator("did:web:harmony.example", name="Harmony Public Schools")


def feedback(creator: DistrictSimulator | None, **changes: Any) -> dict[str, Any]:
    """Lakeside's achievement, naming its creator."""
    document = {**achievement(FEEDBACK), **changes}
    if creator is not None:
        document["creator"] = {"id": creator.did, "type": ["Profile"], "name": creator.name}
    return document


def awarded(
    district: DistrictSimulator, document: dict[str, Any], *endorsements: dict[str, Any]
) -> str:
    """A badge of this district for an achievement, with what others say of it."""
    district.achievement = document
    badge = award(district.assessment(stacks=[]))
    for endorsement in endorsements:
        badge = embed(badge, endorsement)
    return json.dumps(issue(badge, signer=district.signer))


def authority(report: Report) -> Finding:
    (finding,) = (f for f in report.findings if f.check == "issuer.authority")
    return finding


def registry(name: str, **entries: Any) -> bytes:
    """A list of issuers by the first part of their address."""
    listed = {f"did:web:{host}.example": entry for host, entry in entries.items()}
    return json.dumps([{"type": "dcc-legacy", "name": name, "registry": listed}]).encode()


def test_a_district_may_award_its_own_achievement(lakeside: DistrictSimulator) -> None:
    report = Verifier(fetcher=lakeside).verify(awarded(lakeside, feedback(lakeside)))
    assert authority(report).outcome is Outcome.PASSED
    assert authority(report).message == f"{lakeside.did} awards an achievement of its own."
    assert sentence(report).endswith("2026-03-02.")


def test_an_achievement_that_names_no_creator_leaves_it_open(lakeside: DistrictSimulator) -> None:
    report = Verifier(fetcher=lakeside).verify(awarded(lakeside, feedback(None)))
    assert authority(report).outcome is Outcome.NOT_APPLICABLE
    assert authority(report).message == "The badge does not say who defined the achievement."


def test_anothers_achievement_is_told_in_the_first_sentence_and_stays_valid(
    lakeside: DistrictSimulator, harmony: DistrictSimulator
) -> None:
    report = Verifier(fetcher=Web(harmony)).verify(awarded(harmony, feedback(lakeside)))
    assert (report.state, authority(report).outcome) == (State.VALID, Outcome.WARNING)
    assert authority(report).path == "/credentialSubject/achievement/creator"
    assert sentence(report).endswith(
        "did:web:harmony.example awards an achievement defined by Lakeside Schools "
        "(did:web:lakeside.example); nothing shows that it may."
    )


def test_the_creator_may_delegate_by_endorsing_the_issuer(
    lakeside: DistrictSimulator, harmony: DistrictSimulator
) -> None:
    delegation = endorse(harmony.did, "May award our badges.", signer=lakeside.signer)
    badge = awarded(harmony, feedback(lakeside), delegation)
    report = Verifier(fetcher=Web(harmony, lakeside)).verify(badge)
    assert authority(report).outcome is Outcome.PASSED
    assert authority(report).message == (
        "Lakeside Schools (did:web:lakeside.example) defined the achievement and endorses "
        "did:web:harmony.example."
    )
    assert "nothing shows" not in sentence(report)


def test_a_delegation_that_cannot_be_checked_shows_nothing(
    lakeside: DistrictSimulator, harmony: DistrictSimulator
) -> None:
    delegation = endorse(harmony.did, "May award our badges.", signer=lakeside.signer)
    badge = awarded(harmony, feedback(lakeside), delegation)
    report = Verifier(fetcher=Web(harmony)).verify(badge)
    assert (report.state, authority(report).outcome) == (State.VALID, Outcome.WARNING)


def test_praise_by_others_or_of_the_achievement_is_no_delegation(
    lakeside: DistrictSimulator, harmony: DistrictSimulator
) -> None:
    """The word of a third, and one on the achievement, which everybody may copy with it."""
    state = DistrictSimulator("did:web:dpi.example")
    for word in (
        endorse(harmony.did, "A good district.", signer=state.signer),
        endorse(FEEDBACK, "A good achievement.", signer=lakeside.signer),
    ):
        badge = awarded(harmony, feedback(lakeside), word)
        report = Verifier(fetcher=Web(harmony, lakeside, state)).verify(badge)
        assert [f.outcome for f in report.findings if f.check == "endorsement"] == [Outcome.PASSED]
        assert authority(report).outcome is Outcome.WARNING


@pytest.mark.parametrize(
    "scope",
    [
        {"achievements": [FEEDBACK]},
        {"creators": ["did:web:lakeside.example"]},
        {"achievementTypes": ["Degree", "MicroCredential"], "achievements": []},
    ],
)
def test_a_list_may_say_what_a_district_awards(
    lakeside: DistrictSimulator, harmony: DistrictSimulator, scope: dict[str, Any]
) -> None:
    asked = read_registries(registry("The state", harmony={"name": "Harmony", "scope": scope}))
    verifier = Verifier(fetcher=Web(harmony), registries=asked)
    report = verifier.verify(awarded(harmony, feedback(lakeside)))
    assert authority(report).outcome is Outcome.PASSED
    assert authority(report).message.startswith("The state says that did:web:harmony.example may")


def test_a_list_may_keep_a_district_to_some_achievements(lakeside: DistrictSimulator) -> None:
    """Even for one that the district calls its own."""
    entry = {"name": "Lakeside", "scope": {"achievementTypes": ["Course"]}}
    asked = read_registries(registry("The state", lakeside=entry))
    report = Verifier(fetcher=lakeside, registries=asked).verify(
        awarded(lakeside, feedback(lakeside))
    )
    assert (report.state, authority(report).outcome) == (State.VALID, Outcome.WARNING)
    assert "for other achievements than this one" in sentence(report)


def test_of_several_lists_one_that_allows_it_is_enough(lakeside: DistrictSimulator) -> None:
    narrow = registry("The state", lakeside={"scope": {"achievementTypes": ["Course"]}})
    wide = registry("The region", lakeside={"scope": {"achievements": [FEEDBACK]}})
    silent = registry("The union", lakeside={"name": "Lakeside"})
    badge = awarded(lakeside, feedback(lakeside))
    for lists, outcome in (
        ((narrow, wide), Outcome.PASSED),
        ((narrow, silent), Outcome.WARNING),
        ((silent,), Outcome.PASSED),
    ):
        asked = tuple(one for text in lists for one in read_registries(text))
        report = Verifier(fetcher=lakeside, registries=asked).verify(badge)
        assert authority(report).outcome is outcome


@pytest.mark.parametrize(
    "scope", [7, {}, {"until": "2027-01-01"}, {"achievements": FEEDBACK}, {"creators": [7]}]
)
def test_a_scope_that_is_not_understood_is_no_answer(
    lakeside: DistrictSimulator, scope: Any
) -> None:
    """It might say that the district may award nothing of the kind."""
    asked = read_registries(registry("The state", lakeside={"name": "Lakeside", "scope": scope}))
    report = Verifier(fetcher=lakeside, registries=asked).verify(
        awarded(lakeside, feedback(lakeside))
    )
    assert report.state is State.ISSUER_UNCHECKED


def test_a_policy_may_want_a_person_to_look(
    lakeside: DistrictSimulator, harmony: DistrictSimulator
) -> None:
    policy = {
        "id": "https://employer.example/policy",
        "version": "1",
        "recogniser": {"id": "did:web:employer.example"},
        "trustedIssuers": {"allow": [harmony.did]},
        "achievementRules": [{"achievement": FEEDBACK, "equivalent": "https://h.example/a"}],
    }
    report = Verifier(fetcher=Web(harmony)).verify(awarded(harmony, feedback(lakeside)))
    for triggers, answer in (
        ([], Answer.ACCEPTED),
        (["AUTHORITY_NOT_SHOWN"], Answer.NEEDS_REVIEW),
    ):
        read = read_policy(json.dumps({**policy, "reviewTriggers": triggers}))
        assert recognise([report], read).badges[0].outcome is answer
