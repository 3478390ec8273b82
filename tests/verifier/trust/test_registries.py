"""Who an issuer is: recognised, unknown, denied and could-not-be-asked are four answers."""

import json
from typing import Any

import pytest

from openbadge_issuer.jwt import compact
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.testing import DistrictSimulator
from verifier import Report, State, Verdict, Verifier, VerifierError, local_lists, read_registries
from verifier.clock import now
from verifier.jwk import to_jwk
from verifier.keys import from_multikey
from verifier.limits import Limits
from verifier.recognition import Answer, read_policy, recognise, registries_of
from verifier.standing import Asked, Place
from verifier.wording import sentence

LIST = "https://dpi.example/registry.json"
LISTED = {"registry": {"did:web:sdsm.example": {"name": "School District of South Milwaukee"}}}
BY_URL = json.dumps([{"type": "dcc-legacy", "name": "Wisconsin", "url": LIST}])


@pytest.fixture
def district() -> DistrictSimulator:
    return DistrictSimulator("did:web:sdsm.example", name="Harvard")


def answer(district: DistrictSimulator, *registries: Any) -> Report:
    return Verifier(fetcher=district, registries=registries).verify(district.award())


def test_nobody_is_asked_without_a_list(district: DistrictSimulator) -> None:
    assert answer(district).state is State.VALID


def test_the_name_shown_is_the_registrys_and_not_the_badges(district: DistrictSimulator) -> None:
    report = answer(district, *read_registries(json.dumps(LISTED)))
    assert report.state is State.VALID
    assert "School District of South Milwaukee awarded" in sentence(report)
    assert "Harvard" not in sentence(report)


def test_a_name_that_no_registry_gave_stands_beside_the_address(
    district: DistrictSimulator,
) -> None:
    report = answer(district, *read_registries('{"registry": {}}'))
    assert (report.state, report.verdict) == (State.ISSUER_UNRECOGNISED, Verdict.VALID)
    assert "Harvard (did:web:sdsm.example)" in sentence(report)


def test_unreachable_is_not_unrecognised(district: DistrictSimulator) -> None:
    report = answer(district, *read_registries(BY_URL))
    assert (report.state, report.verdict) == (State.ISSUER_UNCHECKED, Verdict.INCONCLUSIVE)
    district.pages[LIST] = b'{"registry": {}}'
    assert answer(district, *read_registries(BY_URL)).state is State.ISSUER_UNRECOGNISED
    district.pages[LIST] = json.dumps(LISTED).encode()
    assert answer(district, *read_registries(BY_URL)).state is State.VALID
    district.pages[LIST] = b"<html>maintenance</html>"
    assert answer(district, *read_registries(BY_URL)).state is State.ISSUER_UNCHECKED


def test_a_list_is_read_once_for_all_issuers_of_a_call(district: DistrictSimulator) -> None:
    """Thousands of endorsers in one file would else have it read thousands of times."""
    (registry,) = read_registries(BY_URL)
    for page, place in ((json.dumps(LISTED).encode(), Place.LISTED), (b"", Place.UNREACHABLE)):
        district.pages[LIST] = page
        asked = Asked(district, Limits(), now())
        assert registry.look_up(district.did, asked).place is place
        district.pages[LIST] = b'{"registry": {}}'
        assert registry.look_up(district.did, asked).place is place
        assert (
            registry.look_up(district.did, Asked(district, Limits(), now())).place is Place.ABSENT
        )


def test_one_list_that_knows_the_issuer_is_enough(district: DistrictSimulator) -> None:
    local = local_lists(allow=[district.did])
    assert answer(district, *read_registries(BY_URL), local).state is State.VALID


def test_a_denied_issuer_is_not_even_asked_about(district: DistrictSimulator) -> None:
    denied = local_lists(deny=[district.did])
    report = answer(district, *read_registries(BY_URL), denied)
    assert report.state is State.ISSUER_UNRECOGNISED
    assert "denied" in report.decisive()[0].message
    assert LIST not in {source.url for source in report.sources}


def test_a_signed_snapshot_counts_only_under_its_pinned_key(district: DistrictSimulator) -> None:
    keeper, stranger = MemorySigner.generate(), MemorySigner.generate()
    keys = {"keys": [to_jwk(from_multikey(keeper.public_key), kid=keeper.kid)]}
    entry = {"type": "dcc-legacy", "name": "Snapshot", "url": LIST, "keys": keys}
    registries = read_registries(json.dumps([entry]))
    at = int(now().timestamp())
    claims: dict[str, Any] = {**LISTED, "iat": at - 10, "exp": at + 1000}
    district.pages[LIST] = compact(claims, keeper, {"typ": "JWT"}).encode()
    assert answer(district, *registries).state is State.VALID
    for token in (
        compact(claims, stranger, {"typ": "JWT"}),
        compact(claims, stranger, {"typ": "JWT", "kid": keeper.kid}),
        compact({**claims, "exp": at - 100}, keeper, {"typ": "JWT"}),
        json.dumps(LISTED),
    ):
        district.pages[LIST] = token.encode()
        assert answer(district, *registries).state is State.ISSUER_UNCHECKED


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "[7]",
        '[{"type": "ebsi"}]',
        "{}",
        '[{"type": "dcc-legacy", "name": "x"}]',
        '[{"type": "dcc-legacy", "url": "https://x.example"}]',
        '[{"type": "oidf", "name": "x", "trustAnchorEC": "https://x.example"}]',
        '[{"type": "oidf", "trustAnchorEC": "https://x.example/.well-known/openid-federation"}]',
        '[{"type": "local", "allow": "did:web:x.example"}]',
    ],
)
def test_a_file_that_is_no_list_is_an_error_and_never_an_empty_list(text: str) -> None:
    with pytest.raises(VerifierError):
        read_registries(text)


def policy(**trusted: Any) -> bytes:
    return json.dumps(
        {
            "id": "https://harmony.example/policy",
            "version": "1",
            "recogniser": {"id": "did:web:harmony.example"},
            "trustedIssuers": trusted,
            "achievementRules": [
                {"achievementPrefix": "https://sdsm.example/", "equivalent": "https://h.example/a"}
            ],
        }
    ).encode()


def test_a_policys_registry_is_asked_when_badges_are_verified(district: DistrictSimulator) -> None:
    read = read_policy(policy(registries=[LIST]))
    assert read.policy.not_evaluated() == ()

    def outcome(*registries: Any) -> tuple[Answer, str]:
        decision = recognise([answer(district, *registries)], read).badges[0]
        return decision.outcome, "".join(reason.code for reason in decision.reasons[:1])

    assert outcome() == (Answer.NEEDS_REVIEW, "ISSUER_UNCHECKED")
    assert outcome(*registries_of(read)) == (Answer.NEEDS_REVIEW, "ISSUER_UNCHECKED")
    district.pages[LIST] = b'{"registry": {}}'
    assert outcome(*registries_of(read)) == (Answer.NEEDS_REVIEW, "ISSUER_UNRECOGNISED")
    district.pages[LIST] = json.dumps(LISTED).encode()
    assert outcome(*registries_of(read))[0] is Answer.ACCEPTED


def test_the_local_list_comes_before_a_registry_that_is_down(district: DistrictSimulator) -> None:
    read = read_policy(policy(registries=[LIST], allow=[district.did]))
    report = answer(district, *registries_of(read))
    assert report.state is State.ISSUER_UNCHECKED
    assert recognise([report], read).badges[0].outcome is Answer.ACCEPTED


def test_another_registry_than_the_policys_does_not_count(district: DistrictSimulator) -> None:
    read = read_policy(policy(registries=[LIST]))
    report = answer(district, *read_registries(json.dumps(LISTED), "mine"))
    assert recognise([report], read).badges[0].outcome is Answer.NEEDS_REVIEW
    counted = recognise([report], read, registries=["mine"])
    assert counted.badges[0].outcome is Answer.ACCEPTED


def test_one_registry_in_place_of_a_tuple_is_refused_at_once() -> None:
    """Otherwise it would break at the first badge whose proof holds."""
    with pytest.raises(TypeError, match="a tuple, also of one"):
        Verifier(registries=local_lists(allow=["did:web:sdsm.example"]))  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="a method fetch"):
        Verifier(fetcher=None)  # type: ignore[arg-type]
