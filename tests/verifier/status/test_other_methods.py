"""The older status methods, the lists of other libraries, and 1EdTech's."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer.proofs import sign, suite_for
from openbadge_issuer.signers.memory import MemorySigner
from tests.verifier.status.world import NOW
from verifier import Limits, Outcome, State, Verifier
from verifier.base64url import base64url_encode
from verifier.bits import SHORTEST, inflate
from verifier.clock import parse_timestamp
from verifier.context_list import ED25519_2020, VC1
from verifier.errors import FetchError
from verifier.interfaces import Fetched
from verifier.report import Finding
from verifier.status import check_status
from verifier.status.status_list_2021 import LIST_2021
from verifier.status_question import StatusQuestion
from verifier.strict_json import JsonObject

URL = "https://district.example/status"
BADGE = "urn:uuid:6f1d2b1e-0c3a-4b0e-9d55-3c4f5a6b7c8d"


class Pages(dict[str, bytes]):
    """A few pages."""

    def fetch(self, url: str, *, limit: int) -> Fetched:
        if url not in self:
            raise FetchError(f"{url} could not be reached.")
        return Fetched(self[url][:limit])


@pytest.fixture
def issuer() -> MemorySigner:
    return MemorySigner.generate()


def ask(issuer: MemorySigner, entry: JsonObject, page: bytes) -> Finding:
    pages = Pages({URL: page})
    question = StatusQuestion(BADGE, issuer.did, pages, Limits(), NOW)
    (finding,) = check_status({"credentialStatus": entry}, question)
    return finding


def list_2021(
    issuer: MemorySigner, first: int, purpose: str = "revocation", **changes: str
) -> bytes:
    data = gzip.compress(bytes([first]) + bytes(SHORTEST // 8 - 1))
    document: dict[str, Any] = {
        "@context": [VC1, LIST_2021, ED25519_2020],
        "id": URL,
        "type": ["VerifiableCredential", "StatusList2021Credential"],
        "issuer": issuer.did,
        "issuanceDate": "2026-01-01T00:00:00Z",
        **changes,
        "credentialSubject": {
            "id": f"{URL}#list",
            "type": "StatusList2021",
            "statusPurpose": purpose,
            "encodedList": base64url_encode(data),
        },
    }
    options = {"created": "2026-01-01T00:00:00Z"}
    proof = sign(
        document, suite_for(issuer, "Ed25519Signature2020", conformance=True), issuer, options
    )
    return json.dumps({**document, "proof": proof}).encode()


ENTRY_2021: dict[str, Any] = {
    "id": f"{URL}#0",
    "type": "StatusList2021Entry",
    "statusPurpose": "revocation",
    "statusListIndex": "0",
    "statusListCredential": URL,
}


def test_the_older_list_is_read(issuer: MemorySigner) -> None:
    assert ask(issuer, ENTRY_2021, list_2021(issuer, 0)).outcome is Outcome.PASSED
    assert ask(issuer, ENTRY_2021, list_2021(issuer, 0x80)).outcome is Outcome.FAILED
    for page in (
        list_2021(MemorySigner.generate(), 0),
        list_2021(issuer, 0, "suspension"),
        list_2021(issuer, 0, expirationDate="2026-01-02T00:00:00Z"),
        list_2021(issuer, 0).replace(b"encodedList", b"encodedLost"),
    ):
        finding = ask(issuer, ENTRY_2021, page)
        assert (finding.check, finding.outcome) == ("status.list", Outcome.INCONCLUSIVE)
    strange = {**ENTRY_2021, "statusPurpose": "message"}
    assert ask(issuer, strange, list_2021(issuer, 0)).outcome is Outcome.INCONCLUSIVE


@pytest.mark.parametrize(
    ("page", "outcome"),
    [
        ({"revokedCredential": []}, Outcome.PASSED),
        ({"revokedCredential": [{"id": "urn:other"}]}, Outcome.PASSED),
        ({"revokedCredential": [{"id": BADGE}]}, Outcome.FAILED),
        ({"revokedCredential": [{"id": BADGE, "revoked": False}]}, Outcome.PASSED),
        ({"revokedCredential": [{"id": BADGE, "revoked": "no"}]}, Outcome.FAILED),
        ({"id": URL, "revokedCredential": [{"id": BADGE}]}, Outcome.FAILED),
        ({"id": URL + "/2", "revokedCredential": []}, Outcome.INCONCLUSIVE),
        ({"issuer": "did:web:x.example", "revokedCredential": []}, Outcome.INCONCLUSIVE),
        ({"revokedCredential": [BADGE]}, Outcome.INCONCLUSIVE),
        ({"revokedCredential": {}}, Outcome.INCONCLUSIVE),
        ({}, Outcome.INCONCLUSIVE),
        ([], Outcome.INCONCLUSIVE),
        ("<html>", Outcome.INCONCLUSIVE),
    ],
)
def test_the_list_of_ids_is_read(issuer: MemorySigner, page: Any, outcome: Outcome) -> None:
    body = page if isinstance(page, str) else json.dumps(page)
    entry = {"id": URL, "type": "1EdTechRevocationList"}
    assert ask(issuer, entry, body.encode()).outcome is outcome


def test_a_badge_without_an_id_is_in_no_list_of_ids(issuer: MemorySigner) -> None:
    """Under selective disclosure its holder may have left the id out."""
    pages = Pages({URL: b'{"revokedCredential": []}'})
    question = StatusQuestion(None, issuer.did, pages, Limits(), NOW)
    entry = {"id": URL, "type": "1EdTechRevocationList"}
    (finding,) = check_status({"credentialStatus": entry}, question)
    assert (finding.check, finding.outcome) == ("status.list", Outcome.INCONCLUSIVE)


def test_an_older_list_from_another_address_clears_no_badge(issuer: MemorySigner) -> None:
    """Another list of the same issuer, in the place of the badge's own; it can still withdraw."""
    pages = Pages()
    question = StatusQuestion(BADGE, issuer.did, pages, Limits(), NOW)
    for first, outcome in ((0, Outcome.PASSED), (0x80, Outcome.FAILED)):
        pages[URL] = list_2021(issuer, first, id="https://district.example/another")
        question.read.clear()
        found = check_status({"credentialStatus": ENTRY_2021}, question)
        assert [(f.check, f.outcome) for f in found] == [
            ("status.revocation", outcome),
            ("status.list", Outcome.INCONCLUSIVE),
        ]


@pytest.mark.parametrize("entry", [{}, {"type": []}, {"type": "RevocationList2020"}, {"type": 7}])
def test_no_unknown_method_is_skipped(issuer: MemorySigner, entry: dict[str, Any]) -> None:
    finding = ask(issuer, entry, b"")
    assert (finding.check, finding.outcome) == ("status.list", Outcome.INCONCLUSIVE)


def test_the_example_of_the_standard_is_empty() -> None:
    example = "uH4sIAAAAAAAAA-3BMQEAAADCoPVPbQwfoAAAAAAAAAAAAAAAAAAAAIC3AYbSVKsAQAAA"
    assert inflate(example, 16384) == bytes(16384)


@pytest.mark.parametrize(
    ("badge", "state"),
    [
        ("badge-eddsa-rdfc-2022-status-ok.json", State.VALID),
        ("badge-eddsa-rdfc-2022-revoked.json", State.REVOKED),
    ],
)
def test_lists_of_other_libraries_are_read(vectors: Path, badge: str, state: State) -> None:
    folder = vectors / "interop" / "digitalcredentials"
    listed = (folder / "statuslist-revocation-index7-set.json").read_bytes()
    pages = Pages({"https://district.example/status/dcc/1": listed})
    data, at = (folder / badge).read_bytes(), parse_timestamp("2026-01-01T00:00:00Z")
    assert Verifier(fetcher=pages).verify(data, at=at).state is state
    assert Verifier().verify(data, at=at).state is State.STATUS_UNKNOWN


def test_a_list_of_digital_bazaars_library_is_read(vectors: Path) -> None:
    name = "statuslist-revocation-index42-set.json"
    page = (vectors / "interop" / "digitalbazaar" / name).read_bytes()
    own = MemorySigner.generate(did=json.loads(page)["issuer"])
    url = "https://district.example/status/1"
    for index, outcome in (("42", Outcome.FAILED), ("41", Outcome.PASSED)):
        entry = {
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": index,
            "statusListCredential": url,
        }
        question = StatusQuestion(BADGE, own.did, Pages({url: page}), Limits(), NOW)
        (finding,) = check_status({"credentialStatus": entry}, question)
        assert finding.outcome is outcome


@pytest.mark.parametrize(
    "name", ["credential-status-revoked.json", "credential-status-revoked-blank-nodes.json"]
)
def test_1edtechs_revoked_badge_is_revoked(vectors: Path, name: str) -> None:
    """Its issuer's document is served to the test, since no key in a fragment is trusted."""
    folder = vectors / "1edtech" / "ob30" / "bit-string-list"
    badge = json.loads((folder / name).read_bytes())
    issuer, method = badge["issuer"]["id"], "https://1edtech.edu/issuers/565049#z6MkjZRZ"
    proof = badge["proof"][0] if isinstance(badge["proof"], list) else badge["proof"]
    method = proof["verificationMethod"]
    document = {
        "id": issuer,
        "type": ["Profile"],
        "verificationMethod": [
            {
                "id": method,
                "type": "Multikey",
                "controller": issuer,
                "publicKeyMultibase": method.partition("#")[2],
            }
        ],
        "assertionMethod": [method],
    }
    listed = badge["credentialStatus"]["statusListCredential"]
    pages = Pages(
        {issuer: json.dumps(document).encode(), listed: (folder / "testlist").read_bytes()}
    )
    report = Verifier(fetcher=pages, allow_test_keys=True).verify((folder / name).read_bytes())
    assert report.state is State.REVOKED
