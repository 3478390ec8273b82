"""eddsa-jcs-2022: Ed25519 over canonical JSON (https://www.w3.org/TR/vc-di-eddsa/#eddsa-jcs-2022)."""

from verifier.data_integrity import WholeDocumentSuite, jcs_hash_data
from verifier.keys import ED25519

PLUGIN = WholeDocumentSuite(
    "eddsa-jcs-2022", frozenset({ED25519}), jcs_hash_data, repeats_context=True
)
