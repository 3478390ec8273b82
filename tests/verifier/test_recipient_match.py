"""Whether a badge is about the person who shows it: addresses, e-mail, hashes, and nothing."""

import hashlib
from typing import Any

import pytest

from openbadge_issuer.recipient import hashed_email
from tests.verifier.badges import subject
from verifier.model import AchievementSubject
from verifier.report import Outcome
from verifier.semantics.recipient import check_recipient

DID = "did:key:z6MkuBLjwXr9L9EjZXQoz58mUijXWDHyLdEeTqAFoZYJzDPP"
EMAIL = "jordan@sdsm.example"

# The worked example of the standard's reference: a@example.com with the salt Kosher.
KOSHER = "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"


def plain(kind: str, text: str) -> dict[str, Any]:
    """An identity in plain text."""
    return {"type": "IdentityObject", "hashed": False, "identityHash": text, "identityType": kind}


def hashed(text: str, salt: str | None = None) -> dict[str, Any]:
    """A hashed e-mail address."""
    identity = plain("emailAddress", text) | {"hashed": True}
    return identity | ({"salt": salt} if salt else {})


def answer(recipient: str, **members: Any) -> Outcome:
    """What is said of a subject with these members."""
    return check_recipient(AchievementSubject.model_validate(subject(**members)), recipient).outcome


def test_an_address_is_compared_with_the_subjects_id() -> None:
    """Character by character, with space around it dropped."""
    assert answer(DID, id=DID) is Outcome.PASSED
    assert answer(f" {DID}\n", id=DID) is Outcome.PASSED
    assert answer(DID.lower(), id=DID) is Outcome.FAILED
    assert answer(DID, id=None, identifier=[plain("name", "Jordan")]) is Outcome.INCONCLUSIVE


def test_an_email_is_compared_with_email_identities() -> None:
    """Plain in any case; hashed as it is given or in lower case, with or without a salt."""
    assert (
        answer(EMAIL, identifier=[plain("emailAddress", "Jordan@SDSM.example")]) is Outcome.PASSED
    )
    assert answer("a@example.com", identifier=[hashed(KOSHER, "Kosher")]) is Outcome.PASSED
    assert answer("A@Example.com", identifier=[hashed(KOSHER, "Kosher")]) is (Outcome.PASSED)
    assert answer("mailto:a@example.com", identifier=[hashed(KOSHER, "Kosher")]) is Outcome.PASSED
    assert answer(EMAIL, identifier=[hashed_email(EMAIL)]) is Outcome.PASSED
    unsalted = "sha256$" + hashlib.sha256(EMAIL.encode()).hexdigest().upper()
    assert answer(EMAIL, identifier=[hashed(unsalted)]) is Outcome.PASSED
    assert answer(EMAIL, identifier=[hashed(KOSHER, "Kosher")]) is Outcome.FAILED


def test_another_identifier_is_compared_with_all_but_email() -> None:
    """A number of the payroll is compared as it is written, and never with an e-mail address."""
    identities = [plain("emailAddress", EMAIL), plain("ext:payroll", "4711")]
    assert answer("4711", identifier=identities) is Outcome.PASSED
    assert answer("4712", identifier=identities) is Outcome.FAILED
    assert answer("4711", identifier=identities[:1]) is Outcome.INCONCLUSIVE


def test_a_weak_hash_matches_with_a_warning() -> None:
    """MD5 is read, and the reader is told."""
    digest = hashlib.md5(EMAIL.encode(), usedforsecurity=False).hexdigest()
    assert answer(EMAIL, identifier=[hashed(f"md5${digest}")]) is Outcome.WARNING


@pytest.mark.parametrize("text", ["sha1$00", "no hash", "sha256$é", "sha256$"])
def test_an_odd_hash_never_matches(text: str) -> None:
    """Whatever stands there, the answer is no or nothing, never a crash."""
    assert answer(EMAIL, identifier=[hashed(text)]) in (Outcome.FAILED, Outcome.INCONCLUSIVE)
