"""Issue Open Badges 3.0 that carry their rubric evidence and their place in a stack.

One import for a platform: everything of `verifier` that it needs is here too.
"""

from openbadge_issuer.award import award
from openbadge_issuer.controller_document import controller_document, key_set
from openbadge_issuer.errors import IssuerError, NotEarnedError, Problem, RefusedError
from openbadge_issuer.issue import issue, issue_jwt
from openbadge_issuer.presentation import envelope, present, present_jwt
from openbadge_issuer.proofs import add_proof
from openbadge_issuer.signers import Signer
from openbadge_issuer.signers.encrypted_file import open_key, write_key
from openbadge_issuer.signers.environment import from_environment
from openbadge_issuer.signers.memory import MemorySigner
from verifier import Report, State, Verdict, Verifier
from verifier.disclosure.derive import derive
from verifier.recognition import Decision, recognise

__all__ = [
    "Decision",
    "IssuerError",
    "MemorySigner",
    "NotEarnedError",
    "Problem",
    "RefusedError",
    "Report",
    "Signer",
    "State",
    "Verdict",
    "Verifier",
    "add_proof",
    "award",
    "controller_document",
    "derive",
    "envelope",
    "from_environment",
    "issue",
    "issue_jwt",
    "key_set",
    "open_key",
    "present",
    "present_jwt",
    "recognise",
    "write_key",
]
