"""Whether evidence and definitions are still what the badge was awarded for.

https://www.w3.org/TR/vc-data-model-2.0/#integrity-of-related-resources
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from verifier import specs
from verifier.errors import FetchError
from verifier.interfaces import Fetcher
from verifier.limits import Limits
from verifier.model import AchievementCredential, RelatedResource
from verifier.report import Finding, Outcome
from verifier.strict_json import pointer

_ALGORITHMS = ("sha512", "sha384", "sha256")


@dataclass(frozen=True, slots=True)
class Pins:
    """What became of the pins.

    Attributes:
        findings: one `evidence.digest` finding for each pin and each evidence without one.
        definitions: the documents whose bytes were obtained and match, by address.
    """

    findings: tuple[Finding, ...]
    definitions: Mapping[str, bytes] = field(default_factory=dict)


def check_pins(credential: AchievementCredential, fetcher: Fetcher | None, limits: Limits) -> Pins:
    """Compare every pinned document with its digest; without a fetcher, say that nobody did."""
    findings: list[Finding] = []
    definitions: dict[str, bytes] = {}
    for index, pin in enumerate(credential.pins):
        path = pointer("relatedResource", index)
        body = _obtain(pin, fetcher, limits)
        if isinstance(body, bytes):
            outcome, message = _compare(pin, body)
            if outcome is Outcome.PASSED:
                definitions[pin.id] = body
        else:
            outcome, message = Outcome.INCONCLUSIVE, body
        findings.append(Finding("evidence.digest", outcome, message, path, specs.VC_RELATED))
    return Pins((*findings, *_unpinned(credential)), definitions)


def sri(body: bytes, algorithm: str = "sha384") -> str:
    """A digest as `digestSRI` writes it (https://www.w3.org/TR/SRI/)."""
    digest = hashlib.new(algorithm, body).digest()
    return f"{algorithm}-{base64.b64encode(digest).decode()}"


def _obtain(pin: RelatedResource, fetcher: Fetcher | None, limits: Limits) -> bytes | str:
    """The bytes at the address, or the sentence that says why there are none."""
    if fetcher is None:
        return f"{pin.id} was not fetched, so its digest was not checked."
    try:
        return fetcher.fetch(pin.id, limit=limits.max_document_bytes).body
    except FetchError as exc:
        return f"The digest was not checked. {exc}"


def _compare(pin: RelatedResource, body: bytes) -> tuple[Outcome, str]:
    stated = (pin.digest_sri or "").strip()
    algorithm = stated.partition("-")[0]
    if algorithm not in _ALGORITHMS or " " in stated:
        return Outcome.INCONCLUSIVE, f"{pin.id} has a kind of digest that is not read."
    if sri(body, algorithm) == stated:
        return Outcome.PASSED, f"{pin.id} is what the badge was awarded with."
    return Outcome.FAILED, f"{pin.id} is not the document that the badge was awarded with."


def _unpinned(credential: AchievementCredential) -> list[Finding]:
    pinned = {pin.id for pin in credential.pins}
    return [
        Finding(
            "evidence.digest",
            Outcome.WARNING,
            "Nothing in the badge would show if this evidence were exchanged (it has no digest).",
            pointer("evidence", index),
            specs.VC_RELATED,
        )
        for index, evidence in enumerate(credential.evidence or ())
        if evidence.id not in pinned
    ]
