"""What is never signed, and what never leaves although it was signed."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from openbadge_issuer import MemorySigner, RefusedError, award, issue
from openbadge_issuer.testing import DistrictSimulator
from tests.issuer.refusals import Found, found, refused_issue

Badge = dict[str, Any]


@pytest.fixture
def badge(district: DistrictSimulator) -> Badge:
    return award(district.assessment())


def put(badge: Badge, pointer: str, value: object) -> None:
    """Set the member at a JSON pointer."""
    *parents, name = pointer.strip("/").split("/")
    place: Any = badge
    for part in parents:
        place = place[int(part) if isinstance(place, list) else part]
    place[int(name) if isinstance(place, list) else name] = value


RUBRIC = "/credentialSubject/achievement/resultDescription/0/rubricCriterionLevel/2"


@pytest.mark.parametrize("place", ["/name", "/issuer/name", "/evidence/0/name", f"{RUBRIC}/name"])
@pytest.mark.parametrize("character", ["\x00", "\x08", "\x0b", "\x1b", "\x1f", "\x7f"])
def test_control_characters(
    district: DistrictSimulator, badge: Badge, place: str, character: str
) -> None:
    """Programs canonicalise them differently, so a signature over them proves little."""
    put(badge, place, f"Wait{character}Time")
    assert refused_issue(district, badge) == [
        (place, "The text holds a control character; remove it.")
    ]


@pytest.mark.parametrize("place", ["/description", "/issuer/url", f"{RUBRIC}/description"])
@pytest.mark.parametrize("value", [None, [], {}])
def test_null_and_empty(
    district: DistrictSimulator, badge: Badge, place: str, value: object
) -> None:
    """No signature covers what is not there, and not every reader skips it."""
    put(badge, place, value)
    assert (place, "An empty value must be left out.") in refused_issue(district, badge)


@pytest.mark.parametrize("place", ["/note", "/issuer/note", f"{RUBRIC}/note"])
def test_members_that_no_context_defines(
    district: DistrictSimulator, badge: Badge, place: str
) -> None:
    """A reader would see them, and the signature would not cover them."""
    put(badge, place, "Trust me.")
    ((where, sentence),) = refused_issue(district, badge)
    assert where == place
    assert "no signature covers it" in sentence


@pytest.mark.parametrize(
    "context",
    [
        "https://www.w3.org/ns/credentials/v2",
        ["https://www.w3.org/ns/credentials/v2", "https://sdsm.example/context"],
        ["https://www.w3.org/ns/credentials/v2", {"note": "https://sdsm.example/note"}],
    ],
)
def test_other_contexts(district: DistrictSimulator, badge: Badge, context: object) -> None:
    """What the verifier does not read is not issued either."""
    places = refused_issue(district, {**badge, "@context": context})
    assert all(place.startswith("/@context") for place, _ in places)


@pytest.mark.parametrize("proof", [[{"type": "DataIntegrityProof"}], {}, None])
def test_a_badge_that_is_signed_already(
    district: DistrictSimulator, badge: Badge, proof: object
) -> None:
    """A signature is never added to another, and never replaces one."""
    places = refused_issue(district, {**badge, "proof": proof})
    assert ("/proof", "The credential is signed already.") in places


@pytest.mark.parametrize("value", [float("nan"), 2**60, object(), "\udfff"])
def test_what_json_does_not_hold(district: DistrictSimulator, badge: Badge, value: object) -> None:
    """A value of the program that no reader would get back."""
    put(badge, "/credentialSubject/creditsEarned", value)
    assert len(refused_issue(district, badge)) == 1


def test_a_document_without_end(district: DistrictSimulator, badge: Badge) -> None:
    """Depth is bounded before anything is read."""
    deep: dict[str, Any] = {}
    badge["termsOfUse"] = deep
    for _ in range(5000):
        deep["id"] = {}
        deep = deep["id"]
    assert refused_issue(district, badge) == [("", "The document holds what JSON cannot say.")]


def test_what_is_no_badge(district: DistrictSimulator) -> None:
    """Every missing part is named."""
    places = {place for place, _ in refused_issue(district, {"name": "Wait Time"})}
    members = {"@context", "id", "type", "issuer", "validFrom", "credentialSubject"}
    assert places == {f"/{name}" for name in members}


def test_a_rubric_that_does_not_bear_it_out(district: DistrictSimulator, badge: Badge) -> None:
    """What award would refuse, issue refuses too: a platform may make its own credentials."""
    del badge["credentialSubject"]["result"][0]
    assert [where for where, _ in refused_issue(district, badge)] == [
        "/credentialSubject/achievement/resultDescription/0"
    ]


@dataclass(frozen=True)
class Custody:
    """A signer whose device may answer with anything."""

    inner: MemorySigner
    answer: bytes | None = None
    name: str | None = None
    key: str | None = None

    algorithms = frozenset({"EdDSA"})

    @property
    def kid(self) -> str:
        return self.name or self.inner.kid

    @property
    def public_key(self) -> str:
        return self.key or self.inner.public_key

    def sign(self, data: bytes) -> bytes:
        return self.inner.sign(data) if self.answer is None else self.answer


def refused_custody(badge: Badge, custody: Custody) -> Found:
    with pytest.raises(RefusedError) as refusal:
        issue(badge, signer=custody)
    return found(refusal)


@pytest.mark.parametrize("answer", [b"", b"\0" * 64, b"\xff" * 64, b"signed", b"x" * 1000])
def test_a_signer_that_lies(district: DistrictSimulator, badge: Badge, answer: bytes) -> None:
    """A broken device never lets a badge out that nobody can verify."""
    ((place, sentence),) = refused_custody(badge, Custody(district.signer, answer=answer))
    assert place == "/proof/0"
    assert "not signed with this key" in sentence


def test_a_signer_with_two_keys(district: DistrictSimulator, badge: Badge) -> None:
    """It signs with one key and publishes another."""
    other = MemorySigner.generate(did=district.did)
    custody = Custody(district.signer, key=other.public_key)
    assert [where for where, _ in refused_custody(badge, custody)] == ["/proof/0"]


def test_a_signer_without_a_proper_address(district: DistrictSimulator, badge: Badge) -> None:
    """A proof must name one key, or nobody finds it."""
    custody = Custody(district.signer, name="did:web:sdsm.example#a#b")
    assert [where for where, _ in refused_custody(badge, custody)] == [
        "/proof/0/verificationMethod"
    ]


def test_an_address_that_no_verifier_reads(district: DistrictSimulator) -> None:
    """An issuer whose key cannot be found cannot issue."""
    signer = MemorySigner.generate(did="did:example:sdsm")
    badge = award(district.assessment(issuer={"type": ["Profile"]}))
    with pytest.raises(RefusedError, match="cannot be verified"):
        issue(badge, signer=signer)


def test_a_published_test_key_issues_nothing(district: DistrictSimulator, vectors: Path) -> None:
    """The key in 1EdTech's guide: everybody can sign with it, so its badges prove nothing."""
    example = json.loads((vectors / "ob-impl-guide" / "ob3-eddsa-rdfc-2022.json").read_bytes())
    signer = MemorySigner(bytes.fromhex(example["secretKeySeedHex"]), did=district.did)
    with pytest.raises(RefusedError, match="published test key"):
        issue(award(district.assessment()), signer=signer)
