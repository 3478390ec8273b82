"""The steps that Data Integrity cryptosuites share: what is hashed, and where the signature stands.

https://www.w3.org/TR/vc-di-eddsa/#algorithms and https://www.w3.org/TR/vc-di-ecdsa/#algorithms
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from verifier.canonical import Canonicalizer
from verifier.canonical.proof_options import usual_form
from verifier.errors import DocumentError
from verifier.keys import P384, PublicKey, base58_decode, base58_encode
from verifier.strict_json import Json, JsonObject

PROOF = "DataIntegrityProof"
HashData = Callable[[JsonObject, JsonObject, str, Canonicalizer], bytes]


@dataclass(frozen=True, slots=True)
class WholeDocumentSuite:
    """A suite that signs the hash of the proof's options and the hash of the document.

    Attributes:
        name: as its standard names it.
        key_kinds: kinds of key that it signs with.
        hash_data: the bytes that are signed.
        proof_type: `DataIntegrityProof`, or the type that stands for an older suite.
        issues: whether new badges are signed with it.
        selective: False; parts cannot be hidden.
        repeats_context: whether its proofs carry a `@context` of their own.
    """

    name: str
    key_kinds: frozenset[str]
    hash_data: HashData
    proof_type: str = PROOF
    issues: bool = True
    selective: bool = False
    repeats_context: bool = False

    def verify(
        self, document: JsonObject, proof: JsonObject, key: PublicKey, canonicalizer: Canonicalizer
    ) -> bool:
        """Whether the signature is the key's, over this document without proofs."""
        signature = signature_of(proof)
        options = {name: part for name, part in proof.items() if name != "proofValue"}
        context = options.get("@context")
        if self.repeats_context:
            canonicalizer.check_terms(_without_proofs(document))
        if self.repeats_context and context is not None:
            if not _begins(document.get("@context"), context):
                return False
            document = {**document, "@context": context}
        if signature is None:
            return False
        data = self.hash_data(document, options, hash_name(key), canonicalizer)
        return key.verifies(signature, data)

    def create(
        self,
        document: JsonObject,
        options: JsonObject,
        key: PublicKey,
        sign: Callable[[bytes], bytes],
        canonicalizer: Canonicalizer,
    ) -> JsonObject:
        """The options with a signature."""
        if self.repeats_context:
            canonicalizer.check_terms(_without_proofs(document))
            options = {**options, "@context": document["@context"]}
        signature = sign(self.hash_data(document, options, hash_name(key), canonicalizer))
        return {**options, "proofValue": "z" + base58_encode(signature)}


def rdfc_hash_data(
    document: JsonObject, options: JsonObject, name: str, canonicalizer: Canonicalizer
) -> bytes:
    """Hashes of the canonical RDF of options and document (vc-di-eddsa 3.2.4, vc-di-ecdsa 3.2.4).

    With P-384, SHA-384 is also the hash inside RDFC-1.0.
    """
    forms = (
        options_form(options, document, canonicalizer, name),
        canonicalizer.form(document, algorithm=name),
    )
    return b"".join(hashlib.new(name, form).digest() for form in forms)


def options_form(
    options: JsonObject, document: JsonObject, canonicalizer: Canonicalizer, name: str = "sha256"
) -> bytes:
    """The canonical RDF of a proof's options under the document's contexts.

    Raises:
        DocumentError: with the place as if the proof were the document's member `proof`; of a
            context, the place in the document.
    """
    try:
        form = None if canonicalizer.contexts else usual_form(options, document["@context"])
        if form is not None:
            return form
        whole = {**options, "@context": document["@context"]}
        return canonicalizer.form(whole, algorithm=name)
    except DocumentError as exc:
        if exc.path.startswith("/@context"):
            raise
        raise exc.under("/proof") from exc


def jcs_hash_data(
    document: JsonObject, options: JsonObject, name: str, canonicalizer: Canonicalizer
) -> bytes:
    """Hashes of the canonical JSON of options and document (vc-di-eddsa 3.3.4)."""
    return b"".join(
        hashlib.new(name, canonicalizer.json(part)).digest() for part in (options, document)
    )


def hash_name(key: PublicKey) -> str:
    """The hash that goes with a key."""
    return "sha384" if key.kind == P384 else "sha256"


def signature_of(proof: JsonObject) -> bytes | None:
    """The bytes of a base58 `proofValue`; None if it is not one."""
    value = proof.get("proofValue")
    if not isinstance(value, str) or not value.startswith("z"):
        return None
    try:
        return base58_decode(value[1:])
    except ValueError:
        return None


def _without_proofs(document: JsonObject) -> JsonObject:
    return {name: part for name, part in document.items() if name != "proof"}


def _begins(whole: Json, part: Json) -> bool:
    """Whether a context list begins with another."""
    if not isinstance(whole, list) or not isinstance(part, list) or not part:
        return False
    return whole[: len(part)] == part
