"""Endorsements: verified like badges, each a result of its own, never the badge's verdict."""

import json
from typing import Any

import pytest

from openbadge_issuer.award import award
from openbadge_issuer.errors import RefusedError
from openbadge_issuer.jwt import compact
from openbadge_issuer.proofs import sign, suite_for
from openbadge_issuer.signers import Signer
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.testing import DistrictSimulator
from verifier import Finding, Outcome, Report, State, Verifier, local_lists
from verifier.clock import now, to_text
from verifier.context_list import OB_CURRENT, VC2
from verifier.recognition import Answer, read_policy, recognise


@pytest.fixture
def district() -> DistrictSimulator:
    return DistrictSimulator()


@pytest.fixture
def state() -> MemorySigner:
    return MemorySigner.generate()


def unsigned(endorser: MemorySigner, subject: str, **changes: Any) -> dict[str, Any]:
    members: dict[str, Any] = {
        "@context": [VC2, OB_CURRENT],
        "id": "urn:uuid:11111111-2222-4333-8444-555555555555",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Quality mark",
        "issuer": {"id": endorser.did, "type": ["Profile"], "name": "The state"},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {
            "id": subject,
            "type": ["EndorsementSubject"],
            "endorsementComment": "Vetted.",
        },
        **changes,
    }
    return {name: value for name, value in members.items() if value is not None}


def endorsed(document: dict[str, Any], signer: Signer) -> dict[str, Any]:
    options = {"created": to_text(now().replace(microsecond=0))}
    return {**document, "proof": [sign(document, suite_for(signer, None), signer, options)]}


def answer(district: DistrictSimulator, *endorsements: Any, **settings: Any) -> Report:
    """The answer to a badge with these endorsements, which its issuer did not look at."""
    unchecked: dict[str, Any] = dict(award(district.assessment()))
    for entry in endorsements:
        member = "endorsementJwt" if isinstance(entry, str) else "endorsement"
        unchecked[member] = [*unchecked.get(member, []), entry]
    badge = endorsed(unchecked, district.signer)
    return Verifier(fetcher=district, **settings).verify(json.dumps(badge))


def results(report: Report) -> list[Finding]:
    return [finding for finding in report.findings if finding.check == "endorsement"]


def test_an_endorsement_says_who_endorses_what(
    district: DistrictSimulator, state: MemorySigner
) -> None:
    report = answer(district, endorsed(unsigned(state, district.did), state))
    (finding,) = results(report)
    assert (report.state, finding.outcome) == (State.VALID, Outcome.PASSED)
    assert state.did in finding.message
    assert "Vetted." in finding.message
    (kept,) = report.require().endorsements
    assert (kept.endorser, kept.subject, kept.recognised) == (state.did, district.did, None)


def test_it_says_whether_the_endorser_is_recognised(
    district: DistrictSimulator, state: MemorySigner
) -> None:
    for allow, known in (([district.did, state.did], True), ([district.did], False)):
        document = endorsed(unsigned(state, district.did), state)
        report = answer(district, document, registries=(local_lists(allow=allow),))
        assert report.require().endorsements[0].recognised is known


def test_an_endorsement_may_be_a_token(district: DistrictSimulator, state: MemorySigner) -> None:
    token = compact(unsigned(state, district.achievement["id"]), state, {"typ": "vc+jwt"})
    (finding,) = results(answer(district, token))
    assert finding.outcome is Outcome.PASSED


def test_a_bad_endorsement_fails_alone(district: DistrictSimulator, state: MemorySigner) -> None:
    good = unsigned(state, district.did)
    stranger = MemorySigner.generate()
    bad = [
        endorsed(good, stranger),
        good,
        endorsed(unsigned(state, "did:web:somebody.example"), state),
        endorsed(unsigned(state, district.did, validUntil="2026-01-02T00:00:00Z"), state),
        {**endorsed(good, state), "name": "Another name"},
    ]
    for document in bad:
        report = answer(district, document)
        assert report.state is State.VALID
        assert [finding.outcome for finding in results(report)] == [Outcome.FAILED]
        assert report.require().endorsements == ()


def test_an_endorsement_out_of_reach_is_not_checked(
    district: DistrictSimulator, state: MemorySigner
) -> None:
    far = MemorySigner.generate(did="did:web:far.example")
    (finding,) = results(answer(district, endorsed(unsigned(far, district.did), far)))
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert state.did not in finding.message


def test_an_issuer_cannot_let_out_a_bad_endorsement(
    district: DistrictSimulator, state: MemorySigner
) -> None:
    with pytest.raises(RefusedError, match="endorsement"):
        district.award(endorsements=[unsigned(state, district.did)])


def test_praise_of_oneself_is_marked(district: DistrictSimulator) -> None:
    (finding,) = results(
        answer(district, endorsed(unsigned(district.signer, district.did), district.signer))
    )
    assert finding.outcome is Outcome.WARNING


@pytest.mark.parametrize(
    ("subject", "trusted", "asked", "outcome"),
    [
        ("issuer", True, False, Answer.ACCEPTED),
        ("achievement", True, False, Answer.NEEDS_REVIEW),
        ("issuer", False, False, Answer.NEEDS_REVIEW),
        ("achievement", False, True, Answer.NEEDS_REVIEW),
        ("issuer", True, True, Answer.NOT_ACCEPTED),
    ],
)
def test_a_policy_may_trust_whom_somebody_endorses(
    district: DistrictSimulator,
    state: MemorySigner,
    *,
    subject: str,
    trusted: bool,
    asked: bool,
    outcome: Answer,
) -> None:
    target = district.did if subject == "issuer" else district.achievement["id"]
    policy = {
        "id": "https://harmony.example/policy",
        "version": "1",
        "recogniser": {"id": "did:web:harmony.example"},
        "trustedIssuers": {"endorsedBy": [state.did] if trusted else []},
        "requiredAssessment": {"endorsers": [state.did] if asked else []},
        "achievementRules": [
            {"achievementPrefix": "https://sdsm.example/", "equivalent": "https://h.example/a"}
        ],
    }
    read = read_policy(json.dumps(policy))
    report = answer(district, endorsed(unsigned(state, target), state))
    assert read.policy.not_evaluated() == ()
    assert recognise([report], read).badges[0].outcome is outcome


def test_endorsements_of_endorsements_are_followed_up_to_a_depth(
    district: DistrictSimulator, state: MemorySigner
) -> None:
    """The fifth says that nobody looked; a token in a token is the way to nest so deep."""
    subject, token = district.did, ""
    chain = [state, *(MemorySigner.generate() for _ in range(5))]
    for endorser, endorsed_one in reversed(list(zip(chain, [None, *chain], strict=False))):
        about = endorsed_one.did if endorsed_one else subject
        inner = {"endorsementJwt": [token]} if token else {}
        token = compact(unsigned(endorser, about, **inner), endorser, {"typ": "vc+jwt"})
    outcomes = [finding.outcome for finding in results(answer(district, token))]
    assert outcomes == [Outcome.PASSED] * 4 + [Outcome.INCONCLUSIVE]


def test_a_crowd_of_endorsements_is_not_looked_at_whole(
    district: DistrictSimulator, state: MemorySigner
) -> None:
    names = [f"urn:uuid:11111111-2222-4333-8444-5555555555{n:02}" for n in range(52)]
    tokens = [
        compact(unsigned(state, district.did, id=name), state, {"typ": "vc+jwt"}) for name in names
    ]
    outcomes = [finding.outcome for finding in results(answer(district, *tokens))]
    assert outcomes.count(Outcome.PASSED) == 50
    assert outcomes.count(Outcome.INCONCLUSIVE) == 2
