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
from openbadge_issuer.portable import Tell, portable, unportable
from openbadge_issuer.proving import OwnDocument, sign
from openbadge_issuer.signers import Signer
from verifier import Outcome, Verifier
from verifier.clock import now
from verifier.context_list import check_context
from verifier.model import AchievementCredential
from verifier.schema import read_credential
from verifier.semantics.rubric import check_rubric
from verifier.strict_json import JsonObject

# What may be so on the day a badge is made, and is no fault of the badge.
_NOT_A_FAULT = ("time.valid_from", "time.valid_until")


def issue(
    credential: JsonObject,
    *,
    signer: Signer,
    at: datetime | None = None,
    tell: Tell | None = None,
) -> dict[str, Any]:
    """A signed badge (`eddsa-rdfc-2022`), verified before it is returned.

    Args:
        credential: an unsigned credential, as `award` makes it. A badge without `issuer.id`
            gets the signer's address.
        signer: holds the key; the key must belong to the issuer.
        at: when it is signed; the present by default.
        tell: is told what was spelled otherwise than it was given, so that more readers take it.

    Returns:
        The credential with its proof, as a list of one.

    Raises:
        RefusedError: with every problem and its place in the credential; nothing was signed, or
            what was signed did not verify.
        ValueError: `at` has no time zone.
    """
    if at is not None and at.tzinfo is None:
        raise ValueError("`at` must have a time zone")
    when = (at or now()).replace(microsecond=0)
    given = _with_issuer(_read(credential), signer)
    document = portable(given, AchievementCredential, tell or _nobody)
    _refuse(_problems(document, signer))
    badge = sign(document, signer, when)
    _refuse(_own_verification(badge, signer, when))
    return badge


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


def _with_issuer(credential: JsonObject, signer: Signer) -> dict[str, Any]:
    document = dict(credential)
    issuer = document.get("issuer")
    if isinstance(issuer, Mapping) and "id" not in issuer:
        document["issuer"] = {"id": controller_of(signer), **issuer}
    return document


def _problems(document: JsonObject, signer: Signer) -> Iterator[Problem]:
    if "proof" in document:
        yield Problem("/proof", "The credential is signed already.")
    yield from unportable(document)
    credential, findings = read_credential(document)
    if credential is not None:
        findings = [*findings, *check_rubric(credential)]
        yield from _foreign_key(credential, signer)
    for finding in [check_context(document), *findings]:
        if finding.outcome is not Outcome.PASSED:
            yield Problem(finding.path, finding.message)


def _foreign_key(credential: AchievementCredential, signer: Signer) -> Iterator[Problem]:
    controller = controller_of(signer)
    if credential.issuer_id != controller:
        message = f"The key belongs to {controller}, the badge names {credential.issuer_id}."
        yield Problem("/issuer/id", message)


def _own_verification(badge: JsonObject, signer: Signer, at: datetime) -> Iterator[Problem]:
    """The public verifier on the very bytes that will leave."""
    verifier = Verifier(fetcher=OwnDocument(signer))
    report = verifier.verify(json.dumps(badge, ensure_ascii=False), at=at)
    for finding in report.findings:
        if finding.outcome is Outcome.FAILED and finding.check not in _NOT_A_FAULT:
            yield Problem(finding.path, finding.message)
    if report.verified is None and not any(f.outcome is Outcome.FAILED for f in report.findings):
        reasons = " ".join(finding.message for finding in report.decisive())
        yield Problem("", f"The signed badge cannot be verified. {reasons}")


def _refuse(problems: Iterator[Problem]) -> None:
    found = list(problems)
    if found:
        raise RefusedError(found)
