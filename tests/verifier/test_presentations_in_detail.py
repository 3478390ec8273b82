"""Presentations in detail: contexts, who presents, how many, and every member named."""

import json
from typing import Any

import pytest

from openbadge_issuer import present
from openbadge_issuer.signers.memory import MemorySigner
from tests.verifier.test_presentations import BADGE, CHALLENGE, DOMAIN, TOKEN, check
from tests.verifier.ways import AT, HOLDER
from verifier import Finding, Outcome, Report, State, Verifier
from verifier.canonical import Canonicalizer
from verifier.context_list import DATA_INTEGRITY, ED25519_2020, EXTENSIONS, OB_CURRENT, VC1, VC2
from verifier.keys import from_multikey
from verifier.suites import suites

SHOWN = {"@context": [VC2], "type": ["VerifiablePresentation"], "holder": HOLDER.did}


def signed(key: MemorySigner = HOLDER, **changes: Any) -> dict[str, Any]:
    """A presentation with members changed or removed, signed whatever it holds."""
    document = {n: v for n, v in {**SHOWN, **changes}.items() if v is not None}
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-jcs-2022",
        "created": "2026-11-21T12:00:00Z",
        "verificationMethod": key.kid,
        "proofPurpose": "authentication",
        "challenge": CHALLENGE,
        "domain": DOMAIN,
    }
    suite, public = suites()["eddsa-jcs-2022"], from_multikey(key.public_key)
    return {**document, "proof": suite.create(document, options, public, key.sign, Canonicalizer())}


def unasked(**changes: Any) -> Report:
    """Our answer to an unsigned presentation that nobody asked for."""
    return check({**SHOWN, **changes}, None, None)


def of(report: Report, check_id: str) -> Finding:
    """The one finding of this check."""
    (found,) = [f for f in report.findings if f.check == check_id]
    return found


@pytest.mark.parametrize(
    ("context", "state"),
    [
        ([VC2], State.VALID),
        ([VC2, OB_CURRENT, EXTENSIONS, ED25519_2020, DATA_INTEGRITY], State.VALID),
        ([VC2, "https://example.org/wallet/v1"], State.UNSUPPORTED),
        ([VC2, EXTENSIONS, OB_CURRENT], State.UNSUPPORTED),
        ([VC2, OB_CURRENT, OB_CURRENT], State.UNSUPPORTED),
        ([OB_CURRENT, VC2], State.INVALID_CONTENT),
        ([], State.INVALID_CONTENT),
        (VC2, State.INVALID_CONTENT),
        (VC1, State.INVALID_CONTENT),
        ({"0": VC2}, State.INVALID_CONTENT),
    ],
)
def test_a_presentation_has_published_contexts_in_order(context: Any, state: State) -> None:
    """Of another list nothing is believed, and nothing of its proof is said."""
    genuine = signed(**{"@context": context} if state is State.VALID else {})
    report = check({**genuine, "@context": context})
    assert report.state is state
    found = of(report, "jsonld.context")
    expected = {State.VALID: Outcome.PASSED, State.UNSUPPORTED: Outcome.INCONCLUSIVE}
    assert found.outcome is expected.get(state, Outcome.FAILED)
    assert found.path == "/@context"
    if state is not State.VALID:
        assert "proof.signature" not in {f.check for f in report.findings}


def test_the_older_context_may_lead() -> None:
    report = check({**signed(), "@context": [VC1]})
    assert of(report, "proof.signature").outcome is Outcome.FAILED  # read, and not what was signed


@pytest.mark.parametrize("holder", [None, "", 7, {"id": ""}, {}, {"name": "Jordan"}])
def test_without_a_holder_the_owner_of_the_key_presents(holder: Any) -> None:
    """As wallets do that leave the member out."""
    document = signed(holder=None)
    report = check(document)
    assert report.state is State.VALID
    assert of(report, "holder.key").outcome is Outcome.PASSED
    assert report.claimed is not None
    assert report.claimed.issuer == HOLDER.did
    if holder is not None:
        assert check({**document, "holder": holder}).state is not State.VALID


@pytest.mark.parametrize("holder", [[HOLDER.did], [{"id": HOLDER.did}]])
def test_nobody_presents_in_the_stead_of_a_holder_that_is_not_read(holder: Any) -> None:
    """A list of one is the one in RDF: a reader of the JSON would see somebody else."""
    thief = MemorySigner.generate()
    both = {"type": ["VerifiablePresentation", "VerifiableCredential"], "issuer": thief.did}
    for document in (signed(thief, holder=holder), signed(thief, holder=holder, **both)):
        report = check(document)
        assert report.state is State.INVALID_SIGNATURE
        assert of(report, "holder.key").message == "The file names no holder."


def test_a_holder_may_be_an_object() -> None:
    thief = MemorySigner.generate()
    assert check(signed(holder={"id": HOLDER.did})).state is State.VALID
    assert check(signed(thief, holder={"id": HOLDER.did})).state is State.INVALID_SIGNATURE
    assert check(signed(thief)).state is State.INVALID_SIGNATURE


@pytest.mark.parametrize("method", [None, 7, "", "#key"])
def test_a_proof_that_names_no_owner_presents_nothing(method: Any) -> None:
    document = signed(holder=None)
    changed = {**document["proof"], "verificationMethod": method}
    for proofs in (changed, ["text", changed]):
        report = check({**document, "proof": proofs})
        assert report.state is State.INVALID_SIGNATURE


def test_the_first_proof_that_names_an_owner_says_who_presents() -> None:
    document = signed(holder=None)
    nameless = {n: v for n, v in document["proof"].items() if n != "verificationMethod"}
    report = check({**document, "proof": [nameless, document["proof"]]})
    assert report.state is State.INVALID_SIGNATURE
    assert report.claimed is not None
    assert report.claimed.issuer == HOLDER.did


def test_a_hundred_badges_are_looked_at_and_no_more() -> None:
    """More are refused as a whole, so that nobody takes the first hundred for all."""
    entry = {"@context": [VC2], "id": "data:application/vc+jwt,x", "type": "x"}
    enough = unasked(verifiableCredential=[entry] * 100)
    assert len(enough.members or ()) == 100
    more = unasked(verifiableCredential=[entry] * 101)
    assert more.members == ()
    assert more.state is State.MALFORMED
    found = of(more, "parse.type")
    assert (found.outcome, found.path) == (Outcome.FAILED, "/verifiableCredential")
    assert found.problem is not None


def test_what_cannot_be_read_inside_is_named_by_its_place() -> None:
    broken = {"@context": [VC2], "id": "x", "type": "EnvelopedVerifiableCredential"}
    report = unasked(verifiableCredential=[BADGE, 7, broken])
    found = [(f.path, f.outcome) for f in report.findings if f.check == "parse.json"]
    assert found == [
        ("/verifiableCredential/1", Outcome.FAILED),
        ("/verifiableCredential/2/id", Outcome.FAILED),
    ]
    assert len(report.members or ()) == 1
    single = unasked(verifiableCredential=7)
    assert of(single, "parse.json").path == "/verifiableCredential"
    assert unasked(verifiableCredential=BADGE).state is State.VALID


def test_an_empty_presentation_that_nobody_signed_says_nothing_at_all() -> None:
    report = unasked()
    assert report.state is State.MALFORMED
    assert of(report, "parse.type").outcome is Outcome.FAILED
    assert of(report, "proof.present").outcome is Outcome.NOT_APPLICABLE
    assert of(report, "proof.present").problem is None
    asked = Verifier().verify_presentation(json.dumps(SHOWN), challenge="x", domain=None, at=AT)
    assert of(asked, "proof.present").outcome is Outcome.FAILED
    placed = Verifier().verify_presentation(json.dumps(SHOWN), challenge=None, domain="x", at=AT)
    assert of(placed, "proof.present").outcome is Outcome.FAILED


def test_whose_badge_it_is_stands_beside_each() -> None:
    thief = MemorySigner.generate()
    forged = {**BADGE, "name": "Doctorate"}
    for key, outcome in ((HOLDER, Outcome.PASSED), (thief, Outcome.WARNING)):
        shown = present(
            [BADGE, forged, TOKEN], signer=key, challenge=CHALLENGE, domain=DOMAIN, at=AT
        )
        report = check(shown)
        whole = check(
            present([BADGE, TOKEN], signer=key, challenge=CHALLENGE, domain=DOMAIN, at=AT)
        )
        found = [(f.path, f.outcome) for f in whole.findings if f.check == "presentation.holder"]
        assert found == [(f"/verifiableCredential/{n}", outcome) for n in (0, 1)]
        inside = [f.path for f in report.findings if f.check == "presentation.holder"]
        assert inside == ["/verifiableCredential/0", "/verifiableCredential/2"]


def test_what_is_asked_for_as_a_presentation_and_is_none_is_malformed() -> None:
    for badge in (BADGE, TOKEN):
        report = check(badge)
        assert report.state is State.MALFORMED
        assert of(report, "parse.type").outcome is Outcome.FAILED
