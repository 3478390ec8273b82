"""eddsa-2022: the draft name of eddsa-rdfc-2022, still on older badges; never used for new ones.

https://www.w3.org/TR/2023/WD-vc-di-eddsa-20230407/#eddsa-2022
"""

from verifier.data_integrity import WholeDocumentSuite, rdfc_hash_data
from verifier.keys import ED25519

PLUGIN = WholeDocumentSuite("eddsa-2022", frozenset({ED25519}), rdfc_hash_data, issues=False)
