"""Ed25519Signature2020: what wallets sign presentations with, and older badges carry.

https://www.w3.org/TR/vc-di-eddsa/#ed25519signature2020. Its terms come from a context of its own,
which the document must name; new badges are not signed with it.
"""

from verifier.data_integrity import WholeDocumentSuite, rdfc_hash_data
from verifier.keys import ED25519

PLUGIN = WholeDocumentSuite(
    "Ed25519Signature2020",
    frozenset({ED25519}),
    rdfc_hash_data,
    proof_type="Ed25519Signature2020",
    issues=False,
)
