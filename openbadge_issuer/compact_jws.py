"""A credential as a compact JWS: just what an embedded endorsement needs, signed with EdDSA.

https://www.imsglobal.org/spec/ob/v3p0#vc-jwt-issuing
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from openbadge_issuer.signers import Signer
from verifier.clock import parse_timestamp
from verifier.errors import DocumentError
from verifier.strict_json import Json, JsonObject, parse


def sign_compact(credential: JsonObject, signer: Signer) -> str:
    """The credential with its registered claims, as a signed token of three parts.

    Args:
        credential: an unsigned credential with `issuer.id`, `id`, `validFrom` and a subject id.
        signer: holds an Ed25519 key.
    """
    header = {"alg": "EdDSA", "kid": signer.kid, "typ": "JWT"}
    signed = f"{_part(header)}.{_part({**credential, **_claims(credential)})}"
    return f"{signed}.{_encode(signer.sign(signed.encode()))}"


def read_payload(token: str) -> Json:
    """What a token says; nothing of it is proven.

    Raises:
        DocumentError: it is no such token.
    """
    try:
        _, payload, _ = token.split(".")
        body = urlsafe_b64decode(payload + "=" * (-len(payload) % 4))
    except ValueError as exc:
        raise DocumentError("", "This is no compact JWS.") from exc
    return parse(body)


def _claims(credential: JsonObject) -> dict[str, Any]:
    """The registered claims, each the same as a member of the credential."""
    issuer: Any = credential["issuer"]
    subject: Any = credential["credentialSubject"]
    claims = {
        "iss": issuer["id"],
        "jti": credential["id"],
        "nbf": _seconds(credential["validFrom"]),
        "sub": subject["id"],
    }
    if "validUntil" in credential:
        claims["exp"] = _seconds(credential["validUntil"])
    return claims


def _seconds(value: Json) -> int:
    return int(parse_timestamp(str(value)).timestamp())


def _part(members: JsonObject) -> str:
    return _encode(json.dumps(members, ensure_ascii=False, separators=(",", ":")).encode())


def _encode(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()
