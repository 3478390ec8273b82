"""eddsa-rdfc-2022: Ed25519 over canonical RDF (https://www.w3.org/TR/vc-di-eddsa/#eddsa-rdfc-2022)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from verifier.canonical import canonical_form
from verifier.errors import DocumentError
from verifier.keys import ED25519, PublicKey, base58_decode, base58_encode
from verifier.limits import Limits
from verifier.strict_json import JsonObject


class EddsaRdfc2022:
    """Both sides of the suite."""

    name = "eddsa-rdfc-2022"
    key_kind = ED25519

    def verify(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, limits: Limits
    ) -> bool:
        """Whether the signature is the key's (vc-di-eddsa 3.2.2)."""
        value = proof.get("proofValue")
        if not isinstance(value, str) or not value.startswith("z"):
            return False
        try:
            signature = base58_decode(value[1:])
        except ValueError:
            return False
        options = {name: part for name, part in proof.items() if name != "proofValue"}
        return key.verifies(signature, hash_data(document, options, limits))

    def create(
        self,
        document: JsonObject,
        options: JsonObject,
        sign: Callable[[bytes], bytes],
        limits: Limits,
    ) -> Mapping[str, object]:
        """The options with a signature (vc-di-eddsa 3.2.1)."""
        signature = sign(hash_data(document, options, limits))
        return {**options, "proofValue": "z" + base58_encode(signature)}


def hash_data(document: JsonObject, options: JsonObject, limits: Limits) -> bytes:
    """Hash of the proof options, then of the document (vc-di-eddsa 3.2.4)."""
    context = document["@context"]
    try:
        proof_form = canonical_form(options, context, limits)
    except DocumentError as exc:
        raise DocumentError("/proof" + exc.path, exc.reason, supported=exc.supported) from exc
    document_form = canonical_form(document, context, limits)
    return hashlib.sha256(proof_form).digest() + hashlib.sha256(document_form).digest()


PLUGIN = EddsaRdfc2022()
