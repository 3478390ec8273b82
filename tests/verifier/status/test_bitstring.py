"""Bitstring status lists: what is withdrawn is never valid, what is unclear never passes."""

import json
from typing import Any

import pytest

from openbadge_issuer.award import award
from openbadge_issuer.issue import issue
from openbadge_issuer.proofs import sign, suite_for
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.status_list import with_status
from tests.verifier.status.world import NOW, District, packed, status_of
from verifier import Outcome, State, Verdict
from verifier.bits import SHORTEST, Bits
from verifier.clock import now, to_text
from verifier.limits import Limits

FULL = bytes(SHORTEST // 8)


@pytest.fixture
def district() -> District:
    return District()


def single(district: District, **entry: Any) -> bytes:
    """A badge with one status entry, with members of the entry changed or removed."""
    badge = with_status(award(district.assessment()), district.store, district.revocations)
    changed = {**badge["credentialStatus"], **entry}
    badge["credentialStatus"] = {k: v for k, v in changed.items() if v is not None}
    return json.dumps(issue(badge, signer=district.signer, at=NOW)).encode()


def test_a_badge_is_revoked_suspended_and_reinstated(district: District) -> None:
    badge = district.award(status=True)
    assert district.answer(badge).state is State.VALID
    district.suspend(badge)
    assert district.answer(badge).state is State.SUSPENDED
    district.reinstate(badge)
    assert district.answer(badge).state is State.VALID
    district.revoke(badge)
    assert district.answer(badge).state is State.REVOKED
    assert district.answer(badge).verdict is Verdict.NOT_IN_FORCE


def test_revoking_one_badge_leaves_the_others(district: District) -> None:
    first, second = district.award(status=True), district.award(status=True)
    district.revoke(first)
    assert district.answer(second).state is State.VALID


def test_a_list_may_be_a_token(district: District) -> None:
    badge = single(district)
    district.bend(token=True)
    assert district.answer(badge).state is State.VALID
    district.revoke(badge)
    district.bend(token=True)
    assert district.answer(badge).state is State.REVOKED


@pytest.mark.parametrize("index", [3, "3"])
def test_an_index_may_be_text_or_number(district: District, index: object) -> None:
    badge = single(district, statusListIndex=index)
    district.bend(encodedList=packed(b"\x10" + FULL[1:]))
    assert district.answer(badge).state is State.REVOKED


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"validUntil": "2020-01-01T00:00:00Z"}, "out of date"),
        ({"validFrom": "2999-01-01T00:00:00Z", "validUntil": None}, "which is later than"),
        ({"type": ["VerifiableCredential"]}, "no BitstringStatusListCredential"),
        ({"encodedList": packed(FULL[1:])}, "131072"),
        ({"encodedList": packed(FULL)[1:]}, "form that is read"),
        ({"encodedList": "u!!!!"}, "damaged"),
        ({"encodedList": packed(FULL)[:-8]}, "damaged"),
        ({"encodedList": packed(bytes(17 * 1024 * 1024))}, "larger than"),
        ({"encodedList": None}, "form that is read"),
        ({"statusPurpose": "suspension"}, "not one for 'revocation'"),
        ({"ttl": -1}, "lifetime"),
        (
            {"issuer": "did:key:z6MkrW9B89CrfsyAgip6eJkzqCVM21UFHsfcrQwyMLzSz9zX"},
            "cannot be relied",
        ),
        ({"id": "https://sdsm.example/status/other"}, "says that its address is"),
        (
            {
                "credentialStatus": {
                    "id": "https://sdsm.example/status/1#0",
                    "type": "BitstringStatusListEntry",
                    "statusPurpose": "revocation",
                    "statusListIndex": "0",
                    "statusListCredential": "https://sdsm.example/status/1",
                }
            },
            "never followed",
        ),
    ],
)
def test_a_list_that_cannot_be_relied_on_says_nothing(
    district: District, changes: dict[str, Any], reason: str
) -> None:
    badge = single(district)
    district.bend(**changes)
    report = district.answer(badge)
    assert report.state is State.STATUS_UNKNOWN
    assert reason in " ".join(finding.message for finding in report.decisive())


def test_a_list_at_the_wrong_address_still_withdraws(district: District) -> None:
    badge = single(district)
    district.revoke(badge)
    district.bend(id="https://sdsm.example/status/other")
    assert district.answer(badge).state is State.REVOKED


def test_a_list_that_was_altered_says_nothing(district: District) -> None:
    badge = single(district)
    district.revoke(badge)
    district.bend()
    document = json.loads(district.pages[district.revocations])
    document["credentialSubject"]["encodedList"] = packed(FULL)
    district.pages[district.revocations] = json.dumps(document).encode()
    assert district.answer(badge).state is State.STATUS_UNKNOWN


def test_an_unsigned_list_says_nothing(district: District) -> None:
    badge = single(district)
    district.bend()
    document = json.loads(district.pages[district.revocations])
    del document["proof"]
    district.pages[district.revocations] = json.dumps(document).encode()
    assert district.answer(badge).state is State.STATUS_UNKNOWN


@pytest.mark.parametrize("page", [b"<html>Welcome</html>", b"{}", b"[]", b"", b"\xff"])
def test_a_page_that_is_no_list_says_nothing(district: District, page: bytes) -> None:
    badge = single(district)
    district.pages[district.revocations] = page
    assert district.answer(badge).state is State.STATUS_UNKNOWN


def test_a_list_out_of_reach_says_nothing(district: District) -> None:
    badge = single(district)
    outside = District()
    outside.pages = district.pages
    report = outside.answer(badge)
    assert report.state is State.STATUS_UNKNOWN
    assert report.decisive()[0].problem == (
        "https://www.w3.org/ns/credentials/status-list#STATUS_RETRIEVAL_ERROR"
    )


@pytest.mark.parametrize(
    "entry",
    [
        {"statusListIndex": index}
        for index in ("", "-0", "+7", "007", "1_0", "²", "131072", "9" * 30, -1)
    ]
    + [
        {"statusSize": 2},
        {"statusSize": 0},
        {"statusPurpose": "refresh"},
        {"statusListCredential": None},
        {"id": "https://sdsm.example/status/1"},
    ],
)
def test_an_entry_that_makes_no_sense_is_unclear(district: District, entry: dict[str, Any]) -> None:
    badge = single(district, **entry)
    district.bend()
    assert district.answer(badge).state is State.STATUS_UNKNOWN


def test_a_strangers_list_counts_only_where_the_caller_names_the_stranger(
    district: District,
) -> None:
    keeper = MemorySigner.generate()
    badge = single(district)
    district.bend(signer=keeper, issuer=keeper.did)
    assert district.answer(badge).state is State.STATUS_UNKNOWN
    trusted = frozenset({keeper.did})
    assert district.answer(badge, status_delegates=trusted).state is State.VALID


def test_too_many_entries_are_not_looked_up(district: District) -> None:
    badge = with_status(award(district.assessment()), district.store, district.revocations)
    entry = badge["credentialStatus"]
    badge["credentialStatus"] = [
        {**entry, "id": f"https://sdsm.example/status/1#n{n}"} for n in range(9)
    ]
    options = {"created": to_text(now().replace(microsecond=0))}  # `issue` refuses such a list
    proof = sign(badge, suite_for(district.signer, None), district.signer, options)
    signed = json.dumps({**badge, "proof": [proof]}).encode()
    district.bend()
    report = district.answer(signed)
    assert report.state is State.STATUS_UNKNOWN
    assert not any("status/1" in source.url for source in report.sources)


def test_messages_are_read_and_never_change_the_state(district: District) -> None:
    messages = [
        {"status": hex(value), "message": text}
        for value, text in enumerate(("pending", "renewed", "archived", "moved"))
    ]
    badge = single(
        district,
        statusPurpose="message",
        statusSize=2,
        statusMessage=messages,
        statusListIndex="1",
    )
    district.bend(encodedList=packed(b"\x20" + bytes(SHORTEST // 4 - 1)), statusPurpose="message")
    report = district.answer(badge)
    assert report.state is State.VALID
    assert "archived" in status_of(report)[0].message


def test_what_is_asked_about_the_past_is_answered_with_the_list_at_hand(
    district: District,
) -> None:
    """A badge that is revoked today is revoked at every instant, and the report says so."""
    badge = single(district)
    district.bend()
    report = district.answer(badge)
    assert report.state is State.VALID
    assert not any(f.outcome is Outcome.WARNING for f in status_of(report))


def test_a_small_budget_is_kept(district: District) -> None:
    badge = single(district)
    district.bend()
    report = district.answer(badge, limits=Limits(max_status_bytes=1000))
    assert report.state is State.STATUS_UNKNOWN


@pytest.mark.parametrize("size", [1, 2, 3, 8])
def test_bits_are_counted_from_the_left(size: int) -> None:
    data = bytes(range(256)) * (SHORTEST * 8 // 8 // 256)
    bits = "".join(f"{byte:08b}" for byte in data[:64])
    found = [Bits(data, size).value(index) for index in range(len(bits) // size)]
    assert found == [int(bits[i * size : (i + 1) * size], 2) for i in range(len(bits) // size)]


def test_a_newer_copy_is_announced_and_never_changes_the_state(district: District) -> None:
    badge = single(district, statusPurpose="refresh", statusListIndex="0")
    for data, outcome in ((b"\x80" + FULL[1:], Outcome.WARNING), (FULL, Outcome.PASSED)):
        district.bend(statusPurpose=["refresh", "message"], encodedList=packed(data))
        report = district.answer(badge)
        assert report.state is State.VALID
        assert status_of(report)[0].outcome is outcome


def test_a_purpose_that_nobody_knows_is_unclear(district: District) -> None:
    badge = single(district, statusPurpose="celebration")
    district.bend(statusPurpose="celebration")
    assert district.answer(badge).state is State.STATUS_UNKNOWN


def test_a_broken_lifetime_hides_no_withdrawal(district: District) -> None:
    badge = single(district)
    district.revoke(badge)
    district.bend(ttl="soon")
    assert district.answer(badge).state is State.REVOKED
