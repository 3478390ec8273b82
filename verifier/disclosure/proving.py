"""Making an ecdsa-sd-2023 base proof (vc-di-ecdsa 3.6.1 to 3.6.5)."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, utils
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from verifier.canonical import Canonicalizer
from verifier.data_integrity import options_form
from verifier.disclosure.proof_value import BaseProof
from verifier.disclosure.statements import hashed, statements
from verifier.strict_json import JsonObject


@dataclass(frozen=True, slots=True, repr=False)
class Secrets:
    """What is made for one proof: the key of the single statements, and the key of the labels."""

    statement_key: ec.EllipticCurvePrivateKey
    hmac_key: bytes

    @property
    def public_key(self) -> bytes:
        """The statement key's public half, as multikey bytes."""
        return b"\x80\x24" + self.statement_key.public_key().public_bytes(
            Encoding.X962, PublicFormat.CompressedPoint
        )

    def sign(self, line: str) -> bytes:
        """The signature of one statement, 64 bytes."""
        der = self.statement_key.sign(line.encode(), ec.ECDSA(hashes.SHA256()))
        r, s = utils.decode_dss_signature(der)
        return r.to_bytes(32) + s.to_bytes(32)


def new_secrets() -> Secrets:
    """Secrets that nobody has seen."""
    return Secrets(ec.generate_private_key(ec.SECP256R1()), secrets.token_bytes(32))


def base_proof(
    document: JsonObject,
    options: JsonObject,
    pointers: Sequence[str],
    sign: Callable[[bytes], bytes],
    once: Secrets,
    canonicalizer: Canonicalizer,
) -> BaseProof:
    """A base proof for a document.

    Args:
        document: the credential without proofs.
        options: the proof without its value.
        pointers: what every derived badge must show.
        sign: the issuer's key.
        once: fresh secrets for this proof.
        canonicalizer: of this document.

    Raises:
        DocumentError: the document is not exactly compact, or a pointer leads nowhere.
    """
    whole = statements(document, once.hmac_key, canonicalizer)
    mandatory, _ = whole.indexes(pointers)
    shown = [text for index, text in enumerate(whole.lines) if index in mandatory]
    others = [text for index, text in enumerate(whole.lines) if index not in mandatory]
    proof_hash = hashlib.sha256(options_form(options, document, canonicalizer)).digest()
    return BaseProof(
        base_signature=sign(proof_hash + once.public_key + hashed(shown)),
        public_key=once.public_key,
        hmac_key=once.hmac_key,
        signatures=tuple(once.sign(text) for text in others),
        pointers=tuple(pointers),
    )
