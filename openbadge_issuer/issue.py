"""Sign a badge, and let it out only after the verifier has accepted it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any

from openbadge_issuer.assessment import read_object
from openbadge_issuer.controller_document import controller_of
from openbadge_issuer.errors import Problem, RefusedError
from openbadge_issuer.jwt import compact
from openbadge_issuer.own_document import OwnDocument
from openbadge_issuer.portable import Tell, portable, unportable
from openbadge_issuer.proofs import sign, suite_for
from openbadge_issuer.signers import Signer
from openbadge_issuer.status_store import StatusStore
from verifier import Outcome, Verifier
from verifier.claims import claims_for
from verifier.clock import now, to_text
from verifier.context_list import check_context
from verifier.disclosure.derive import derive
from verifier.model import AchievementCredential
from verifier.schema import read_credential
from verifier.semantics.rubric import check_rubric
from verifier.strict_json import JsonObject

# What may be so on the day a badge is made, and is no fault of the badge.
_TWO_ENTRIES = "schema.status_entries"
_NOT_A_FAULT = ("time.valid_from", "time.valid_until")


def issue(
    credential: JsonObject,
    *,
    signer: Signer,
    suite: str | None = None,
    at: datetime | None = None,
    proof_id: str | None = None,
    conformance: bool = False,
    tell: Tell | None = None,
    status: StatusStore | None = None,
) -> dict[str, Any]:
    """A signed badge, verified before it is returned.

    Args:
        credential: an unsigned credential, as `award` makes it. A badge without `issuer.id`
            gets the signer's address.
        signer: holds the key; the key must belong to the issuer.
        suite: a Data Integrity suite; by default `eddsa-rdfc-2022` for an Ed25519 key and
            `ecdsa-rdfc-2019` for P-256 and P-384. `ecdsa-sd-2023` makes the holder's own copy,
            from which `derive` makes badges to show.
        at: when it is signed; the present by default.
        proof_id: address of the proof, needed if another proof shall build on it.
        conformance: also allow suites that are only kept for reading; for test servers.
        tell: is told what was spelled otherwise than it was given, so that more readers take it.
        status: the store of the badge's status lists, against which a fresh badge is checked; with
            it, a badge may have a second entry (some strict readers refuse two).

    Returns:
        The credential with its proof, as a list of one.

    Raises:
        RefusedError: with every problem and its place in the credential; nothing was signed, or
            what was signed did not verify.
        ValueError: `at` has no time zone.
    """
    when = _instant(at)
    chosen = suite_for(signer, suite, conformance=conformance)
    document = _fit(credential, signer, tell, status)
    options = {"created": to_text(when), **({} if proof_id is None else {"id": proof_id})}
    badge = {**document, "proof": [sign(document, chosen, signer, options)]}
    for shown in _shown(badge) if chosen.selective else [badge]:
        _refuse(_own_verification(json.dumps(shown, ensure_ascii=False), signer, when, status))
    return badge


def issue_jwt(
    credential: JsonObject,
    *,
    signer: Signer,
    algorithm: str | None = None,
    at: datetime | None = None,
    tell: Tell | None = None,
    status: StatusStore | None = None,
) -> str:
    """A badge as a signed token, verified before it is returned.

    Args:
        credential: as `issue` takes it; it may have proofs of its own, over the very spelling
            that is issued.
        signer: holds the key; the key must belong to the issuer.
        algorithm: `RS256`, `ES256`, `ES384` or `EdDSA`, to be sure; the key's own by default.
        at: when it is signed; the present by default.
        tell: is told what was spelled otherwise than it was given, so that more readers take it.
        status: the store of the badge's status lists, against which a fresh badge is checked; with
            it, a badge may have a second entry (some strict readers refuse two).

    Raises:
        RefusedError: as `issue` does; also if the algorithm is not the key's.
        ValueError: `at` has no time zone.
    """
    when = _instant(at)
    if algorithm is not None and algorithm not in signer.algorithms:
        own = " or ".join(sorted(signer.algorithms))
        raise RefusedError([Problem("", f"This key signs with {own}, not with {algorithm}.")])
    given = _read(credential)
    proofs = {"proof": given["proof"]} if "proof" in given else {}
    document = _fit({n: part for n, part in given.items() if n != "proof"}, signer, tell, status)
    token = compact({**document, **proofs, **claims_for(document)}, signer, {"typ": "JWT"})
    _refuse(_own_verification(token, signer, when, status))
    return token


def _instant(at: datetime | None) -> datetime:
    if at is not None and at.tzinfo is None:
        raise ValueError("`at` must have a time zone")
    return (at or now()).replace(microsecond=0)


def _fit(
    credential: JsonObject, signer: Signer, tell: Tell | None, status: StatusStore | None
) -> dict[str, Any]:
    """The credential as it is signed: with its issuer, spelled portably, free of problems."""
    given = with_issuer(_read(credential), signer)
    document = portable(given, AchievementCredential, tell or _nobody)
    _refuse(_problems(document, signer, status))
    return document


def _shown(badge: JsonObject) -> Iterator[JsonObject]:
    """The least and the most that a holder can show."""
    yield derive(badge)
    yield derive(badge, disclose=[""])


def _nobody(note: Problem) -> None:
    """Listens to nothing."""


def _read(credential: JsonObject) -> JsonObject:
    """A strict copy; what JSON readers would read differently is refused with its place."""
    try:
        return read_object(credential)
    except RefusedError:
        with suppress(RecursionError):
            _refuse(unportable(credential))
        raise


def with_issuer(credential: JsonObject, signer: Signer) -> dict[str, Any]:
    """The credential with the signer's address as `issuer.id`, where it has none."""
    document = dict(credential)
    issuer = document.get("issuer")
    if isinstance(issuer, Mapping) and "id" not in issuer:
        document["issuer"] = {"id": controller_of(signer), **issuer}
    return document


def _problems(
    document: JsonObject, signer: Signer, status: StatusStore | None
) -> Iterator[Problem]:
    if "proof" in document:
        yield Problem("/proof", "The credential is signed already.")
    yield from unportable(document)
    credential, findings = read_credential(document)
    if credential is not None:
        findings = [*findings, *check_rubric(credential)]
        yield from _foreign_key(credential, signer)
    for finding in [check_context(document), *findings]:
        chosen = finding.check == _TWO_ENTRIES and status is not None  # a list for holds, too
        if finding.outcome is not Outcome.PASSED and not chosen:
            yield Problem(finding.path, finding.message)


def _foreign_key(credential: AchievementCredential, signer: Signer) -> Iterator[Problem]:
    controller = controller_of(signer)
    if credential.issuer_id != controller:
        message = f"The key belongs to {controller}, the badge names {credential.issuer_id}."
        yield Problem("/issuer/id", message)


def _own_verification(
    badge: str, signer: Signer, at: datetime, status: StatusStore | None
) -> Iterator[Problem]:
    """The public verifier on the very bytes that will leave."""
    report = Verifier(fetcher=OwnDocument(signer, status, at)).verify(badge, at=at)
    for finding in report.findings:
        unclear = finding.check.startswith("status.") and finding.outcome is Outcome.INCONCLUSIVE
        if (unclear and status is not None) or (
            finding.outcome is Outcome.FAILED and finding.check not in _NOT_A_FAULT
        ):
            yield Problem(finding.path, finding.message)
    if report.verified is None and not any(f.outcome is Outcome.FAILED for f in report.findings):
        reasons = " ".join(finding.message for finding in report.decisive())
        yield Problem("", f"The signed badge cannot be verified. {reasons}")


def _refuse(problems: Iterator[Problem]) -> None:
    found = list(problems)
    if found:
        raise RefusedError(found)
