"""Nonsense that an issuer really signed: always an answer, and never a good one by mistake."""

import hashlib
import json
from typing import Any

import jsonschema_rs
import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from openbadge_issuer.schemas import json_schema
from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import (
    NOW,
    SIGNER,
    Badge,
    endorsement,
    options,
    signed_badge,
    small_badge,
)
from verifier import Outcome, Report, Verifier
from verifier.canonical import Canonicalizer
from verifier.context_list import EXTENSIONS
from verifier.errors import DocumentError
from verifier.keys import base58_encode

FITS: Any = jsonschema_rs.Draft202012Validator(json_schema("achievement-credential"))
DISTRICT = DistrictSimulator()

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
ADDRESSES = st.sampled_from(
    ["urn:x:1", "https://sdsm.example/status/1", DISTRICT.did, "http://127.0.0.1/", "", "x"]
)
TYPES = st.sampled_from(
    [
        *("BitstringStatusListEntry", "StatusList2021Entry", "1EdTechRevocationList"),
        *("1EdTechCredentialRefresh", "Evidence", "EndorsementCredential", "Profile"),
    ]
)
VALUES = JSON | ADDRESSES | TYPES | st.sampled_from(["revocation", "suspension", "7", "-1"])


def shaped(*members: str) -> st.SearchStrategy[Any]:
    """An object, or a few, with the members that such a part has, and values of any kind."""
    node = st.fixed_dictionaries(
        {},
        optional={"id": ADDRESSES, "type": TYPES | st.lists(TYPES, max_size=2)}
        | dict.fromkeys(members, VALUES),
    )
    return node | st.lists(node, max_size=3)


TOKEN = r"(eyJ)?[a-zA-Z0-9_-]{1,9}\.[a-zA-Z0-9_-]{0,9}\.[a-zA-Z0-9_-]{1,9}"
WORDS = st.text(max_size=8) | st.sampled_from(["revocation", "suspension", "message", "7", "-1"])
ABSOLUTE = st.sampled_from(
    [
        *("urn:x:1", "https://sdsm.example/status/1", "http://127.0.0.1/", "https://[::1]/x"),
        *(DISTRICT.did, DISTRICT.achievement["id"], "https://sdsm.example/.well-known/did.json"),
    ]
)
# Every member is of its native kind, so that these get as far as a look at their meaning.
STATUS = st.fixed_dictionaries(
    {"type": TYPES},
    optional={
        "id": ABSOLUTE,
        "statusPurpose": WORDS,
        "statusListIndex": WORDS | st.integers(),
        "statusListCredential": ABSOLUTE,
        "statusSize": st.integers(-1, 20),
    },
)
EVIDENCE = st.fixed_dictionaries(
    {"type": st.just(["Evidence"])}, optional={"id": ABSOLUTE, "name": WORDS, "narrative": WORDS}
)
ENDORSEMENT = st.builds(
    lambda endorser, thing, **more: [
        endorsement(
            issuer={"id": endorser, "type": ["Profile"]},
            credentialSubject={"id": thing, "type": ["EndorsementSubject"]},
            **{name: value for name, value in more.items() if value is not None},
        )
    ],
    ABSOLUTE,
    ABSOLUTE,
    credentialStatus=st.none() | STATUS,
    proof=st.none() | st.builds(lambda value: [options(proofValue=value)], WORDS),
)
REFRESH = st.fixed_dictionaries({"id": ABSOLUTE, "type": TYPES})
PARTS: dict[str, st.SearchStrategy[Any]] = {
    "credentialStatus": STATUS | st.lists(STATUS, min_size=1, max_size=10) | JSON,
    "endorsement": ENDORSEMENT
    | JSON
    | shaped("issuer", "credentialSubject", "validFrom", "name", "proof", "@context")
    | st.builds(
        lambda name, value: [endorsement(**{name: value})],
        st.sampled_from(["issuer", "credentialSubject", "type", "proof", "credentialStatus"]),
        VALUES,
    ),
    "endorsementJwt": st.lists(st.from_regex(TOKEN, fullmatch=True), min_size=1, max_size=2) | JSON,
    "refreshService": REFRESH | JSON | shaped(),
    "evidence": EVIDENCE
    | st.lists(EVIDENCE, min_size=1, max_size=3)
    | JSON
    | shaped("name", "narrative", "description", "genre", "audience"),
}


def signed(name: str, value: Any) -> Badge:
    """A badge with this member under a genuine signature, which our own code would not make."""
    badge = small_badge(**{"@context": [*small_badge()["@context"], EXTENSIONS]})
    badge = {**badge, name: value}
    wanted = options(cryptosuite="eddsa-jcs-2022", **{"@context": badge["@context"]})
    both = b"".join(hashlib.sha256(rfc8785.dumps(part)).digest() for part in (wanted, badge))
    return {**badge, "proof": [{**wanted, "proofValue": "z" + base58_encode(SIGNER.sign(both))}]}


def answer(badge: Badge) -> Report:
    verifier = Verifier(fetcher=DISTRICT, refresh=True, check_evidence=True)
    return verifier.verify(json.dumps(badge), at=NOW)


def compact(badge: Badge) -> bool:
    """Whether every part has a meaning under the contexts."""
    try:
        Canonicalizer().check_terms({name: part for name, part in badge.items() if name != "proof"})
    except DocumentError:
        return False
    return True


def check(name: str, value: Any) -> Report | None:
    """What holds for every part; None where no strict reader would even parse it."""
    try:
        badge = signed(name, value)
    except rfc8785.CanonicalizationError:  # numbers beyond what JSON readers agree on
        return None
    report = answer(badge)
    assert all(
        finding.check != "proof.signature" or finding.outcome is Outcome.PASSED
        for finding in report.findings
    )
    if report:
        assert FITS.is_valid(badge)
        assert compact(badge)
    return report


@given(PARTS["credentialStatus"])
def test_a_status_that_says_nothing_is_never_taken_for_good(value: Any) -> None:
    """Nobody answers for these lists, so whether the badge was withdrawn is never known."""
    report = check("credentialStatus", value)
    assert not report
    if report is not None:
        assert "status.revocation" not in {finding.check for finding in report.findings}


@given(st.sampled_from(["endorsement", "endorsementJwt"]), st.data())
def test_an_endorsement_that_says_nothing_endorses_nothing(name: str, data: st.DataObject) -> None:
    report = check(name, data.draw(PARTS[name]))
    if report is not None and report.summary is not None:
        said = [f.outcome for f in report.findings if f.check == "endorsement"]
        assert not {Outcome.PASSED, Outcome.WARNING} & set(said)
        assert report.verified is None or report.verified.endorsements == ()
        if report:
            assert said


@given(PARTS["refreshService"])
def test_a_newer_copy_that_is_nowhere_replaces_nothing(value: Any) -> None:
    report = check("refreshService", value)
    if report is not None and report.summary is not None:
        said = [f.outcome for f in report.findings if f.check == "refresh.credential"]
        assert said == [Outcome.INCONCLUSIVE]


@given(PARTS["evidence"])
def test_evidence_that_says_nothing_is_never_called_unchanged(value: Any) -> None:
    report = check("evidence", value)
    if report:
        said = [f.outcome for f in report.findings if f.check == "evidence.digest"]
        assert said
        assert set(said) == {Outcome.WARNING}


def test_the_signature_of_these_tests_is_genuine() -> None:
    """So that what refuses the nonsense is not a broken signature."""
    good = signed("evidence", [{"id": "urn:x:evidence", "type": ["Evidence"], "name": "Video"}])
    assert answer(good)
    assert answer(signed_badge())


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("value", [None, [], {}, "", 0, False, [[]], [None], {"type": []}])
def test_empty_things_are_refused_where_a_thing_is_expected(name: str, value: Any) -> None:
    report = check(name, value)
    assert report is not None
    assert not report
