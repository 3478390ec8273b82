"""Proofs in detail: what is proven when one of several fails, chains, editions, and exchanges."""

import hashlib
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import MemorySigner, derive, issue
from openbadge_issuer.jwt import compact
from tests.verifier.badges import NOW, SIGNER, Badge, proof, sign, signed_badge, small_badge, verify
from tests.verifier.canonical.test_budget import judged
from tests.verifier.issuers import Issuers
from tests.verifier.test_proof_sets import UNKNOWN, broken, rows, with_proofs
from tests.verifier.ways import AT, credential, signed, signer
from verifier import Finding, Outcome, Report, State, Verifier, specs
from verifier.badge import signed_badge as apart
from verifier.canonical import Canonicalizer
from verifier.canonical.jcs import canonical_json
from verifier.claims import claims_for
from verifier.context_list import DATA_INTEGRITY, OB_CURRENT, VC2
from verifier.errors import DocumentError
from verifier.keys import P256, base58_decode, base58_encode, from_multikey
from verifier.limits import Limits
from verifier.proof import ProofCheck
from verifier.proof_chain import covered_document
from verifier.proof_coverage import without_later_terms
from verifier.proof_shape import Rejected
from verifier.purpose import Purpose, presenting
from verifier.suites import suites

FAR = MemorySigner(bytes([7] * 32), did="did:web:far.example")


def decided(report: Report) -> set[str]:
    """The checks that decided."""
    return {finding.check for finding in report.decisive()}


def test_nothing_is_proven_when_one_of_two_proofs_fails() -> None:
    """Not the summary, not the typed badge: whoever reads on reads a claim."""
    badge = small_badge()
    report = verify(with_proofs(proof(badge), broken(proof(badge))))
    assert report.state is State.INVALID_SIGNATURE
    assert (report.summary, report.verified) == (None, None)
    assert report.claimed is not None


def test_a_stranger_out_of_reach_does_not_excuse_a_missing_proof_of_the_issuer() -> None:
    """Otherwise the wrong answer would only be an open one."""
    report = verify(with_proofs(proof(small_badge(), FAR)))
    assert report.state is State.INVALID_SIGNATURE
    assert {f.check: f.outcome for f in report.findings if f.path.startswith("/proof")} == {
        "proof.owner": Outcome.INCONCLUSIVE,
        "issuer.key": Outcome.FAILED,
    }


def test_a_strangers_key_that_is_not_listed_breaks_the_badge() -> None:
    """A proof that is there must hold; the finding is about the stranger."""
    pages = Issuers()
    pages.publish(FAR.did, {})
    badge = small_badge()
    report = verify(with_proofs(proof(badge), proof(badge, FAR)), Verifier(fetcher=pages))
    assert decided(report) == {"proof.owner"}
    assert report.state is State.INVALID_SIGNATURE


def test_a_proof_in_a_token_that_is_of_an_unknown_kind_is_a_warning() -> None:
    """The token is signed; what else stands in it adds nothing."""
    badge = {**credential(signer().did), "proof": [UNKNOWN]}
    text = signed("Ed25519", "jwt")
    assert Verifier().verify(text, at=AT).state is State.VALID
    report = Verifier().verify(compact({**badge, **claims_for(badge)}, signer(), {}), at=AT)
    assert report.state is State.VALID
    (warning,) = rows(report, "proof.suite")
    assert (warning.outcome, warning.problem) == (Outcome.WARNING, None)


def test_an_unknown_context_hides_neither_a_token_nor_its_absence() -> None:
    context = ["https://example.org/unknown"]
    unsigned = verify({**small_badge(), "@context": context})
    assert decided(unsigned) == {"proof.present"}
    document = {**credential(signer().did), "@context": context}
    report = Verifier().verify(compact(document, signer(), {"typ": "vc+jwt"}), at=AT)
    assert report.state is State.UNSUPPORTED
    assert "proof.present" not in {f.check for f in report.findings}


def test_a_failure_has_the_problem_type_of_the_standard_and_an_open_question_none() -> None:
    failed = verify(sign(small_badge(), proofPurpose="authentication")).decisive()[0]
    assert failed.problem == "https://w3id.org/security#PROOF_VERIFICATION_ERROR"
    unknown = verify(with_proofs(UNKNOWN)).decisive()[0]
    assert (unknown.outcome, unknown.problem) == (Outcome.INCONCLUSIVE, None)
    open_key = verify(sign(small_badge(issuer={"id": FAR.did, "type": ["Profile"]}), FAR))
    assert [(f.check, f.problem) for f in open_key.decisive()] == [("issuer.key", None)]


@pytest.mark.parametrize("count", [16, 17])
def test_so_many_proofs_and_no_more(count: int) -> None:
    badge = small_badge()
    report = verify(with_proofs(*[proof(badge)] * count))
    assert report.state is (State.VALID if count == 16 else State.INVALID_SIGNATURE)
    assert (decided(report) == {"proof.present"}) is (count == 17)


def test_two_proofs_of_one_name_are_refused() -> None:
    """Nobody could say which of them another one builds on."""
    badge = small_badge()
    report = verify(with_proofs(proof(badge, id="urn:x:1"), proof(badge, id="urn:x:1")))
    assert decided(report) == {"proof.present"}
    assert report.decisive()[0].path == "/proof/1/id"


@pytest.mark.parametrize(
    ("relation", "deed"), [("assertionMethod", "issue"), ("authentication", "present")]
)
def test_the_sentence_says_what_the_proof_was_not_made_for(relation: str, deed: str) -> None:
    badge = apart(signed_badge(proof=None))
    other = "authentication" if deed == "issue" else "assertionMethod"
    made = sign(small_badge(), proofPurpose=other)
    purpose = presenting(None, None) if deed == "present" else Purpose()
    check = ProofCheck(Issuers(), Limits(), NOW, purpose=purpose)
    _, found = check.check(apart(made), SIGNER.did)
    assert badge.proofs
    assert f"to {deed} a credential ({relation})" in found[0].message


def test_members_that_no_context_defines_are_named_in_the_proof_or_in_the_badge() -> None:
    """By their place in the file, and it is the content that is wrong."""
    made = signed_badge()
    for place, changed in (
        ("/proof/0/colour", {**made, "proof": [{**made["proof"][0], "colour": "red"}]}),
        ("/colour", {**made, "colour": "red"}),
        ("/proofs", {**made, "proofs": "red"}),
    ):
        report = verify(changed)
        assert (report.state, decided(report)) == (State.INVALID_CONTENT, {"jsonld.terms"})
        assert report.decisive()[0].path == place
        assert report.decisive()[0].outcome is Outcome.FAILED


def test_a_key_of_another_kind_than_the_suites_is_a_wrong_method() -> None:
    other = MemorySigner.generate(kind=P256)
    made = proof(small_badge(issuer={"id": other.did, "type": ["Profile"]}))
    report = verify(
        {
            **small_badge(issuer={"id": other.did, "type": ["Profile"]}),
            "proof": [{**made, "verificationMethod": other.kid}],
        }
    )
    assert decided(report) == {"proof.method"}
    assert "signs with Ed25519 keys, and this key is P-256" in report.decisive()[0].message


def test_the_holders_own_copy_is_not_for_showing_and_a_derived_one_says_so() -> None:
    key = signer("P-256")
    own = issue(credential(key.did), signer=key, suite="ecdsa-sd-2023", at=AT)
    report = Verifier().verify(json.dumps(own), at=AT)
    assert (report.state, decided(report)) == (State.INVALID_SIGNATURE, {"proof.disclosure"})
    assert "holder's own copy" in report.decisive()[0].message
    shown = Verifier().verify(json.dumps(derive(own, disclose=[""])), at=AT)
    assert shown.state is State.VALID
    (note,) = rows(shown, "proof.disclosure")
    assert note.outcome is Outcome.WARNING
    proven, _ = ProofCheck(Issuers(), Limits(), AT).check(apart(derive(own, disclose=[""])))
    assert proven is not None
    assert proven.partial


# Chains: A builds on B, and so on; these are judged before any signature.


def link(name: str, *previous: Any) -> Badge:
    """A proof with a name that builds on others."""
    made: Badge = {"id": f"urn:x:{name}"}
    return {**made, "previousProof": list(previous)} if previous else made


def covered(first: Badge, *others: Badge) -> list[str]:
    """Names of the proofs that a proof covers."""
    document = covered_document({"x": 1}, first, (first, *others), "/proof/0")
    before: Any = document.get("proof", [])
    return [entry["id"] for entry in before]


def test_a_chain_covers_what_it_names_and_ends() -> None:
    """A circle further down is another proof's fault, and is no reason to go round for ever."""
    assert covered(link("a")) == []
    assert covered(link("a", "urn:x:b"), link("b")) == ["urn:x:b"]
    missing = link("b", "urn:x:nowhere")
    assert covered(link("a", "urn:x:b"), missing) == ["urn:x:b"]
    circle = (link("b", "urn:x:c"), link("c", "urn:x:b"))
    assert covered(link("a", "urn:x:b"), *circle) == ["urn:x:b"]
    diamond = (link("b", "urn:x:d"), link("c", "urn:x:d"), link("d"))
    assert covered(link("a", "urn:x:b", "urn:x:c"), *diamond) == ["urn:x:b", "urn:x:c"]


@pytest.mark.parametrize(
    ("first", "others"),
    [
        (link("a", "urn:x:a"), ()),
        (link("a", "urn:x:b"), (link("b", "urn:x:c"), link("c", "urn:x:a"))),
        (link("a", "urn:x:nowhere"), ()),
        (link("a", "urn:x:b", "urn:x:b"), (link("b"),)),
        (link("a", "urn:x:b", 7), (link("b"),)),
        (link("a", "urn:x:b", ""), (link("b"),)),
        ({"id": "urn:x:a", "previousProof": None}, ()),
        ({"id": "urn:x:a", "previousProof": []}, ()),
        (link("a", "urn:x:b"), (link("b", 7),)),
    ],
)
def test_a_chain_that_leads_nowhere_or_round_is_refused(
    first: Badge, others: tuple[Badge, ...]
) -> None:
    with pytest.raises(Rejected) as refusal:
        covered(first, *others)
    assert refusal.value.finding.check == "proof.chain"
    assert refusal.value.finding.path == "/proof/0/previousProof"


def later(badge: Badge) -> Badge:
    """The badge with members that the first edition of its context did not define."""
    achievement = {
        **badge["credentialSubject"]["achievement"],
        "endorsementJwt": ["eyJhbGciOiJub25lIn0.e30.AAAA"],
    }
    subject = {**badge["credentialSubject"], "achievement": achievement}
    return {**badge, "credentialSubject": subject, "jti": "urn:x:jti"}


def coverage(report: Report) -> list[tuple[Outcome, str]]:
    return [(f.outcome, f.path) for f in report.findings if f.check == "proof.coverage"]


def test_members_that_came_with_a_later_edition_are_not_covered_and_each_is_named() -> None:
    """The signature of 2024 holds without them; the reader is told that it does not cover them."""
    report = verify(later(signed_badge()))
    assert report.state is State.VALID
    assert coverage(report) == [
        (Outcome.WARNING, "/credentialSubject/achievement/endorsementJwt"),
        (Outcome.WARNING, "/jti"),
    ]
    assert rows(report, "proof.signature")[0].outcome is Outcome.PASSED
    whole = verify(sign(later(small_badge())))
    assert (whole.state, coverage(whole)) == (State.VALID, [])


def test_a_badge_that_was_changed_elsewhere_is_not_saved_by_a_later_member() -> None:
    forged = {**later(signed_badge()), "name": "Doctorate"}
    report = verify(forged)
    assert (report.state, coverage(report)) == (State.INVALID_SIGNATURE, [])
    assert verify({**signed_badge(), "name": "Doctorate"}).state is State.INVALID_SIGNATURE


def jcs(badge: Badge, **options: Any) -> Badge:
    """The badge with a proof over the JSON itself, genuine whatever its members."""
    members = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2026-03-02T15:00:00Z",
        "verificationMethod": SIGNER.kid,
        "proofPurpose": "assertionMethod",
        **options,
    }
    key, suite = from_multikey(SIGNER.public_key), suites()["eddsa-jcs-2022"]
    made = suite.create(badge, members, key, SIGNER.sign, Canonicalizer())
    return {**badge, "proof": [dict(made)]}


def test_a_signature_over_the_json_covers_every_member() -> None:
    """There no edition of a context matters, and nothing may be added."""
    assert verify(jcs(small_badge())).state is State.VALID
    report = verify(later(jcs(small_badge())))
    assert (report.state, coverage(report)) == (State.INVALID_SIGNATURE, [])


@pytest.mark.parametrize(
    ("context", "genuine"),
    [
        ([VC2, OB_CURRENT], True),
        ([VC2, OB_CURRENT, DATA_INTEGRITY], True),
        ([VC2], True),
        ([OB_CURRENT], False),
        ([VC2, OB_CURRENT, DATA_INTEGRITY, DATA_INTEGRITY], False),
        ([], False),
        (VC2, False),
        (None, False),
    ],
)
def test_a_proof_over_the_json_repeats_the_beginning_of_the_contexts(
    context: Any, *, genuine: bool
) -> None:
    """So that a context may be added later by whoever signs beside it, and none in front."""
    badge = small_badge(**{"@context": [VC2, OB_CURRENT, DATA_INTEGRITY]})
    made = jcs(badge)["proof"][0]
    options = {**{n: v for n, v in made.items() if n != "proofValue"}, "@context": context}
    seen = {**badge, "@context": context}
    data = b"".join(hashlib.sha256(canonical_json(part)).digest() for part in (options, seen))
    value = "z" + base58_encode(SIGNER.sign(data))
    report = verify({**badge, "proof": [{**options, "proofValue": value}]})
    assert (report.state is State.VALID) is genuine
    assert report.state in (State.VALID, State.INVALID_SIGNATURE, State.INVALID_CONTENT)


def test_a_signer_over_the_json_refuses_what_a_reader_would_refuse() -> None:
    """A member that no context defines would be signed, and read by nobody alike."""
    with pytest.raises(DocumentError):
        jcs({**small_badge(), "colour": "red"})
    report = verify({**jcs(small_badge()), "colour": "red"})
    assert decided(report) == {"jsonld.terms"}


def test_a_second_proof_over_the_json_may_build_on_the_first() -> None:
    """What it covers holds the first proof, which is no member that a context must define."""
    badge = small_badge()
    first = jcs(badge, id="urn:x:first")["proof"][0]
    second = jcs({**badge, "proof": [first]}, id="urn:x:2nd", previousProof="urn:x:first")
    both = {**badge, "proof": [first, second["proof"][0]]}
    assert verify(both).state is State.VALID
    changed = {**badge, "proof": [{**first, "created": "2026-03-02T15:00:01Z"}, both["proof"][1]]}
    assert verify(changed).state is State.INVALID_SIGNATURE


def test_a_context_in_a_proof_over_rdf_has_no_place_there() -> None:
    made = signed_badge()
    for name in ("@context", "@id"):
        inside = {**made["proof"][0], name: [VC2, OB_CURRENT]}
        assert decided(verify({**made, "proof": [inside]})) == {"jsonld.terms"}
    own = jcs(small_badge())
    inside = {**own["proof"][0], "@id": "urn:x:1"}
    assert decided(verify({**own, "proof": [inside]})) == {"jsonld.terms"}


def test_later_terms_are_left_out_at_any_depth_and_nothing_else_is() -> None:
    document: dict[str, Any] = {
        "a": [{"jti": 1, "b": [1, "x", {"endorsementJwt": []}]}],
        "c": None,
        "jti": 2,
    }
    older, dropped = without_later_terms(document)
    assert older == {"a": [{"b": [1, "x", {}]}], "c": None}
    assert [f.path for f in dropped] == ["/a/0/jti", "/a/0/b/2/endorsementJwt", "/jti"]


def exchange(purpose: Purpose, **members: Any) -> list[Finding]:
    """What is said of a genuine proof of a presentation with these members."""
    made = sign(small_badge(), proofPurpose=purpose.relation, **members)
    _, found = ProofCheck(Issuers(), Limits(), NOW, purpose=purpose).check(apart(made), SIGNER.did)
    return [f for f in found if f.check == "proof.purpose"]


@pytest.mark.parametrize("what", ["challenge", "domain"])
def test_each_part_of_an_exchange_is_compared(what: str) -> None:
    """A presentation must have what was asked for, and an unasked one is left open."""
    wanted: dict[str, Any] = {what: "mine"}
    asked = presenting(**{"challenge": None, "domain": None, **wanted})
    assert exchange(asked, **{what: "mine"}) == []
    for members in ({}, {what: "other"}):
        (found,) = exchange(asked, **members)
        assert found.outcome is Outcome.FAILED
    nobody = presenting(None, None)
    assert exchange(nobody) == []
    (found,) = exchange(nobody, **{what: "mine"})
    assert (found.outcome, found.path) == (Outcome.INCONCLUSIVE, f"/proof/0/{what}")
    issuing = Purpose(**wanted)
    assert exchange(issuing) == exchange(issuing, **{what: "mine"}) == []
    exact = Purpose(**wanted, exact=True)
    assert exchange(exact, **{what: "mine"}) == []
    (found,) = exchange(exact)
    assert found.outcome is Outcome.FAILED
    (found,) = exchange(issuing, **{what: "other"})
    assert found.outcome is Outcome.FAILED
    (found,) = exchange(Purpose(), **{what: "mine"})
    assert found.outcome is Outcome.FAILED


def test_a_published_test_key_counts_only_where_tests_allow_it(vectors: Path) -> None:
    """And is marked there."""
    pair = json.loads((vectors / "w3c-di-eddsa/TestVectors/keyPair.json").read_text())
    known = MemorySigner(base58_decode(pair["privateKeyMultibase"][1:])[2:])
    badge = sign(small_badge(issuer={"id": known.did, "type": ["Profile"]}), known)
    refused = verify(badge)
    assert (refused.state, decided(refused)) == (State.INVALID_SIGNATURE, {"issuer.key"})
    allowed = verify(badge, Verifier(allow_test_keys=True))
    assert allowed.state is State.VALID
    (note,) = rows(allowed, "issuer.key")
    assert note.outcome is Outcome.WARNING
    assert "published test key" in note.message


@pytest.mark.parametrize("way", ["ecdsa-rdfc-2019", "ecdsa-jcs-2019"])
def test_each_curve_has_its_hash(way: str) -> None:
    """A signature by P-384 over SHA-256, or the other way round, would be another signature."""
    for kind in ("P-256", "P-384"):
        assert Verifier().verify(signed(kind, way), at=AT).state is State.VALID


def test_a_proof_over_the_json_need_not_repeat_the_contexts() -> None:
    """Then the contexts of the badge are the ones that were signed."""
    badge = small_badge()
    made = jcs(badge)["proof"][0]
    options = {n: v for n, v in made.items() if n not in ("proofValue", "@context")}
    data = b"".join(hashlib.sha256(canonical_json(part)).digest() for part in (options, badge))
    value = "z" + base58_encode(SIGNER.sign(data))
    report = verify({**badge, "proof": [{**options, "proofValue": value}]})
    assert report.state is State.VALID


def test_a_badge_that_costs_too_much_work_is_left_open() -> None:
    """Nothing is known of it then; it is neither genuine nor forged."""
    report = judged(["same"] * 160)
    assert (report.state, decided(report)) == (State.UNSUPPORTED, {"jsonld.terms"})
    assert report.summary is None


@pytest.mark.parametrize(
    ("changes", "check", "problem"),
    [
        ({"type": 7}, "proof.suite", specs.PROOF_VERIFICATION),
        ({"proofPurpose": "authentication"}, "proof.purpose", specs.PROOF_VERIFICATION),
        ({"domain": "x"}, "proof.purpose", specs.INVALID_DOMAIN),
        ({"challenge": "x"}, "proof.purpose", specs.INVALID_CHALLENGE),
        ({"verificationMethod": 7}, "proof.method", specs.PROOF_VERIFICATION),
        ({"previousProof": "urn:x:1"}, "proof.chain", specs.PROOF_VERIFICATION),
        ({"created": "soon"}, "proof.created", specs.PROOF_VERIFICATION),
        ({"expires": "2026-01-01T00:00:00Z"}, "proof.expires", specs.PROOF_VERIFICATION),
        ({"colour": "red"}, "jsonld.terms", specs.DATA_LOSS),
        ({"proofValue": "z1"}, "proof.signature", specs.CRYPTOGRAPHIC),
    ],
)
def test_each_failure_of_a_proof_is_a_problem_that_a_standard_names(
    changes: Badge, check: str, problem: str
) -> None:
    made = signed_badge()
    report = verify({**made, "proof": [{**made["proof"][0], **changes}]})
    assert [(f.check, f.problem) for f in report.decisive()] == [(check, problem)]


def test_no_proof_at_all_is_a_problem_of_the_proof() -> None:
    (found,) = verify(small_badge()).decisive()
    assert (found.check, found.problem) == ("proof.present", specs.PROOF_VERIFICATION)


def test_an_exchange_that_may_name_more_must_still_be_the_one_that_was_asked_for() -> None:
    """A domain that nobody asked about is let pass, and the challenge behind it is compared."""
    asked = replace(presenting("mine", None), unnamed=True)
    assert exchange(asked, domain="https://x.example", challenge="mine") == []
    (found,) = exchange(asked, domain="https://x.example", challenge="other")
    assert (found.outcome, found.path) == (Outcome.FAILED, "/proof/0/challenge")
    issuing = replace(Purpose(), unnamed=True)
    assert [f.outcome for f in exchange(issuing, domain="x")] == [Outcome.FAILED]
