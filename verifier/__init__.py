"""Verify Open Badges 3.0 and say what was checked, what was not, and why.

>>> from verifier import Verifier
>>> report = Verifier().verify(b"not a badge")
>>> bool(report), report.verdict.value, report.state.value
(False, 'invalid', 'malformed')
>>> report.findings[0].message
'This is not JSON: Expecting value at line 1, column 1.'
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
    from verifier.wording import sentence

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
    "sentence",
]

# Each name is loaded when it is first asked for: whoever only needs `Limits`, or says that a
# package is installed, does not wait for the classes of the badge model.
_HOME = {
    name: module
    for module, names in {
        "verifier._pipeline": ("Verifier",),
        "verifier.badge": ("VerifiedBadge",),
        "verifier.canonical": ("Contexts",),
        "verifier.errors": ("NotValidError", "PolicyError", "VerifierError"),
        "verifier.fetch": ("Offline", "Replay"),
        "verifier.limits": ("Limits",),
        "verifier.recorder": ("Cached", "Recorder"),
        "verifier.report": ("Finding", "Outcome", "Report", "State", "Verdict"),
        "verifier.source": ("Source",),
        "verifier.trust": ("local_lists", "read_registries"),
        "verifier.wording": ("sentence",),
    }.items()
    for name in names
}


if not TYPE_CHECKING:  # a type checker sees the names above, and no others

    def __getattr__(name: str) -> object:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(_HOME[name]), name)
        globals()[name] = value
        return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
