"""Badges as signed tokens (https://www.imsglobal.org/spec/ob/v3p0#jwt-proof)."""

from __future__ import annotations

import json

from openbadge_issuer.signers import Signer
from verifier.base64url import base64url_encode
from verifier.jwk import ALGORITHM_OF
from verifier.keys import from_multikey
from verifier.strict_json import JsonObject


def compact(payload: JsonObject, signer: Signer, header: JsonObject) -> str:
    """A compact token: `alg` follows the key, `kid` is its address."""
    algorithm = ALGORITHM_OF[from_multikey(signer.public_key).kind]
    parts = ({"alg": algorithm, "kid": signer.kid, **header}, payload)
    signed = ".".join(base64url_encode(_json(part)) for part in parts)
    return f"{signed}.{base64url_encode(signer.sign(signed.encode()))}"


def _json(value: JsonObject) -> bytes:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()
