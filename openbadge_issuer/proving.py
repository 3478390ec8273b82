"""Sign a document, whatever kind of credential it is, and prove the result to ourselves."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openbadge_issuer.controller_document import controller_document, controller_of
from openbadge_issuer.errors import Problem, RefusedError
from openbadge_issuer.signers import Signer
from verifier import Limits
from verifier.badge import signed_badge
from verifier.clock import to_text
from verifier.dids.web import document_url
from verifier.errors import DocumentError, FetchError
from verifier.interfaces import Fetched
from verifier.proof import ProofCheck
from verifier.strict_json import JsonObject
from verifier.suites import suites

SUITE = "eddsa-rdfc-2022"


@dataclass(frozen=True, slots=True)
class OwnDocument:
    """Answers for the issuer's own document, as it will be published; also a `Fetcher`."""

    signer: Signer

    def fetch(self, url: str, *, limit: int) -> Fetched:  # noqa: ARG002
        """The key document, at the issuer's own address and nowhere else.

        Raises:
            FetchError: another address.
        """
        own = controller_of(self.signer)
        if url != (document_url(own) if own.startswith("did:web:") else own):
            raise FetchError(f"{url} was not fetched: an issuer answers for itself alone.")
        return Fetched(json.dumps(controller_document(self.signer)).encode())


def sign(document: JsonObject, signer: Signer, when: datetime) -> dict[str, Any]:
    """The document with a proof of the signer, as a list of one.

    Raises:
        RefusedError: the document cannot be signed, with the place.
    """
    options = {
        "type": "DataIntegrityProof",
        "cryptosuite": SUITE,
        "created": to_text(when),
        "verificationMethod": signer.kid,
        "proofPurpose": "assertionMethod",
    }
    try:
        proof = suites()[SUITE].create(document, options, signer.sign, Limits())
    except DocumentError as exc:
        raise RefusedError([Problem(exc.path, exc.reason)]) from exc
    return {**document, "proof": [dict(proof)]}


def prove(signed: JsonObject, signer: Signer, when: datetime) -> None:
    """Check the proof of what was signed, as anybody would.

    Raises:
        RefusedError: it does not hold, with the reasons.
    """
    proven, findings = ProofCheck(OwnDocument(signer), Limits(), when).check(signed_badge(signed))
    if proven is None:
        raise RefusedError([Problem(finding.path, finding.message) for finding in findings])
