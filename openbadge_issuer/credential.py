"""Sign credentials of any kind, and let them out only after the verifier has accepted them.

Badges are issued by `openbadge_issuer.issue`, which asks for more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from openbadge_issuer.assessment import read_object
from openbadge_issuer.controller_document import controller_of
from openbadge_issuer.errors import Problem, RefusedError
from openbadge_issuer.jwt import compact
from openbadge_issuer.own_document import OwnDocument
from openbadge_issuer.presentation import envelope
from openbadge_issuer.proofs import sign, suite_for
from openbadge_issuer.signers import Signer
from verifier import specs
from verifier.clock import now, to_text
from verifier.context_list import DATA_INTEGRITY, DATA_INTEGRITY_1, ED25519_2020
from verifier.credential import CredentialVerifier
from verifier.data_integrity import PROOF
from verifier.data_model import check_credential
from verifier.data_model.resources import check_digests
from verifier.disclosure.derive import derive
from verifier.errors import DocumentError, PointerError
from verifier.interfaces import Cryptosuite
from verifier.profile import Profile
from verifier.report import Finding, Outcome, State
from verifier.schema import is_legacy
from verifier.strict_json import JsonObject
from verifier.suites.ecdsa_sd_2023 import EcdsaSd2023

# What may be so on the day a credential is made, and is no fault of it.
_NOT_A_FAULT = ("time.valid_from", "time.valid_until")


def issue_credential(
    credential: JsonObject,
    *,
    signer: Signer,
    profile: Profile,
    suite: str | None = None,
    mandatory_pointers: Sequence[str] | None = None,
    at: datetime | None = None,
) -> dict[str, Any]:
    """A signed credential of VC 2.0 (or 1.1, where the profile says so), verified before it leaves.

    A `proof` that was given is checked for form and left out: what is signed is new. A context
    that the proof needs is added where it is missing: data-integrity/v2 to VC 1.1, and
    ed25519-2020/v1 for `Ed25519Signature2020`.

    Args:
        credential: the credential, with its issuer.
        signer: holds the key; the issuer's id must be the signer's address.
        profile: what differs from the defaults.
        suite: a suite's name; the usual one for the kind of key by default.
        mandatory_pointers: what every holder must show under `ecdsa-sd-2023`; by default whatever
            decides whether the credential holds.
        at: when it is signed; the present by default.

    Raises:
        RefusedError: with every problem and its place; nothing was signed, or what was signed did
            not verify.
        ValueError: `at` has no time zone.
    """
    when = _instant(at)
    chosen = suite_for(signer, suite, conformance=True)
    if mandatory_pointers is not None:
        chosen = _with_pointers(chosen, tuple(mandatory_pointers))
    document = _with_context(_fit(credential, signer, profile), chosen)
    proof = sign(document, chosen, signer, {"created": to_text(when)}, profile.contexts)
    issued = {**document, "proof": proof}
    shown = (
        derive_credential(issued, disclose=[""], profile=profile) if chosen.selective else issued
    )
    _refuse(_own_verification(shown, signer, profile, when))
    return issued


def issue_enveloped(
    credential: JsonObject, *, signer: Signer, profile: Profile, at: datetime | None = None
) -> dict[str, Any]:
    """A credential as a signed token in an `EnvelopedVerifiableCredential`.

    https://www.w3.org/TR/vc-jose-cose/#secure-with-jose: the header has `alg`, `kid`, `typ`
    (`vc+jwt`) and `cty` (`vc`), the content is the credential and nothing else.

    Args:
        credential: as `issue_credential` takes it.
        signer: holds the key; the issuer's id must be the signer's address.
        profile: what differs from the defaults.
        at: the instant for which it must verify; the present by default.

    Raises:
        RefusedError: as `issue_credential` does.
        ValueError: `at` has no time zone.
    """
    when = _instant(at)
    document = _fit(credential, signer, profile)
    issued = envelope(compact(document, signer, {"typ": "vc+jwt", "cty": "vc"}))
    _refuse(_own_verification(issued, signer, profile, when))
    return issued


def derive_credential(
    credential: JsonObject, *, disclose: Iterable[str], profile: Profile
) -> dict[str, Any]:
    """The holder's act: a credential that shows the mandatory parts and what is disclosed.

    Does not check the credential: verify what comes out, as the person who gets it will.

    Args:
        credential: a credential with an `ecdsa-sd-2023` base proof.
        disclose: JSON pointers of what to show beside the mandatory parts.
        profile: what differs from the defaults.

    Raises:
        RefusedError: no base proof, or a pointer that leads nowhere.
    """
    try:
        shown = derive(read_object(credential), disclose=disclose, contexts=profile.contexts)
    except PointerError as exc:
        raise RefusedError([Problem(exc.path, exc.reason, specs.PROOF_GENERATION)]) from exc
    except DocumentError as exc:
        raise RefusedError([Problem(exc.path, exc.reason, specs.MALFORMED_VALUE)]) from exc
    if isinstance(credential.get("proof"), Mapping):
        (shown["proof"],) = shown["proof"]
    return shown


def _instant(at: datetime | None) -> datetime:
    if at is not None and at.tzinfo is None:
        raise ValueError("`at` must have a time zone")
    return (at or now()).replace(microsecond=0)


def _with_pointers(suite: Cryptosuite, pointers: tuple[str, ...]) -> Cryptosuite:
    if suite.selective:
        return EcdsaSd2023(lambda _: pointers)
    if pointers:
        message = f"{suite.name} shows a credential whole: it has no mandatory parts."
        raise RefusedError([Problem("", message)])
    return suite


def _fit(credential: JsonObject, signer: Signer, profile: Profile) -> dict[str, Any]:
    """The credential as it is signed, without proofs and free of problems."""
    document = read_object(credential)
    _refuse(_problems(document, signer, profile))
    return {name: part for name, part in document.items() if name != "proof"}


def _with_context(document: dict[str, Any], suite: Cryptosuite) -> dict[str, Any]:
    contexts = document["@context"]
    needed: tuple[str, ...] = ()
    if suite.proof_type != PROOF:
        needed = (ED25519_2020,)
    elif is_legacy(document):
        needed = (DATA_INTEGRITY, DATA_INTEGRITY_1)
    if not needed or any(url in contexts for url in needed):
        return document
    return {**document, "@context": [*contexts, needed[0]]}


def _problems(document: JsonObject, signer: Signer, profile: Profile) -> Iterator[Problem]:
    if is_legacy(document) and not profile.issues_legacy:
        yield Problem("/@context/0", "Credentials of VC 1.1 are no longer issued.")
    findings = [*check_credential(document), *check_digests(document, profile.resource)]
    yield from (_problem(f) for f in findings if f.outcome is Outcome.FAILED)
    issuer = document.get("issuer")
    named = issuer.get("id") if isinstance(issuer, Mapping) else issuer
    controller = controller_of(signer)
    if isinstance(named, str) and named != controller:
        message = f"The key belongs to {controller}, the credential names {named[:120]}."
        yield Problem("/issuer", message, specs.MALFORMED_VALUE)


def _own_verification(
    issued: JsonObject, signer: Signer, profile: Profile, at: datetime
) -> Iterator[Problem]:
    """The verifier on what will leave, with the issuer's own key and nobody else's."""
    verifier = CredentialVerifier(
        profile=replace(profile, any_key=False), fetcher=OwnDocument(signer)
    )
    for finding in verifier.verify(issued, at=at, status=False).findings:
        if finding.state is not State.VALID and finding.check not in _NOT_A_FAULT:
            yield _problem(finding)


def _problem(finding: Finding) -> Problem:
    return Problem(finding.path, finding.message, finding.problem)


def _refuse(problems: Iterator[Problem]) -> None:
    found = list(problems)
    if found:
        raise RefusedError(found)
