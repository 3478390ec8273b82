"""What is special to ECDSA: lengths and hashes of signatures, and showing parts of a credential."""

import hashlib
from typing import Any

import pytest

from openbadge_issuer import RefusedError
from openbadge_issuer.credential import derive_credential, issue_credential
from tests.credentials.makers import (
    AT,
    GENERAL,
    copy,
    credential,
    legacy,
    objections,
    proof,
    signed,
    signer,
    verify,
)
from verifier.base64url import base64url_decode, base64url_encode
from verifier.canonical import Canonicalizer
from verifier.keys import P256, P384, base58_decode, base58_encode

SD = "ecdsa-sd-2023"
KEPT = ["/issuer", "/validFrom", "/credentialSubject/id"]


@pytest.mark.parametrize("suite", ["ecdsa-rdfc-2019", "ecdsa-jcs-2019"])
@pytest.mark.parametrize(("kind", "size"), [(P256, 64), (P384, 96)])
def test_only_a_signature_of_full_length_counts(suite: str, kind: str, size: int) -> None:
    document = signed(credential(issuer=signer(kind).did), suite, by=signer(kind))
    signature = base58_decode(document["proof"]["proofValue"][1:])
    assert len(signature) == size
    assert verify(document)
    for wrong in (
        signature[:-1],
        signature + b"\0",
        b"\0" + signature,
        signature[: size // 2],
        b"",
    ):
        document["proof"]["proofValue"] = "z" + base58_encode(wrong)
        assert not verify(document)


@pytest.mark.parametrize(("kind", "wrong"), [(P256, "sha384"), (P384, "sha256")])
def test_the_hash_goes_with_the_curve(kind: str, wrong: str) -> None:
    key, document = signer(kind), credential(issuer=signer(kind).did)
    good = proof(document, "ecdsa-rdfc-2019", by=key)
    options = {name: value for name, value in good.items() if name != "proofValue"}
    canonicalizer = Canonicalizer(contexts=GENERAL.contexts)

    def signature(algorithm: str) -> str:
        parts = ({**options, "@context": document["@context"]}, document)
        forms = [canonicalizer.form(part, algorithm=algorithm) for part in parts]
        data = b"".join(hashlib.new(algorithm, form).digest() for form in forms)
        return "z" + base58_encode(key.sign(data))

    right = "sha256" if kind == P256 else "sha384"
    assert verify({**document, "proof": {**options, "proofValue": signature(right)}})
    assert not verify({**document, "proof": {**options, "proofValue": signature(wrong)}})


def test_the_other_canonical_form_does_not_count() -> None:
    key, document = signer(P256), credential(issuer=signer(P256).did)
    for made, said in (
        ("ecdsa-rdfc-2019", "ecdsa-jcs-2019"),
        ("ecdsa-jcs-2019", "ecdsa-rdfc-2019"),
    ):
        swapped = {**proof(document, made, by=key), "cryptosuite": said}
        assert not verify({**document, "proof": swapped})


def base(**members: Any) -> dict[str, Any]:
    """A credential that its holder may show in parts."""
    members = {
        "issuer": signer(P256).did,
        "credentialSubject": {
            "id": "did:example:subject",
            "alumniOf": [{"name": "One School"}, {"name": "Another School"}],
            "degree": {"type": "Degree", "name": "Master"},
        },
        **members,
    }
    return issue_credential(
        credential(**members),
        signer=signer(P256),
        profile=GENERAL,
        suite=SD,
        mandatory_pointers=KEPT,
        at=AT,
    )


def derived(*disclose: str, **members: Any) -> dict[str, Any]:
    return derive_credential(base(**members), disclose=disclose, profile=GENERAL)


def test_a_holder_shows_parts() -> None:
    shown = derived("/credentialSubject/degree/name")
    assert verify(shown), objections(verify(shown))
    assert shown["credentialSubject"]["degree"]["name"] == "Master"
    assert "alumniOf" not in shown["credentialSubject"]
    assert isinstance(shown["proof"], dict)
    assert not verify(base()), "the holder's own copy is not for showing"


def test_parts_of_an_array_are_shown() -> None:
    shown = derived("/credentialSubject/alumniOf/1")
    assert shown["credentialSubject"]["alumniOf"] == [{"name": "Another School"}]
    assert verify(shown)


def test_a_legacy_credential_is_shown_in_parts() -> None:
    made = issue_credential(
        legacy(issuer=signer(P256).did),
        signer=signer(P256),
        profile=GENERAL,
        suite=SD,
        mandatory_pointers=["/issuer", "/issuanceDate"],
        at=AT,
    )
    shown = derive_credential(made, disclose=["/credentialSubject/id"], profile=GENERAL)
    assert verify(shown), objections(verify(shown))


def test_without_mandatory_parts_everything_is_the_holders_choice() -> None:
    made = issue_credential(
        credential(issuer=signer(P256).did),
        signer=signer(P256),
        profile=GENERAL,
        suite=SD,
        mandatory_pointers=[],
        at=AT,
    )
    shown = derive_credential(made, disclose=["/issuer", "/credentialSubject/id"], profile=GENERAL)
    assert "validFrom" not in shown
    assert verify(shown)
    assert not verify(derive_credential(made, disclose=["/issuer"], profile=GENERAL))


@pytest.mark.parametrize("pointer", ["/nothing", "/credentialSubject/nothing", "credentialSubject"])
def test_a_mandatory_part_that_is_not_there_cannot_be_signed(pointer: str) -> None:
    with pytest.raises(RefusedError):
        issue_credential(
            credential(issuer=signer(P256).did),
            signer=signer(P256),
            profile=GENERAL,
            suite=SD,
            mandatory_pointers=["/issuer", pointer],
        )


def test_only_this_suite_has_mandatory_parts() -> None:
    with pytest.raises(RefusedError, match="shows a credential whole"):
        issue_credential(
            credential(), signer=signer(), profile=GENERAL, mandatory_pointers=["/issuer"]
        )


@pytest.mark.parametrize("pointer", ["/nothing", "nothing"])
def test_what_is_not_there_cannot_be_shown(pointer: str) -> None:
    with pytest.raises(RefusedError):
        derived(pointer)


def test_a_credential_without_such_a_proof_cannot_be_shown_in_parts() -> None:
    with pytest.raises(RefusedError):
        derive_credential(signed(credential()), disclose=["/issuer"], profile=GENERAL)


def changed_subject(vc: dict[str, Any]) -> None:
    vc["credentialSubject"]["degree"]["name"] = "Doctor"


def changed_item(vc: dict[str, Any]) -> None:
    vc["credentialSubject"]["alumniOf"][0]["name"] = "A Third School"


def added_item(vc: dict[str, Any]) -> None:
    vc["credentialSubject"]["alumniOf"].append({"name": "A Third School"})


def removed_item(vc: dict[str, Any]) -> None:
    vc["credentialSubject"]["alumniOf"].pop()


def removed_mandatory(vc: dict[str, Any]) -> None:
    del vc["validFrom"]


CHANGES = [changed_subject, changed_item, added_item, removed_item, removed_mandatory]


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_shown_cannot_be_changed(change: Any) -> None:
    shown = derived("/credentialSubject/degree", "/credentialSubject/alumniOf")
    assert verify(shown)
    change(shown)
    assert not verify(shown)


def test_a_proof_value_of_another_form_is_refused() -> None:
    shown = derived("/credentialSubject/degree")
    value = base64url_decode(shown["proof"]["proofValue"][1:])
    assert value[:3] == b"\xd9\x5d\x01"
    for wrong in (
        b"\xd9\x5d\x00" + value[3:],
        b"\xd9\x5d\x02" + value[3:],
        b"\xd9\x5d" + value[3:],
        value[3:],
        value[:-1],
        value + b"\0",
        value[:3] + b"\x80",
        b"",
    ):
        damaged = copy(shown)
        damaged["proof"]["proofValue"] = "u" + base64url_encode(wrong)
        assert not verify(damaged)
    damaged = copy(shown)
    damaged["proof"]["proofValue"] = "z" + base58_encode(value)
    assert not verify(damaged)
