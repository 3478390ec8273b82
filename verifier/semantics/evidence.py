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
from verifier.multihash import read_multihash
from verifier.report import Finding, Outcome
from verifier.sentences import say
from verifier.strict_json import pointer

_ALGORITHMS = ("sha512", "sha384", "sha256")
_UNPINNED = say(
    "Nothing in the badge would show if this evidence were exchanged (it has no digest)."
)


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
        outcome, message = _judge(pin, body)
        if outcome is Outcome.PASSED and isinstance(body, bytes):
            definitions[pin.id] = body
        findings.append(Finding("evidence.digest", outcome, message, path, specs.VC_RELATED))
    return Pins((*findings, *_unpinned(credential)), definitions)


def sri(body: bytes, algorithm: str = "sha384") -> str:
    """A digest as `digestSRI` writes it (https://www.w3.org/TR/SRI/)."""
    return _sri(algorithm, hashlib.new(algorithm, body).digest())


def _obtain(pin: RelatedResource, fetcher: Fetcher | None, limits: Limits) -> bytes | str:
    """The bytes at the address, or the sentence that says why there are none."""
    if fetcher is None:
        return say("{thing} was not fetched, so its digest was not checked.", thing=pin.id)
    try:
        return fetcher.fetch(pin.id, limit=limits.max_document_bytes).body
    except FetchError as exc:
        return say("The digest was not checked. {reason}", reason=exc)


def _judge(pin: RelatedResource, body: bytes | str) -> tuple[Outcome, str]:
    """Every digest that is stated must fit; two that cannot both fit need no document to tell."""
    stated = _stated(pin)
    if len(stated) > len({algorithm for algorithm, _ in stated}):
        return Outcome.FAILED, say(
            "{thing} has two digests that contradict each other.", thing=pin.id
        )
    if isinstance(body, str):
        return Outcome.INCONCLUSIVE, body
    if not stated:
        return Outcome.INCONCLUSIVE, say(
            "{thing} has a kind of digest that is not read.", thing=pin.id
        )
    if all(sri(body, algorithm) == text for algorithm, text in stated):
        return Outcome.PASSED, say("{thing} is what the badge was awarded with.", thing=pin.id)
    return Outcome.FAILED, say(
        "{thing} is not the document that the badge was awarded with.", thing=pin.id
    )


def _stated(pin: RelatedResource) -> set[tuple[str, str]]:
    """The digests of a pin that are read: the algorithm, and the text as `digestSRI` writes it."""
    found: set[tuple[str, str]] = set()
    text = (pin.digest_sri or "").strip()
    algorithm = text.partition("-")[0]
    if algorithm in _ALGORITHMS and " " not in text:
        found.add((algorithm, text))
    multihash = read_multihash(pin.digest_multibase or "")
    if multihash is not None:
        found.add((multihash[0], _sri(*multihash)))
    return found


def _sri(algorithm: str, digest: bytes) -> str:
    return f"{algorithm}-{base64.b64encode(digest).decode()}"


def _unpinned(credential: AchievementCredential) -> list[Finding]:
    pinned = {pin.id for pin in credential.pins}
    return [
        Finding(
            "evidence.digest",
            Outcome.WARNING,
            _UNPINNED,
            pointer("evidence", index),
            specs.VC_RELATED,
        )
        for index, evidence in enumerate(credential.evidence or ())
        if evidence.id not in pinned
    ]
