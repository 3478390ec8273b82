"""Status of credentials of any kind: looked up on request, and what goes wrong has its name."""

import gzip
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer.credential import issue_credential
from openbadge_issuer.own_document import OwnDocument
from openbadge_issuer.status_list import StatusList
from openbadge_issuer.status_store import StatusStore
from tests.credentials.makers import AT, GENERAL, credential, objections, proof, signer
from verifier import Report
from verifier.base64url import base64url_encode
from verifier.credential import CredentialVerifier
from verifier.errors import FetchError
from verifier.interfaces import Fetched
from verifier.keys import P256
from verifier.problems import problems

LISTS = {
    "revocation": "https://issuer.example.org/status/1",
    "suspension": "https://issuer.example.org/status/2",
}


@dataclass
class Office:
    """An issuer with a list for each purpose, which it serves itself."""

    store: StatusStore
    served: dict[str, bytes] = field(default_factory=dict)

    def issued(self, *purposes: str, **members: Any) -> dict[str, Any]:
        document = credential(**members)
        entries = [
            {
                "type": "BitstringStatusListEntry",
                "statusPurpose": purpose,
                "statusListIndex": str(
                    self.store.allocate(document["id"], LISTS[purpose], purpose)
                ),
                "statusListCredential": LISTS[purpose],
            }
            for purpose in purposes
        ]
        document["credentialStatus"] = entries if len(entries) > 1 else entries[0]
        return issue_credential(document, signer=signer(), profile=GENERAL, at=AT)

    def fetch(self, url: str, *, limit: int) -> Fetched:
        if url in self.served:
            return Fetched(self.served[url])
        return OwnDocument(signer(), self.store, AT).fetch(url, limit=limit)

    def verify(self, document: dict[str, Any], **asked: Any) -> Report:
        return CredentialVerifier(profile=GENERAL, fetcher=self).verify(document, at=AT, **asked)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(StatusStore(tmp_path / "status.db"))


def titles(report: Report) -> list[str]:
    return [problem["title"] for problem in problems(report)]


def test_a_list_is_asked_on_request(office: Office) -> None:
    document = office.issued("revocation")
    assert office.verify(document), objections(office.verify(document))
    office.store.change(document["id"], "revocation", is_set=True)
    report = office.verify(document)
    assert (report.verdict, report.state) == ("not_in_force", "revoked")
    assert len(problems(report)) == 1
    assert office.verify(document, status=False)


def test_every_entry_counts(office: Office) -> None:
    document = office.issued("revocation", "suspension")
    assert office.verify(document)
    office.store.change(document["id"], "suspension", is_set=True)
    assert office.verify(document).state == "suspended"


def test_an_unknown_kind_of_status_is_not_passed_over(office: Office) -> None:
    document = issue_credential(
        credential(credentialStatus={"type": "https://example.org/#Status"}),
        signer=signer(),
        profile=GENERAL,
        at=AT,
    )
    assert office.verify(document, status=False)
    assert office.verify(document).verdict == "inconclusive"
    assert titles(office.verify(document)) == ["STATUS_VERIFICATION_ERROR"]


def test_a_list_that_cannot_be_had_is_told_apart(office: Office) -> None:
    document = office.issued("revocation")
    report = CredentialVerifier(profile=GENERAL).verify(document, at=AT)
    assert report.verdict == "inconclusive"
    assert titles(report) == ["STATUS_RETRIEVAL_ERROR"]


def test_a_list_of_somebody_else_says_nothing(office: Office) -> None:
    document = office.issued("revocation")
    own = StatusList(LISTS["revocation"], office.store).unsigned(signer(P256).did, AT)
    stolen = {**own, "proof": proof(own, "ecdsa-rdfc-2019", by=signer(P256))}
    office.served[LISTS["revocation"]] = json.dumps(stolen).encode()
    assert titles(office.verify(document)) == ["STATUS_VERIFICATION_ERROR"]


def relist(office: Office, **members: Any) -> None:
    """Serve a list whose subject has other members."""
    own = StatusList(LISTS["revocation"], office.store).unsigned(signer().did, AT)
    own["credentialSubject"].update(members)
    served = {**own, "proof": proof(own)}
    office.served[LISTS["revocation"]] = json.dumps(served).encode()


def test_an_index_beyond_the_list_is_a_range_error(office: Office) -> None:
    document = credential(
        credentialStatus={
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "99999999",
            "statusListCredential": LISTS["revocation"],
        }
    )
    office.issued("revocation")
    whole = issue_credential(document, signer=signer(), profile=GENERAL, at=AT)
    assert titles(office.verify(whole)) == ["RANGE_ERROR"]


def test_a_list_that_is_too_short_has_its_own_error(office: Office) -> None:
    document = office.issued("revocation")
    relist(office, encodedList="u" + base64url_encode(gzip.compress(bytes(1000))))
    assert titles(office.verify(document)) == ["STATUS_LIST_LENGTH_ERROR"]


def test_a_list_for_another_purpose_says_nothing(office: Office) -> None:
    document = office.issued("revocation")
    relist(office, statusPurpose="suspension")
    assert titles(office.verify(document)) == ["STATUS_VERIFICATION_ERROR"]


def test_nobody_else_is_asked(office: Office) -> None:
    with pytest.raises(FetchError):
        office.fetch("https://elsewhere.example.org/", limit=10)
