"""Badges that other libraries signed: two verify, and no alteration of them ever does."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.verifier.alterations import Alteration, alterations
from tests.verifier.badges import NOW
from verifier import Outcome, Verifier
from verifier.strict_json import parse

LIBRARIES = ("digitalbazaar", "digitalcredentials")

# What the 2026 schema lets stand alone or in a list of one; RDF does not tell the two apart, and
# the reader takes both. Nothing that a person reads differs.
EITHER_WAY = {
    *("type", "proof", "credentialSchema"),  # Open Badges 3.0, serialization
    *("identifier", "alignment", "evidence"),  # "compaction" of the schemas of 2026
}

# Badges under other suites that are read.
OTHER_SUITES = (
    "digitalbazaar/badge-Ed25519Signature2020.json",
    "digitalbazaar/badge-ecdsa-rdfc-2019-p256.json",
    "digitalbazaar/badge-ecdsa-rdfc-2019-p384.json",
    "digitalbazaar/badge-ecdsa-sd-2023-derived.json",
    "digitalcredentials/badge-Ed25519Signature2020.json",
)

# Every other file, and why it is not valid here.
OTHERS = {
    "digitalbazaar/badge-ecdsa-sd-2023-base.json": ("invalid_signature", "for the holder alone"),
    "digitalbazaar/statuslist-revocation-index42-set.json": ("malformed", "a list, not a badge"),
    "digitalcredentials/badge-eddsa-rdfc-2022-revoked.json": ("status_unknown", "lists"),
    "digitalcredentials/badge-eddsa-rdfc-2022-status-ok.json": ("status_unknown", "lists"),
    "digitalcredentials/statuslist-revocation-index7-set.json": ("malformed", "a list, no badge"),
}


def badge_of(vectors: Path, library: str) -> dict[str, Any]:
    """The badge with a rubric that a library signed with eddsa-rdfc-2022."""
    text = (vectors / "interop" / library / "badge-eddsa-rdfc-2022.json").read_text()
    badge: dict[str, Any] = json.loads(text)
    return badge


def neutral(alteration: Alteration) -> bool:
    """Whether the alteration changes nothing but between a value and a list of that value."""
    names = [part for part in alteration.path.split("/") if not part.isdecimal()]
    return alteration.what in ("bare", "list of one") and names[-1] in EITHER_WAY


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_badge_of_another_library_is_valid(vectors: Path, library: str) -> None:
    """With its rubric read and met."""
    report = Verifier().verify(json.dumps(badge_of(vectors, library)), at=NOW)
    assert report.state.value == "valid"
    rubric = [f.outcome for f in report.findings if f.check.startswith("rubric.")]
    assert rubric == [Outcome.PASSED] * 4
    assert report.require().credential.issuer_name == "School District of Example"


@pytest.mark.parametrize("library", LIBRARIES)
def test_no_alteration_is_ever_valid(vectors: Path, library: str) -> None:
    """Three thousand of them: values, names, shapes, additions and removals, at every place."""
    verifier = Verifier()
    tried, unnoticed = 0, 0
    for alteration in alterations(badge_of(vectors, library)):
        tried += 1
        if verifier.verify(json.dumps(alteration.document), at=NOW):
            assert neutral(alteration), (alteration.what, alteration.path)
            unnoticed += 1
    assert tried > 3000
    assert unnoticed == 18


@pytest.mark.parametrize("name", OTHER_SUITES)
def test_a_badge_under_another_suite_is_valid(vectors: Path, name: str) -> None:
    """Each with one proof, by the issuer's own key."""
    assert Verifier().verify((vectors / "interop" / name).read_bytes(), at=NOW)


def test_every_kind_of_thing_is_altered(vectors: Path) -> None:
    """The walk reaches every member and every value of the badge."""
    badge = badge_of(vectors, LIBRARIES[0])
    removed = {a.path for a in alterations(badge) if a.what == "removed"}
    for path in ("/id", "/credentialSubject/result/1/value", "/proof/created", "/@context/2"):
        assert path in removed
    assert len(removed) > 130


@pytest.mark.parametrize("library", LIBRARIES)
def test_a_flipped_bit_is_noticed(vectors: Path, library: str) -> None:
    """One bit in every third byte of the file."""
    data = (vectors / "interop" / library / "badge-eddsa-rdfc-2022.json").read_bytes()
    verifier = Verifier()
    for place in range(0, len(data), 3):
        flipped = bytearray(data)
        flipped[place] ^= 1 << (place % 8)
        assert not verifier.verify(bytes(flipped), at=NOW), place


def test_spelling_and_the_order_of_sets_are_no_alteration(vectors: Path) -> None:
    """Escapes, white space, 1.50 for 1.5, member order, and the order of unordered lists."""
    badge = badge_of(vectors, LIBRARIES[0])
    subject = badge["credentialSubject"]
    subject["result"].reverse()
    subject["achievement"]["tag"].reverse()
    subject["achievement"]["resultDescription"][0]["rubricCriterionLevel"].reverse()
    badge["type"].reverse()
    text = json.dumps(dict(reversed(badge.items())), indent=3).replace("1.5,", "1.50,")
    text = text.replace("School", "\\u0053chool")
    assert parse(text) == badge
    assert Verifier().verify(text, at=NOW)


def test_every_other_file_has_a_reason_not_to_be_valid(vectors: Path) -> None:
    """No file of the folder is left out."""
    folder = vectors / "interop"
    names = {str(file.relative_to(folder)) for file in folder.glob("*/*.json")}
    expected = {f"{library}/badge-eddsa-rdfc-2022.json" for library in LIBRARIES}
    keys = {f"{library}/keys.json" for library in LIBRARIES}
    assert names == expected | keys | set(OTHER_SUITES) | set(OTHERS)
    for name, (state, reason) in OTHERS.items():
        report = Verifier().verify((folder / name).read_bytes(), at=NOW)
        assert report.state.value == state, (name, reason)
        assert not report
