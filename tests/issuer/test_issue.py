"""A badge leaves only with the issuer's own signature, and only if the verifier accepts it."""

import copy
import json
from datetime import UTC, datetime, timedelta, timezone
from types import MappingProxyType
from typing import Any

import pytest

from openbadge_issuer import MemorySigner, State, Verifier, award, issue
from openbadge_issuer.testing import DistrictSimulator
from tests.issuer.refusals import refused_issue

Badge = dict[str, Any]


@pytest.fixture
def badge(district: DistrictSimulator) -> Badge:
    """An awarded badge that nobody has signed yet."""
    return award(district.assessment())


def state(district: DistrictSimulator, badge: Badge) -> State:
    """What the public verifier says, with the district's pages at hand."""
    return Verifier(fetcher=district).verify(json.dumps(badge)).state


def test_an_issued_badge_verifies(district: DistrictSimulator, badge: Badge) -> None:
    """The whole way: awarded, signed, written, read, verified."""
    signed = issue(badge, signer=district.signer)
    report = Verifier(fetcher=district, check_evidence=True).verify(json.dumps(signed))
    assert report.state is State.VALID
    assert report.require().methods == (district.signer.kid,)


def test_the_proof_is_one_of_a_list(district: DistrictSimulator, badge: Badge) -> None:
    """A list of one, as the certification of Open Badges wants it; nothing else is added."""
    at = datetime(2026, 3, 3, 9, 30, 0, 250_000, tzinfo=timezone(timedelta(hours=-6)))
    signed = issue(badge, signer=district.signer, at=at)
    (proof,) = signed.pop("proof")
    assert signed == badge
    assert proof.pop("proofValue").startswith("z")
    assert proof == {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-03-03T15:30:00Z",
        "verificationMethod": district.signer.kid,
        "proofPurpose": "assertionMethod",
    }


def test_the_same_badge_has_the_same_signature(district: DistrictSimulator, badge: Badge) -> None:
    """Ed25519 has no randomness: the same instant gives the same bytes."""
    at = datetime(2026, 3, 3, tzinfo=UTC)
    first, second = (issue(badge, signer=district.signer, at=at) for _ in range(2))
    assert json.dumps(first) == json.dumps(second)


def test_issue_leaves_the_given_badge_alone(district: DistrictSimulator, badge: Badge) -> None:
    """The signed badge is a copy; nobody can change it through the one that was given."""
    before = copy.deepcopy(badge)
    signed = issue(badge, signer=district.signer)
    assert badge == before
    badge["credentialSubject"]["achievement"]["name"] = "Something else"
    badge["evidence"].clear()
    assert state(district, signed) is State.VALID


def test_lists_may_be_tuples_and_objects_may_be_frozen(
    district: DistrictSimulator, badge: Badge
) -> None:
    """What a program holds as frozen values leaves as plain JSON."""
    frozen = {
        **badge,
        "evidence": tuple(badge["evidence"]),
        "issuer": MappingProxyType(badge["issuer"]),
    }
    signed = issue(MappingProxyType(frozen), signer=district.signer)
    assert signed["evidence"] == badge["evidence"]
    assert state(district, signed) is State.VALID


def test_a_key_of_another_district_is_refused(badge: Badge) -> None:
    """Nobody signs in another district's name, not even by mistake."""
    harmony = DistrictSimulator("did:web:harmony.example")
    assert refused_issue(harmony, badge) == [
        (
            "/issuer/id",
            "The key belongs to did:web:harmony.example, the badge names did:web:sdsm.example.",
        )
    ]


def test_a_new_key_that_is_not_published_signs_nothing_that_holds(
    district: DistrictSimulator, badge: Badge
) -> None:
    """The self-check sees the document that will be published; until it is, nobody is fooled."""
    new_key = MemorySigner.generate(did=district.did)
    assert state(district, issue(badge, signer=new_key)) is State.INVALID_SIGNATURE


@pytest.mark.parametrize("did", [None, "did:web:sdsm.example", "https://sdsm.example/issuer"])
def test_a_badge_without_issuer_id_gets_the_keys_address(
    district: DistrictSimulator, did: str | None
) -> None:
    """From the assessment to the badge: whoever holds the key is the issuer."""
    signer = MemorySigner.generate(did=did)
    unsigned = award(district.assessment(issuer={"type": ["Profile"], "name": "A district"}))
    assert "id" not in unsigned["issuer"]
    signed = issue(unsigned, signer=signer)
    assert signed["issuer"] == {
        "id": did or f"did:key:{signer.public_key}",
        "type": ["Profile"],
        "name": "A district",
    }


def test_a_did_key_issuer_needs_no_network(district: DistrictSimulator) -> None:
    """The address is the key, so an offline verifier is enough."""
    anonymous = award(district.assessment(issuer={"type": ["Profile"]}))
    signed = issue(anonymous, signer=MemorySigner.generate())
    assert Verifier().verify(json.dumps(signed)).state is State.VALID


def test_an_issuer_may_be_a_mere_address(district: DistrictSimulator, badge: Badge) -> None:
    """Open Badges asks for a profile, VC for an address: both are read."""
    signed = issue({**badge, "issuer": district.did}, signer=district.signer)
    assert state(district, signed) is State.VALID


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"validFrom": "2036-01-01T00:00:00Z"}, State.NOT_YET_VALID),
        (
            {"validFrom": "2016-01-01T00:00:00Z", "validUntil": "2017-01-01T00:00:00Z"},
            State.EXPIRED,
        ),
    ],
)
def test_a_badge_may_be_issued_before_and_after_its_time(
    district: DistrictSimulator, badge: Badge, changes: Badge, expected: State
) -> None:
    """Next year's badge and a replacement for a lost one: not in force now, but genuine."""
    signed = issue({**badge, **changes}, signer=district.signer)
    assert state(district, signed) is expected


def test_a_badge_in_every_zone(district: DistrictSimulator, badge: Badge) -> None:
    """Beginning and end are instants: the text with the smaller hour may be the later one."""
    times = {"validFrom": "2026-03-02T23:00:00+02:00", "validUntil": "2026-03-02T22:00:00+01:00"}
    assert issue({**badge, **times}, signer=district.signer)["validUntil"] == times["validUntil"]


def test_an_end_before_the_beginning_is_refused(district: DistrictSimulator, badge: Badge) -> None:
    """Such a badge would never be in force (VC data model 2.0, validity period)."""
    badge["validUntil"] = "2026-03-02T14:59:59Z"
    assert refused_issue(district, badge) == [
        ("/validUntil", "The validity ends before it begins.")
    ]


class Idle(MemorySigner):
    """A signer that must not be asked."""

    def sign(self, data: bytes) -> bytes:
        raise AssertionError(data)


def test_an_instant_without_a_zone_is_a_mistake_of_the_program(
    district: DistrictSimulator, badge: Badge
) -> None:
    """A local time is another instant on another machine, so nothing is signed."""
    with pytest.raises(ValueError, match="time zone"):
        issue(badge, signer=Idle.generate(did=district.did), at=datetime(2026, 3, 3))  # noqa: DTZ001
