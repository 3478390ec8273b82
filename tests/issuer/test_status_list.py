"""Status lists of an issuer: random places, one size, dated by the schedule, two forms."""

import json
import random
import statistics
import tempfile
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer.award import award
from openbadge_issuer.errors import RefusedError
from openbadge_issuer.issue import issue, issue_jwt
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.status_list import StatusList, form_for, scheduled, with_status
from openbadge_issuer.status_store import ENTRIES, StatusStore
from openbadge_issuer.testing import DistrictSimulator

URL = "https://sdsm.example/status/1"
AT = datetime(2026, 11, 21, 12, 34, 56, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> StatusStore:
    return StatusStore(tmp_path / "status.db")


def test_a_badge_keeps_its_place_however_often_it_is_asked_for(store: StatusStore) -> None:
    place = store.allocate("urn:a", URL)
    assert [store.allocate("urn:a", URL) for _ in range(3)] == [place] * 3


def test_places_are_drawn_at_random_and_never_twice(store: StatusStore) -> None:
    places = [store.allocate(f"urn:{n}", URL) for n in range(400)]
    assert len(set(places)) == len(places)
    assert min(places) >= 0
    assert max(places) < ENTRIES
    assert abs(statistics.mean(places) / ENTRIES - 0.5) < 0.1
    assert abs(statistics.correlation(range(400), places)) < 0.2


# Six standard deviations: a fair draw leaves this once in hundreds of millions of runs.
_EVEN, _UNEVEN, _UNEVEN_IN_A_BYTE = 53, 248, 58


def chi_square(bins: list[int], number: int) -> float:
    """How far counts lie from equal ones; its mean is one less than the number of bins."""
    counts = [0] * number
    for value in bins:
        counts[value] += 1
    expected = len(bins) / number
    return sum((count - expected) ** 2 / expected for count in counts)


def looks_random(places: list[int]) -> bool:
    """By parts of the list, by places within a byte, by time, and from one to the next."""
    spread = chi_square([place * 128 // ENTRIES for place in places], 128)
    within = chi_square([place % 8 for place in places], 8)
    far = 6 / len(places) ** 0.5
    return (
        _EVEN < spread < _UNEVEN
        and within < _UNEVEN_IN_A_BYTE
        and abs(statistics.correlation(range(len(places)), places)) < far
        and abs(statistics.correlation(places[:-1], places[1:])) < far
    )


@pytest.fixture
def fast(tmp_path: Path) -> Iterator[StatusStore]:
    """A store in memory where there is such a folder: ten thousand times to the disk takes long."""
    memory = Path("/dev/shm")  # noqa: S108
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else tmp_path) as folder:
        yield StatusStore(Path(folder) / "status.db")


def test_ten_thousand_places_say_nothing_of_the_order_of_awards(fast: StatusStore) -> None:
    places = [fast.allocate(f"urn:{n}", URL) for n in range(10_000)]
    assert len(set(places)) == len(places)
    assert looks_random(places)


def test_that_statistic_sees_what_is_not_random() -> None:
    """In order, in steps, in one half, in even places, and evenly spread by intent."""
    draw = random.Random(7)  # noqa: S311
    fair = draw.sample(range(ENTRIES), 10_000)
    assert looks_random(fair)
    for unfair in (
        list(range(10_000)),
        [n * 4099 % ENTRIES for n in range(10_000)],
        [place // 2 for place in fair],
        [place & ~1 for place in fair],
        sorted(fair),
        [n * ENTRIES // 10_000 for n in draw.sample(range(10_000), 10_000)],
    ):
        assert not looks_random(unfair)


def test_threads_never_share_a_place(store: StatusStore) -> None:
    """Ten writers, four badges, each asked for by all."""
    found: list[tuple[str, int]] = []

    def work() -> None:
        found.extend((f"urn:{n}", store.allocate(f"urn:{n}", URL)) for n in range(4))

    threads = [threading.Thread(target=work) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 40
    assert len(set(found)) == 4


@pytest.mark.parametrize(
    ("credential", "url", "purpose"),
    [
        ("urn:a", "https://sdsm.example/status/2", "revocation"),
        ("urn:b", URL, "suspension"),
        ("urn:b", "https://127.0.0.1/status", "revocation"),
        ("urn:b", "http://sdsm.example/status", "revocation"),
        ("urn:b", URL + "#1", "revocation"),
        ("urn:b", URL, "message"),
    ],
)
def test_a_place_that_would_mislead_is_refused(
    store: StatusStore, credential: str, url: str, purpose: str
) -> None:
    store.allocate("urn:a", URL)
    with pytest.raises(RefusedError):
        store.allocate(credential, url, purpose)


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Sir or Madam, " * 100)
    with pytest.raises(RefusedError):
        StatusStore(path)


def test_only_the_owner_may_read_the_store(store: StatusStore, tmp_path: Path) -> None:
    assert store.lists() == {}
    assert (tmp_path / "status.db").stat().st_mode & 0o077 == 0


def test_a_badge_without_a_place_cannot_be_revoked(store: StatusStore) -> None:
    with pytest.raises(RefusedError, match="no place"):
        store.change("urn:never", "revocation", is_set=True)


def test_a_withdrawal_is_never_taken_back(store: StatusStore) -> None:
    """W3C: "not reversible". Readers may have acted on it; a hold is what can be lifted."""
    for name in ("urn:a", "urn:b"):
        store.allocate(name, URL)
        store.allocate(name, "https://sdsm.example/status/2", "suspension")
    store.change("urn:a", "revocation", is_set=True)
    store.change("urn:a", "suspension", is_set=True)
    with pytest.raises(RefusedError, match="urn:a is withdrawn for good"):
        store.change_all(["urn:b", "urn:a"], "revocation", is_set=False)
    store.change("urn:a", "suspension", is_set=False)
    store.change("urn:a", "revocation", is_set=True)
    store.change("urn:b", "revocation", is_set=False)
    assert store.show("urn:a") == {"revocation": True, "suspension": False}
    assert store.show("urn:b") == {"revocation": False, "suspension": False}


@pytest.mark.parametrize("asked", list(permutations(["urn:a", "urn:never", "urn:b", "urn:lost"])))
def test_badges_are_changed_together_or_not_at_all(
    fast: StatusStore, asked: tuple[str, ...]
) -> None:
    """Wherever the unknown ones stand, each is a problem of its own, and nothing has changed."""
    for name in ("urn:a", "urn:b"):
        fast.allocate(name, URL)
    with pytest.raises(RefusedError) as refusal:
        fast.change_all(asked, "revocation", is_set=True)
    told = [problem.message.split()[0] for problem in refusal.value.problems]
    assert told == [name for name in asked if name in ("urn:never", "urn:lost")]
    assert fast.bits(URL) == bytes(ENTRIES // 8)
    fast.change_all([name for name in asked if name not in told], "revocation", is_set=True)
    assert fast.show("urn:a") == fast.show("urn:b") == {"revocation": True}


def test_a_list_is_dated_by_the_schedule_and_says_nothing_else(store: StatusStore) -> None:
    """Two publications of one hour are the same; a revocation in between shows as a bit alone."""
    listed = StatusList(URL, store)
    store.allocate("urn:a", URL)
    before = listed.unsigned("did:web:sdsm.example", AT)
    later = listed.unsigned("did:web:sdsm.example", AT + timedelta(minutes=20))
    assert before == later
    assert before["validFrom"] == "2026-11-21T12:00:00Z"
    assert before["validUntil"] == "2026-11-21T14:00:00Z"
    store.change("urn:a", "revocation", is_set=True)
    after = listed.unsigned("did:web:sdsm.example", AT)
    assert len(store.bits(URL)) == ENTRIES // 8
    different = {name for name in after if after[name] != before[name]}
    assert different == {"credentialSubject"}
    assert "urn:a" not in json.dumps(after)


def test_both_forms_are_written_whole(store: StatusStore, tmp_path: Path) -> None:
    store.allocate("urn:a", URL)
    folder = tmp_path / "www"
    written = StatusList(URL, store).publish(folder, MemorySigner.generate(), AT)
    assert [path.name for path in written] == ["1.json", "1.jwt"]
    assert sorted(path.name for path in folder.iterdir()) == ["1.json", "1.jwt"]


def test_a_list_is_of_the_issuer_of_its_first_badge(store: StatusStore, tmp_path: Path) -> None:
    """Its other keys sign it as well; another issuer gets neither the list nor a place in it."""
    own, new, stranger = (MemorySigner.generate(did=f"did:web:{n}.example") for n in "aab")
    listed = StatusList(URL, store)
    with_status({"id": "urn:a", "issuer": {"id": "did:web:a.example"}}, store, URL)
    with_status({"id": "urn:b", "issuer": "did:web:a.example"}, store, URL)
    assert listed.signed(own, AT)
    assert listed.signed(new, AT)
    with pytest.raises(RefusedError, match=r"is of did:web:a\.example"):
        listed.publish(tmp_path / "www", stranger, AT)
    assert list((tmp_path / "www").iterdir()) == []
    other: dict[str, Any] = {"id": "urn:c", "issuer": {"id": "did:web:b.example"}}
    with pytest.raises(RefusedError, match=r"is of did:web:a\.example"):
        with_status(other, store, URL)
    assert store.show("urn:c") == {}
    assert with_status(other, store, "https://b.example/status/1")


def test_a_badge_in_a_strangers_list_never_leaves_the_house(tmp_path: Path) -> None:
    """Its place was taken before it had an issuer; nobody could ever read its status."""
    district, other = DistrictSimulator("did:web:a.example"), DistrictSimulator("did:web:b.example")
    store = StatusStore(tmp_path / "status.db")
    with_status(award(district.assessment()), store, URL)
    nobodys = award(other.assessment(issuer={"type": ["Profile"], "name": "B"}))
    with pytest.raises(RefusedError, match=r"is of did:web:a\.example"):
        issue(with_status(nobodys, store, URL), signer=other.signer, status=store)


@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, "json"),
        ("*/*", "json"),
        ("application/vc", "json"),
        ("application/vc+jwt", "jwt"),
        ("text/html, application/jwt;q=0.9", "jwt"),
    ],
)
def test_the_form_is_negotiated(accept: str | None, form: str) -> None:
    assert form_for(accept) == form


def test_the_schedule_does_not_depend_on_the_zone() -> None:
    zone = datetime.fromisoformat("2026-11-21T07:34:56-05:00")
    assert scheduled(zone, timedelta(hours=1)) == scheduled(AT, timedelta(hours=1))


def test_a_fresh_badge_is_checked_against_its_own_store(tmp_path: Path) -> None:
    """A badge whose place is set already never leaves the house."""
    district = DistrictSimulator()
    store = StatusStore(tmp_path / "status.db")
    badge = with_status(award(district.assessment()), store, URL)
    assert issue(badge, signer=district.signer, status=store)
    assert issue_jwt(badge, signer=district.signer, status=store)
    store.change(str(badge["id"]), "revocation", is_set=True)
    with pytest.raises(RefusedError, match="withdrawn"):
        issue(badge, signer=district.signer, status=store)
    stranger = StatusStore(tmp_path / "other.db")
    with pytest.raises(RefusedError, match="could not be obtained"):
        issue(badge, signer=district.signer, status=stranger)


def test_a_badge_gets_a_second_entry_only_on_request(store: StatusStore) -> None:
    badge = {"id": "urn:a"}
    assert isinstance(with_status(badge, store, URL)["credentialStatus"], dict)
    both = with_status(badge, store, URL, suspension="https://sdsm.example/status/2")
    purposes = [entry["statusPurpose"] for entry in both["credentialStatus"]]
    assert purposes == ["revocation", "suspension"]
    with pytest.raises(RefusedError, match="has a status already"):
        with_status(both, store, URL)
    with pytest.raises(RefusedError, match="needs an id"):
        with_status({"name": "of no id"}, store, URL)
