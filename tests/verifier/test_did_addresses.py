"""The addresses of issuers: which are read, where they lead, and which are never asked for."""

import pytest

from openbadge_issuer.signers.memory import MemorySigner
from tests.verifier.badges import Badge, objection, sign, small_badge, verify
from tests.verifier.issuers import Issuers
from verifier import Limits, Offline, Verifier
from verifier.addresses import is_host_name
from verifier.dids import resolve
from verifier.dids.web import document_url
from verifier.errors import KeyRefusedError, MethodUnsupportedError
from verifier.keys import PublicKey

SIGNER = MemorySigner(bytes([3] * 32))
PROFILE = "https://sdsm.example/profile"
P256 = PublicKey("P-256", b"\x02" + bytes(31) + b"\x05").multikey


def badge_by(issuer: str, name: str | None = None) -> Badge:
    """A badge of an issuer, signed with a key that the proof gives this address."""
    unsigned = small_badge(issuer={"id": issuer, "type": ["Profile"]})
    return sign(unsigned, SIGNER, verificationMethod=name or f"{issuer}#key-1")


@pytest.mark.parametrize(
    ("did", "url"),
    [
        ("did:web:a.example", "https://a.example/.well-known/did.json"),
        ("did:web:a.example:x", "https://a.example/x/did.json"),
        ("did:web:a.example:x:Y_1~z.2", "https://a.example/x/Y_1~z.2/did.json"),
        ("did:web:xn--bcher-kva.example", "https://xn--bcher-kva.example/.well-known/did.json"),
    ],
)
def test_a_did_web_leads_to_one_document(did: str, url: str) -> None:
    """The well-known place of the host, or the path that the address spells."""
    assert document_url(did) == url


@pytest.mark.parametrize(
    "did",
    [
        *("did:web:", "did:web:localhost", "did:web:host", "did:web:127.0.0.1", "did:web:1.2"),
        *("did:web:0x7f.0x1", "did:web:127.0.0.0x1", "did:web:a.0x", "did:web:2130706433"),
        *("did:web:a.local", "did:web:db.internal", "did:web:a.localhost", "did:web:r.home.arpa"),
        *("did:web:A.example", "did:web:a.example.", "did:web:.example", "did:web:a..example"),
        *("did:web:-a.example", "did:web:a-.example", "did:web:a_b.example", "did:web:*.example"),
        *("did:web:a.example%3A8080", "did:web:a.example%2Fx", "did:web:a.example/x"),
        *("did:web:u@a.example", "did:web:a.example?x", "did:web:a.example:..:x"),
        *("did:web:a.example:.", "did:web:a.example:", "did:web:a.example::x"),
        *("did:web:a.example:.git", "did:web:a.example:x%2Fy", "did:web:bücher.example"),
        *("did:web:" + "a." * 130 + "example", "did:web:" + "a" * 64 + ".example"),
    ],
)
def test_a_did_web_that_names_no_public_place_is_refused_unasked(did: str) -> None:
    """Numbers, private names, ports, escapes and ways up: nobody is asked."""
    with pytest.raises(KeyRefusedError):
        document_url(did)
    report = verify(badge_by(did), Verifier(fetcher=Issuers()))
    assert report.verdict.value == "invalid"
    assert report.sources == ()


def test_host_names_are_plain() -> None:
    """Lower case, a dot, and no number at the end."""
    assert is_host_name("schools.wi.example")
    assert is_host_name("0x7f.example")
    assert is_host_name("1.example")
    assert not is_host_name("example.1")
    assert not is_host_name("example.0xg0x1.0x1f")


@pytest.mark.parametrize(
    "issuer",
    [
        *(
            "did:ebsi:z25",
            "did:WEB:a.example",
            "http://a.example",
        ),
        *("HTTPS://a.example", "urn:uuid:6f2e33e5", "mailto:a@a.example", "ftp://a.example/x"),
    ],
)
def test_an_address_of_another_kind_is_unsupported(issuer: str) -> None:
    """Nothing is wrong with it; this verifier does not know the way from there to a key."""
    report = verify(badge_by(issuer), Verifier(fetcher=Issuers()))
    assert report.state.value == "unsupported"
    assert objection(report)[:2] == ("proof.method", "inconclusive")
    with pytest.raises(MethodUnsupportedError):
        resolve(issuer, Offline(), Limits())


@pytest.mark.parametrize(
    ("issuer", "words"),
    [
        ("did:key", "is not a did:key"),
        ("did:key:z6Mk", "is not a did:key"),
        ("did:key:" + SIGNER.public_key + "x", "is not a did:key"),
        ("did:key:" + SIGNER.public_key + "?x", "is not a did:key"),
        ("did:key:u" + SIGNER.public_key[1:], "is not a did:key"),
        ("did:key:z" + "1" * 5000, "is not a did:key"),
    ],
)
def test_a_did_key_is_a_key_to_the_letter(issuer: str, words: str) -> None:
    """No nearly, and no megabytes of base58."""
    report = verify(badge_by(issuer))
    assert report.state.value == "invalid_signature"
    assert words in report.decisive()[0].message


def test_a_did_key_has_one_key_with_one_name() -> None:
    """The fragment is the key again; another name is not listed."""
    assert verify(badge_by(SIGNER.did, SIGNER.kid)).state.value == "valid"
    for name, words in (
        (SIGNER.did + "#key-1", "does not list the key"),
        (SIGNER.did + "#", "does not list the key"),
        (SIGNER.did, "must name one key"),
    ):
        report = verify(badge_by(SIGNER.did, name))
        assert report.state.value == "invalid_signature", name
        assert words in report.decisive()[0].message


def test_a_key_of_another_kind_cannot_sign_with_this_suite() -> None:
    """A P-256 key is a key, and eddsa-rdfc-2022 is not its suite."""
    report = verify(badge_by(f"did:key:{P256}", f"did:key:{P256}#{P256}"))
    assert objection(report) == ("proof.method", "failed", "/proof/0/verificationMethod")
    assert "signs with Ed25519 keys, and this key is P-256" in report.decisive()[0].message


def test_an_https_issuer_stands_for_its_key_by_its_own_page() -> None:
    """The page at the address must have the address as its id, to the letter."""
    issuers = Issuers()
    name = f"{PROFILE}#key-1"
    issuers.publish(PROFILE, {name: SIGNER.public_key}, type=["Profile"])
    assert verify(badge_by(PROFILE), Verifier(fetcher=issuers)).state.value == "valid"
    for other in (PROFILE + "/", PROFILE.upper(), "did:web:sdsm.example"):
        issuers.publish(PROFILE, {name: SIGNER.public_key}, id=other)
        report = verify(badge_by(PROFILE), Verifier(fetcher=issuers))
        assert report.state.value == "invalid_signature"
        assert f"is not about {PROFILE}" in report.decisive()[0].message
    assert verify(badge_by(PROFILE)).state.value == "key_unavailable"
