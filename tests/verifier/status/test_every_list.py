"""Status lists in detail: what a list may look like, when it counts, and what is said of it."""

import gzip
import json
import zlib
from datetime import timedelta
from typing import Any

import pytest

from openbadge_issuer import derive
from openbadge_issuer.award import award
from openbadge_issuer.issue import issue
from openbadge_issuer.jwt import compact
from openbadge_issuer.proofs import sign, suite_for
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.status_list import StatusList as Published
from openbadge_issuer.status_list import with_status
from tests.verifier.status.test_bitstring import FULL, single
from tests.verifier.status.test_other_methods import BADGE, ENTRY_2021, Pages, ask, list_2021
from tests.verifier.status.world import NOW, District, packed, status_of
from verifier import Finding, Limits, Outcome, Report, State, Verifier
from verifier.base64url import base64url_encode
from verifier.bits import SHORTEST, Bits, inflate
from verifier.clock import now, parse_timestamp, to_text
from verifier.context_list import OB_CURRENT, VC2
from verifier.interfaces import Fetched
from verifier.status import check_status
from verifier.status_question import StatusQuestion, StatusUnknownError

FIRST_SET = b"\x80" + FULL[1:]


@pytest.fixture
def district() -> District:
    return District()


def why(report: Report) -> str:
    """The sentences that decide."""
    return " ".join(finding.message for finding in report.decisive())


def ask_all(value: Any, **pages: bytes) -> list[Finding]:
    """What is said of a `credentialStatus`, whoever the issuer is."""
    issuer = MemorySigner.generate()
    found = Pages({f"https://district.example/{name}": page for name, page in pages.items()})
    question = StatusQuestion(BADGE, issuer.did, found, Limits(), NOW)
    return check_status({"credentialStatus": value}, question)


def look_up(district: District, data: bytes, **entry: Any) -> Finding:
    """What is said of an entry that `issue` would refuse, with this list."""
    single(district)
    purpose = entry.get("statusPurpose", "revocation")
    district.bend(statusPurpose=purpose, encodedList=packed(data))
    whole = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": purpose,
        "statusListIndex": "0",
        "statusListCredential": district.revocations,
        **entry,
    }
    question = StatusQuestion(BADGE, district.did, district, Limits(), NOW)
    (finding,) = check_status({"credentialStatus": whole}, question)
    return finding


def test_every_entry_is_looked_up_and_its_place_is_named() -> None:
    """As many as are allowed, and one that is no object among them."""
    good = {"id": "https://district.example/list", "type": ["1EdTechRevocationList"]}
    rows: dict[str, Any] = {"revokedCredential": []}
    findings = ask_all([good] * 7 + ["revoked"], list=json.dumps(rows).encode())
    assert [f.path for f in findings] == [f"/credentialStatus/{n}" for n in range(8)]
    assert [f.outcome for f in findings] == [Outcome.PASSED] * 7 + [Outcome.INCONCLUSIVE]
    (alone,) = ask_all(good, list=json.dumps(rows).encode())
    assert (alone.check, alone.path) == ("status.revocation", "/credentialStatus")
    (two,) = ask_all({**good, "type": ["1EdTechRevocationList", "Other"]})
    assert (two.check, two.outcome) == ("status.list", Outcome.INCONCLUSIVE)


def test_the_sentence_says_what_the_bit_says(district: District) -> None:
    """Never the contrary, and the check is named after the purpose."""
    badge = district.award(status=True)
    words = {f.check: f.message for f in status_of(district.answer(badge))}
    assert words == {
        "status.revocation": "The issuer has not withdrawn the badge.",
        "status.suspension": "The issuer has not put the badge on hold.",
    }
    district.suspend(badge)
    district.revoke(badge)
    words = {f.check: f.message for f in status_of(district.answer(badge))}
    assert words == {
        "status.revocation": "The issuer has withdrawn the badge.",
        "status.suspension": "The issuer has put the badge on hold.",
    }


def test_the_newer_copy_is_spoken_of_only_where_there_is_one(district: District) -> None:
    badge = single(district, statusPurpose="refresh", statusListIndex="0")
    for data, sentence in ((FIRST_SET, "has a newer"), (FULL, "has no newer")):
        district.bend(statusPurpose="refresh", encodedList=packed(data))
        assert sentence in status_of(district.answer(badge))[0].message


MESSAGES = [{"status": "0x0", "message": "fine"}, {"status": "0x1", "message": "under review"}]


@pytest.mark.parametrize(
    ("data", "outcome", "text"),
    [(FULL, Outcome.PASSED, "fine"), (FIRST_SET, Outcome.WARNING, "under review")],
)
def test_a_message_that_is_set_is_a_warning(
    district: District, data: bytes, outcome: Outcome, text: str
) -> None:
    badge = single(district, statusPurpose="message", statusMessage=MESSAGES, statusListIndex="0")
    district.bend(statusPurpose="message", encodedList=packed(data))
    (finding,) = status_of(district.answer(badge))
    assert (finding.check, finding.outcome) == ("status.message", outcome)
    assert finding.message.endswith(text)


@pytest.mark.parametrize("messages", [None, "later", ["0x1"], MESSAGES[:1]])
def test_a_message_that_the_badge_does_not_explain_is_unclear(
    district: District, messages: Any
) -> None:
    entry = {"statusPurpose": "message", "statusMessage": messages}
    finding = look_up(district, FIRST_SET, **entry)
    assert (finding.check, finding.outcome) == ("status.list", Outcome.INCONCLUSIVE)
    assert "does not explain" in finding.message


@pytest.mark.parametrize("size", [True, 1.0, "1", 17])
def test_a_size_is_a_number_from_1_to_16(district: District, size: Any) -> None:
    finding = look_up(district, FULL, statusSize=size)
    assert (finding.check, finding.outcome) == ("status.list", Outcome.INCONCLUSIVE)
    assert "size" in finding.message


@pytest.mark.parametrize("messages", [None, "none", MESSAGES, [*MESSAGES, *MESSAGES, *MESSAGES]])
def test_an_entry_of_two_bits_explains_its_four_values(district: District, messages: Any) -> None:
    finding = look_up(district, FULL + FULL, statusSize=2, statusMessage=messages)
    assert (finding.check, finding.outcome) == ("status.list", Outcome.INCONCLUSIVE)
    assert "every value" in finding.message


def test_a_list_that_began_after_the_instant_asked_about_counts_and_says_so(
    district: District,
) -> None:
    """Withdrawn is withdrawn; that the list is younger than the question is told."""
    unsigned = with_status(award(district.assessment()), district.store, district.revocations)
    badge = json.dumps(issue(unsigned, signer=district.signer, at=NOW - timedelta(days=9)))
    district.bend()
    begins = parse_timestamp(_published(district)["validFrom"])
    verifier = Verifier(fetcher=district)
    exact = verifier.verify(badge, at=begins)
    assert [f.outcome for f in status_of(exact)] == [Outcome.PASSED]
    before = verifier.verify(badge, at=begins - timedelta(days=1))
    assert before.state is State.VALID
    assert [(f.check, f.outcome) for f in status_of(before)] == [
        ("status.revocation", Outcome.PASSED),
        ("status.list", Outcome.WARNING),
    ]
    district.revoke(badge.encode())
    district.bend()
    assert verifier.verify(badge, at=begins - timedelta(days=1)).state is State.REVOKED


@pytest.mark.parametrize(
    ("ttl", "age", "due"),
    [(0, 1, True), (1000, 1, False), (1000, 2, True), (9 * 10**15, 10**6, False), (None, 9, False)],
)
def test_a_copy_that_is_older_than_its_lifetime_is_spoken_of(
    district: District, ttl: int | None, age: int, due: bool
) -> None:
    """It still counts: what the list says is the best that is known."""
    badge = single(district)
    district.bend(ttl=ttl, validUntil=None)
    fetched = now().replace(microsecond=0)
    copy = _Dated(district, to_text(fetched))
    report = Verifier(fetcher=copy).verify(badge, at=fetched + timedelta(seconds=age))
    assert report.state is State.VALID
    notes = [f.message for f in status_of(report) if f.outcome is Outcome.WARNING]
    assert len(notes) == due
    assert all(to_text(fetched) in note for note in notes)


def test_a_copy_with_an_unreadable_date_is_taken_for_new(district: District) -> None:
    badge = single(district)
    district.bend(ttl=1000)
    assert Verifier(fetcher=_Dated(district, "yesterday")).verify(badge).state is State.VALID


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"_context": [VC2, OB_CURRENT]}, "contexts"),
        ({"_context": VC2}, "contexts"),
        ({"type": None}, "no BitstringStatusListCredential"),
        ({"type": "BitstringStatusListCredential"}, "no BitstringStatusListCredential"),
        ({"credentialSubject": None}, "not about a BitstringStatusList"),
        ({"credentialSubject": [{"type": "BitstringStatusList"}]}, "not about"),
        ({"credentialSubject": {"type": "Person"}}, "not about"),
        ({"validUntil": "soon"}, "validUntil that is no time"),
        ({"validFrom": "soon", "validUntil": None}, "validFrom that is no time"),
    ],
)
def test_a_document_of_another_shape_is_no_list(
    district: District, changes: dict[str, Any], reason: str
) -> None:
    """Also where the issuer signed it: it is a token here, which anything can be put into."""
    badge = single(district)
    document = {**_published(district), **changes}
    if "_context" in document:
        document["@context"] = document.pop("_context")
    document = {name: value for name, value in document.items() if value is not None}
    district.pages[district.revocations] = _token(district, document)
    report = district.answer(badge)
    assert report.state is State.STATUS_UNKNOWN
    assert reason in why(report)


def test_a_list_names_its_issuer_as_text_or_object(district: District) -> None:
    badge = single(district)
    district.bend(issuer={"id": district.did})
    assert district.answer(badge).state is State.VALID


def test_a_list_is_in_force_from_its_first_to_its_last_second(district: District) -> None:
    """Its beginning may be as far ahead as another clock; its end is exact."""
    badge = single(district)
    document = _published(district)
    fetched = now().replace(microsecond=0)
    verifier = Verifier(fetcher=_Dated(district, to_text(fetched)))

    def state(begins: int, ends: int) -> State:
        times = {
            "validFrom": to_text(fetched + timedelta(seconds=begins)),
            "validUntil": to_text(fetched + timedelta(seconds=ends)),
        }
        district.pages[district.revocations] = _token(district, {**document, **times})
        return verifier.verify(badge, at=fetched).state

    assert state(-60, 0) is State.VALID
    assert state(-60, -1) is State.STATUS_UNKNOWN
    assert state(60, 3600) is State.VALID
    assert state(61, 3600) is State.STATUS_UNKNOWN


def test_a_list_need_not_say_when_it_begins(district: District) -> None:
    badge = single(district)
    document = {k: v for k, v in _published(district).items() if not k.startswith("valid")}
    district.pages[district.revocations] = _token(district, document)
    assert district.answer(badge).state is State.VALID


def test_a_list_that_shows_only_parts_of_itself_says_nothing(district: District) -> None:
    """Its keeper could leave out what it does not want to be seen."""
    keeper = MemorySigner.generate(kind="P-256")
    badge = single(district)
    document = {**_published(district), "issuer": keeper.did}
    options = {"created": to_text(NOW)}
    trusted = frozenset({keeper.did})
    whole = sign(document, suite_for(keeper, "ecdsa-sd-2023"), keeper, options)
    shown = derive({**document, "proof": whole}, disclose=[""])
    ordinary = {**document, "proof": sign(document, suite_for(keeper, None), keeper, options)}
    reports = []
    for page in (ordinary, shown):
        district.pages[district.revocations] = json.dumps(page).encode()
        reports.append(district.answer(badge, status_delegates=trusted))
    assert [report.state for report in reports] == [State.VALID, State.STATUS_UNKNOWN]
    assert "shows only parts" in why(reports[1])


def test_a_list_in_a_token_ends_with_the_token(district: District) -> None:
    badge = single(district)
    at = now().replace(microsecond=0)
    document = {k: v for k, v in _published(district).items() if k != "validUntil"}
    reports = []
    for seconds in (60, -60):
        ends = int((at + timedelta(seconds=seconds)).timestamp())
        district.pages[district.revocations] = _token(district, {**document, "exp": ends})
        reports.append(Verifier(fetcher=district).verify(badge, at=at))
    assert [report.state for report in reports] == [State.VALID, State.STATUS_UNKNOWN]
    assert "has ended" in why(reports[1])


def test_an_entry_of_1edtechs_list_needs_its_address() -> None:
    (finding,) = ask_all({"type": "1EdTechRevocationList", "id": 7})
    assert (finding.check, finding.outcome) == ("status.list", Outcome.INCONCLUSIVE)
    assert "lacks the address" in finding.message


@pytest.mark.parametrize("row", [{}, {"id": 7}, {"id": None}])
def test_a_row_of_1edtechs_list_that_names_no_badge_spoils_it(row: dict[str, Any]) -> None:
    page = json.dumps({"revokedCredential": [row]}).encode()
    entry = {"id": "https://district.example/list", "type": "1EdTechRevocationList"}
    (finding,) = ask_all(entry, list=page)
    assert (finding.check, finding.outcome) == ("status.list", Outcome.INCONCLUSIVE)


def test_1edtechs_list_may_give_a_reason() -> None:
    row = {"id": BADGE, "revocationReason": "Awarded twice."}
    page = json.dumps({"revokedCredential": [row]}).encode()
    entry = {"id": "https://district.example/list", "type": "1EdTechRevocationList"}
    (finding,) = ask_all(entry, list=page)
    assert (finding.check, finding.outcome) == ("status.revocation", Outcome.FAILED)
    assert finding.message.endswith("The reason given: Awarded twice.")


def test_the_older_list_also_suspends() -> None:
    issuer = MemorySigner.generate()
    entry = {**ENTRY_2021, "statusPurpose": "suspension"}
    for first, outcome, word in ((0, Outcome.PASSED, "has not"), (0x80, Outcome.FAILED, "on hold")):
        finding = ask(issuer, entry, list_2021(issuer, first, "suspension"))
        assert (finding.check, finding.outcome) == ("status.suspension", outcome)
        assert word in finding.message


@pytest.mark.parametrize(
    "changes", [{"statusPurpose": "message"}, {"statusPurpose": None}, {"statusListCredential": 7}]
)
def test_an_older_entry_that_lacks_list_or_purpose_is_unclear(changes: dict[str, Any]) -> None:
    issuer = MemorySigner.generate()
    finding = ask(issuer, {**ENTRY_2021, **changes}, list_2021(issuer, 0, "message"))
    assert (finding.check, finding.outcome) == ("status.list", Outcome.INCONCLUSIVE)
    assert "lacks its list or a purpose" in finding.message


def test_an_older_list_is_not_in_force_before_its_issuance_date() -> None:
    issuer = MemorySigner.generate()
    tomorrow = to_text(NOW + timedelta(days=1))
    finding = ask(issuer, ENTRY_2021, list_2021(issuer, 0, issuanceDate=tomorrow))
    assert (finding.check, finding.outcome) == ("status.list", Outcome.INCONCLUSIVE)
    assert "not in force before" in finding.message


@pytest.mark.parametrize(
    "data",
    [
        zlib.compress(FULL),
        gzip.compress(FULL) + b"\0",
        gzip.compress(FULL) + gzip.compress(FULL),
        gzip.compress(FULL)[:-1],
    ],
    ids=["zlib", "a byte more", "two members", "a byte less"],
)
def test_a_list_is_one_whole_gzip_member(data: bytes) -> None:
    with pytest.raises(StatusUnknownError, match="damaged"):
        inflate("u" + base64url_encode(data), 1 << 20)


def test_a_list_of_wider_entries_still_needs_as_many() -> None:
    """Otherwise the crowd that a badge hides in would shrink with the width."""
    with pytest.raises(StatusUnknownError, match="65536 entries"):
        Bits(FULL, 2).value(0)
    assert Bits(FULL + FULL, 2).value(SHORTEST - 1) == 0


def test_a_list_may_be_exactly_as_large_as_allowed() -> None:
    assert inflate(packed(FULL), len(FULL)) == FULL
    with pytest.raises(StatusUnknownError, match="larger than"):
        inflate(packed(FULL), len(FULL) - 1)


@pytest.mark.parametrize("index", [0, "0"])
def test_the_first_place_is_a_place(district: District, index: object) -> None:
    badge = single(district, statusListIndex=index)
    district.bend(encodedList=packed(FIRST_SET))
    assert district.answer(badge).state is State.REVOKED


class _Dated:
    """The same pages, fetched at a time that is given."""

    def __init__(self, inner: District, fetched: str) -> None:
        self.inner, self.fetched = inner, fetched

    def fetch(self, url: str, *, limit: int) -> Fetched:
        answer = self.inner.fetch(url, limit=limit)
        return Fetched(answer.body, answer.content_type, self.fetched)


def _published(district: District) -> dict[str, Any]:
    return Published(district.revocations, district.store).unsigned(district.did, NOW)


def _token(district: District, document: dict[str, Any]) -> bytes:
    return compact(document, district.signer, {"typ": "vc+jwt"}).encode()


def test_a_list_that_several_entries_name_is_read_once(district: District) -> None:
    """Also where it cannot be had: each entry says so, and nobody is asked twice."""
    single(district)
    district.bend(statusPurpose=["revocation", "suspension"], encodedList=packed(FULL))
    entry = {
        "type": "BitstringStatusListEntry",
        "statusListIndex": "0",
        "statusListCredential": district.revocations,
    }
    entries: Any = [{**entry, "statusPurpose": kind} for kind in ("revocation", "suspension")]
    for outcome in (Outcome.PASSED, Outcome.INCONCLUSIVE):
        asked = _Counting(district)
        question = StatusQuestion(BADGE, district.did, asked, Limits(), NOW)
        found = check_status({"credentialStatus": entries}, question)
        assert [f.outcome for f in found] == [outcome] * 2
        assert asked.urls.count(district.revocations) == 1
        district.pages[district.revocations] = b"gone"


def test_a_list_is_inflated_once_for_all_badges_of_a_call(district: District) -> None:
    """And all lists together within one budget: once eight hundred entries took half a minute."""
    single(district)
    district.bend(statusPurpose="revocation", encodedList=packed(FULL))
    other = f"{district.home}/status/9"
    document = json.loads(district.pages[district.revocations])
    entry = {"type": "BitstringStatusListEntry", "statusPurpose": "revocation"}
    places = [district.revocations, district.revocations, other]
    entries: Any = [
        {**entry, "statusListIndex": str(index), "statusListCredential": url}
        for index, url in enumerate(places)
    ]
    unsigned = {n: v for n, v in document.items() if n != "proof"} | {"id": other}
    district.pages[other] = _token(district, unsigned)
    outcomes = []
    for total in (64 << 20, len(FULL), len(FULL) - 1):
        limits = Limits(max_status_bytes=len(FULL), total_status_bytes=total)
        question = StatusQuestion(BADGE, district.did, district, limits, NOW)
        found = check_status({"credentialStatus": entries}, question)
        outcomes.append([f.outcome for f in found])
        assert sum(isinstance(made, bytes) for made in question.read.values()) < 3
    passed, open_ = Outcome.PASSED, Outcome.INCONCLUSIVE
    assert outcomes == [[passed] * 3, [passed, passed, open_], [open_] * 3]


class _Counting:
    """The same pages, and which of them were asked for."""

    def __init__(self, inner: District) -> None:
        self.inner = inner
        self.urls: list[str] = []

    def fetch(self, url: str, *, limit: int) -> Fetched:
        self.urls.append(url)
        return self.inner.fetch(url, limit=limit)
