"""A holder's presentation of badges, signed for one exchange."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from openbadge_issuer.assessment import read_object
from openbadge_issuer.controller_document import controller_of
from openbadge_issuer.jwt import compact
from openbadge_issuer.proofs import sign, suite_for
from openbadge_issuer.signers import Signer
from verifier.clock import now, to_text
from verifier.context_list import ED25519_2020, VC2
from verifier.data_integrity import PROOF
from verifier.strict_json import JsonObject


def present(
    badges: Sequence[JsonObject | str],
    *,
    signer: Signer,
    challenge: str,
    domain: str,
    suite: str | None = None,
    at: datetime | None = None,
) -> dict[str, Any]:
    """A presentation signed with a Data Integrity suite (`Ed25519Signature2020` too).

    Args:
        badges: signed badges, their JSON text, or tokens, which are enveloped.
        signer: the holder's key, one that `authentication` of the holder's document allows.
        challenge: what the verifier gave.
        domain: who the verifier is.
        suite: a suite's name; the usual one for the kind of key by default.
        at: when it is signed; the present by default.

    Raises:
        RefusedError: the suite does not fit, or the badges cannot be signed so.
    """
    chosen = suite_for(signer, suite, conformance=True)
    document = _presentation(badges, signer)
    if chosen.proof_type != PROOF:
        document["@context"] = [VC2, ED25519_2020]
    options = {
        "proofPurpose": "authentication",
        "created": to_text((at or now()).replace(microsecond=0)),
        "challenge": challenge,
        "domain": domain,
    }
    return {**document, "proof": sign(document, chosen, signer, options)}


def present_jwt(
    badges: Sequence[JsonObject | str],
    *,
    signer: Signer,
    challenge: str,
    domain: str,
    at: datetime | None = None,
) -> str:
    """A presentation as a token (`vp+jwt`, https://www.w3.org/TR/vc-jose-cose/).

    Raises:
        RefusedError: the text of a badge is not one JSON object.
    """
    document = _presentation(badges, signer)
    claims: dict[str, Any] = {
        "iss": controller_of(signer),
        "iat": int((at or now()).timestamp()),
        "nonce": challenge,
        "aud": domain,
    }
    return compact({**document, **claims}, signer, {"typ": "vp+jwt"})


def envelope(token: str) -> dict[str, Any]:
    """A badge token as an `EnvelopedVerifiableCredential`."""
    return {
        "@context": [VC2],
        "id": f"data:application/vc+jwt,{token}",
        "type": "EnvelopedVerifiableCredential",
    }


def _presentation(badges: Sequence[JsonObject | str], signer: Signer) -> dict[str, Any]:
    held = [_held(badge, f"/verifiableCredential/{n}") for n, badge in enumerate(badges)]
    return {
        "@context": [VC2],
        "type": ["VerifiablePresentation"],
        "holder": controller_of(signer),
        **({"verifiableCredential": held} if held else {}),
    }


def _held(badge: JsonObject | str, path: str) -> JsonObject:
    """A badge as it stands in a presentation; a text is JSON or a token."""
    if not isinstance(badge, str):
        copy: JsonObject = json.loads(json.dumps(badge))
        return copy
    return read_object(badge, path) if badge.lstrip().startswith("{") else envelope(badge)
