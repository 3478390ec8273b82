"""Issue Open Badges 3.0 that carry their rubric evidence and their place in a stack.

For a platform that makes badges; what it meets first of `verifier` is here too.
"""

from openbadge_issuer.award import award
from openbadge_issuer.controller_document import controller_document, key_set
from openbadge_issuer.endorse import Endorser, embed, endorse, endorse_jwt
from openbadge_issuer.errors import (
    IssuerError,
    KeyFileError,
    NotEarnedError,
    Problem,
    RefusedError,
)
from openbadge_issuer.issue import issue, issue_jwt
from openbadge_issuer.portfolio import Association, portfolio
from openbadge_issuer.presentation import envelope, present, present_jwt
from openbadge_issuer.proofs import add_proof
from openbadge_issuer.publish import publish
from openbadge_issuer.signers import Signer
from openbadge_issuer.signers.encrypted_file import open_key, write_key
from openbadge_issuer.signers.environment import from_environment
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.status_list import StatusList, with_status
from openbadge_issuer.status_store import StatusStore
from openbadge_issuer.workflow import Stage, Submission, WorkflowError, assessment_of
from verifier import Report, State, Verdict, Verifier
from verifier.disclosure.derive import derive
from verifier.recognition import Decision, recognise

__all__ = [
    "Association",
    "Decision",
    "Endorser",
    "IssuerError",
    "KeyFileError",
    "MemorySigner",
    "NotEarnedError",
    "Problem",
    "RefusedError",
    "Report",
    "Signer",
    "Stage",
    "State",
    "StatusList",
    "StatusStore",
    "Submission",
    "Verdict",
    "Verifier",
    "WorkflowError",
    "add_proof",
    "assessment_of",
    "award",
    "controller_document",
    "derive",
    "embed",
    "endorse",
    "endorse_jwt",
    "envelope",
    "from_environment",
    "issue",
    "issue_jwt",
    "key_set",
    "open_key",
    "portfolio",
    "present",
    "present_jwt",
    "publish",
    "recognise",
    "with_status",
    "write_key",
]
