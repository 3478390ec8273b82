"""Sign a badge, and let it out only after the verifier has accepted it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openbadge_issuer.controller_document import controller_document, controller_of
from openbadge_issuer.errors import Problem, RefusedError
from openbadge_issuer.signers import Signer
from verifier import Limits, Outcome, Verifier
from verifier.clock import now, to_text
from verifier.errors import DocumentError
from verifier.interfaces import Fetched
from verifier.keys import from_multikey
from verifier.model import AchievementCredential
from verifier.schema import read_credential
from verifier.semantics.rubric import check_rubric
from verifier.strict_json import Json, JsonObject, pointer
from verifier.suites import suites

SUITE = "eddsa-rdfc-2022"

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# What may be so on the day a badge is made, and is no fault of the badge.
_NOT_A_FAULT = ("time.valid_from", "time.valid_until")


def issue(credential: JsonObject, *, signer: Signer, at: datetime | None = None) -> dict[str, Any]:
    """A signed badge (`eddsa-rdfc-2022`), verified before it is returned.

    Args:
        credential: an unsigned credential, as `award` makes it. A badge without `issuer.id`
            gets the signer's address.
        signer: holds the key; the key must belong to the issuer.
        at: when it is signed; the present by default.

    Returns:
        The credential with its proof, as a list of one.

    Raises:
        RefusedError: with every problem and its place in the credential; nothing was signed, or
            what was signed did not verify.
    """
    when = (at or now()).replace(microsecond=0)
    document = _with_issuer(credential, signer)
    _refuse(_problems(document, signer))
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": to_text(when),
        "verificationMethod": signer.kid,
        "proofPurpose": "assertionMethod",
    }
    try:
        proof = suites()[SUITE].create(
            document, options, from_multikey(signer.public_key), signer.sign, Limits()
        )
    except DocumentError as exc:
        raise RefusedError([Problem(exc.path, exc.reason)]) from exc
    badge = {**document, "proof": [dict(proof)]}
    _refuse(_own_verification(badge, signer, when))
    return badge


@dataclass(frozen=True, slots=True)
class _OwnDocument:
    """Answers for the issuer's own document, as it will be published."""

    signer: Signer

    def fetch(self, url: str, *, limit: int) -> Fetched:  # noqa: ARG002
        return Fetched(json.dumps(controller_document(self.signer)).encode())


def _with_issuer(credential: JsonObject, signer: Signer) -> dict[str, Any]:
    document = dict(credential)
    issuer = document.get("issuer")
    if isinstance(issuer, Mapping) and "id" not in issuer:
        document["issuer"] = {"id": controller_of(signer), **issuer}
    return document


def _problems(document: JsonObject, signer: Signer) -> Iterator[Problem]:
    if "proof" in document:
        yield Problem("/proof", "The credential is signed already.")
    yield from _unportable(document, "")
    credential, findings = read_credential(document)
    if credential is not None:
        findings = [*findings, *check_rubric(credential)]
        yield from _foreign_key(credential, signer)
    for finding in findings:
        if finding.outcome is not Outcome.PASSED:
            yield Problem(finding.path, finding.message)


def _foreign_key(credential: AchievementCredential, signer: Signer) -> Iterator[Problem]:
    controller = controller_of(signer)
    if credential.issuer_id != controller:
        message = f"The key belongs to {controller}, the badge names {credential.issuer_id}."
        yield Problem("/issuer/id", message)


def _unportable(value: Json, path: str) -> Iterator[Problem]:
    """What other programs read differently: control characters, null, empty values."""
    if isinstance(value, str):
        if _CONTROL.search(value):
            yield Problem(path, "The text holds a control character; remove it.")
    elif value is None or value in ([], {}):
        yield Problem(path, "An empty value must be left out.")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _unportable(item, path + pointer(index))
    elif isinstance(value, Mapping):
        for name, item in value.items():
            yield from _unportable(item, path + pointer(name))


def _own_verification(badge: JsonObject, signer: Signer, at: datetime) -> Iterator[Problem]:
    """The public verifier on the very bytes that will leave."""
    verifier = Verifier(fetcher=_OwnDocument(signer))
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
