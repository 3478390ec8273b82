"""The one sentence that a person reads first: for every state, in a person's words."""

import json
import re
from pathlib import Path

import pytest

from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.testing import DistrictSimulator
from tests.verifier.badges import (
    NOW,
    SIGNER,
    Badge,
    achievement,
    options,
    proof,
    sign,
    signed_badge,
    small_badge,
    subject,
    unsigned_but_shaped,
    verify,
)
from verifier import Finding, Outcome, Replay, Report, State, Verifier
from verifier.clock import parse_timestamp
from verifier.dids.web import document_url
from verifier.wording import sentence

# Words that mean nothing to most people.
FORBIDDEN = re.compile(r"\b(DIDs?|proofs?|JSON)\b", re.IGNORECASE)
FINDINGS = {
    State.REVOKED: Finding("status.revocation", Outcome.FAILED, "So."),
    State.SUSPENDED: Finding("status.suspension", Outcome.FAILED, "So."),
    State.ISSUER_UNCHECKED: Finding("issuer.registry", Outcome.INCONCLUSIVE, "So."),
    State.ISSUER_UNRECOGNISED: Finding("issuer.registry", Outcome.WARNING, "So."),
}


def with_finding(state: State) -> Report:
    """The report on a good badge with a finding that no stage makes yet."""
    good = verify(signed_badge())
    return Report(NOW, (*good.findings, FINDINGS[state]), (), good.summary, verified=good.verified)


def reports() -> dict[State, Report]:
    """A report in every state."""
    web: Badge = {"id": "did:web:sdsm.example", "type": ["Profile"]}
    status = {"id": "urn:x:status", "type": "BitstringStatusListEntry"}
    undefined: Badge = unsigned_but_shaped({**small_badge(), "undefined": "x"})
    return {
        State.MALFORMED: Verifier().verify(b"", at=NOW),
        State.INVALID_SIGNATURE: verify({**signed_badge(), "name": "Other"}),
        State.INVALID_CONTENT: verify(undefined),
        State.EXPIRED: verify(signed_badge(validUntil="2026-06-30T00:00:00Z")),
        State.NOT_YET_VALID: verify(signed_badge(validFrom="2027-01-01T00:00:00Z")),
        State.UNSUPPORTED: verify({**small_badge(), "proof": {"type": "BbsSignature"}}),
        State.KEY_UNAVAILABLE: verify(
            sign(small_badge(issuer=web), verificationMethod=web["id"] + "#key-1")
        ),
        State.STATUS_UNKNOWN: verify(signed_badge(credentialStatus=status)),
        State.VALID: verify(signed_badge()),
        **{state: with_finding(state) for state in FINDINGS},
    }


SENTENCES = {
    State.MALFORMED: "This file is not a readable badge.",
    State.INVALID_SIGNATURE: "This badge was changed after it was issued, or was not issued by",
    State.INVALID_CONTENT: "This badge cannot be relied on: what it says breaks the rules",
    State.REVOKED: "A district has withdrawn this badge.",
    State.SUSPENDED: "A district has put this badge on hold.",
    State.EXPIRED: "This badge is genuine but expired on 2026-06-30.",
    State.NOT_YET_VALID: "This badge is genuine but only takes effect on 2027-01-01.",
    State.UNSUPPORTED: "This badge uses a method that cannot be checked here:",
    State.KEY_UNAVAILABLE: "The key of did:web:sdsm.example could not be fetched, so nothing is",
    State.STATUS_UNKNOWN: "This badge is genuine, but we could not find out whether it was",
    State.ISSUER_UNCHECKED: "The signature is good, but the lists of recognised issuers could",
    State.ISSUER_UNRECOGNISED: "The signature is good, but A district is in none of the lists",
    State.VALID: "This badge is genuine and in force: A district awarded Using Wait Time to",
}


def own_words(report: Report) -> str:
    """The sentence without addresses and quoted words of the badge."""
    return re.sub(r"(https?|did):\S*|'[^']*'", "", sentence(report))


def test_every_state_has_its_sentence() -> None:
    """One for each, and each is whole."""
    made = reports()
    assert set(made) == set(SENTENCES) == set(State)
    for state, report in made.items():
        assert report.state is state
        address = f" ({report.summary.issuer_id})" if report.summary else ""
        assert sentence(report).replace(address, "").startswith(SENTENCES[state])
        assert sentence(report).endswith(".")
        assert "{" not in sentence(report)
        assert not FORBIDDEN.search(own_words(report)), sentence(report)


@pytest.mark.parametrize("folder", ["attacks", "interop", "1edtech/ob30"])
def test_no_published_badge_makes_it_speak_of_formats(vectors: Path, folder: str) -> None:
    """Reasons are part of the sentence, so they too are in a person's words."""
    verifier = Verifier(fetcher=Replay(vectors / "attacks" / "network"))
    at = parse_timestamp("2026-01-15T12:00:00Z")
    files = sorted(file for file in (vectors / folder).rglob("*") if file.is_file())
    assert files
    for file in files:
        report = verifier.verify(file.read_bytes(), at=at)
        assert not FORBIDDEN.search(own_words(report)), (file.name, sentence(report))


def test_a_valid_badge_names_who_what_whom_and_when() -> None:
    """With the name that the holder let into it, and the day of the award."""
    district = DistrictSimulator()
    badge = district.award(awardedDate="2026-02-28T15:00:00Z")
    assert sentence(Verifier(fetcher=district).verify(badge)) == (
        "This badge is genuine and in force: A school district (did:web:sdsm.example) awarded "
        "Using Wait Time to Jordan Rivera on 2026-02-28."
    )


@pytest.mark.parametrize(
    ("identity", "person"),
    [
        ({"identityType": "name", "hashed": False, "identityHash": "Jordan"}, "Jordan"),
        ({"identityType": "name", "hashed": True, "identityHash": "sha256$0"}, "its holder"),
        ({"identityType": "emailAddress", "hashed": False, "identityHash": "a@b"}, "its holder"),
    ],
)
def test_only_a_plain_name_is_a_name(identity: Badge, person: str) -> None:
    """A hash or an address is nobody's name."""
    holder = subject(id=None, identifier=[{"type": "IdentityObject", **identity}])
    assert f"to {person} on" in sentence(verify(signed_badge(credentialSubject=holder)))


def test_names_stand_for_themselves() -> None:
    """Braces and percent signs in a name are no instructions."""
    name = "{issuer} {0} %s {reason.__class__}"
    named = subject(achievement=achievement(name=name))
    assert name in sentence(verify(signed_badge(credentialSubject=named)))
    issuer = {**small_badge()["issuer"], "name": name}
    assert name in sentence(verify(signed_badge(issuer=issuer)))


def test_an_issuer_without_a_name_is_an_address() -> None:
    """And a forged badge names whom it claims to be from, by address, never by name."""
    plain = signed_badge(issuer=small_badge()["issuer"]["id"])
    assert plain["issuer"] in sentence(verify(plain))
    forged = {**signed_badge(), "name": "Other"}
    words = sentence(verify(forged))
    assert words.endswith(f"was not issued by {forged['issuer']['id']}.")
    assert "A district" not in words
    nobody = Report(NOW, (Finding("proof.signature", Outcome.FAILED, "So."),))
    assert sentence(nobody).endswith("was not issued by the issuer it names.")


STRANGER = MemorySigner(b"\x17" * 32)
WEB: Badge = {"id": "did:web:sdsm.example", "type": ["Profile"]}
NOT_CHANGED: dict[str, tuple[Badge, str]] = {
    "nobody signed it": (small_badge(), "The badge is not signed. Ask for the file as it was"),
    "the signature is left out": (
        {**small_badge(), "proof": [options()]},
        "The signature has no value. Ask for the file as it was issued.",
    ),
    "signed after the day asked about": (
        sign(small_badge(), created="2027-01-01T00:00:00Z"),
        "The signature says it was made at 2027-01-01T00:00:00Z, which is later than 2026-11-21",
    ),
    "a signature that ran out": (
        sign(small_badge(), expires="2026-06-30T00:00:00Z"),
        "The signature was good until 2026-06-30T00:00:00Z. Ask for a copy that is signed anew.",
    ),
    "signed by somebody else": (
        sign(small_badge(), STRANGER),
        f"No signature is by the issuer {SIGNER.did}.",
    ),
    "a key that nobody knows": (
        sign(small_badge(), verificationMethod=f"{SIGNER.did}#other"),
        f"{SIGNER.did} does not list the key {SIGNER.did}#other.",
    ),
    "made to present": (
        sign(small_badge(), proofPurpose="authentication"),
        "The signature was not made to issue a credential (assertionMethod).",
    ),
    "made for one exchange": (
        sign(small_badge(), challenge="c"),
        "It was made for one exchange only (it carries a challenge); name the same challenge",
    ),
    "no key is named": (
        sign(small_badge(), verificationMethod=SIGNER.did),
        "The signature must name one key by its address.",
    ),
    "no issuer is named": (unsigned_but_shaped(small_badge(issuer=7)), "The file names no issuer."),
}


@pytest.mark.parametrize("story", NOT_CHANGED)
def test_a_badge_that_was_not_changed_is_not_said_to_be(story: str) -> None:
    """The real reason stands in the first sentence, in both languages, also when read back."""
    badge, reason = NOT_CHANGED[story]
    report = verify(badge)
    assert report.state is State.INVALID_SIGNATURE
    assert sentence(report).startswith(f"This badge is not proven to be genuine: {reason}")
    assert not FORBIDDEN.search(own_words(report))
    assert sentence(Report.from_dict(report.to_dict())) == sentence(report)
    spanish = sentence(report, "es")
    assert spanish.startswith("No está demostrado que esta insignia sea auténtica: ")
    assert story == "no key is named" or "En inglés" not in spanish
    assert "modificó" not in spanish


def test_a_check_for_an_earlier_day_says_which_day_the_signature_is_of() -> None:
    """An employer asks what held on the day of an application, before the badge was signed."""
    district = DistrictSimulator()
    verifier = Verifier(fetcher=district)
    badge = district.award()
    earlier = verifier.verify(badge, at=parse_timestamp("2026-03-01T00:00:00Z"))
    (found,) = earlier.decisive()
    assert (earlier.state, found.check) == (State.INVALID_SIGNATURE, "proof.created")
    assert "later than 2026-03-01T00:00:00Z, the time that was asked about." in sentence(earlier)
    assert "es después de 2026-03-01T00:00:00Z, el momento" in sentence(earlier, "es")
    assert verifier.verify(badge)


def test_a_revoked_key_is_told_as_one() -> None:
    district = DistrictSimulator()
    badge = district.award()
    page = json.loads(district.pages[document_url(district.did)])
    page["verificationMethod"][0]["revoked"] = "2026-05-01T00:00:00Z"
    district.pages[document_url(district.did)] = json.dumps(page).encode()
    report = Verifier(fetcher=district).verify(badge)
    told = "has been revoked (2026-05-01T00:00:00Z)."
    assert report.state is State.INVALID_SIGNATURE
    assert sentence(report).startswith("This badge is not proven to be genuine: The key did:web:")
    assert sentence(report).endswith(told)
    assert sentence(report, "es").endswith("fue revocada (2026-05-01T00:00:00Z).")


def test_one_signature_that_does_not_hold_shows_the_change_whatever_else_is_wrong() -> None:
    """A second proof that ran out does not hide that the badge was altered."""
    ran_out = proof(small_badge(), expires="2026-06-30T00:00:00Z")
    forged = {**small_badge(), "proof": [ran_out, proof(small_badge())], "name": "Other"}
    assert [f.check for f in verify(forged).decisive()] == ["proof.expires", "proof.signature"]
    assert sentence(verify(forged)).startswith(SENTENCES[State.INVALID_SIGNATURE])


def test_a_report_that_was_read_back_still_says_whose_badge_it_is() -> None:
    """The name is a part of the badge alone; the address stands in the report."""
    report = verify(signed_badge())
    assert report.summary is not None
    again = sentence(Report.from_dict(report.to_dict()))
    assert f" to {report.summary.recipient} on " in again
