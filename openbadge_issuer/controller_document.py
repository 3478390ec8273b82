"""The document that lets others find an issuer's key: did.json, or an https profile."""

from __future__ import annotations

from typing import Any

from openbadge_issuer.signers import HasPublicKey

_CONTEXT = ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"]


def controller_of(signer: HasPublicKey) -> str:
    """The issuer's address: the key's address without its fragment."""
    return signer.kid.partition("#")[0]


def controller_document(signer: HasPublicKey) -> dict[str, Any]:
    """The document to publish; absolute ids and string references, as strict readers want."""
    controller = controller_of(signer)
    return {
        "@context": _CONTEXT,
        "id": controller,
        "verificationMethod": [
            {
                "id": signer.kid,
                "type": "Multikey",
                "controller": controller,
                "publicKeyMultibase": signer.public_key,
            }
        ],
        "assertionMethod": [signer.kid],
    }
