"""Two programs that are not ours accept our badges and refuse altered copies of them."""

import json
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.interop.programs import (
    ACCEPTED,
    ALTERATIONS,
    PROJECT,
    SIGNATURE_REFUSED,
    Answer,
    Badge,
    altered_copy,
    ask,
    read,
    repin_related_resource,
    run,
    vector,
)
from tests.issuer.endorsements import endorsement_of

pytestmark = pytest.mark.interop


class Made(NamedTuple):
    """A badge of ours, and the folder that stands for its issuer's web server."""

    badge: Path
    web: Path


def make(folder: Path, assessment: Path, *address: str) -> Made:
    """Make a badge and publish its key as an issuer does, with our own command line."""
    key, made = folder / "key.json", Made(folder / "badge.json", folder / "web")
    openbadge = (sys.executable, "-m", "openbadge_issuer.cli")
    run(*openbadge, "key", "new", "--out", key, "--unencrypted", *address)
    run(*openbadge, "award", assessment, "--key", key, "--out", made.badge)
    made.web.mkdir()
    document = run(*openbadge, "key", "show", key, "--did-document")
    (made.web / "did.json").write_text(document, encoding="utf-8")
    index = {"https://sdsm.example/.well-known/did.json": "did.json"}
    (made.web / "index.json").write_text(json.dumps(index), encoding="utf-8")
    return made


def assessment(folder: Path, **changes: object) -> Path:
    """Write a copy of the example assessment with members changed, beside the example's files."""
    examples = folder / "examples"
    shutil.copytree(PROJECT / "examples", examples)
    members = {**read(examples / "assessment.json"), **changes}
    (examples / "assessment.json").write_text(json.dumps(members), encoding="utf-8")
    return examples / "assessment.json"


@pytest.fixture
def by_did_web(tmp_path: Path) -> Made:
    """The example badge, by a district with a web address."""
    return make(tmp_path, PROJECT / "examples" / "assessment.json", "--did", "did:web:sdsm.example")


@pytest.fixture
def by_did_key(tmp_path: Path) -> Made:
    """The example badge, by an issuer that is nothing but its key."""
    made = make(tmp_path, assessment(tmp_path, issuer={"type": ["Profile"], "name": "A district"}))
    assert read(made.badge)["issuer"]["id"].startswith("did:key:z6Mk")
    return made


def test_our_badge_by_did_web_is_accepted(by_did_web: Made) -> None:
    """Both programs find the key at the address that `key show --did-document` is made for."""
    assert ask(by_did_web.badge, web=by_did_web.web) == [ACCEPTED]


def test_our_badge_by_did_web_needs_the_published_key(by_did_web: Made) -> None:
    """Without the district's web server neither program accepts it: the key is really fetched."""
    assert all(None not in answer for answer in ask(by_did_web.badge))


def test_our_badge_by_did_key_is_accepted(by_did_key: Made) -> None:
    """The address is the key, so nothing is fetched."""
    assert ask(by_did_key.badge) == [ACCEPTED]


def test_texts_and_numbers_are_signed_as_others_read_them(tmp_path: Path) -> None:
    """Escapes, scripts, emoji, line ends, fractions and a hashed e-mail: one canonical form."""
    achievement = read(PROJECT / "examples" / "achievements" / "wait-time-1.json")
    tricky = 'Zo\u00eb "waits" \\ \u6728\u6751 \U0001f393\tand\r\nthinks \u2028\u0085\u00a0.'
    given = assessment(
        tmp_path,
        issuer={"type": ["Profile"], "name": tricky},
        achievement={**achievement, "name": tricky, "creditsAvailable": 0.1},
        recipient={"email": "jordan@sdsm.example"},
        creditsEarned="1234567.125",
        validUntil="2099-12-31T23:59:59.999-06:00",
    )
    made = make(tmp_path, given)
    assert read(made.badge)["name"] == tricky
    assert ask(made.badge) == [ACCEPTED]


def test_an_endorsed_badge_is_accepted(tmp_path: Path) -> None:
    """The badge's signature covers the endorsement as others canonicalise it; both say so."""
    endorsement = endorsement_of("https://sdsm.example/achievements/wait-time/1")
    issuer = {"type": ["Profile"], "name": "A district"}
    made = make(tmp_path, assessment(tmp_path, issuer=issuer, endorsements=[endorsement]))
    assert ask(made.badge) == [ACCEPTED]

    def praise(badge: Badge) -> None:
        """Let somebody say more than they signed."""
        badge["endorsement"][0]["credentialSubject"]["endorsementComment"] = "The best of all."

    assert ask(altered_copy(made.badge, praise, tmp_path)) == [SIGNATURE_REFUSED]


def test_altered_copies_of_our_badge_are_refused(by_did_web: Made, tmp_path: Path) -> None:
    """Whatever leaf is changed, both programs say that the signature is wrong."""
    alterations = [*ALTERATIONS, repin_related_resource]
    copies = [altered_copy(by_did_web.badge, alteration, tmp_path) for alteration in alterations]
    assert ask(*copies, web=by_did_web.web) == [SIGNATURE_REFUSED] * len(copies)


@pytest.mark.parametrize("library", ["digitalbazaar", "digitalcredentials"])
def test_the_harness_tells_good_from_altered(library: str, tmp_path: Path) -> None:
    """A badge that neither we nor this harness made is accepted, altered copies are not."""
    badge = vector(library, "badge-eddsa-rdfc-2022.json")
    copies = [altered_copy(badge, alteration, tmp_path) for alteration in ALTERATIONS]
    assert ask(badge, *copies) == [ACCEPTED, *[SIGNATURE_REFUSED] * len(copies)]


def test_the_harness_reads_status_lists_from_the_folder(tmp_path: Path) -> None:
    """A revoked badge is told from a good one; without the list both are refused."""
    good, revoked = (
        vector("digitalcredentials", f"badge-eddsa-rdfc-2022-{state}.json")
        for state in ("status-ok", "revoked")
    )
    published = vector("digitalcredentials", "statuslist-revocation-index7-set.json")
    shutil.copy(published, tmp_path / "list.json")
    address = read(good)["credentialStatus"]["statusListCredential"]
    index = {address: {"file": "list.json", "contentType": "application/vc"}}
    (tmp_path / "index.json").write_text(json.dumps(index), encoding="utf-8")

    assert ask(good, revoked, web=tmp_path) == [
        ACCEPTED,
        Answer("revocation is set", "revocation_status"),
    ]
    assert all(None not in answer for answer in ask(good, revoked))
