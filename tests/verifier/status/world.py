"""A district whose status list can be bent in every way."""

import gzip
import json
from datetime import UTC, datetime
from typing import Any

from openbadge_issuer.jwt import compact
from openbadge_issuer.proofs import sign, suite_for
from openbadge_issuer.signers import Signer
from openbadge_issuer.status_list import StatusList
from openbadge_issuer.testing import DistrictSimulator
from verifier import Finding, Verifier
from verifier.base64url import base64url_encode
from verifier.report import Report

NOW = datetime.now(UTC).replace(microsecond=0)


def packed(data: bytes) -> str:
    """Bytes as an `encodedList`."""
    return "u" + base64url_encode(gzip.compress(data, mtime=0))


class District(DistrictSimulator):
    """Publishes its list once, as `bend` leaves it."""

    def bend(self, *, signer: Signer | None = None, token: bool = False, **changes: Any) -> None:
        """Publish the list with members of the credential or its subject changed or removed."""
        who = signer or self.signer
        document = StatusList(self.revocations, self.store).unsigned(self.did, NOW)
        subject = dict(document["credentialSubject"])
        for name, value in changes.items():
            member = name.replace("_", "@", 1) if name == "_context" else name
            place = subject if member in SUBJECT else document
            if value is None:
                place.pop(member, None)
            else:
                place[member] = value
        if "credentialSubject" not in changes:
            document["credentialSubject"] = subject
        if token:
            self.pages[self.revocations] = compact(document, who, {"typ": "vc+jwt"}).encode()
            return
        options = {"created": document["validFrom"]}
        proof = sign(document, suite_for(who, None), who, options)
        self.pages[self.revocations] = json.dumps({**document, "proof": proof}).encode()

    def answer(self, badge: bytes, **settings: Any) -> Report:
        """The verifier's answer."""
        return Verifier(fetcher=self, **settings).verify(badge)


SUBJECT = ("encodedList", "statusPurpose", "ttl")


def status_of(report: Report) -> list[Finding]:
    """The findings about status."""
    return [finding for finding in report.findings if finding.check.startswith("status.")]
