"""Issue Open Badges 3.0 that carry their rubric evidence and their place in a stack.

One import for a platform: everything of `verifier` that it needs is here too.
"""

from openbadge_issuer.award import award
from openbadge_issuer.controller_document import controller_document
from openbadge_issuer.endorse import Endorser, embed, endorse, endorse_jwt
from openbadge_issuer.errors import IssuerError, NotEarnedError, Problem, RefusedError
from openbadge_issuer.issue import issue
from openbadge_issuer.portfolio import Association, portfolio
from openbadge_issuer.publish import publish
from openbadge_issuer.signers import Signer
from openbadge_issuer.signers.encrypted_file import open_key, write_key
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.workflow import Stage, Submission, WorkflowError, assessment_of
from verifier import Report, State, Verdict, Verifier
from verifier.recognition import Decision, recognise

__all__ = [
    "Association",
    "Decision",
    "Endorser",
    "IssuerError",
    "MemorySigner",
    "NotEarnedError",
    "Problem",
    "RefusedError",
    "Report",
    "Signer",
    "Stage",
    "State",
    "Submission",
    "Verdict",
    "Verifier",
    "WorkflowError",
    "assessment_of",
    "award",
    "controller_document",
    "embed",
    "endorse",
    "endorse_jwt",
    "issue",
    "open_key",
    "portfolio",
    "publish",
    "recognise",
    "write_key",
]
