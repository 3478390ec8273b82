"""OpenID Federation: a member is one whom a proven chain from the pinned anchor names."""

from datetime import UTC, datetime
from typing import Any

import pytest

from openbadge_issuer.signers.memory import MemorySigner
from tests.verifier.trust.federation_world import ANCHOR, MIDDLE, Entity, FederationWorld
from verifier import Limits, Outcome, read_registries
from verifier.federation import CONFIGURATION
from verifier.standing import Asked
from verifier.trust import Standings, check_issuer

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
DISTRICT = "did:web:sdsm.example"
SCHOOL = "https://school.example"


@pytest.fixture
def world() -> FederationWorld:
    return FederationWorld(NOW)


def standing(world: FederationWorld, issuer: str = DISTRICT) -> Standings:
    return check_issuer(issuer, read_registries(world.entry), Asked(world, Limits(), NOW))


def below_the_middle(world: FederationWorld, **changes: Any) -> None:
    """A school that the state vouches for."""
    school = Entity(SCHOOL)
    world.configure(school, authority_hints=[MIDDLE])
    world.vouch(world.middle, SCHOOL, name="A school", keys=school.keys, **changes)


def test_a_member_is_recognised_by_the_federations_name(world: FederationWorld) -> None:
    world.vouch(world.anchor, DISTRICT, name="South Milwaukee")
    found = standing(world)
    assert found.finding.outcome is Outcome.PASSED
    assert (found.name, found.matching) == ("South Milwaukee", ("Example federation",))


def test_a_stranger_is_not_recognised(world: FederationWorld) -> None:
    assert standing(world).finding.outcome is Outcome.WARNING


@pytest.mark.parametrize(
    "page", [ANCHOR + CONFIGURATION, f"{ANCHOR}/fetch?sub=did%3Aweb%3Asdsm.example"]
)
def test_a_federation_that_is_down_says_nothing(world: FederationWorld, page: str) -> None:
    world.vouch(world.anchor, DISTRICT, name="South Milwaukee")
    world.down.add(page)
    assert standing(world).finding.outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    "changes",
    [
        {"signer": MemorySigner.generate()},
        {"exp": int(NOW.timestamp()) - 1},
        {"iat": int(NOW.timestamp()) + 3600},
        {"exp": None},
        {"iss": MIDDLE},
        {"sub": "did:web:other.example"},
        {"crit": ["something"]},
        {"metadata_policy_crit": ["regexp"]},
        {"metadata_policy": {"federation_entity": {"organization_name": {"regexp": ".*"}}}},
        {"metadata_policy": {"federation_entity": {"organization_name": {"one_of": ["Other"]}}}},
        {"metadata_policy": {"federation_entity": {"contacts": {"essential": True}}}},
        {"constraints": {"naming_constraints": {"permitted": [".school.example"]}}},
        {"constraints": {"naming_constraints": {"excluded": ["sdsm.example"]}}},
        {"constraints": {"allowed_entity_types": ["openid_provider"], "max_path_length": -1}},
    ],
)
def test_a_statement_that_breaks_the_chain_recognises_nobody(
    world: FederationWorld, changes: dict[str, Any]
) -> None:
    world.vouch(world.anchor, DISTRICT, name="South Milwaukee", **changes)
    assert standing(world).finding.outcome is Outcome.INCONCLUSIVE


def test_an_anchor_with_other_keys_than_pinned_recognises_nobody(world: FederationWorld) -> None:
    world.vouch(world.anchor, DISTRICT, name="South Milwaukee")
    entry = world.entry
    impostor = FederationWorld(NOW)
    impostor.vouch(impostor.anchor, DISTRICT, name="South Milwaukee")
    found = check_issuer(DISTRICT, read_registries(entry), Asked(impostor, Limits(), NOW))
    assert found.finding.outcome is Outcome.INCONCLUSIVE


def test_a_policy_may_set_the_name(world: FederationWorld) -> None:
    policy = {"federation_entity": {"organization_name": {"value": "By the federation"}}}
    world.vouch(world.anchor, DISTRICT, name="By itself", metadata_policy=policy)
    assert standing(world).name == "By the federation"


def test_a_member_below_an_authority_is_found_through_its_hints(world: FederationWorld) -> None:
    below_the_middle(world)
    found = standing(world, SCHOOL)
    assert (found.finding.outcome, found.name) == (Outcome.PASSED, "A school")


def test_an_authority_that_the_anchor_does_not_know_vouches_for_nobody(
    world: FederationWorld,
) -> None:
    below_the_middle(world)
    del world.pages[f"{ANCHOR}/fetch?sub=https%3A%2F%2Fstate.example"]
    assert standing(world, SCHOOL).finding.outcome is Outcome.WARNING


def test_an_authority_with_keys_that_the_anchor_does_not_name_vouches_for_nobody(
    world: FederationWorld,
) -> None:
    below_the_middle(world)
    world.vouch(world.anchor, MIDDLE, keys=Entity(MIDDLE).keys)
    assert standing(world, SCHOOL).finding.outcome is Outcome.INCONCLUSIVE


def test_a_way_that_is_longer_than_allowed_leads_nowhere(world: FederationWorld) -> None:
    below_the_middle(world)
    keys, constraints = world.middle.keys, {"max_path_length": 0}
    world.vouch(world.anchor, MIDDLE, keys=keys, constraints=constraints)
    assert standing(world, SCHOOL).finding.outcome is Outcome.INCONCLUSIVE


def test_hints_in_a_circle_end(world: FederationWorld) -> None:
    loop = Entity("https://loop.example")
    other = Entity("https://other.example")
    world.configure(loop, authority_hints=[other.address])
    world.configure(other, authority_hints=[loop.address])
    assert standing(world, loop.address).finding.outcome is Outcome.WARNING
