"""The public validator's badges: what it accepts and refuses, and where we differ on purpose.

Its issuers' documents do not exist any more, and it takes keys from the fragment of
`verificationMethod`; here each issuer's document is served to the test (docs/1edtech.md).
"""

import json
from pathlib import Path
from typing import Any

import pytest

from verifier import State, Verifier
from verifier.errors import FetchError
from verifier.interfaces import Fetched

# The validator's own answer in the second column; ours differs only where a reason is given.
EXPECTED: dict[str, tuple[str, set[State]]] = {
    "simple.json": ("valid", {State.VALID}),
    "simple-context-alias.json": ("valid", {State.VALID}),
    "simple-context-version.json": ("valid", {State.VALID}),
    "simple-did-web-method.json": ("valid", {State.VALID}),
    "simple-multiple-proofs.json": ("error", {State.VALID}),  # an unknown proof beside a good one
    "simple-did-key-method.json": ("valid", {State.INVALID_SIGNATURE}),  # not the issuer's key
    "complete.json": ("error", {State.STATUS_UNKNOWN, State.UNSUPPORTED}),  # its list is gone
    "simple-noproof.json": ("invalid", {State.INVALID_SIGNATURE, State.UNSUPPORTED}),
    "simple-err-expired.json": ("fatal", {State.EXPIRED}),
    "simple-err-issued.json": ("fatal", {State.INVALID_CONTENT, State.NOT_YET_VALID}),
    "simple-err-context.json": ("invalid", {State.INVALID_CONTENT}),
    "simple-err-type.json": ("fatal", {State.MALFORMED}),
    "simple-err-issuer.json": ("invalid", {State.INVALID_SIGNATURE}),
    "simple-err-issuer-type.json": ("invalid", {State.INVALID_CONTENT}),
    "simple-err-issuer-otheridentifier-type.json": ("invalid", {State.INVALID_CONTENT}),
    "simple-err-issuer-parentorg-type.json": ("invalid", {State.INVALID_CONTENT}),
    "simple-err-credential-subject-type.json": ("invalid", {State.INVALID_CONTENT}),
    "simple-err-credential-subject-identifier-type.json": ("invalid", {State.INVALID_CONTENT}),
    "simple-err-credential-subject-result-type.json": ("invalid", {State.INVALID_CONTENT}),
    "simple-err-credential-subject-profile-type.json": ("invalid", {State.INVALID_CONTENT}),
    "simple-err-credential-subject-achievement-result-description-type.json": (
        "invalid",
        {State.INVALID_CONTENT},
    ),
    "simple-err-evidence-type.json": ("invalid", {State.INVALID_CONTENT}),
    "simple-err-proof-value.json": ("error", {State.INVALID_SIGNATURE}),
    "simple-err-proof-method.json": ("error", {State.INVALID_SIGNATURE}),
    "simple-err-proof-method-no-scheme.json": ("error", {State.INVALID_SIGNATURE}),
    "simple-err-proof-method-unknown-scheme.json": ("error", {State.INVALID_SIGNATURE}),
    "simple-err-proof-method-unknown-did-method.json": ("error", {State.INVALID_SIGNATURE}),
    "simple.jwt": ("invalid", {State.MALFORMED}),
    "velocity.jwt": ("invalid", {State.UNSUPPORTED}),
}


class Issuer:
    """Serves the profile that a badge's issuer would have, with the key of its proof."""

    def __init__(self, badge: dict[str, Any]) -> None:
        issuer = badge.get("issuer")
        self.address = issuer.get("id") if isinstance(issuer, dict) else issuer
        proof = badge.get("proof", {})
        proofs = proof if isinstance(proof, list) else [proof]
        names = [p["verificationMethod"] for p in proofs if "verificationMethod" in p]
        methods = [
            {
                "id": name,
                "type": "Multikey",
                "controller": self.address,
                "publicKeyMultibase": name.partition("#")[2],
            }
            for name in dict.fromkeys(names)
        ]
        listed = {"verificationMethod": methods, "assertionMethod": [m["id"] for m in methods]}
        self.page = json.dumps({"id": self.address, "type": ["Profile"], **listed}).encode()

    def fetch(self, url: str, *, limit: int) -> Fetched:
        if url != self.address:
            raise FetchError(f"{url} could not be reached.")
        return Fetched(self.page[:limit])


@pytest.mark.parametrize("name", EXPECTED)
def test_badges_of_the_public_validator(vectors: Path, name: str) -> None:
    data = (vectors / "1edtech" / "ob30" / name).read_bytes()
    badge = json.loads(data) if name.endswith(".json") else {}
    verifier = Verifier(fetcher=Issuer(badge), allow_test_keys=True)
    theirs, ours = EXPECTED[name]
    report = verifier.verify(data)
    assert report.state in ours
    if theirs in ("invalid", "fatal"):
        assert not report


def test_the_published_test_key_never_counts_by_itself(vectors: Path) -> None:
    data = (vectors / "1edtech" / "ob30" / "simple.json").read_bytes()
    report = Verifier(fetcher=Issuer(json.loads(data))).verify(data)
    assert report.state is State.INVALID_SIGNATURE
