"""ecdsa-sd-2023: the holder shows parts of a badge (https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-sd-2023)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from verifier.canonical import Canonicalizer
from verifier.data_integrity import PROOF, options_form
from verifier.disclosure.parts import mandatory_pointers
from verifier.disclosure.proof_value import BaseProof, read_derived
from verifier.disclosure.statements import hashed, relabelled
from verifier.keys import P256, PublicKey
from verifier.strict_json import JsonObject


@dataclass(frozen=True, slots=True)
class EcdsaSd2023:
    """Create base proofs, verify derived ones; deriving is `verifier.disclosure.derive`.

    Attributes:
        pointers: what every holder must show of a document that is signed.
    """

    pointers: Callable[[JsonObject], Sequence[str]] = mandatory_pointers

    name: ClassVar[str] = "ecdsa-sd-2023"
    key_kinds: ClassVar[frozenset[str]] = frozenset({P256})
    proof_type: ClassVar[str] = PROOF
    issues: ClassVar[bool] = True
    selective: ClassVar[bool] = True
    repeats_context: ClassVar[bool] = False

    def verify(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, canonicalizer: Canonicalizer
    ) -> bool:
        """Whether every statement shown was signed (vc-di-ecdsa 3.6.7).

        Raises:
            ProofRefusedError: a base proof, which is for the holder alone.
        """
        derived = read_derived(proof)
        if derived is None:
            return False
        options = {name: part for name, part in proof.items() if name != "proofValue"}
        lines = relabelled(document, derived.labels, canonicalizer)
        if lines is None or any(i >= len(lines) for i in derived.mandatory):
            return False
        mandatory = [lines[i] for i in sorted(derived.mandatory)]
        others = [line for i, line in enumerate(lines) if i not in derived.mandatory]
        if len(others) != len(derived.signatures):
            return False
        proof_hash = hashlib.sha256(options_form(options, document, canonicalizer)).digest()
        signed = proof_hash + derived.public_key + hashed(mandatory)
        if not key.verifies(derived.base_signature, signed):
            return False
        single = PublicKey(P256, derived.public_key[2:])
        return all(
            single.verifies(signature, line.encode())
            for signature, line in zip(derived.signatures, others, strict=True)
        )

    def create(
        self,
        document: JsonObject,
        options: JsonObject,
        key: PublicKey,  # noqa: ARG002
        sign: Callable[[bytes], bytes],
        canonicalizer: Canonicalizer,
    ) -> JsonObject:
        """The options with a base proof (vc-di-ecdsa 3.6.5).

        The key of the single statements is made here, signs, and is forgotten.
        """
        from verifier.disclosure.proving import base_proof, new_secrets  # noqa: PLC0415  (slow)

        proof: BaseProof = base_proof(
            document, options, self.pointers(document), sign, new_secrets(), canonicalizer
        )
        return {**options, "proofValue": proof.to_text()}


PLUGIN = EcdsaSd2023()
