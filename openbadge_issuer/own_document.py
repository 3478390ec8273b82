"""The issuer's own document before it is published, so that what is made can be verified."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from openbadge_issuer.controller_document import controller_document, controller_of
from openbadge_issuer.errors import Problem, RefusedError
from openbadge_issuer.signers import Signer
from openbadge_issuer.status_list import StatusList
from openbadge_issuer.status_store import StatusStore
from verifier import Limits, Outcome
from verifier.badge import SignedBadge
from verifier.dids.web import document_url
from verifier.errors import FetchError
from verifier.interfaces import Fetched
from verifier.proof import ProofCheck


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """Answers for the issuer's own documents, as they will be published; also a `Fetcher`.

    Attributes:
        signer: whose key document it is.
        status: the store of the issuer's status lists, if there are any.
        at: when the lists are published; the present by default.
    """

    signer: Signer
    status: StatusStore | None = None
    at: datetime | None = None

    def fetch(self, url: str, *, limit: int) -> Fetched:  # noqa: ARG002
        """The key document or a status list, at the issuer's own addresses and nowhere else.

        Raises:
            FetchError: another address, or another issuer's list.
        """
        if self.status is not None and url in self.status.lists():
            return Fetched(self._status_list(url, self.status).encode())
        own = controller_of(self.signer)
        if url != (document_url(own) if own.startswith("did:web:") else own):
            raise FetchError(f"{url} was not fetched: an issuer answers for itself alone.")
        return Fetched(json.dumps(controller_document(self.signer)).encode())

    def _status_list(self, url: str, store: StatusStore) -> str:
        try:
            forms = StatusList(url, store).signed(self.signer, self.at)
        except RefusedError as exc:
            raise FetchError(str(exc)) from exc
        return forms.get("json", forms["jwt"])


def prove(signed: SignedBadge, signer: Signer, when: datetime) -> None:
    """Check the proof or token of what was signed, as anybody would.

    Raises:
        RefusedError: it does not hold, with the reasons.
    """
    proven, findings = ProofCheck(OwnDocument(signer), Limits(), when).check(signed)
    if proven is None:
        wrong = [f for f in findings if f.outcome is not Outcome.PASSED]
        raise RefusedError([Problem(finding.path, finding.message) for finding in wrong])
