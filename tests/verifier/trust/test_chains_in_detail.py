"""Chains of a federation in detail: constraints, hints, names and everything that is malformed."""

import json
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import pytest

from openbadge_issuer.jwt import compact
from openbadge_issuer.signers.memory import MemorySigner
from tests.verifier.trust.federation_world import ANCHOR, MIDDLE, Entity, FederationWorld
from tests.verifier.trust.test_federation import DISTRICT, NOW, SCHOOL, below_the_middle, standing
from verifier import Limits, Outcome, read_registries
from verifier.base64url import base64url_encode
from verifier.errors import RegistryError
from verifier.federation import CONFIGURATION, KIND
from verifier.federation_policy import apply_policies, merge_policies
from verifier.fetch import Tracing
from verifier.jwk import to_jwk
from verifier.keys import from_multikey
from verifier.signed_claims import read_signed
from verifier.standing import Asked, Place
from verifier.trust import check_issuer, local_lists

SCHOOLS_PAGE = f"{MIDDLE}/fetch?sub={quote(SCHOOL, safe='')}"


@pytest.fixture
def world() -> FederationWorld:
    return FederationWorld(NOW)


def outcome(world: FederationWorld, issuer: str = DISTRICT) -> Outcome:
    return standing(world, issuer).finding.outcome


@pytest.mark.parametrize(
    ("constraints", "fits"),
    [
        ({}, True),
        ({"max_path_length": 0}, True),
        ({"max_path_length": "0"}, False),
        ({"max_path_length": True}, False),
        ({"naming_constraints": {}}, True),
        ({"naming_constraints": {"permitted": ["other.example", "sdsm.example"]}}, True),
        ({"naming_constraints": {"permitted": ["SDSM.example"]}}, True),
        ({"naming_constraints": {"permitted": ["example"]}}, True),
        ({"naming_constraints": {"permitted": [".example"]}}, True),
        ({"naming_constraints": {"permitted": [".sdsm.example"]}}, False),
        ({"naming_constraints": {"permitted": ["m.example"]}}, False),
        ({"naming_constraints": {"permitted": []}}, False),
        ({"naming_constraints": {"excluded": []}}, True),
        ({"naming_constraints": {"excluded": ["other.example"]}}, True),
        ({"naming_constraints": {"excluded": ["m.example"]}}, True),
        ({"naming_constraints": {"excluded": ["other.example", "sdsm.example"]}}, False),
        ({"naming_constraints": {"excluded": ["SDSM.example"]}}, False),
        ({"naming_constraints": {"excluded": [".example"]}}, False),
        ({"naming_constraints": {"excluded": "sdsm.example"}}, False),
        ({"naming_constraints": {"excluded": [7]}}, False),
        ({"naming_constraints": {"permitted": "sdsm.example"}}, False),
        ({"naming_constraints": ["sdsm.example"]}, False),
        ({"allowed_entity_types": []}, True),
        ({"allowed_entity_types": ["institution_additional_information"]}, True),
        (["max_path_length"], False),
    ],
)
def test_who_keeps_within_the_constraints_is_a_member(
    world: FederationWorld, constraints: Any, *, fits: bool
) -> None:
    """Constraints that cannot be read constrain everybody: nobody is let in by a misspelling."""
    world.vouch(world.anchor, DISTRICT, name="South Milwaukee", constraints=constraints)
    assert outcome(world) is (Outcome.PASSED if fits else Outcome.INCONCLUSIVE)


def test_a_kind_of_member_that_is_not_allowed(world: FederationWorld) -> None:
    """The list names kinds of metadata; `federation_entity` is always allowed."""
    metadata = {"federation_entity": {}, "institution_additional_information": {"legal_name": "S"}}
    for types, expected in (
        (["institution_additional_information"], Outcome.PASSED),
        (None, Outcome.PASSED),
        ([], Outcome.INCONCLUSIVE),
        ("institution_additional_information", Outcome.INCONCLUSIVE),
    ):
        constraints = {"allowed_entity_types": types}
        world.vouch(world.anchor, DISTRICT, constraints=constraints, metadata=metadata)
        assert outcome(world) is expected
    world.vouch(world.anchor, DISTRICT, constraints={"allowed_entity_types": []})
    assert outcome(world) is Outcome.PASSED


@pytest.mark.parametrize(
    ("metadata", "name"),
    [
        ({"institution_additional_information": {"legal_name": "By law"}}, "By law"),
        ({"federation_entity": {"organization_name": "By name"}}, "By name"),
        (
            {
                "federation_entity": {"organization_name": "By name"},
                "institution_additional_information": {"legal_name": "By law"},
            },
            "By law",
        ),
        ({"federation_entity": "By name"}, None),
        ({"federation_entity": {"organization_name": 7}}, None),
        ({}, None),
        ("none", None),
    ],
)
def test_what_a_member_is_called(world: FederationWorld, metadata: Any, name: str | None) -> None:
    world.vouch(world.anchor, DISTRICT, metadata=metadata)
    found = standing(world)
    assert (found.finding.outcome, found.name) == (Outcome.PASSED, name)


def test_what_an_authority_says_of_a_member_counts_and_not_what_it_says_itself(
    world: FederationWorld,
) -> None:
    below_the_middle(world)
    school = Entity(SCHOOL)
    own = {
        "federation_entity": {"organization_name": "Harvard", "contacts": ["a@school.example"]},
        "institution_additional_information": {"legal_name": "A school by its own account"},
        "else": 7,
    }
    world.configure(school, authority_hints=[MIDDLE], metadata=own)
    over = {"federation_entity": {"organization_name": "A school"}, "else": {"x": 1}}
    world.vouch(world.middle, SCHOOL, keys=school.keys, metadata=over)
    assert standing(world, SCHOOL).name == "A school by its own account"
    del own["institution_additional_information"]
    world.configure(school, authority_hints=[MIDDLE], metadata=own)
    assert standing(world, SCHOOL).name == "A school"
    required = {"federation_entity": {"contacts": {"essential": True}}}
    world.vouch(world.middle, SCHOOL, keys=school.keys, metadata=over, metadata_policy=required)
    assert outcome(world, SCHOOL) is Outcome.PASSED
    world.configure(school, authority_hints=[MIDDLE], metadata="none")
    assert outcome(world, SCHOOL) is Outcome.INCONCLUSIVE
    world.configure(school, authority_hints=[MIDDLE], metadata=own)
    world.vouch(world.middle, SCHOOL, keys=school.keys, metadata={"federation_entity": 7})
    assert standing(world, SCHOOL).name is None


def test_what_the_nearest_authority_demands_is_not_lost(world: FederationWorld) -> None:
    """Though the school says something of itself, and the anchor of the state."""
    constraints = {"naming_constraints": {"excluded": ["school.example"]}}
    world.vouch(world.anchor, MIDDLE, name="The state", keys=world.middle.keys)
    below_the_middle(world)
    assert standing(world, SCHOOL).name == "A school"
    below_the_middle(world, constraints=constraints)
    assert outcome(world, SCHOOL) is Outcome.INCONCLUSIVE


def test_only_an_https_issuer_can_be_climbed_up_from(world: FederationWorld) -> None:
    """A did:web that the anchor does not know is no member; its own server is not asked."""
    world.down.add(DISTRICT + CONFIGURATION)
    assert outcome(world) is Outcome.WARNING


def test_a_path_in_an_address_is_no_part_of_its_name(world: FederationWorld) -> None:
    issuer = DISTRICT + ":schools:1"
    for name, expected in (("sdsm.example", Outcome.PASSED), ("example:1", Outcome.INCONCLUSIVE)):
        constraints = {"naming_constraints": {"permitted": [name]}}
        world.vouch(world.anchor, issuer, constraints=constraints)
        assert outcome(world, issuer) is expected


def test_an_anchor_that_is_down_for_one_question_gives_no_answer(world: FederationWorld) -> None:
    below_the_middle(world)
    world.down.add(f"{ANCHOR}/fetch?sub={quote(MIDDLE, safe='')}")
    assert outcome(world, SCHOOL) is Outcome.INCONCLUSIVE


def test_the_length_of_the_way_is_counted_from_each_authority(world: FederationWorld) -> None:
    """One step below the anchor is the state, two are the school; the state may have its own."""
    below_the_middle(world, constraints={"max_path_length": 0})
    for longest, expected in ((1, Outcome.PASSED), (0, Outcome.INCONCLUSIVE)):
        constraints = {"max_path_length": longest}
        world.vouch(world.anchor, MIDDLE, keys=world.middle.keys, constraints=constraints)
        assert outcome(world, SCHOOL) is expected


def test_constraints_of_every_authority_hold_for_the_issuer(world: FederationWorld) -> None:
    constraints = {"naming_constraints": {"excluded": ["school.example"]}}
    below_the_middle(world)
    world.vouch(world.anchor, MIDDLE, keys=world.middle.keys, constraints=constraints)
    assert outcome(world, SCHOOL) is Outcome.INCONCLUSIVE


def test_a_member_that_its_authority_no_longer_knows_is_no_member(world: FederationWorld) -> None:
    """404 is an answer; an authority that is down is none."""
    below_the_middle(world)
    world.down.add(SCHOOLS_PAGE)
    assert outcome(world, SCHOOL) is Outcome.INCONCLUSIVE
    world.down.clear()
    del world.pages[SCHOOLS_PAGE]
    assert outcome(world, SCHOOL) is Outcome.WARNING


def test_an_issuer_that_says_nothing_of_itself_is_looked_for_no_further(
    world: FederationWorld,
) -> None:
    below_the_middle(world)
    page = SCHOOL + CONFIGURATION
    world.down.add(page)
    assert outcome(world, SCHOOL) is Outcome.INCONCLUSIVE
    world.down.clear()
    del world.pages[page]
    assert outcome(world, SCHOOL) is Outcome.WARNING


@pytest.mark.parametrize("hints", [None, "https://state.example", [], [7]])
def test_hints_that_cannot_be_read_lead_nowhere(world: FederationWorld, hints: Any) -> None:
    below_the_middle(world)
    world.configure(Entity(SCHOOL), authority_hints=hints)
    assert outcome(world, SCHOOL) is not Outcome.PASSED


def test_only_the_first_hints_are_followed(world: FederationWorld) -> None:
    """Somebody who names a hundred authorities does not make us ask them all."""
    below_the_middle(world)
    strangers = [Entity(f"https://stranger{n}.example") for n in range(8)]
    for stranger in strangers:
        world.configure(stranger)
    names = [stranger.address for stranger in strangers]
    school = Entity(SCHOOL)
    world.vouch(world.middle, SCHOOL, name="A school", keys=school.keys)
    world.configure(school, authority_hints=[*names[:7], MIDDLE])
    assert outcome(world, SCHOOL) is Outcome.PASSED
    world.configure(school, authority_hints=[*names, MIDDLE])
    assert outcome(world, SCHOOL) is Outcome.WARNING


def test_only_so_many_authorities_stand_between(world: FederationWorld) -> None:
    """Three between the anchor and the school are found, four are too many."""
    for between, expected in ((3, Outcome.PASSED), (4, Outcome.WARNING)):
        above = world.anchor
        for entity in [*(Entity(f"https://a{n}.example") for n in range(between)), Entity(SCHOOL)]:
            world.configure(
                entity,
                authority_hints=[above.address],
                metadata={"federation_entity": {"federation_fetch_endpoint": entity.endpoint}},
            )
            world.vouch(above, entity.address, keys=entity.keys, name="A school")
            above = entity
        assert outcome(world, SCHOOL) is expected


@pytest.mark.parametrize(
    "metadata", [None, "none", {}, {"federation_entity": {}}, {"federation_entity": 7}]
)
def test_an_anchor_that_does_not_say_where_to_ask(world: FederationWorld, metadata: Any) -> None:
    world.vouch(world.anchor, DISTRICT, name="South Milwaukee")
    world.configure(world.anchor, metadata=metadata)
    assert outcome(world) is Outcome.INCONCLUSIVE


def test_the_place_to_ask_may_have_a_query_of_its_own(world: FederationWorld) -> None:
    endpoint = f"{ANCHOR}/api?v=1"
    metadata = {"federation_entity": {"federation_fetch_endpoint": endpoint}}
    world.configure(world.anchor, metadata=metadata)
    world.vouch(world.anchor, DISTRICT, name="South Milwaukee")
    page = world.pages.pop(f"{ANCHOR}/fetch?sub={quote(DISTRICT, safe='')}")
    world.pages[f"{endpoint}&sub={quote(DISTRICT, safe='')}"] = page
    assert outcome(world) is Outcome.PASSED


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"crit": []}, Outcome.PASSED),
        ({"crit": "jti"}, Outcome.INCONCLUSIVE),
        ({"crit": None}, Outcome.INCONCLUSIVE),
        ({"crit": ""}, Outcome.INCONCLUSIVE),
        ({"metadata_policy_crit": []}, Outcome.PASSED),
    ],
)
def test_what_a_statement_calls_critical_must_be_known(
    world: FederationWorld, changes: Any, expected: Outcome
) -> None:
    world.vouch(world.anchor, DISTRICT, name="South Milwaukee", **changes)
    assert outcome(world) is expected


@pytest.mark.parametrize("page", [b"<html>", b"a.b.c", b"\xff", b""])
def test_what_is_no_statement_recognises_nobody(world: FederationWorld, page: bytes) -> None:
    world.pages[ANCHOR + CONFIGURATION] = page
    assert outcome(world) is Outcome.INCONCLUSIVE


def test_a_configuration_that_is_no_object_leads_nowhere(world: FederationWorld) -> None:
    keeper = MemorySigner.generate()
    page = compact([1], keeper, {"typ": KIND})  # type: ignore[arg-type]
    world.pages[SCHOOL + CONFIGURATION] = page.encode()
    assert outcome(world, SCHOOL) is Outcome.WARNING


ENTRY = {
    "type": "oidf",
    "name": "Example",
    "trustAnchorEC": ANCHOR + CONFIGURATION,
    "trustAnchorKeys": {"keys": []},
}


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": None}, "a name and its trustAnchorEC"),
        ({"trustAnchorEC": 7}, "a name and its trustAnchorEC"),
        ({"trustAnchorEC": ANCHOR}, "must end in"),
        ({"trustAnchorKeys": None}, "keys of its anchor"),
        ({"trustAnchorKeys": []}, "keys of its anchor"),
        ({"trustAnchorKeys": {}}, "keys of its anchor"),
        ({"trustAnchorKeys": {"keys": {}}}, "keys of its anchor"),
    ],
)
def test_an_anchor_without_pinned_keys_could_be_anybody(changes: Any, reason: str) -> None:
    assert len(read_registries(json.dumps([ENTRY]))) == 1
    with pytest.raises(RegistryError, match=reason):
        read_registries(json.dumps([{**ENTRY, **changes}]))


KEEPER = MemorySigner.generate()
KEY = to_jwk(from_multikey(KEEPER.public_key), kid=KEEPER.kid)
AT = datetime(2026, 11, 21, 12, tzinfo=UTC)
SECONDS = int(AT.timestamp())


def claims(
    keys: Any = None, header: dict[str, Any] | None = None, payload: Any = None, **changes: Any
) -> Any:
    """The claims of a token about an issuer, signed by the keeper."""
    body = {"iat": SECONDS, "exp": SECONDS + 60, **changes} if payload is None else payload
    token = compact(body, KEEPER, {"typ": KIND, **(header or {})}).encode()
    pages = FederationWorld(AT)
    known = {"keys": [KEY]} if keys is None else keys
    return read_signed(token, known, Asked(pages, Limits(), AT), kind=KIND)


def test_a_token_holds_from_its_first_to_its_last_second() -> None:
    """Its beginning may be as far ahead as another clock; its end is exact."""
    assert claims(exp=SECONDS)["exp"] == SECONDS
    assert claims(iat=SECONDS + 60)["iat"] == SECONDS + 60
    for changes, reason in (
        ({"exp": SECONDS - 1}, "has expired"),
        ({"iat": SECONDS + 61}, "in the future"),
        ({"exp": float(SECONDS)}, "from when until when"),
        ({"iat": None}, "from when until when"),
        ({"iat": True}, "from when until when"),
    ):
        with pytest.raises(RegistryError, match=reason):
            claims(**changes)


@pytest.mark.parametrize(
    ("keys", "header", "reason"),
    [
        (None, {"typ": "JWT"}, "is no entity-statement"),
        (None, {"kid": "another"}, "not known here"),
        ({"keys": [KEY, KEY]}, {}, "not known here"),
        ({"keys": []}, {}, "not known here"),
        ({"keys": KEY}, {}, "not known here"),
        ([KEY], {}, "not known here"),
        ({"keys": [{**KEY, "x": "short"}]}, {}, "cannot be used"),
        ({"keys": [KEY["kid"]]}, {}, "not known here"),
    ],
)
def test_the_key_is_the_one_of_the_set_that_the_token_names(
    keys: Any, header: dict[str, Any], reason: str
) -> None:
    other = {"kty": "OKP", "kid": "other"}
    assert claims(keys={"keys": ["text", other, KEY]})
    with pytest.raises(RegistryError, match=reason):
        claims(keys, header)


def test_a_token_that_names_no_key_finds_none_without_a_name() -> None:
    header, body = {"alg": "EdDSA", "typ": KIND}, {"iat": SECONDS, "exp": SECONDS}
    signed = ".".join(base64url_encode(json.dumps(part).encode()) for part in (header, body))
    token = f"{signed}.{base64url_encode(KEEPER.sign(signed.encode()))}".encode()
    nameless = {name: value for name, value in KEY.items() if name != "kid"}
    asked = Asked(FederationWorld(AT), Limits(), AT)
    with pytest.raises(RegistryError, match="not known here"):
        read_signed(token, {"keys": [nameless]}, asked, kind=KIND)


def test_a_token_of_no_claims_is_refused() -> None:
    with pytest.raises(RegistryError, match="holds no claims"):
        claims(payload=[1])


def rule(**rules: Any) -> Any:
    """A policy on one member."""
    return {"entity": {"x": rules}}


def test_policies_are_merged_however_many_members_they_have() -> None:
    above = {"entity": {"x": {"value": 1}}, "other": {"y": {"value": 2}}}
    merged = merge_policies(above, {"third": {"z": {"value": 3}}, "entity": {"w": {"add": ["a"]}}})
    assert merged == {
        "entity": {"x": {"value": 1}, "w": {"add": ["a"]}},
        "other": {"y": {"value": 2}},
        "third": {"z": {"value": 3}},
    }
    assert merge_policies(above, None) == above


@pytest.mark.parametrize(
    ("above", "below", "merged"), [(True, True, True), (False, True, True), (False, False, False)]
)
def test_what_anybody_calls_essential_is(*, above: bool, below: bool, merged: bool) -> None:
    found = merge_policies(rule(essential=above), rule(essential=below))
    assert found == rule(essential=merged)


def test_defaults_that_agree_are_one() -> None:
    assert merge_policies(rule(default=1), rule(default=1)) == rule(default=1)


def test_a_policy_on_metadata_that_is_not_there_changes_nothing() -> None:
    policies: dict[str, Any] = {
        "nowhere": {"x": {"essential": True}},
        "entity": {"x": {"value": 1}},
    }
    assert apply_policies({"entity": {}}, policies) == {"entity": {"x": 1}}


@pytest.mark.parametrize(
    ("rules", "values", "kept"),
    [
        ({"subset_of": ["a"]}, {}, {}),
        ({"superset_of": ["a"]}, {}, {}),
        ({"essential": True}, {"x": 1}, {"x": 1}),
        ({"essential": False}, {}, {}),
        ({"superset_of": ["a", "b"]}, {"x": ["a", "b", "c"]}, {"x": ["a", "b", "c"]}),
    ],
)
def test_a_rule_on_a_member_that_may_be_absent(rules: Any, values: Any, kept: Any) -> None:
    assert apply_policies({"entity": values}, rule(**rules)) == {"entity": kept}


def test_every_value_that_is_asked_for_must_be_there() -> None:
    with pytest.raises(RegistryError):
        apply_policies({"entity": {"x": ["a"]}}, rule(superset_of=["a", "b"]))


def test_lists_of_ones_own_know_three_answers() -> None:
    lists = local_lists(allow=["did:web:a.example"], deny=["did:web:b.example"], name="Mine")
    asked = Asked(FederationWorld(AT), Limits(), AT)
    answers = [lists.look_up(f"did:web:{n}.example", asked).place for n in "abc"]
    assert answers == [Place.LISTED, Place.DENIED, Place.ABSENT]
    assert lists.name == "Mine"
    assert check_issuer("did:web:c.example", (lists,), asked).finding.outcome is Outcome.WARNING
    assert check_issuer("did:web:c.example", (), asked).finding.outcome is Outcome.NOT_APPLICABLE


@pytest.mark.parametrize("allow", ["did:web:x.example", [7], {"did:web:x.example": True}])
def test_a_list_that_holds_no_addresses_is_refused(allow: Any) -> None:
    for entry in ({"allow": allow}, {"deny": allow}):
        with pytest.raises(RegistryError, match="lists of issuers"):
            read_registries(json.dumps([{"type": "local", **entry}]))


def test_one_address_in_the_place_of_a_list_is_refused() -> None:
    """It would be taken for a list of its letters, and the issuer would not be denied."""
    for entry in ({"deny": "did:web:x.example"}, {"allow": "did:web:x.example"}):
        with pytest.raises(TypeError, match="give a list of one"):
            local_lists(**entry)


def test_registries_that_could_not_be_asked_say_why(world: FederationWorld) -> None:
    """And those that answered are told apart from them."""
    world.down.add(ANCHOR + CONFIGURATION)
    mine = local_lists(allow=[], name="Mine")
    registries = (*read_registries(world.entry), mine)
    asked = Asked(world, Limits(), NOW)
    found = check_issuer(DISTRICT, registries, asked)
    assert found.finding.outcome is Outcome.INCONCLUSIVE
    assert found.finding.message.endswith("could not be reached.")
    assert (found.unchecked, found.answered) == (("Example federation",), ("Mine",))
    both = check_issuer(DISTRICT, (*registries, local_lists(allow=[DISTRICT], name="2nd")), asked)
    assert (both.finding.outcome, both.name, both.matching) == (Outcome.PASSED, None, ("2nd",))
    assert both.finding.message == f"2nd lists {DISTRICT}."


def test_a_document_at_an_address_that_is_no_list_says_nothing() -> None:
    page = "https://dpi.example/list"
    entry = {"type": "dcc-legacy", "name": "W", "url": page}
    world = FederationWorld(AT)
    for body in (b"[]", b"{}", b'{"registry": []}'):
        world.pages[page] = body
        found = check_issuer(
            DISTRICT, read_registries(json.dumps([entry])), Asked(world, Limits(), AT)
        )
        assert found.finding.outcome is Outcome.INCONCLUSIVE
        assert "holds no list" in found.finding.message


def test_a_list_at_hand_that_names_keys_is_not_believed_unsigned() -> None:
    """Keys say that the list is signed; a list inside the entry is not."""
    inside = {"type": "dcc-legacy", "name": "W", "registry": {DISTRICT: {}}, "keys": {"keys": []}}
    with pytest.raises(RegistryError, match="its registry or its url"):
        read_registries(json.dumps([inside]))


def test_a_single_list_is_called_as_the_caller_says_unless_it_names_itself() -> None:
    """And its own `type` makes nothing else of it."""
    listed = {"registry": {DISTRICT: {"name": "A district"}}}
    (unnamed,) = read_registries(json.dumps({**listed, "type": "local"}), "Wisconsin")
    (named,) = read_registries(json.dumps({**listed, "name": "Own"}), "Wisconsin")
    assert (unnamed.name, named.name) == ("Wisconsin", "Own")
    found = check_issuer(DISTRICT, (unnamed,), Asked(FederationWorld(AT), Limits(), AT))
    assert (found.finding.outcome, found.name) == (Outcome.PASSED, "A district")


def test_a_name_comes_from_the_first_list_that_has_one(world: FederationWorld) -> None:
    world.vouch(world.anchor, DISTRICT, name="South Milwaukee")
    registries = (local_lists(allow=[DISTRICT], name="Mine"), *read_registries(world.entry))
    found = check_issuer(DISTRICT, registries, Asked(world, Limits(), NOW))
    assert (found.name, found.matching) == ("South Milwaukee", ("Mine", "Example federation"))
    assert found.finding.message == f"Mine, Example federation lists {DISTRICT} as South Milwaukee."


def test_a_federation_is_not_asked_about_an_issuer_that_is_denied(world: FederationWorld) -> None:
    """Nobody learns whom the reader refuses."""
    world.vouch(world.anchor, DISTRICT, name="South Milwaukee")
    trace = Tracing(world)
    registries = (*read_registries(world.entry), local_lists(deny=[DISTRICT], name="Mine"))
    found = check_issuer(DISTRICT, registries, Asked(trace, Limits(), NOW))
    assert found.finding.outcome is Outcome.WARNING
    assert trace.sources == []
