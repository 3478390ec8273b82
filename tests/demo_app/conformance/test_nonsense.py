"""Whatever is sent, wherever: an answer in JSON, and never a 5xx."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.demo_app.conformance.client import Answer, Client
from tests.demo_app.conformance.documents import changed, credential

JSON_POSTS = (
    "/credentials/issue",
    "/credentials/verify",
    "/credentials/derive",
    "/proofs/verify",
    "/presentations/verify",
)
PARSING = "PARSING_ERROR"
MALFORMED = "MALFORMED_VALUE_ERROR"

nonsense = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False, width=16)
    | st.text(max_size=8)
    | st.sampled_from(["did:key:z6Mk", "https://www.w3.org/ns/credentials/v2", "@id", "_:b0"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.text(max_size=6)
            | st.sampled_from(["id", "type", "@context", "@value", "proof", "@graph", "issuer"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=8,
)


def refused(answer: Answer) -> bool:
    """Refused as a bad request, with a reason that has its three members."""
    reasons = answer.body["problemDetails"]
    complete = all({"type", "title", "detail"} <= reason.keys() for reason in reasons)
    return answer.status == 400 and bool(reasons) and complete


@pytest.mark.parametrize("path", JSON_POSTS)
@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"", PARSING),
        (b"{", PARSING),
        (b"\xff\xfe{\x00}\x00", PARSING),
        (b'{"a": 1, "a": 2}', PARSING),
        (b'{"a": NaN}', PARSING),
        (b'{"a": 1e999}', PARSING),
        (b'{"a": ' + b"9" * 400 + b"}", PARSING),
        (b'{"a": "\\ud800"}', PARSING),
        (b"[" * 100_000, PARSING),
        (b'{"a":' * 129 + b"1" + b"}" * 129, PARSING),
        (b'"' + b"x" * (2 * 1024 * 1024) + b'"', PARSING),
        (b"[]", MALFORMED),
        (b"null", MALFORMED),
        (b'"text"', MALFORMED),
        (b"4", MALFORMED),
        (b"{}", MALFORMED),
        (b'{"credentials": {}}', MALFORMED),
    ],
    ids=range(17),
)
def test_the_door_is_strict(client: Client, path: str, data: bytes, problem: str) -> None:
    """What JSON readers read differently, what is too large, and what says nothing."""
    answer = client.send(path, data)
    assert refused(answer)
    assert answer.problems == {problem}


@pytest.mark.parametrize("path", JSON_POSTS)
@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "image/png"])
def test_another_content_type_is_415(client: Client, path: str, kind: str) -> None:
    answer = client.send(path, b"{}", kind)
    assert answer.status == 415


def test_json_by_any_of_its_names_is_read(client: Client) -> None:
    data = json.dumps({"credential": credential(client.did())}).encode()
    for kind in ("application/json; charset=utf-8", "application/ld+json", "application/vc+json"):
        assert client.send("/credentials/issue", data, kind).status == 201


def test_more_than_the_app_takes_is_413(client: Client) -> None:
    assert client.send("/credentials/verify", b" " * 13_000_000).status == 413


MEMBERS = (
    ("/credentials/issue", "credential"),
    ("/credentials/verify", "verifiableCredential"),
    ("/credentials/derive", "verifiableCredential"),
    ("/proofs/verify", "verifiableCredential"),
    ("/presentations/verify", "verifiablePresentation"),
)
OPTIONS = (
    "type",
    "cryptosuite",
    "keyType",
    "checks",
    "mandatoryPointers",
    "selectivePointers",
    "statusPurpose",
    "credentialStatus",
    "securingMechanism",
    "envelope",
    "challenge",
    "domain",
    "expectedProofPurpose",
)
FIXED = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


@FIXED
@given(st.sampled_from(MEMBERS), nonsense)
def test_nonsense_in_place_of_a_document(
    client: Client, place: tuple[str, str], value: Any
) -> None:
    """Of every JSON type, as the credential or presentation itself."""
    path, name = place
    assert refused(client.post(path, {name: value, "options": {}}))


@FIXED
@given(st.sampled_from(MEMBERS), st.sampled_from(OPTIONS), nonsense)
def test_nonsense_in_place_of_an_option(
    client: Client, place: tuple[str, str], option: str, value: Any
) -> None:
    path, name = place
    document = credential(client.did())
    for options in ({option: value}, value):
        answer = client.post(path, {name: document, "options": options})
        assert answer.status == 201 or refused(answer)


PLACES = (
    "/@context",
    "/@context/0",
    "/type",
    "/type/0",
    "/issuer",
    "/id",
    "/credentialSubject",
    "/credentialSubject/id",
    "/validFrom",
    "/validUntil",
    "/credentialStatus",
    "/credentialSchema",
    "/evidence",
    "/termsOfUse",
    "/refreshService",
    "/relatedResource",
    "/name",
    "/description",
    "/proof",
    "/proof/type",
    "/proof/cryptosuite",
    "/proof/created",
    "/proof/expires",
    "/proof/verificationMethod",
    "/proof/proofPurpose",
    "/proof/proofValue",
    "/proof/previousProof",
    "/proof/id",
    "/proof/@context",
    "/proof/challenge",
    "/proof/domain",
)


@FIXED
@given(st.sampled_from(PLACES), nonsense)
def test_nonsense_in_place_of_a_member(client: Client, place: str, value: Any) -> None:
    """A signed credential with one member replaced: refused, or the very same credential."""
    issued = client.issue(credential(client.did(), validFrom="2024-01-01T00:00:00Z")).body
    altered = changed(issued, place, value)
    for answer in (client.verify(altered), client.verify_proof(altered), client.present(altered)):
        assert refused(answer) or altered == issued
    unsigned = {name: part for name, part in altered.items() if name != "proof"}
    assert client.issue(unsigned).status in (201, 400)
    assert refused(client.derive(altered, ["/issuer"]))


contexts = st.dictionaries(
    st.sampled_from(
        [
            *("@vocab", "@base", "@import", "@propagate", "@version", "@protected", "@language"),
            *("@direction", "Degree", "name", "type", "id", "credentialSubject", "proof", "a:b"),
        ]
    ),
    nonsense
    | st.dictionaries(
        st.sampled_from(
            [
                *("@id", "@type", "@container", "@context", "@reverse", "@nest", "@index"),
                *("@json", "@set", "@list", "@graph", "@prefix", "@protected", "@language"),
            ]
        ),
        nonsense
        | st.sampled_from(["@id", "@json", "@vocab", "@set", "@list", "@graph", "https://e.org/#"]),
        max_size=3,
    ),
    max_size=4,
)


@FIXED
@given(contexts, nonsense)
def test_nonsense_in_an_inline_context(client: Client, context: Any, value: Any) -> None:
    """Whoever writes the document also says what its words mean, and it is still only a request."""
    document = {
        **credential(client.did(), Degree=value),
        "@context": ["https://www.w3.org/ns/credentials/v2", context],
        "type": ["VerifiableCredential", "Degree"],
    }
    issued = client.issue(document)
    assert issued.status == 201 or refused(issued)
    if issued.status == 201:
        assert client.verify(issued.body).status == 200
        altered = changed(issued.body, "/credentialSubject/id", "did:example:other")
        assert refused(client.verify(altered))
    assert refused(client.verify(document))
    assert refused(client.present(document))


@FIXED
@given(st.text(max_size=40), st.text(max_size=12))
def test_nonsense_as_an_address(client: Client, did: str, form: str) -> None:
    """In the path and in the query."""
    from urllib.parse import quote  # noqa: PLC0415

    path = f"/identifiers/{quote(did, safe='')}"
    assert client.get(path, publicKeyFormat=form).status in (400, 404)
    assert client.get(f"/status/{quote(did, safe='')}/revocation").status == 404


@pytest.mark.slow
def test_every_attack_file_at_every_endpoint(client: Client, vectors: Path) -> None:
    """JSON as it is, tokens in an envelope; none passes that must not, and some that may do."""
    folder = vectors / "attacks"
    sent = accepted = 0
    for entry in json.loads((folder / "index.json").read_text(encoding="utf-8"))["vectors"]:
        data = (folder / entry["file"]).read_bytes()
        if entry["file"].endswith((".png", ".svg")):
            continue
        for path, name in MEMBERS:
            whole = b'{"' + name.encode() + b'": ' + in_json(data) + b"}"
            answer = client.send(path, whole)
            where = (path, entry["id"], answer)
            assert answer.status in (200, 201, 400), where
            if path == "/credentials/verify":
                may_pass = {"valid", "unrecognised"} & set(entry["answers"])
                assert may_pass or answer.status == 400, where
                accepted += answer.status == 200
            sent += 1
    assert accepted > 10
    assert sent > 1000


def in_json(data: bytes) -> bytes:
    """The file as a JSON value: itself, or the envelope of a token."""
    try:
        text = data.decode().strip()
    except UnicodeDecodeError:
        return data
    if not text.startswith("ey"):
        return data
    envelope = {
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": "EnvelopedVerifiableCredential",
        "id": f"data:application/vc+jwt,{text}",
    }
    return json.dumps(envelope).encode()
