"""The errors that callers may meet; a bad badge is a report, never an exception."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from verifier.report import Report


class VerifierError(Exception):
    """Base of every error of this package."""


_NOT_ONE = "This is valid, but no single badge: each badge in it has a report among the `members`."
_NO_VALUE = (
    "The badge is genuine, but there is no value of it: it shows too little of itself to be read, "
    "or the report was made from its JSON."
)


class NotValidError(VerifierError):
    """A valid badge was required and there is none; `report` says why."""

    def __init__(self, report: Report) -> None:
        """Keep the report and say its decisive findings."""
        self.report = report
        reasons = " ".join(f.message for f in report.decisive())
        whole = f"The badge is not valid ({report.state.value})."
        if report:
            whole = _NOT_ONE if report.members is not None else _NO_VALUE
        super().__init__(f"{whole} {reasons}".strip())


class DocumentError(VerifierError):
    """A place in a JSON document breaks a rule.

    Attributes:
        path: JSON pointer to the place.
        reason: one plain sentence.
        supported: False when the rule is not broken but the thing is beyond this verifier.
    """

    def __init__(self, path: str, reason: str, *, supported: bool = True) -> None:
        """Keep the place and the reason."""
        self.path = path
        self.reason = reason
        self.supported = supported
        super().__init__(f"{path or 'document'}: {reason}")

    def under(self, path: str) -> DocumentError:
        """The same error, seen from the place that holds the one where it happened."""
        return DocumentError(path + self.path, self.reason, supported=self.supported)


class PointerError(DocumentError):
    """A JSON pointer names nothing in the document whose parts it should choose."""


class NotJsonError(DocumentError):
    """The bytes are no JSON text at all: empty, noise, another encoding, or beyond the size."""


class ContextFileError(VerifierError):
    """A context file of the caller that cannot be used; the message names its address."""


class FetchError(VerifierError):
    """A document could not be obtained.

    Attributes:
        refused: the address is forbidden, so nobody was asked.
        attempted: False where nothing is fetched at all (offline).
        status: the status that the host answered with, if it answered with one.
    """

    def __init__(
        self,
        reason: str,
        *,
        refused: bool = False,
        attempted: bool = True,
        status: int | None = None,
    ) -> None:
        """Keep whether anybody was asked."""
        self.refused = refused
        self.status = status
        self.attempted = attempted
        super().__init__(reason)


class KeyUnavailableError(VerifierError):
    """The issuer's key could not be obtained: nothing is known."""


class KeyRefusedError(VerifierError):
    """The issuer's document was read and does not stand for this key."""


class UnknownKeyKindError(ValueError):
    """A public key of a kind that this verifier does not know; it may well be a good one."""


class ProofRefusedError(VerifierError):
    """A proof that is well formed and cannot be accepted; the message says why."""


class MethodUnsupportedError(VerifierError):
    """A DID method or key kind that this verifier does not know."""


class RegistryError(VerifierError):
    """A list of issuers that cannot be used; the message names the place."""


class PolicyError(VerifierError):
    """A recognition policy that cannot be used; the message names the place."""
