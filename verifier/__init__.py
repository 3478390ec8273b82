"""Verify Open Badges 3.0 and say what was checked, what was not, and why.

>>> from verifier import Verifier
>>> report = Verifier().verify(b"not a badge")
>>> bool(report), report.verdict.value, report.state.value
(False, 'invalid', 'malformed')
>>> report.findings[0].message
'This is not JSON: Expecting value at line 1, column 1.'
"""

from verifier._pipeline import Verifier
from verifier.badge import VerifiedBadge
from verifier.canonical import Contexts
from verifier.errors import NotValidError, PolicyError, VerifierError
from verifier.fetch import Offline, Replay
from verifier.limits import Limits
from verifier.recorder import Cached, Recorder
from verifier.report import Finding, Outcome, Report, State, Verdict
from verifier.source import Source
from verifier.trust import local_lists, read_registries

__all__ = [
    "Cached",
    "Contexts",
    "Finding",
    "Limits",
    "NotValidError",
    "Offline",
    "Outcome",
    "PolicyError",
    "Recorder",
    "Replay",
    "Report",
    "Source",
    "State",
    "Verdict",
    "VerifiedBadge",
    "Verifier",
    "VerifierError",
    "local_lists",
    "read_registries",
]
