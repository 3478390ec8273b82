"""Presentations: a holder answers a challenge, and every way of cheating about it."""

import json
import re
from typing import Any

import pytest

from openbadge_issuer import RefusedError, envelope, portfolio, present, present_jwt
from openbadge_issuer.signers.memory import MemorySigner
from tests.verifier.badges import NOW, sign, small_badge
from tests.verifier.ways import AT, HOLDER, signed
from verifier import Outcome, Report, State, Verdict, Verifier
from verifier.wording import sentence

CHALLENGE, DOMAIN = "n-0S6_WzA2Mj", "https://hr.example"
THIEF = MemorySigner(b"\x13" * 32)
BADGE = json.loads(signed("Ed25519", "eddsa-rdfc-2022"))
TOKEN = signed("P-256", "jwt").decode()
SUITES = ("eddsa-rdfc-2022", "eddsa-jcs-2022", "Ed25519Signature2020")


def check(
    presentation: dict[str, Any] | str,
    challenge: str | None = CHALLENGE,
    domain: str | None = DOMAIN,
) -> Report:
    """Our answer as the verifier who gave the challenge."""
    text = presentation if isinstance(presentation, str) else json.dumps(presentation)
    return Verifier().verify_presentation(text, challenge=challenge, domain=domain, at=AT)


def presented(suite: str = "eddsa-rdfc-2022", key: MemorySigner = HOLDER) -> dict[str, Any]:
    """A badge and an enveloped token, shown by a holder."""
    return present(
        [BADGE, TOKEN], signer=key, challenge=CHALLENGE, domain=DOMAIN, suite=suite, at=AT
    )


def decisive(report: Report) -> list[str]:
    """The checks that decided."""
    return [finding.check for finding in report.decisive()]


@pytest.mark.parametrize("suite", SUITES)
def test_a_wallet_shows_two_badges(suite: str) -> None:
    report = check(presented(suite))
    assert report.state is State.VALID
    assert report.members is not None
    assert [member.state for member in report.members] == [State.VALID, State.VALID]
    holders = [f.outcome for f in report.findings if f.check == "presentation.holder"]
    assert holders == [Outcome.PASSED, Outcome.PASSED]
    members = report.to_dict()["members"]
    assert isinstance(members, list)
    assert len(members) == 2


def test_a_badge_may_be_shown_as_the_text_of_its_file() -> None:
    """A wallet holds files: what is JSON is not taken for a token."""
    text = json.dumps(BADGE, indent=2)
    for make in (present, present_jwt):
        shown = make([text, TOKEN], signer=HOLDER, challenge=CHALLENGE, domain=DOMAIN, at=AT)
        assert check(shown).state is State.VALID
        with pytest.raises(RefusedError, match="/verifiableCredential/1: This is not JSON"):
            make([TOKEN, text[:-1]], signer=HOLDER, challenge=CHALLENGE, domain=DOMAIN, at=AT)


def test_a_presentation_as_a_token() -> None:
    token = present_jwt([BADGE, TOKEN], signer=HOLDER, challenge=CHALLENGE, domain=DOMAIN, at=AT)
    assert check(token).state is State.VALID
    assert decisive(check(token, challenge="another")) == ["proof.purpose"]
    enveloped = {
        "@context": "https://www.w3.org/ns/credentials/v2",
        "id": f"data:application/vp+jwt,{token}",
        "type": "EnvelopedVerifiablePresentation",
    }
    assert check(enveloped).state is State.VALID


@pytest.mark.parametrize("suite", SUITES)
@pytest.mark.parametrize(
    ("challenge", "domain"), [("another", DOMAIN), (CHALLENGE, "https://evil.example")]
)
def test_an_answer_to_another_question_is_refused(suite: str, challenge: str, domain: str) -> None:
    report = check(presented(suite), challenge, domain)
    assert report.state is State.INVALID_SIGNATURE
    assert "proof.purpose" in decisive(report)


def test_an_answer_that_nobody_asked_for_is_left_open() -> None:
    report = check(presented(), None, None)
    assert report.verdict is Verdict.INCONCLUSIVE
    assert check(presented(), CHALLENGE, None).verdict is Verdict.INCONCLUSIVE


def test_an_unsigned_presentation_answers_no_challenge() -> None:
    presentation = presented()
    del presentation["proof"]
    assert decisive(check(presentation)) == ["proof.present"]
    report = check(presentation, None, None)
    assert report.state is State.VALID  # the badges are; who shows them is not said
    assert report.findings[0].outcome is Outcome.NOT_APPLICABLE
    del presentation["verifiableCredential"]
    assert check(presentation, None, None).verdict is Verdict.INVALID


@pytest.mark.parametrize("suite", SUITES)
def test_a_badge_cannot_be_slipped_in(suite: str) -> None:
    presentation = presented(suite)
    presentation["verifiableCredential"].append(envelope(signed("RSA", "jwt").decode()))
    assert "proof.signature" in decisive(check(presentation))


def test_a_bad_badge_makes_the_whole_invalid_and_is_named() -> None:
    forged = json.loads(json.dumps(BADGE))
    forged["credentialSubject"]["achievement"]["name"] = "Doctorate"
    report = check(present([forged], signer=HOLDER, challenge=CHALLENGE, domain=DOMAIN, at=AT))
    assert report.state is State.INVALID_SIGNATURE
    assert report.members is not None
    assert report.members[0].state is State.INVALID_SIGNATURE


def test_somebody_else_shows_the_badge() -> None:
    """A genuine presentation by another person is valid, and says that it is another person."""
    report = check(presented(key=THIEF))
    assert {f.outcome for f in report.findings if f.check == "presentation.holder"} == {
        Outcome.WARNING
    }


def test_a_thief_cannot_name_the_holder() -> None:
    presentation = presented(key=THIEF)
    presentation["holder"] = HOLDER.did
    assert check(presentation).state is State.INVALID_SIGNATURE


def test_a_proof_made_to_issue_does_not_present() -> None:
    presentation = presented()
    presentation["proof"]["proofPurpose"] = "assertionMethod"
    assert decisive(check(presentation)) == ["proof.purpose"]


def test_a_badge_is_no_presentation() -> None:
    assert decisive(check(BADGE)) == ["parse.type"]


ASKED: tuple[dict[str, str], ...] = (
    {"challenge": CHALLENGE},
    {"domain": DOMAIN},
    {"challenge": CHALLENGE, "domain": DOMAIN},
    {"challenge": ""},
)


@pytest.mark.parametrize("asked", ASKED)
@pytest.mark.parametrize("copy", [json.dumps(BADGE), TOKEN, json.dumps(envelope(TOKEN))])
def test_a_copy_of_a_badge_answers_no_challenge(asked: dict[str, str], copy: str) -> None:
    """Anybody may have one; the sentence says whom to ask for what."""
    assert Verifier().verify(copy, at=AT)
    report = Verifier().verify(copy, at=AT, **asked)
    assert (report.state, decisive(report)) == (State.INVALID_SIGNATURE, ["proof.purpose"])
    assert report.decisive()[0].message.endswith("ask its holder for a presentation.")


def test_a_portfolio_answers_no_challenge_either() -> None:
    """Unless it was gathered for it; the badges inside need not be."""
    whole = portfolio([BADGE], signer=HOLDER, name="Jordan's", at=AT)
    assert Verifier().verify(json.dumps(whole), at=AT)
    report = Verifier().verify(json.dumps(whole), at=AT, challenge=CHALLENGE)
    assert decisive(report) == ["proof.purpose"]
    bound = json.dumps(sign(whole, HOLDER, challenge=CHALLENGE))
    assert Verifier().verify(bound, at=AT, challenge=CHALLENGE)


def test_a_badge_that_was_signed_for_the_exchange_answers_it() -> None:
    """Both parts must be the ones that were asked for, and none may be missing."""
    bound = json.dumps(sign(small_badge(), challenge=CHALLENGE, domain=DOMAIN))
    asked = {"challenge": CHALLENGE, "domain": DOMAIN}
    assert Verifier().verify(bound, at=NOW, **asked)
    assert not Verifier().verify(bound, at=NOW, **{**asked, "challenge": "another"})
    assert not Verifier().verify(bound, at=NOW, challenge=CHALLENGE)
    half = json.dumps(sign(small_badge(), domain=DOMAIN))
    assert not Verifier().verify(half, at=NOW, **asked)


def test_in_a_presentation_it_is_the_holder_who_answers() -> None:
    """The badges inside were signed long before anybody asked."""
    shown = json.dumps(presented())
    assert Verifier().verify(shown, at=AT, challenge=CHALLENGE, domain=DOMAIN)
    unsigned = json.dumps({n: v for n, v in presented().items() if n != "proof"})
    assert Verifier().verify(unsigned, at=AT)
    for asked in ASKED:
        assert not Verifier().verify(unsigned, at=AT, **asked)


def test_did_auth_alone_is_enough() -> None:
    """A wallet that only proves its address shows no badge."""
    report = check(
        present([], signer=HOLDER, challenge=CHALLENGE, domain=DOMAIN, suite=SUITES[2], at=AT)
    )
    assert report.state is State.VALID
    assert report.members == ()


@pytest.mark.parametrize("entry", ["eyJhbGciOiJub25lIn0.e30.AAAA", 7, None, {"type": "x"}])
def test_what_is_no_credential_is_never_passed_over(entry: object) -> None:
    presentation = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"],
        "verifiableCredential": [entry],
    }
    assert check(presentation, None, None).verdict is Verdict.INVALID


def told(report: Report) -> str:
    """The first sentence without addresses and quoted words."""
    return re.sub(r"(https?|did):\S*|'[^']*'", "", sentence(report))


def spoiled() -> dict[str, tuple[dict[str, Any], str | None]]:
    """Presentations that cannot be relied on, and the challenge that was given."""
    good = presented()
    proof = good["proof"][0] if isinstance(good["proof"], list) else good["proof"]

    def with_proof(**changes: Any) -> dict[str, Any]:
        kept = {name: value for name, value in {**proof, **changes}.items() if value is not None}
        return {**good, "proof": [kept]}

    return {
        "changed": ({**good, "id": "urn:uuid:6f1d2b1e-0c3a-4b0e-9d55-3c4f5a6b7c8d"}, CHALLENGE),
        "unsigned": ({n: v for n, v in good.items() if n != "proof"}, CHALLENGE),
        "for another purpose": (with_proof(proofPurpose="assertionMethod"), CHALLENGE),
        "in another exchange": (good, "another"),
        "nobody asked": (good, None),
        "without a key": (with_proof(verificationMethod=None), CHALLENGE),
        "by a key out of reach": (
            {
                **with_proof(verificationMethod="did:web:sdsm.example#key"),
                "holder": "did:web:sdsm.example",
            },
            CHALLENGE,
        ),
        "of another kind": (with_proof(cryptosuite="bbs-2023"), CHALLENGE),
        "without a kind": (with_proof(type=None), CHALLENGE),
        "too early": (with_proof(created="2999-01-01T00:00:00Z"), CHALLENGE),
        "expired": (with_proof(expires="2001-01-01T00:00:00Z"), CHALLENGE),
    }


@pytest.mark.parametrize("fault", spoiled())
def test_the_first_sentence_is_about_the_presentation_and_its_holder(fault: str) -> None:
    """Nothing in it speaks of formats, of an issuer, or of a badge that was changed."""
    presentation, challenge = spoiled()[fault]
    report = check(presentation, challenge)
    assert not report
    words = told(report)
    assert words.startswith("This presentation cannot be relied on: ")
    assert not re.search(r"\b(proofs?|JSON|DID|issuer|badge was)\b", words), words
