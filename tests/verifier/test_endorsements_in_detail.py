"""Endorsements in detail: what each must be, when it counts, and what is said of it."""

import json
from datetime import timedelta
from typing import Any

import pytest

from openbadge_issuer.award import award
from openbadge_issuer.jwt import compact
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.status_list import with_status
from tests.verifier.status.test_bitstring import FULL
from tests.verifier.status.world import NOW, District, packed
from tests.verifier.test_endorsements import answer, endorsed, results, unsigned
from verifier import Finding, Outcome, State, Verifier, local_lists, read_registries
from verifier.canonical import Canonicalizer
from verifier.clock import to_text
from verifier.context_list import OB_LEGACY, VC1, VC2
from verifier.disclosure.derive import derive
from verifier.keys import from_multikey
from verifier.suites.ecdsa_sd_2023 import EcdsaSd2023

STATE = MemorySigner.generate()
PAST, FUTURE = (to_text(NOW + timedelta(days=days)) for days in (-9, 9))


@pytest.fixture
def district() -> District:
    return District()


def only(district: District, endorsement: Any, **settings: Any) -> Finding:
    """What is said of the one endorsement; the badge itself is valid whatever it is."""
    report = answer(district, endorsement, **settings)
    assert report.verdict
    (finding,) = results(report)
    assert finding.path.startswith("/endorsement")
    fine = finding.outcome in (Outcome.PASSED, Outcome.WARNING)
    assert len(report.require().endorsements) == fine
    return finding


def signed(district: District, **changes: Any) -> dict[str, Any]:
    return endorsed(unsigned(STATE, district.did, **changes), STATE)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"type": "EndorsementCredential"}, "It is no EndorsementCredential"),
        ({"type": ["VerifiableCredential"]}, "It is no EndorsementCredential"),
        (
            {"type": ["VerifiableCredential", "OpenBadgeCredential"]},
            "It is no EndorsementCredential",
        ),
        ({"@context": [VC2]}, "does not count. The contexts"),
        ({"credentialSubject": None}, "endorses something else: None"),
        ({"credentialSubject": "text"}, "does not count. 'text' is not an absolute"),
        ({"credentialSubject": "urn:x:y"}, "endorses something else: None"),
        ({"credentialSubject": []}, "does not count. An empty list"),
    ],
)
def test_a_token_may_hold_anything_and_only_an_endorsement_counts(
    district: District, changes: dict[str, Any], reason: str
) -> None:
    """Whatever the endorser signed: nothing else is mistaken for one."""
    document = unsigned(STATE, district.did, **changes)
    finding = only(district, compact(document, STATE, {"typ": "vc+jwt"}))
    assert finding.outcome is Outcome.FAILED
    assert reason in finding.message


def test_an_endorsement_that_shows_parts_of_itself_may_hide_its_end(district: District) -> None:
    """Whoever holds it chose what to leave out, so it neither endorses nor delegates."""
    endorser = MemorySigner.generate(kind="P-256")
    word = unsigned(endorser, district.did, validUntil=PAST)
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "ecdsa-sd-2023",
        "verificationMethod": endorser.kid,
        "proofPurpose": "assertionMethod",
    }
    suite, key = EcdsaSd2023(pointers=lambda _: ["/issuer"]), from_multikey(endorser.public_key)
    own = {**word, "proof": [suite.create(word, options, key, endorser.sign, Canonicalizer())]}
    shown = derive(own, disclose=["/name", "/validFrom", "/credentialSubject"])
    finding = only(district, shown)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert "shows only parts of itself" in finding.message


@pytest.mark.parametrize("entry", [7, True])
def test_what_is_neither_object_nor_token_is_named(district: District, entry: Any) -> None:
    """Nothing in the place of an endorsement is passed over."""
    badge = {**award(district.assessment()), "endorsementJwt": [entry]}
    token = compact(badge, district.signer, {"typ": "vc+jwt"})
    (finding,) = results(Verifier(fetcher=district).verify(token))
    assert (finding.outcome, finding.path) == (Outcome.FAILED, "/endorsementJwt/0")
    assert "no object and no token" in finding.message


def test_a_token_that_cannot_be_read_is_named(district: District) -> None:
    finding = only(district, "a.b.c")
    assert finding.outcome is Outcome.FAILED
    assert "cannot be read" in finding.message


def test_the_subject_may_be_a_list_of_one(district: District) -> None:
    subject = {"id": district.did, "type": ["EndorsementSubject"]}
    two = [subject, {**subject, "id": "urn:x:another"}]
    for subjects, expected in (([subject], Outcome.PASSED), (two, Outcome.FAILED)):
        document = unsigned(STATE, district.did, credentialSubject=subjects)
        assert only(district, compact(document, STATE, {"typ": "vc+jwt"})).outcome is expected


def test_an_endorsement_counts_while_it_is_in_force(district: District) -> None:
    """By its own end, by that of its token, and as older credentials spell it."""
    legacy = {"@context": [VC1, OB_LEGACY[0]], "validFrom": None, "issuanceDate": PAST}
    for end, expected in ((FUTURE, Outcome.PASSED), (PAST, Outcome.FAILED)):
        assert only(district, signed(district, validUntil=end)).outcome is expected
        older = unsigned(STATE, district.did, **legacy, expirationDate=end)
        assert only(district, compact(older, STATE, {"typ": "vc+jwt"})).outcome is expected
    for days, expected in ((9, Outcome.PASSED), (-9, Outcome.FAILED)):
        claims = {"exp": int((NOW + timedelta(days=days)).timestamp())}
        document = unsigned(STATE, district.did, **claims)
        assert only(district, compact(document, STATE, {"typ": "vc+jwt"})).outcome is expected
    early = {**legacy, "issuanceDate": FUTURE}
    token = compact(unsigned(STATE, district.did, **early), STATE, {"typ": "vc+jwt"})
    assert only(district, token).outcome is Outcome.FAILED


@pytest.mark.parametrize(
    "end", ["2020-06-30T24:00:00Z", "2016-12-31T23:59:60Z", "2020-01-01", [PAST], 1577836800]
)
def test_an_end_that_cannot_be_read_is_no_endless_endorsement(district: District, end: Any) -> None:
    """No class of the model holds what is in a token, or in a badge of the older format."""
    token = compact(unsigned(STATE, district.did, validUntil=end), STATE, {"typ": "vc+jwt"})
    finding = only(district, token)
    assert finding.outcome is Outcome.FAILED
    assert "validUntil must be a date and time" in finding.message


def test_an_end_is_not_hidden_in_a_part_that_claims_to_be_the_endorsement(
    district: District,
) -> None:
    """Evidence at its own address is one node with it, and the signature over RDF still holds."""
    name = "https://state.example/endorsements/1"
    evidence = {"id": name, "type": ["Evidence"]}
    own = signed(district, id=name, validUntil=PAST, evidence=[evidence])
    assert "has ended" in only(district, own).message
    held = {"id": name, "type": ["Evidence", "VerifiableCredential"], "validUntil": PAST}
    moved = {n: v for n, v in own.items() if n != "validUntil"} | {"evidence": [held]}
    finding = only(district, moved)
    assert finding.outcome is Outcome.FAILED
    assert "claims to be it" in finding.message


def test_an_endorsement_that_was_withdrawn_no_longer_counts(district: District) -> None:
    """Its status is looked up like a badge's; a list out of reach leaves it open."""
    issuer = {"id": district.did, "type": ["Profile"], "name": district.name}
    document = unsigned(district.signer, district.did, issuer=issuer)
    document = with_status(document, district.store, district.revocations)
    endorsement = endorsed(document, district.signer)
    fine = only(district, endorsement)
    assert fine.outcome is Outcome.WARNING  # by the issuer itself
    assert fine.message.endswith("(By the issuer itself.)")
    district.store.change(document["id"], "revocation", is_set=True)
    withdrawn = only(district, endorsement)
    assert withdrawn.outcome is Outcome.FAILED
    assert "does not count. The issuer has withdrawn" in withdrawn.message
    district.pages[district.revocations] = b"gone"
    unclear = only(district, endorsement)
    assert unclear.outcome is Outcome.INCONCLUSIVE
    assert "could not be checked" in unclear.message


def test_of_several_reasons_a_failure_is_told_first(district: District) -> None:
    """An endorsement that ended does not count, whatever its list would have said."""
    elsewhere = {
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": "7",
        "statusListCredential": "https://elsewhere.example/list",
    }
    entry: dict[str, Any] = {"validUntil": PAST, "credentialStatus": elsewhere}
    finding = only(district, signed(district, **entry))
    assert finding.outcome is Outcome.FAILED
    assert "has ended" in finding.message
    withdrawn = {**elsewhere, "statusListCredential": district.revocations}
    district.award(status=True)
    district.bend(encodedList=packed(b"\xff" + FULL[1:]), issuer=district.did)
    own = {"id": district.did, "type": ["Profile"], "name": district.name}
    both = unsigned(
        district.signer, district.did, issuer=own, credentialStatus=[elsewhere, withdrawn]
    )
    finding = only(district, compact(both, district.signer, {"typ": "vc+jwt"}))
    assert "The issuer has withdrawn" in finding.message
    del entry["validUntil"]
    assert only(district, signed(district, **entry)).outcome is Outcome.INCONCLUSIVE


def test_a_signature_of_an_unknown_kind_beside_a_good_one_is_no_objection(
    district: District,
) -> None:
    """It adds nothing and takes nothing away, as in a badge."""
    document = signed(district)
    document["proof"].append({"type": "DataIntegrityProof", "cryptosuite": "future-2040"})
    assert only(district, document).outcome is Outcome.PASSED


def test_an_endorsement_where_it_stands_may_be_about_what_it_stands_in(
    district: District,
) -> None:
    """About the creator of the achievement, say; elsewhere that would be something else."""
    about = endorsed(unsigned(STATE, "https://sdsm.example/creator"), STATE)
    creator = {"id": "https://sdsm.example/creator", "type": ["Profile"], "endorsement": [about]}
    badge: Any = award(district.assessment())
    badge["credentialSubject"]["achievement"]["creator"] = creator
    whole = json.dumps(endorsed(badge, district.signer))
    (finding,) = results(Verifier(fetcher=district).verify(whole))
    assert finding.outcome is Outcome.PASSED
    assert finding.path == "/credentialSubject/achievement/creator/endorsement/0"
    (outside,) = results(answer(district, about))
    assert outside.outcome is Outcome.FAILED
    assert "endorses something else: https://sdsm.example/creator" in outside.message


def test_the_endorser_is_called_as_the_registry_calls_it(district: District) -> None:
    endorsement = signed(district)
    names = {STATE.did: {"name": "The department"}, district.did: {}}
    listed = read_registries(json.dumps({"registry": names}), "Wisconsin")
    named = only(district, endorsement, registries=listed)
    assert named.message.startswith("The department (Wisconsin lists it) endorses ")
    assert named.message.endswith(": Vetted.")
    unknown = only(district, endorsement, registries=(local_lists(allow=[district.did]),))
    assert f"{STATE.did}, which is in none of the lists" in unknown.message
    assert f"{STATE.did} endorses" in only(district, endorsement).message
    silent = unsigned(STATE, district.did)
    del silent["credentialSubject"]["endorsementComment"]
    assert only(district, endorsed(silent, STATE)).message.endswith(f"endorses {district.did}.")


def test_a_list_that_could_not_be_asked_about_the_endorser_is_told(district: District) -> None:
    far = '[{"type": "dcc-legacy", "name": "Far", "url": "https://far.example/list"}]'
    report = answer(district, signed(district), registries=read_registries(far))
    assert report.state is State.ISSUER_UNCHECKED
    (finding,) = results(report)
    assert "about which a list could not be asked" in finding.message
    assert report.verified is not None
    assert report.verified.endorsements[0].recognised is None


def test_an_endorsement_of_a_nameless_endorsement_is_about_nothing(district: District) -> None:
    """One that has no id cannot be named, and an endorsement that names nothing is not about it."""
    reviewer = MemorySigner.generate()
    inner = unsigned(reviewer, "x")
    del inner["credentialSubject"]["id"]
    token = compact(inner, reviewer, {"typ": "vc+jwt"})
    outer = unsigned(STATE, district.did, id=None, endorsementJwt=[token])
    report = answer(district, compact(outer, STATE, {"typ": "vc+jwt"}))
    assert [f.outcome for f in results(report)] == [Outcome.PASSED, Outcome.FAILED]


def test_an_endorsement_of_an_endorsement_names_it_or_its_endorser(district: District) -> None:
    reviewer = MemorySigner.generate()
    name = "urn:uuid:11111111-2222-4333-8444-666666666666"
    for subject, expected in ((name, Outcome.PASSED), (district.did, Outcome.FAILED)):
        inner = compact(unsigned(reviewer, subject), reviewer, {"typ": "vc+jwt"})
        outer = unsigned(STATE, district.did, id=name, endorsementJwt=[inner])
        report = answer(district, compact(outer, STATE, {"typ": "vc+jwt"}))
        first, second = results(report)
        assert (first.outcome, second.outcome) == (Outcome.PASSED, expected)
        assert second.path == "/endorsementJwt/0/endorsementJwt/0"
        endorser = {"id": STATE.did, "type": ["Profile"], "endorsementJwt": [inner]}
        outer = unsigned(STATE, district.did, id=name, issuer=endorser)
        report = answer(district, compact(outer, STATE, {"typ": "vc+jwt"}))
        assert [f.outcome for f in results(report)] == [Outcome.PASSED, expected]
