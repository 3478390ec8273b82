"""The verifier of badges knows nothing of profiles: what only they allow, it still refuses."""

import dataclasses
import json
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import MemorySigner, RefusedError, issue
from openbadge_issuer.credential import issue_credential, issue_enveloped
from tests.credentials.makers import (
    ANY_KEY,
    AT,
    GENERAL,
    VC2,
    credential,
    legacy,
    objections,
    presented,
    signed,
    signer,
    verify,
)
from tests.verifier.badges import small_badge
from verifier import Verifier
from verifier.profile import Profile

STRICT = Profile()


def badge_verifier_says(document: Any) -> Any:
    return Verifier(allow_test_keys=True).verify(json.dumps(document), at=AT)


GENERIC: dict[str, dict[str, Any]] = {
    "any credential": signed(credential()),
    "VC 1.1": issue_credential(legacy(), signer=signer(), profile=GENERAL, at=AT),
    "an envelope": issue_enveloped(credential(), signer=signer(), profile=GENERAL, at=AT),
    "an inline context": signed(credential(**{"@context": [VC2, {"alumniOf": "urn:x:alumniOf"}]})),
    "a presentation": presented(
        {
            "@context": [VC2],
            "type": ["VerifiablePresentation"],
            "verifiableCredential": [signed(credential())],
        }
    ),
}


@pytest.mark.parametrize("what", GENERIC)
def test_a_badge_verifier_refuses_what_is_no_badge(what: str) -> None:
    report = badge_verifier_says(GENERIC[what])
    assert not report
    assert report.verified is None


def badge(**members: Any) -> dict[str, Any]:
    own = {"issuer": {"id": signer().did, "type": ["Profile"]}, "validFrom": "2026-01-02T03:04:05Z"}
    return {**small_badge(), **own, **members}


def test_a_badge_passes_both() -> None:
    document = issue(badge(), signer=signer(), at=AT)
    assert badge_verifier_says(document), objections(badge_verifier_says(document))
    report = verify(document)
    assert report, objections(report)
    assert verify(document, STRICT)


def test_a_badge_with_an_inline_context_stays_unread() -> None:
    plain = badge()
    document = badge(**{"@context": [*plain["@context"], {"extra": "https://example.org/#extra"}]})
    whole = signed(document)
    assert verify(whole), objections(verify(whole))
    assert badge_verifier_says(whole).state == "unsupported"
    assert verify(whole, STRICT).state == "unsupported"


def test_a_badge_by_a_strangers_key_is_refused() -> None:
    stranger = MemorySigner.generate()
    whole = signed(badge(), by=stranger)
    assert verify(whole, ANY_KEY), objections(verify(whole, ANY_KEY))
    for report in (badge_verifier_says(whole), verify(whole), verify(whole, STRICT)):
        assert report.verdict == "invalid"


def test_any_key_still_asks_for_a_true_signature() -> None:
    whole = signed(credential(), by=MemorySigner.generate())
    assert verify(whole, ANY_KEY)
    whole["credentialSubject"]["alumniOf"] = "Another School"
    assert not verify(whole, ANY_KEY)


def test_nothing_is_said_of_an_issuer_that_nobody_asked_about() -> None:
    report = verify(signed(credential()), ANY_KEY)
    assert "issuer.key" not in {finding.check for finding in report.findings}
    assert "proof.owner" in {finding.check for finding in report.findings}


def test_issuing_always_binds_key_and_issuer() -> None:
    with pytest.raises(RefusedError, match="The key belongs to"):
        issue_credential(
            credential(issuer="did:example:another"), signer=signer(), profile=ANY_KEY, at=AT
        )


def test_the_badge_verifier_has_no_profile_and_the_strict_one_allows_nothing() -> None:
    names = {field.name for field in dataclasses.fields(Verifier)}
    assert "profile" not in names
    assert not STRICT.contexts
    flags = [getattr(STRICT, f.name) for f in dataclasses.fields(Profile) if f.name != "contexts"]
    assert flags == [False] * len(flags)
    assert len(flags) == 5


def test_published_keys_count_only_where_that_is_said(vectors: Path) -> None:
    published = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"
    place = "w3c-di-eddsa/TestVectors/eddsa-rdfc-2022/signedDataInt.json"
    document = json.loads((vectors / place).read_text())
    assert published in document["proof"]["verificationMethod"]
    assert verify(document, ANY_KEY)
    assert not verify(document, dataclasses.replace(ANY_KEY, allow_test_keys=False))
