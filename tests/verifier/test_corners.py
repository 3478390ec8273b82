"""Corners that ordinary badges never come to, each through a door that a stranger can open."""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from openbadge_issuer import MemorySigner, derive, issue, portfolio
from openbadge_issuer.errors import RefusedError
from openbadge_issuer.jwt import compact
from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import (
    NOW,
    achievement,
    criterion,
    objection,
    proof,
    sign,
    small_badge,
    subject,
    unsigned_but_shaped,
    verify,
)
from tests.verifier.dids.test_keys_of_issuers import answer as answer_with
from tests.verifier.dids.test_keys_of_issuers import badge as of_district
from tests.verifier.dids.test_keys_of_issuers import published
from tests.verifier.test_proof_sets import with_proofs
from tests.verifier.test_proofs_in_detail import coverage, later
from tests.verifier.test_refresh import NEWER, outcome, pair
from tests.verifier.test_refresh import answer as answer_newer
from tests.verifier.ways import AT, HOLDER, credential, signed, signer
from verifier import Finding, Offline, Outcome, Recorder, State, Verifier
from verifier.badge import signed_badge as apart
from verifier.base64url import base64url_encode
from verifier.canonical import Canonicalizer
from verifier.context_list import OB_CURRENT, VC2
from verifier.disclosure.cbor import encode
from verifier.disclosure.parts import PRESETS
from verifier.disclosure.proof_value import read_base, read_derived
from verifier.errors import DocumentError, FetchError
from verifier.jwk import from_jwk, to_jwk
from verifier.keys import base58_encode, from_multikey
from verifier.limits import Limits
from verifier.recognition import Answer, read_policy, recognise
from verifier.refresh import fetch_newer
from verifier.report import Report
from verifier.wording import sentence

# Keys


def test_an_entry_that_says_another_kind_than_its_key_is_refused() -> None:
    other = from_multikey(signer("P-256").public_key)
    entry = {"type": "Ed25519VerificationKey2020", "publicKeyMultibase": other.multikey}
    assert answer_with(of_district(), published(**entry)) is State.INVALID_SIGNATURE


def test_an_rsa_exponent_is_short() -> None:
    """With one as long as the modulus, a file full of tokens would keep us busy for seconds."""
    public = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    n = base64url_encode(public.public_numbers().n.to_bytes(256))
    for exponent, fine in (((1 << 63) + 1, True), ((1 << 64) + 1, False), ((1 << 2040) + 1, False)):
        e = base64url_encode(exponent.to_bytes((exponent.bit_length() + 7) // 8))
        if fine:
            assert from_jwk({"kty": "RSA", "n": n, "e": e}).kind == "RSA"
            continue
        with pytest.raises(ValueError, match="more than 64 bits"):
            from_jwk({"kty": "RSA", "n": n, "e": e})


@pytest.mark.parametrize("value", [None, "text", [], 7])
def test_a_jwk_is_an_object(value: Any) -> None:
    with pytest.raises(ValueError, match="must be an object"):
        from_jwk(value)


def test_a_number_of_a_jwk_has_one_spelling() -> None:
    """Leading zero bytes would give one key two faces."""
    public = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    number = public.public_numbers().n.to_bytes(256)
    jwk = {"kty": "RSA", "n": base64url_encode(number), "e": "AQAB"}
    assert to_jwk(from_jwk(jwk))["n"] == jwk["n"]
    with pytest.raises(ValueError, match="leading zero bytes"):
        from_jwk({**jwk, "n": base64url_encode(b"\0" + number)})


@pytest.mark.parametrize(
    "der",
    [
        bytes.fromhex("300b300506032a0304030200ff"),  # of an algorithm that nobody knows
        ec.generate_private_key(ec.SECP256R1())
        .public_key()
        .public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
        rsa.generate_private_key(public_exponent=65537, key_size=2048)
        .public_key()
        .public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    ],
    ids=["unknown", "another", "wrapped"],
)
def test_only_plain_rsa_keys_are_rsa_keys(der: bytes) -> None:
    with pytest.raises(ValueError, match="not an RSA key"):
        from_multikey("z" + base58_encode(b"\x85\x24" + der))


# Terms


def test_a_property_is_no_type_though_both_have_one_address() -> None:
    """No signature over RDF tells `criteria` from `Criteria`."""
    wrong = achievement(criteria={"type": "criteria", "narrative": "Show a lesson."})
    report = verify(unsigned_but_shaped(small_badge(credentialSubject=subject(achievement=wrong))))
    assert report.state is State.INVALID_CONTENT
    assert objection(report)[2] == "/credentialSubject/achievement/criteria/type"


@pytest.mark.parametrize(
    ("entry", "place"),
    [
        ({"id": "urn:x:1", "name": "x"}, "/verifiableCredential/0/id"),
        ({"@context": [VC2] * 9, "name": "x"}, "/verifiableCredential/0/@context"),
    ],
)
def test_a_credential_in_a_presentation_brings_its_own_contexts_and_few(
    entry: dict[str, Any], place: str
) -> None:
    """Without any, not even its id has a meaning."""
    document = {"@context": [VC2], "type": ["VerifiablePresentation"]}
    whole: dict[str, Any] = {**document, "verifiableCredential": [entry]}
    with pytest.raises(DocumentError) as refusal:
        Canonicalizer().check_terms(whole)
    assert refusal.value.path == place


def test_two_proofs_of_the_first_edition_both_hold() -> None:
    badge = small_badge()
    twice = later(with_proofs(proof(badge), proof(badge, created="2026-03-03T15:00:00Z")))
    report = verify(twice)
    assert report.state is State.VALID
    assert len(coverage(report)) == 4


# Showing parts

GRADES = criterion(id="urn:x:grade", allowedValue=["A", "B"], resultType="LetterGrade")
P_256 = signer("P-256")


def own_copy(**changes: Any) -> dict[str, Any]:
    """What the holder gets, with a scale of grades in it."""
    badge = credential(P_256.did, **changes)
    badge["credentialSubject"]["achievement"]["resultDescription"] = [GRADES]
    grade = {"type": ["Result"], "resultDescription": GRADES["id"], "value": "A"}
    badge["credentialSubject"]["result"] = [grade]
    return issue(badge, signer=P_256, suite="ecdsa-sd-2023", at=AT)


def test_an_ordered_list_is_shown_whole_or_not_at_all() -> None:
    """A scale of which some grades are missing would be another scale."""
    own = own_copy()
    rubric = "/credentialSubject/achievement/resultDescription"
    whole = derive(own, disclose=[rubric])
    assert Verifier().verify(json.dumps(whole), at=AT).state is State.VALID
    with pytest.raises(DocumentError, match="ordered list"):
        derive(own, disclose=[f"{rubric}/0/allowedValue/1"])


def test_an_endorsement_inside_can_be_shown_and_left_out() -> None:
    """It stands in a graph of its own."""
    state = MemorySigner.generate()
    word = {
        "@context": [VC2, OB_CURRENT],
        "id": "urn:uuid:11111111-2222-4333-8444-555555555555",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Quality mark",
        "issuer": {"id": state.did, "type": ["Profile"]},
        "validFrom": "2026-01-01T00:00:00Z",
        "credentialSubject": {"id": P_256.did, "type": ["EndorsementSubject"]},
    }
    word = sign(word, state)
    own = own_copy(endorsement=[word])
    shown = Verifier().verify(json.dumps(derive(own, disclose=["/endorsement"])), at=AT)
    assert shown.state is State.VALID
    assert len(shown.require().endorsements) == 1
    hidden = Verifier().verify(json.dumps(derive(own)), at=AT)
    assert (hidden.state, hidden.require().endorsements) == (State.VALID, ())


def test_addresses_that_stand_for_nameless_nodes_cannot_be_signed_so() -> None:
    with pytest.raises(RefusedError, match="urn:bnid:"):
        own_copy(evidence=[{"id": "urn:bnid:b1", "type": ["Evidence"]}])


def test_there_is_no_such_preset() -> None:
    with pytest.raises(DocumentError, match="no preset 'everything'"):
        derive(own_copy(), preset="everything")


@pytest.mark.parametrize("preset", ["rubric-without-evidence", "result-without-narrative"])
def test_a_preset_shows_what_the_badge_has(preset: str) -> None:
    """No results and no evidence, one evidence, or a web address as evidence."""
    alone = {"id": "https://sdsm.example/e/1", "type": ["Evidence"], "narrative": "Seen."}
    for changes in ({}, {"evidence": [alone]}):
        own = own_copy(**changes)
        assert Verifier().verify(json.dumps(derive(own, preset=preset)), at=AT)
    single = {**own_copy(), "evidence": alone}
    pointers = PRESETS["result-without-narrative"](single)
    assert not any(pointer.startswith("/evidence/0") for pointer in pointers)
    assert PRESETS["result-without-narrative"]({"evidence": ["text"]}) == []


KEY = b"\x80\x24" + from_multikey(P_256.public_key).raw
BASE = [b"s", KEY, bytes(32), [b"x"], ["/issuer"]]
DERIVED = [b"s", KEY, [b"x"], {0: bytes(32)}, [0, 1]]


def valued(header: str, parts: Any) -> dict[str, Any]:
    return {"proofValue": "u" + base64url_encode(bytes.fromhex(header) + encode(parts))}


def replaced(parts: list[Any], index: int, part: Any) -> list[Any]:
    return [*parts[:index], part, *parts[index + 1 :]]


@pytest.mark.parametrize(
    ("index", "part"),
    [(0, "s"), (1, KEY[2:]), (2, bytes(31)), (2, "x"), (3, b"x"), (3, ["x"]), (4, [b"x"]), (4, 7)],
)
def test_a_base_proof_of_another_shape_is_none(index: int, part: Any) -> None:
    assert read_base(valued("d95d00", BASE)) is not None
    assert read_base(valued("d95d00", replaced(BASE, index, part))) is None
    assert read_base(valued("d95d00", BASE[:4])) is None


@pytest.mark.parametrize(
    ("index", "part"),
    [
        *((0, "s"), (1, KEY[2:]), (1, b"\x81\x24" + KEY[2:]), (2, b"x"), (2, ["x"])),
        *((3, [bytes(32)]), (3, {0: bytes(31)}), (4, [b"0"]), (4, [0, 0]), (4, 7)),
    ],
)
def test_a_derived_proof_of_another_shape_is_none(index: int, part: Any) -> None:
    assert read_derived(valued("d95d01", DERIVED)) is not None
    assert read_derived(valued("d95d01", replaced(DERIVED, index, part))) is None


# Reports in words


def test_the_sentence_on_a_presentation_names_its_worst_badge() -> None:
    ended = json.loads(signed("Ed25519", "eddsa-rdfc-2022", validUntil="2026-03-03T00:00:00Z"))
    good = json.loads(signed("Ed25519", "eddsa-rdfc-2022"))
    shown = {"@context": [VC2], "type": ["VerifiablePresentation"]}
    whole = json.dumps({**shown, "verifiableCredential": [good, ended]})
    report = Verifier().verify(whole, at=AT)
    assert report.state is State.EXPIRED
    assert sentence((report.members or ())[1]).rstrip(".") in sentence(report)


def test_there_is_no_such_language() -> None:
    with pytest.raises(ValueError, match="no catalogue 'xx'"):
        sentence(Report(NOW, ()), "xx")


def test_a_badge_that_shows_too_little_is_not_decided_on() -> None:
    policy = Path(__file__).resolve().parents[2] / "examples" / "policies" / "harmony.json"
    report = Report(NOW, (Finding("proof.signature", Outcome.PASSED, "So."),))
    (decision,) = recognise([report], read_policy(policy.read_bytes())).badges
    assert decision.outcome is Answer.NEEDS_REVIEW
    assert [reason.code for reason in decision.reasons] == ["NOT_DISCLOSED"]


# Newer copies, records, portfolios


@pytest.mark.parametrize("service", [{"id": NEWER, "type": "OtherService"}, ["text"], 7])
def test_a_way_to_a_newer_copy_that_is_not_known_is_told(service: Any) -> None:
    """In a token, which can hold anything that its issuer signs."""
    district = DistrictSimulator()
    found = fetch_newer(apart({"refreshService": service}), district, Limits())
    assert isinstance(found, Finding)
    assert (found.check, found.outcome) == ("refresh.credential", Outcome.INCONCLUSIVE)
    assert "not known here" in found.message


def test_a_copy_whose_beginning_cannot_be_read_is_not_called_older() -> None:
    """What is wrong with it is said when it is checked."""
    district = DistrictSimulator()
    badge: dict[str, Any] = {
        "id": "urn:x:1",
        "issuer": district.did,
        "validFrom": "2026-01-01T00:00:00Z",
    }
    badge["refreshService"] = {"id": NEWER, "type": "1EdTechCredentialRefresh"}
    for begins, taken in (("soon", True), ("2025-12-31T00:00:00Z", False)):
        district.pages[NEWER] = json.dumps({**badge, "validFrom": begins}).encode()
        found = fetch_newer(apart(badge), district, Limits())
        assert isinstance(found, Finding) is not taken


def test_a_newer_copy_that_is_proven_by_nobody_changes_nothing() -> None:
    district = DistrictSimulator()
    badge, copy = pair(district)
    copied = issue(copy, signer=district.signer)
    district.pages[NEWER] = json.dumps({n: v for n, v in copied.items() if n != "proof"}).encode()
    report = answer_newer(district, badge)
    assert (report.state, outcome(report)) == (State.VALID, Outcome.INCONCLUSIVE)


def test_a_badge_that_names_no_newer_copy_stays_as_it_is() -> None:
    district = DistrictSimulator()
    report = answer_newer(district, district.award())
    assert report.state is State.VALID
    assert "refresh.credential" not in {f.check for f in report.findings}


def test_what_was_never_asked_for_is_not_recorded(tmp_path: Path) -> None:
    """Offline nothing was attempted, and a record of it would claim so."""
    with pytest.raises(FetchError):
        Recorder(Offline(), tmp_path).fetch("https://a.example/", limit=10)
    assert not (tmp_path / "index.json").exists()


def test_a_record_that_cannot_be_written_is_an_error_and_not_silence(tmp_path: Path) -> None:
    district = DistrictSimulator()
    recorder = Recorder(district, tmp_path / "record")
    (tmp_path / "record").rmdir()
    with pytest.raises(FetchError, match="cannot be written"):
        recorder.fetch(f"{district.home}/achievements/wait-time/1", limit=10**6)


def test_a_portfolio_that_holds_nothing_has_no_members() -> None:
    """Though its holder signed it: what it lacks is told."""
    badge = json.loads(signed("Ed25519", "eddsa-rdfc-2022"))
    whole = portfolio([badge], signer=HOLDER, name="Mine")
    subject_of = {n: v for n, v in whole["credentialSubject"].items() if not n.startswith("verif")}
    empty = {n: v for n, v in whole.items() if n != "proof"} | {"credentialSubject": subject_of}
    report = Verifier().verify(compact(empty, HOLDER, {"typ": "vc+jwt"}))
    assert report.members == ()
    assert report.state is State.INVALID_CONTENT
