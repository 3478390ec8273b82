"""Context 3.0.3 gained two terms under its old address; badges signed before still verify."""

import hashlib
import json
from typing import Any

from tests.verifier.badges import (
    SIGNER,
    Badge,
    options,
    signed_badge,
    small_badge,
    subject,
    verify,
)
from tests.verifier.canonical import oracle
from verifier import Outcome
from verifier.canonical import Canonicalizer
from verifier.context_list import OB_CURRENT
from verifier.keys import base58_encode

EARLIER = (OB_CURRENT, "2024-03")
TOKEN = "eyJhbGciOiJFZERTQSJ9.e30.c2ln"


def with_later_terms(badge: Badge) -> Badge:
    """The badge with words that the context of 2024 did not know, in two places."""
    person = subject() | {"source": source()}
    person["source"]["endorsementJwt"] = [TOKEN]
    return {**badge, "endorsementJwt": [TOKEN], "jti": badge["id"], "credentialSubject": person}


def source() -> dict[str, Any]:
    """An assessor."""
    return {"id": "https://assessors.example", "type": ["Profile"]}


def signed_in_2024(badge: Badge) -> Badge:
    """The badge signed by PyLD's reading of the context as it was in 2024."""
    hashed = b"".join(
        hashlib.sha256(oracle.canonical(part, EARLIER)).digest()
        for part in ({**options(), "@context": badge["@context"]}, badge)
    )
    value = "z" + base58_encode(SIGNER.sign(hashed))
    return {**badge, "proof": [{**options(), "proofValue": value}]}


def test_the_later_terms_are_all_that_tells_the_editions_apart() -> None:
    """Without them the canonical form of today is that of 2024, which ignores them."""
    old = small_badge(credentialSubject=subject(source=source()))
    new = with_later_terms(old)
    ours = Canonicalizer().form(old)
    assert ours == oracle.canonical(old, EARLIER) == oracle.canonical(new, EARLIER)
    assert ours != Canonicalizer().form(new)
    assert Canonicalizer().form(new) == oracle.canonical(new)


def test_a_badge_of_2024_verifies_and_says_what_its_signature_leaves_out() -> None:
    """Anybody could have added the words of later editions: each is named, none is believed."""
    badge = signed_in_2024(with_later_terms(small_badge()))
    report = verify(badge)
    assert report.state.value == "valid"
    uncovered = {f.path: f.outcome for f in report.findings if f.check == "proof.coverage"}
    places = ("/endorsementJwt", "/jti", "/credentialSubject/source/endorsementJwt")
    assert uncovered == dict.fromkeys(places, Outcome.WARNING)
    assert {f.outcome for f in report.findings if f.check == "endorsement"} == {Outcome.FAILED}


def test_a_badge_of_today_covers_them() -> None:
    """Signed by the current edition there is nothing to warn of."""
    report = verify(signed_badge(endorsementJwt=[TOKEN]))
    assert report.state.value == "valid"
    assert not [f for f in report.findings if f.check == "proof.coverage"]


def test_leaving_out_the_later_terms_rescues_no_altered_badge() -> None:
    """The second attempt is for these words only."""
    badge = signed_in_2024(with_later_terms(small_badge()))
    badge["name"] = "Another name"
    assert verify(badge).state.value == "invalid_signature"


def test_an_endorsement_taken_from_a_badge_of_today_is_missed() -> None:
    """What today's edition covers cannot be removed as if it were a word of later."""
    badge = json.loads(json.dumps(signed_badge(endorsementJwt=[TOKEN])))
    del badge["endorsementJwt"]
    assert verify(badge).state.value == "invalid_signature"
