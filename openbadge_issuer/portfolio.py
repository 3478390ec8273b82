"""Gather whole signed badges in a CLR 2.0 portfolio (https://www.imsglobal.org/spec/clr/v2p0)."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openbadge_issuer.controller_document import controller_of
from openbadge_issuer.errors import Problem, RefusedError
from openbadge_issuer.own_document import OwnDocument
from openbadge_issuer.portable import portable, unportable
from openbadge_issuer.proofs import signed as signed_by
from openbadge_issuer.signers import Signer
from verifier import Outcome, State, Verifier
from verifier.clock import now, to_text
from verifier.context_list import CLR, DATA_INTEGRITY, ED25519_2020, EXTENSIONS, OB_CURRENT, VC2
from verifier.errors import DocumentError
from verifier.model import ClrCredential
from verifier.schema import read_as
from verifier.strict_json import JsonObject, parse, pointer

_MEMBERS = pointer("credentialSubject", "verifiableCredential")
_OPTIONAL = (EXTENSIONS, ED25519_2020, DATA_INTEGRITY)


@dataclass(frozen=True, slots=True)
class Association:
    """How the achievement of one badge stands to that of another.

    Attributes:
        source: id of an achievement.
        kind: `isPartOf`, `precedes`, or another word of CLR 2.0.
        target: id of an achievement.
    """

    source: str
    kind: str
    target: str

    def to_json(self) -> dict[str, str]:
        """The association as CLR 2.0 writes it."""
        return {
            "type": "Association",
            "associationType": self.kind,
            "sourceId": self.source,
            "targetId": self.target,
        }


def portfolio(
    badges: Iterable[JsonObject | bytes | str],
    associations: Iterable[Association] = (),
    *,
    signer: Signer,
    name: str,
    issuer: Mapping[str, Any] | None = None,
    at: datetime | None = None,
) -> dict[str, Any]:
    """A signed ClrCredential that holds whole signed badges of one person.

    Each badge keeps its own proof and stands by it alone; the portfolio's signature only says that
    the signer put them together.

    Args:
        badges: signed badges, or their JSON text.
        associations: how their achievements stand to each other.
        signer: who gathers them: the holder, or an institution.
        name: what the portfolio is called.
        issuer: the signer's Profile; nothing but its address by default.
        at: when; the present by default.

    Raises:
        RefusedError: with every problem and its place in the portfolio.
    """
    when = (at or now()).replace(microsecond=0)
    held = [_badge(badge, index) for index, badge in enumerate(badges)]
    subject: dict[str, Any] = {
        "id": _holder(held),
        "type": ["ClrSubject"],
        "verifiableCredential": held,
    }
    named = [association.to_json() for association in associations]
    if named:
        subject["association"] = named
    document: dict[str, Any] = {
        "@context": [VC2, CLR, OB_CURRENT, *_needed(held)],
        "id": uuid.uuid4().urn,
        "type": ["VerifiableCredential", "ClrCredential"],
        "name": name,
        "issuer": {"id": controller_of(signer), "type": ["Profile"], **(issuer or {})},
        "validFrom": to_text(when),
        "credentialSubject": subject,
    }
    _refuse(_problems(document, signer))
    signed = signed_by(portable(document, ClrCredential, lambda _: None), signer, when)
    _refuse(_own_verification(signed, signer, when))
    return signed


def _badge(source: JsonObject | bytes | str, index: int) -> JsonObject:
    path = _MEMBERS + pointer(index)
    try:
        badge = source if isinstance(source, Mapping) else parse(source)
    except DocumentError as exc:
        raise RefusedError([Problem(path + exc.path, exc.reason)]) from exc
    if not isinstance(badge, Mapping) or not badge.get("proof"):
        message = "Only a signed badge can be put into a portfolio."
        raise RefusedError([Problem(path, message)])
    return dict(badge)


def _holder(badges: list[JsonObject]) -> str:
    """The one person that the badges are about."""
    holders = set()
    for badge in badges:
        subject = badge.get("credentialSubject")
        name = subject.get("id") if isinstance(subject, Mapping) else None
        holders.add(name if isinstance(name, str) else None)
    holder = next(iter(holders), None)
    if len(holders) != 1 or holder is None:
        message = "A portfolio needs badges that all name the same holder's address."
        raise RefusedError([Problem(_MEMBERS, message)])
    return holder


def _needed(badges: list[JsonObject]) -> list[str]:
    """Contexts that a badge brings and the portfolio must repeat."""
    brought: set[object] = set()
    for badge in badges:
        contexts = badge.get("@context")
        brought.update(contexts if isinstance(contexts, list) else [])
    return [url for url in _OPTIONAL if url in brought]


def _problems(document: JsonObject, signer: Signer) -> Iterator[Problem]:
    yield from unportable({n: v for n, v in document.items() if n != "credentialSubject"})
    credential, findings = read_as(ClrCredential, document, "portfolio")
    for finding in findings:
        if finding.outcome is not Outcome.PASSED:
            yield Problem(finding.path, finding.message)
    if credential is not None and credential.issuer_id != controller_of(signer):
        message = f"The key belongs to {controller_of(signer)}, not to {credential.issuer_id}."
        yield Problem("/issuer/id", message)


def _own_verification(signed: JsonObject, signer: Signer, when: datetime) -> Iterator[Problem]:
    """The public verifier on what will leave; the keys of other issuers are out of reach here."""
    report = Verifier(fetcher=OwnDocument(signer)).verify(json.dumps(signed), at=when)
    if report.own_state is not State.VALID:
        for finding in report.findings:
            if finding.outcome in (Outcome.FAILED, Outcome.INCONCLUSIVE):
                yield Problem(finding.path, finding.message)
    for index, member in enumerate(report.members or ()):
        if member.state in (State.MALFORMED, State.INVALID_SIGNATURE, State.INVALID_CONTENT):
            for finding in member.decisive():
                yield Problem(_MEMBERS + pointer(index) + finding.path, finding.message)


def _refuse(problems: Iterator[Problem]) -> None:
    found = list(problems)
    if found:
        raise RefusedError(found)
