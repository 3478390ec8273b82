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
from openbadge_issuer.jwt import compact
from openbadge_issuer.proofs import sign, suite_for
from openbadge_issuer.signers import Signer
from openbadge_issuer.status_list import StatusList
from openbadge_issuer.status_store import StatusStore
from verifier import Outcome, Verifier
from verifier.claims import claims_for
from verifier.clock import now, to_text
from verifier.dids.web import document_url
from verifier.disclosure.derive import derive
from verifier.errors import FetchError
from verifier.interfaces import Fetched
from verifier.model import AchievementCredential
from verifier.schema import read_credential
from verifier.semantics.rubric import check_rubric
from verifier.strict_json import Json, JsonObject, pointer

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

# What may be so on the day a badge is made, and is no fault of the badge.
_NOT_A_FAULT = ("time.valid_from", "time.valid_until")


def issue(
    credential: JsonObject,
    *,
    signer: Signer,
    suite: str | None = None,
    at: datetime | None = None,
    proof_id: str | None = None,
    conformance: bool = False,
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
        status: the store of the badge's status lists, against which a fresh badge is checked.

    Returns:
        The credential with its proof, as a list of one.

    Raises:
        RefusedError: with every problem and its place in the credential; nothing was signed, or
            what was signed did not verify.
    """
    when = (at or now()).replace(microsecond=0)
    chosen = suite_for(signer, suite, conformance=conformance)
    document = _with_issuer(credential, signer)
    _refuse(_problems(document, signer))
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
    status: StatusStore | None = None,
) -> str:
    """A badge as a signed token, verified before it is returned.

    Args:
        credential: an unsigned credential, or one with proofs of its own.
        signer: holds the key; the key must belong to the issuer.
        algorithm: `RS256`, `ES256`, `ES384` or `EdDSA`, to be sure; the key's own by default.
        at: when it is signed; the present by default.
        status: the store of the badge's status lists, against which a fresh badge is checked.

    Raises:
        RefusedError: as `issue` does; also if the algorithm is not the key's.
    """
    when = (at or now()).replace(microsecond=0)
    if algorithm is not None and algorithm not in signer.algorithms:
        own = " or ".join(sorted(signer.algorithms))
        raise RefusedError([Problem("", f"This key signs with {own}, not with {algorithm}.")])
    document = _with_issuer(credential, signer)
    unsecured = {name: part for name, part in document.items() if name != "proof"}
    _refuse(_problems(unsecured, signer))
    token = compact({**document, **claims_for(document)}, signer, {"typ": "JWT"})
    _refuse(_own_verification(token, signer, when, status))
    return token


def _shown(badge: JsonObject) -> Iterator[JsonObject]:
    """The least and the most that a holder can show."""
    yield derive(badge)
    yield derive(badge, disclose=[""])


@dataclass(frozen=True, slots=True)
class _OwnDocument:
    """Answers for the issuer's own documents, as they will be published."""

    signer: Signer
    status: StatusStore | None
    at: datetime

    def fetch(self, url: str, *, limit: int) -> Fetched:  # noqa: ARG002
        if self.status is not None and url in self.status.lists():
            forms = StatusList(url, self.status).signed(self.signer, self.at)
            return Fetched(forms.get("json", forms["jwt"]).encode())
        own = controller_of(self.signer)
        if url != (document_url(own) if own.startswith("did:web:") else own):
            raise FetchError(f"{url} was not fetched: a fresh badge is checked offline.")
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


def _own_verification(
    badge: str, signer: Signer, at: datetime, status: StatusStore | None
) -> Iterator[Problem]:
    """The public verifier on the very bytes that will leave."""
    verifier = Verifier(fetcher=_OwnDocument(signer, status, at))
    report = verifier.verify(badge, at=at)
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
