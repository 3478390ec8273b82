"""What the conformance server allows that the verifier of badges does not, in one place.

Credentials of any type and of both data models, contexts written into the document, the claims
`vc` and `vp`, presentations made for an exchange that the request does not name, keys that test
vectors publish. Everything else stays as strict as ever: terms that no context defines, required
members, digests, every proof, no network.
"""

from __future__ import annotations

from dataclasses import replace

from demo_app.conformance.contexts import documents
from verifier.canonical import Contexts
from verifier.profile import Profile

CONFORMANCE = Profile(
    contexts=Contexts(documents=documents(), inline=True),
    issues_legacy=True,
    jwt_claims=True,
    unnamed_exchange=True,
    allow_test_keys=True,
)

# For `/proofs/verify` alone: whose key it is, is not asked.
PROOFS_ONLY = replace(CONFORMANCE, any_key=True)
