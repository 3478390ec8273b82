"""The public validator's own badges: the same answers, and a reason wherever ours differs."""

import json
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer.signers.memory import MemorySigner
from tests.verifier.badges import NOW, sign, verify
from tests.verifier.issuers import Issuers
from verifier import Report, Verifier

KEY = "z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"

VALID, NOT_VALID = ("valid",), ("invalid_signature", "invalid_content", "malformed")
EXPECTED = {
    "simple.json": VALID,
    "simple.1ob": VALID,
    "simple-context-alias.json": VALID,
    "simple-context-version.json": VALID,
    "simple-did-web-method.json": VALID,
    "simple_v1.json": VALID,
    "simple-noproof.json": ("invalid_signature",),
    "simple-err-context.json": ("invalid_content",),
    "simple-err-type.json": ("malformed",),
    "simple-err-issuer.json": NOT_VALID,
    "simple-err-issuer-type.json": NOT_VALID,
    "simple-err-issuer-otheridentifier-type.json": NOT_VALID,
    "simple-err-issuer-parentorg-type.json": NOT_VALID,
    "simple-err-credential-subject-type.json": NOT_VALID,
    "simple-err-credential-subject-identifier-type.json": NOT_VALID,
    "simple-err-credential-subject-result-type.json": NOT_VALID,
    "simple-err-credential-subject-achievement-result-description-type.json": NOT_VALID,
    "simple-err-credential-subject-profile-type.json": NOT_VALID,
    "simple-err-evidence-type.json": NOT_VALID,
    "simple-err-expired.json": ("expired",),
    "simple-err-issued.json": NOT_VALID,
    "simple-err-proof-value.json": ("invalid_signature",),
    "simple-err-proof-method.json": ("invalid_signature",),
    "simple-err-proof-method-no-scheme.json": ("invalid_signature",),
    "simple-err-proof-method-unknown-scheme.json": ("invalid_signature",),
    "simple-err-proof-method-unknown-did-method.json": ("invalid_signature",),
}

# Where the answer differs from the public validator's, or nothing is decided yet, and why.
DEVIATIONS = {
    "simple-did-key-method.json": ("invalid_signature", "it names no key, only a did:key"),
    "simple-multiple-proofs.json": ("valid", "any one proof suffices; the other is a warning"),
    "simple-eddsa-2022.json": ("valid", "VC 1.1 and an early name of the suite: a warning"),
    "complete_v1.json": ("invalid_signature", "its issuer does not list the key of the proof"),
    "credential-status-revoked.json": ("status_unknown", "its list is not served here"),
    "sd/derivedcredential.json": ("invalid_signature", "its issuer does not list the key"),
    "complete.json": ("status_unknown", "its list is not served here"),
    "bit-string-list/credential-status-revoked.json": (
        "status_unknown",
        "its list is not served here",
    ),
    "bit-string-list/credential-status-revoked-blank-nodes.json": ("status_unknown", "same"),
    "endorsement-valid.json": ("unsupported", "an endorsement alone is not read yet"),
    "endorsement-err-schema-status-refresh.json": ("unsupported", "the same"),
    "simple-json.png": ("unsupported", "pictures are not read yet"),
    "simple-jwt.png": ("unsupported", "pictures are not read yet"),
    "simple-jwt_v1.png": ("unsupported", "pictures are not read yet"),
    "simple-json.svg": ("unsupported", "pictures are not read yet"),
    "simple-jwt.svg": ("unsupported", "pictures are not read yet"),
    "simple-jwt_v1.svg": ("unsupported", "pictures are not read yet"),
    "simple.jwt": ("malformed", "the header names no key (kid or jwk), which is required"),
    "velocity.jwt": ("unsupported", "it uses contexts that are not carried"),
}


# Signed with a key whose private half is printed nowhere; its issuer lists it in these tests.
UNPUBLISHED = ("ob30", "simple_v1.json")


def judge(file: Path, *, allow_test_keys: bool = True) -> Report:
    """The report on a file whose issuer publishes the key that its proof names."""
    issuers = Issuers()
    try:
        badge: dict[str, Any] = json.loads(file.read_bytes())
    except ValueError:
        badge = {}
    issuer, proofs = badge.get("issuer"), badge.get("proof", [])
    if isinstance(issuer, dict):
        methods = {f"{issuer['id']}#{KEY}": KEY}
        for proof in proofs if isinstance(proofs, list) else [proofs]:
            name = str(proof.get("verificationMethod", ""))
            key = name.rpartition("#")[2].rpartition(":")[2]
            if name.startswith(("did:", issuer["id"] + "#")) and key.startswith("z6Mk"):
                methods[name] = key
        issuers.publish(issuer["id"], methods)
    verifier = Verifier(fetcher=issuers, allow_test_keys=allow_test_keys)
    return verifier.verify(file.read_bytes(), at=NOW)


@pytest.mark.parametrize("name", EXPECTED)
def test_the_answer_is_that_of_the_public_validator(vectors: Path, name: str) -> None:
    """Valid where it says valid; broken in the one place that the name of the file tells."""
    report = judge(vectors / "1edtech" / "ob30" / name)
    assert report.state.value in EXPECTED[name], report.decisive()


@pytest.mark.parametrize("name", DEVIATIONS)
def test_every_other_answer_has_a_reason(vectors: Path, name: str) -> None:
    """What cannot be read is inconclusive, never valid."""
    state, reason = DEVIATIONS[name]
    report = judge(vectors / "1edtech" / "ob30" / name)
    assert report.state.value == state, (reason, report.decisive())


def test_no_file_and_no_expectation_is_left_out(vectors: Path) -> None:
    """The folder, the table of the validator's tests, and our two tables agree."""
    folder = vectors / "1edtech" / "ob30"
    files = {str(file.relative_to(folder)) for file in folder.rglob("*") if file.is_file()}
    ours = {*EXPECTED, *DEVIATIONS}
    assert files == ours | {"bit-string-list/testlist"}
    table = json.loads((vectors / "1edtech" / "ob30-expectations.json").read_text())
    expected = {row["file"].removeprefix("ob30/"): row["expect"] for row in table}
    assert set(expected) <= ours
    for name, answer in expected.items():
        if name in EXPECTED and answer in ("valid", "invalid"):
            assert (EXPECTED[name] == VALID) is (answer == "valid"), name


def test_a_method_may_be_a_did_key_that_the_issuer_lists(vectors: Path) -> None:
    """The file again, from an issuer whose document can be had: the key is bound by it alone."""
    file = vectors / "1edtech" / "ob30" / "simple-did-key-method.json"
    badge = json.loads(file.read_text())
    issuer, name = badge["issuer"]["id"], badge["proof"][0]["verificationMethod"]
    assert (issuer.partition(":")[0], name) == ("urn", f"did:key:{KEY}")
    whole = f"{name}#{KEY}"
    seed = json.loads((vectors / "ob-impl-guide" / "ob3-eddsa-rdfc-2022.json").read_text())
    signer = MemorySigner(bytes.fromhex(seed["secretKeySeedHex"]))
    badge["issuer"]["id"] = "https://example.edu/issuers/1"
    del badge["proof"]
    again = sign(badge, signer, verificationMethod=whole)
    bare = sign(badge, signer, verificationMethod=name)
    issuers = Issuers()
    verifier = Verifier(fetcher=issuers, allow_test_keys=True)
    issuers.publish("https://example.edu/issuers/1", {whole: KEY, name: KEY})
    assert verify(again, verifier).state.value == "valid"
    assert verify(bare, verifier).state.value == "invalid_signature"
    issuers.publish("https://example.edu/issuers/1", {"https://example.edu/issuers/1#k": KEY})
    assert verify(again, verifier).state.value == "invalid_signature"


def test_without_test_keys_nothing_of_it_is_valid(vectors: Path) -> None:
    """The private key of these badges is printed in a guide, so anybody could have signed."""
    folder = vectors / "1edtech"
    for part in ("ob30", "clr20", "ob20"):
        for file in sorted(file for file in (folder / part).rglob("*") if file.is_file()):
            report = judge(file, allow_test_keys=False)
            assert bool(report) is ((part, file.name) == UNPUBLISHED), file.name
    report = judge(folder / "ob30" / "simple.json", allow_test_keys=False)
    assert report.state.value == "invalid_signature"
    assert "published test key" in report.decisive()[0].message


def test_open_badges_2_is_told_apart(vectors: Path) -> None:
    """An older format is not wrong; whether it is genuine is not known here."""
    files = (vectors / "1edtech" / "ob20").glob("basic-assertion*.json")
    older = [file for file in files if "w3id.org/openbadges/v2" in file.read_text()]
    assert older
    for file in older:
        assert judge(file).state.value == "unsupported", file.name


def test_a_portfolio_is_told_apart(vectors: Path) -> None:
    """A CLR is not a badge; it is opened when its own proof holds, and this issuer is offline."""
    for file in sorted((vectors / "1edtech" / "clr20").glob("*.json")):
        assert judge(file).verdict.value in ("inconclusive", "invalid"), file.name
    assert judge(vectors / "1edtech" / "clr20" / "simple.json").state.value == "key_unavailable"
