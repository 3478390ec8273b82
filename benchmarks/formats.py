"""Every format that a badge is signed in: how long it takes to check and to make."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from benchmarks.badges import AT, rubric_badge
from benchmarks.timing import Pace, Timing, interleave, stint
from openbadge_issuer import derive, issue, issue_jwt
from openbadge_issuer.signers.memory import MemorySigner
from verifier import Verifier
from verifier.context_list import ED25519_2020

_TOKEN, _SELECTIVE, _LEGACY = "JWT", "ecdsa-sd-2023", "Ed25519Signature2020"
_WAYS = (
    *(("Ed25519", way) for way in ("eddsa-rdfc-2022", "eddsa-jcs-2022", _LEGACY, _TOKEN)),
    *(("P-256", way) for way in ("ecdsa-rdfc-2019", "ecdsa-jcs-2019", _SELECTIVE, _TOKEN)),
    *(("P-384", way) for way in ("ecdsa-rdfc-2019", "ecdsa-jcs-2019", _TOKEN)),
    ("RSA", _TOKEN),
)
_SEED_BYTES = {"Ed25519": 32, "P-256": 32, "P-384": 48}


@dataclass(frozen=True, slots=True)
class Format:
    """One format.

    Attributes:
        name: the suite, or `JWT`.
        key: kind of key.
        verify: the whole `Verifier.verify`; for selective disclosure, of a derived badge.
        issue: the whole `issue` or `issue_jwt`, the verification of the result included.
    """

    name: str
    key: str
    verify: Timing
    issue: Timing


def formats(pace: Pace) -> list[Format]:
    """Each format in turn with the others, over the same badge."""
    signers = {kind: _signer(kind) for kind, _ in _WAYS}
    makers = {way: partial(_issued, signers[way[0]], way[1]) for way in _WAYS}
    badges = {way: _shown(way[1], make()) for way, make in makers.items()}
    for way, badge in badges.items():
        assert Verifier().verify(badge, at=AT).verified is not None, way  # noqa: S101
    stints = {
        **{f"verify {way}": stint(partial(_verified, badge)) for way, badge in badges.items()},
        **{f"issue {way}": stint(make) for way, make in makers.items()},
    }
    took = interleave(stints, pace)
    return [Format(way[1], way[0], took[f"verify {way}"], took[f"issue {way}"]) for way in _WAYS]


def _signer(kind: str) -> MemorySigner:
    """A test key of a kind; RSA keys have no seed and are made anew."""
    if kind not in _SEED_BYTES:
        return MemorySigner.generate(kind=kind)
    seed = hashlib.sha384(b"A TEST KEY that anybody can make: never trust it").digest()
    return MemorySigner(seed[: _SEED_BYTES[kind]], kind=kind)


def _issued(signer: MemorySigner, way: str) -> str:
    badge: dict[str, Any] = rubric_badge()
    badge["issuer"] = {**badge["issuer"], "id": signer.did}
    if way == _TOKEN:
        return issue_jwt(badge, signer=signer, at=AT)
    if way == _LEGACY:
        badge["@context"] = [*badge["@context"], ED25519_2020]
    signed: Mapping[str, Any] = issue(
        badge, signer=signer, suite=way, at=AT, conformance=way == _LEGACY
    )
    return json.dumps(signed)


def _shown(way: str, badge: str) -> str:
    """What a verifier is shown: of a selective badge, everything its holder can show."""
    return json.dumps(derive(json.loads(badge), disclose=[""])) if way == _SELECTIVE else badge


def _verified(badge: str) -> object:
    return Verifier().verify(badge, at=AT)
