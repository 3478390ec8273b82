"""ecdsa-rdfc-2019: P-256 with SHA-256, P-384 with SHA-384, over canonical RDF.

https://www.w3.org/TR/vc-di-ecdsa/#ecdsa-rdfc-2019
"""

from verifier.data_integrity import WholeDocumentSuite, rdfc_hash_data
from verifier.keys import P256, P384

PLUGIN = WholeDocumentSuite("ecdsa-rdfc-2019", frozenset({P256, P384}), rdfc_hash_data)
