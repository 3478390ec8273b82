"""eddsa-rdfc-2022: Ed25519 over canonical RDF (https://www.w3.org/TR/vc-di-eddsa/#eddsa-rdfc-2022)."""

from verifier.data_integrity import WholeDocumentSuite, rdfc_hash_data
from verifier.keys import ED25519

PLUGIN = WholeDocumentSuite("eddsa-rdfc-2022", frozenset({ED25519}), rdfc_hash_data)
