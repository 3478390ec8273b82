"""Every input of the W3C suite for the VC data model, by its name: `-ok` holds, `-fail` does not.

Credentials are issued and then verified, as the suite does; presentations are signed as the suite's
own generator signs them, with the credentials in them, and verified.
"""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import RefusedError
from openbadge_issuer.credential import issue_credential, issue_enveloped
from tests.conftest import VECTORS
from tests.credentials.makers import (
    AT,
    GENERAL,
    objections,
    presented,
    proof,
    signer,
    verify,
    verify_presentation,
)
from verifier.clock import parse_timestamp
from verifier.data_model import check_credential, check_presentation
from verifier.errors import DocumentError
from verifier.keys import P384
from verifier.report import Finding, Outcome

FOLDER = "w3c-vcdm2/tests/input"
# The suite leaves these to its generator, which signs some of what is in them.
SELF_ASSERTED = {
    "presentation-self-asserted-vc-ok.json": True,
    "presentation-self-asserted-vc-holder-mismatch.json": False,
    "presentation-self-asserted-vc-issuer-mismatch.json": False,
    "presentation-self-asserted-vc-no-holder.json": False,
}
# Its token is by nobody: no key is named, so only its form can be judged.
UNSIGNABLE = "presentation-enveloped-vc-ok.json"
SECURED = (
    "eddsa-rdfc-2022",
    "eddsa-jcs-2022",
    "ecdsa-rdfc-2019",
    "ecdsa-jcs-2019",
    "Ed25519Signature2020",
    "vc+jwt",
)


def inputs(start: str) -> list[str]:
    """The names of the inputs, by their place in the folder."""
    folder = VECTORS / FOLDER
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*.json"))
    return sorted(name for name in found if name.rpartition("/")[2].startswith(start))


CREDENTIALS = [*inputs("credential"), *inputs("issuer")]
PRESENTATIONS = inputs("presentation")


def read(vectors: Path, name: str) -> dict[str, Any]:
    """An input with the times that the suite writes into it."""
    text = (vectors / FOLDER / name).read_text(encoding="utf-8")
    times = (("PAST DATE", "2020-01-01T00:00:00Z"), ("FUTURE DATE", "2040-01-01T00:00:00Z"))
    for word, time in times:
        text = text.replace(word, time)
    document: dict[str, Any] = json.loads(text)
    return document


def with_issuer(document: dict[str, Any], did: str) -> dict[str, Any]:
    """The issuer that the suite fills in where the input has none."""
    issuer = document.setdefault("issuer", did)
    if isinstance(issuer, dict):
        issuer.setdefault("id", did)
    return document


def is_good(name: str) -> bool:
    """What the name says; what may be repaired instead is refused here."""
    return "-fail" not in name


def instant_within(document: Mapping[str, Any]) -> datetime:
    """A time at which the credential is in force."""
    start = document.get("validFrom")
    return (
        AT
        if "validUntil" not in document and str(start)[:1] != "4"
        else parse_timestamp(str(start))
    )


def test_there_are_all_120(vectors: Path) -> None:
    names = {path.name for path in (vectors / FOLDER).rglob("*.json")}
    assert len(names) == len(CREDENTIALS) + len(PRESENTATIONS) == 120
    good = [name for name in CREDENTIALS if is_good(name)]
    assert (len(good), len(CREDENTIALS)) == (54, 95)


@pytest.mark.parametrize("secured", SECURED)
@pytest.mark.parametrize("name", CREDENTIALS)
def test_a_credential_is_issued_and_verified_or_refused(
    vectors: Path, name: str, secured: str
) -> None:
    key = signer(P384) if secured.startswith("ecdsa") else signer()
    document = with_issuer(read(vectors, name), key.did)
    if not is_good(name):
        with pytest.raises(RefusedError) as refused:
            issue(document, secured, key)
        assert all(problem.type is not None for problem in refused.value.problems)
        return
    at = instant_within(document)
    issued = issue(document, secured, key, at=at)
    report = verify(issued, at=at, status=False)
    assert report, objections(report)


def issue(document: Mapping[str, Any], secured: str, key: Any, **options: Any) -> dict[str, Any]:
    if secured == "vc+jwt":
        return issue_enveloped(document, signer=key, profile=GENERAL, **options)
    return issue_credential(document, signer=key, profile=GENERAL, suite=secured, **options)


@pytest.mark.parametrize("name", [name for name in CREDENTIALS if not is_good(name)])
def test_a_credential_that_another_program_signed_is_refused(vectors: Path, name: str) -> None:
    """Where it can be signed at all; what cannot be is refused for want of a proof, or before."""
    document = with_issuer(read(vectors, name), signer().did)
    document.pop("proof", None)
    assert not verify(document)
    try:
        document["proof"] = proof(document)
    except (RefusedError, KeyError):
        document["proof"] = proof({"@context": ["https://www.w3.org/ns/credentials/v2"]})
    if name != "credential-proof-missing-type-fail.json":
        assert not verify(document)


@pytest.mark.parametrize("name", PRESENTATIONS)
def test_a_signed_presentation_is_verified_or_refused(vectors: Path, name: str) -> None:
    document = read(vectors, name)
    if name == UNSIGNABLE:
        assert not failures(check_presentation(document))
        return
    good = SELF_ASSERTED.get(name, is_good(name))
    report = verify_presentation(as_the_suite_signs(document, sign_inner=good))
    assert bool(report) == good, objections(report)


def as_the_suite_signs(document: dict[str, Any], *, sign_inner: bool) -> dict[str, Any]:
    """Every credential by the holder's key, then the presentation; as it is if that is impossible.

    The key of the suite is published, so ours stands in the place of its address.
    """
    published = "did:key:z6MkpJySvETLnxhQG9DzEdmKJtysBDjuuTeDfUj1uNNCUqcj"
    document = json.loads(json.dumps(document).replace(published, signer().did))
    try:
        for inner in document.get("verifiableCredential", []) if sign_inner else []:
            inner["issuer"] = signer().did
            inner["proof"] = proof(inner)
        return presented(document)
    except (RefusedError, DocumentError, KeyError):
        return document


@pytest.mark.parametrize("name", [n for n in PRESENTATIONS if n not in SELF_ASSERTED])
def test_the_rules_alone_judge_the_form_of_a_presentation(vectors: Path, name: str) -> None:
    found = failures(check_presentation(read(vectors, name)))
    assert bool(found) != is_good(name), found


BY_JSON_LD = {
    "credential-redef-type-fail.json",
    "credential-redef-type2-fail.json",
    "credential-type-mapped-nonurl-fail.json",
    "credential-type-unmapped-fail.json",
}


@pytest.mark.parametrize("name", CREDENTIALS)
def test_the_rules_alone_judge_all_but_the_meaning_of_words(vectors: Path, name: str) -> None:
    document = with_issuer(read(vectors, name), signer().did)
    found = failures(check_credential(document))
    assert bool(found) != (is_good(name) or name in BY_JSON_LD), found


def failures(findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.outcome is Outcome.FAILED]
