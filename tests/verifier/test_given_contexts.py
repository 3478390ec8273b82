"""A district extends its badges with terms of its own, and hands its context file to readers."""

import hashlib
import json
import pickle
import sys
from typing import Any

import pytest

from openbadge_issuer.signers.memory import MemorySigner
from tests.verifier.badges import (
    NOW,
    SIGNER,
    Badge,
    achievement,
    endorsement,
    objection,
    options,
    signed_badge,
    small_badge,
    subject,
    verify,
)
from verifier import Contexts, Limits, Report, Verifier
from verifier.canonical import Canonicalizer
from verifier.context_list import CLR, DATA_INTEGRITY, EXTENSIONS, OB_CURRENT, VC1, VC2
from verifier.disclosure.derive import derive
from verifier.errors import ContextFileError, DocumentError
from verifier.keys import from_multikey
from verifier.suites import suites

DISTRICT = "https://sdsm.example/context/v1"
CREDENTIALS = "https://www.w3.org/2018/credentials#"
TERMS = {
    "@protected": True,
    "campus": "https://sdsm.example/terms#campus",
    "coach": {"@id": "https://sdsm.example/terms#coach", "@type": "@id"},
    "title": {"@id": "https://sdsm.example/terms#title", "@container": "@language"},
    "grades": {"@id": "https://sdsm.example/terms#grades", "@type": "@json"},
    "steps": {"@id": "https://sdsm.example/terms#steps", "@container": "@list"},
    "motto": {"@id": "https://sdsm.example/terms#motto", "@container": "@language"},
    "rooms": {"@id": "https://sdsm.example/terms#rooms", "@container": "@type"},
    "at the": {"@id": "https://sdsm.example/at/", "@prefix": True},
    "Coaching": {
        "@id": "https://sdsm.example/terms#Coaching",
        "@context": {"hours": "https://sdsm.example/terms#hours"},
    },
}


def file_of(terms: Any) -> bytes:
    """A context document with these terms."""
    return json.dumps({"@context": terms}).encode()


GIVEN = Contexts({DISTRICT: file_of(TERMS)})
READER = Verifier(contexts=GIVEN)


def extended(**changes: Any) -> Badge:
    """An unsigned badge with the district's terms."""
    return small_badge(
        **{
            "@context": [VC2, OB_CURRENT, DISTRICT],
            "campus": "North",
            "coach": "did:web:coach.example",
            "steps": ["watch", "try", "try"],
            "title": {"en": "Wait time", "de": "Denkzeit"},
            "grades": {"from": [3, 4], "to": 8},
            "evidence": [{"type": ["Evidence", "Coaching"], "hours": 12}],
            **changes,
        }
    )


def signed(badge: Badge, suite: str = "eddsa-rdfc-2022", contexts: Contexts = GIVEN) -> Badge:
    """The badge with a proof by somebody who knows these contexts."""
    made = suites()[suite].create(
        badge,
        options(cryptosuite=suite),
        from_multikey(SIGNER.public_key),
        SIGNER.sign,
        Canonicalizer(contexts=contexts),
    )
    return {**badge, "proof": [made]}


def warnings(report: Report) -> list[tuple[str, str]]:
    """Place and sentence of each warning on contexts."""
    return [
        (f.path, f.message)
        for f in report.findings
        if (f.check, f.outcome.value) == ("jsonld.context", "warning")
    ]


@pytest.mark.parametrize("suite", ["eddsa-rdfc-2022", "eddsa-jcs-2022"])
def test_an_extended_badge_is_valid_for_who_has_the_file(suite: str) -> None:
    """The report says where the meaning of the terms came from, with the digest of the file."""
    report = verify(signed(extended(), suite), READER)
    assert report.state.value == "valid"
    digest = hashlib.sha256(GIVEN.documents[DISTRICT]).hexdigest()
    ((path, message),) = warnings(report)
    assert path == "/@context/2"
    assert DISTRICT in message
    assert digest in message


def test_without_the_file_the_report_says_what_to_do() -> None:
    """Unknown is not forged, and the way out is named for both kinds of caller."""
    report = verify(signed(extended()))
    assert report.state.value == "unsupported"
    assert objection(report) == ("jsonld.context", "inconclusive", "/@context/2")
    message = report.decisive()[0].message
    assert f"--context {DISTRICT}=FILE" in message
    assert "Verifier(contexts=...)" in message


def test_a_badge_of_published_contexts_is_read_as_ever() -> None:
    """Who gives a file changes nothing for badges that do not use it."""
    badge = signed_badge()
    assert verify(badge, READER).to_dict() == verify(badge).to_dict()


@pytest.mark.parametrize(
    "change",
    [
        {"campus": "South"},
        {"coach": "did:web:other.example"},
        {"steps": ["try", "watch", "try"]},
        {"steps": ["watch", "try"]},
        {"title": {"en": "Wait time", "de": "Bedenkzeit"}},
        {"grades": {"from": [4, 3], "to": 8}},
        {"evidence": [{"type": ["Evidence", "Coaching"], "hours": 13}]},
        {"evidence": [{"type": ["Evidence"], "name": "x"}]},
        {"name": "Another badge"},
        {"validFrom": "2020-01-01T00:00:00Z"},
    ],
    ids=str,
)
def test_every_extended_part_is_signed(change: Badge) -> None:
    """What the district's terms say cannot be changed afterwards, nor anything else."""
    report = verify({**signed(extended()), **change}, READER)
    assert report.state.value == "invalid_signature"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"surprise": "x"}, "/surprise"),
        ({"credentialSubject": subject(surprise="x")}, "/credentialSubject/surprise"),
        ({"evidence": [{"type": ["Evidence", "Nobody"]}]}, "/evidence/0/type/1"),
        ({"coach": "not an address"}, "/coach"),
        ({"campus": []}, "/campus"),
        ({"campus": ["North", "North"]}, "/campus/0"),
        ({"motto": {}}, ""),
        ({"rooms": {}}, ""),
        ({"coach": "at the:x"}, "/coach"),
        ({"coach": "campus:a\u00a0b"}, "/coach"),
        ({"campus": {"@value": "North"}}, "/campus/@value"),
        ({"evidence": [{"type": ["Evidence"], "name": None}]}, "/evidence/0/name"),
        ({"evidence": [{"type": ["Evidence"], "id": "photo"}]}, "/evidence/0/id"),
        ({"evidence": [{"type": ["Evidence"], "id": "_:b0"}]}, "/evidence/0/id"),
        ({"evidence": [{"type": ["Evidence"], "id": "campus:1"}]}, "/evidence/0/id"),
        ({"coach": "campus:1"}, "/coach"),
        ({"https://sdsm.example/terms#campus": "South"}, "/https:~1~1sdsm.example~1terms#campus"),
        ({"@included": [{"id": "urn:x:1", "name": "x"}]}, "/@included"),
        ({"@nest": {"name": "x"}}, "/@nest"),
        ({"Criteria": {"narrative": "x"}}, "/Criteria"),
        ({"campus": 0.12345678901234567}, "/campus"),
        ({"evidence": [{"type": ["Evidence"], "@context": [VC2]}]}, "/evidence/0/@context"),
    ],
    ids=str,
)
def test_what_would_not_be_signed_is_refused_with_its_place(change: Badge, place: str) -> None:
    """The general processor would drop it, or read another member than a person sees."""
    report = verify({**signed(extended()), **change}, READER)
    assert report.state.value == "invalid_content"
    assert place in [f.path for f in report.decisive()]


def test_a_published_context_has_one_meaning() -> None:
    """No file can stand for an address that is pinned."""
    with pytest.raises(ContextFileError, match="fixed meaning"):
        Contexts({OB_CURRENT: file_of(TERMS)})


@pytest.mark.parametrize(
    ("terms", "words"),
    [
        ({"ende": f"{CREDENTIALS}validUntil"}, "second name, 'ende'"),
        ({"c": CREDENTIALS, "ende": "c:validUntil"}, "second name"),
        ({"c": {"@id": CREDENTIALS, "@prefix": True}, "ende": {"@id": "c:validUntil"}}, "second"),
        ({"X": {"@id": "urn:x:X", "@context": {"ende": f"{CREDENTIALS}validUntil"}}}, "second"),
        ({"ende": "validUntil"}, "second name, 'ende'"),
        ({"a": "b", "b": "c", "c": "d", "d": "e", "e": f"{CREDENTIALS}validUntil"}, "second"),
        (
            {"c": CREDENTIALS, "e": "c:proof", "X": {"@id": "urn:x:X", "@context": {"c": "urn:"}}}
            | {"f": "c:validUntil"},
            "second name, 'f'",
        ),
        ({"number": "id"}, "hide"),
        ({"more": "less", "less": "@nest"}, "hide"),
        ({"a": "b:x", "b": "a:y"}, "without an end"),
        ({"@vocab": CREDENTIALS}, "published terms"),
        ({"c": CREDENTIALS, "@vocab": "c:"}, "published terms"),
        ({"@vocab": ""}, "published terms"),
        ({"box": "@nest"}, "hide"),
        ({"more": "@included"}, "hide"),
        ({"is": "@type"}, "hide"),
        ({"of": {"@reverse": "https://sdsm.example/terms#has"}}, "hide"),
        ({"by": {"@id": "https://sdsm.example/terms#by", "@container": "@index"}}, "hide"),
        ({"@import": VC2}, "@import"),
        ({"@propagate": True}, "@propagate"),
        ({"Association": "https://sdsm.example/terms#Association"}, "another meaning"),
    ],
    ids=str,
)
def test_a_file_that_would_hide_members_is_refused(terms: Badge, words: str) -> None:
    """A badge without its end would look like one that never ends."""
    with pytest.raises(ContextFileError, match=words):
        Contexts({DISTRICT: file_of(terms)})


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"@context": "urn:x"}', b'{"@context": {}, "@context": {}}']
)
def test_a_file_must_be_a_context(body: bytes) -> None:
    """Also a file that JSON readers would read differently is refused."""
    with pytest.raises(ContextFileError, match=DISTRICT):
        Contexts({DISTRICT: body})


def test_an_address_must_be_one() -> None:
    """A file name in its place is a mistake."""
    with pytest.raises(ContextFileError, match="no address"):
        Contexts({"district.jsonld": file_of(TERMS)})


def test_a_file_cannot_redefine_a_protected_term() -> None:
    """The rule of JSON-LD itself: VC and Open Badges protect their terms."""
    other = Contexts({DISTRICT: file_of({"name": "https://sdsm.example/terms#name"})})
    badge = {**small_badge(), "@context": [VC2, OB_CURRENT, DISTRICT]}
    report = verify(sign_shape(badge), Verifier(contexts=other))
    assert not report
    words = "The document is not readable JSON-LD: protected term redefinition."
    assert report.decisive()[0].message == words


def sign_shape(badge: Badge) -> Badge:
    """With the proof of another badge."""
    return {**badge, "proof": signed_badge()["proof"]}


@pytest.mark.parametrize(
    "context",
    [
        [DISTRICT, VC2, OB_CURRENT],
        [VC2, DISTRICT, OB_CURRENT],
        [VC2, DISTRICT],
        [VC2, CLR, DISTRICT, OB_CURRENT],
        [VC2, OB_CURRENT, DATA_INTEGRITY, EXTENSIONS, DISTRICT],
        [VC1, "https://purl.imsglobal.org/spec/ob/v3p0/context.json", DISTRICT],
        [DISTRICT],
    ],
)
def test_the_published_contexts_come_first(context: list[str]) -> None:
    """A given file may add to what a badge is, not come before it."""
    report = verify(sign_shape({**extended(), "@context": context}), READER)
    assert report.state.value == "invalid_content"
    assert objection(report) == ("jsonld.context", "failed", "/@context")


def test_inline_contexts_stay_out() -> None:
    """Whoever writes a badge does not say what its words mean, also where files are given."""
    badge = {**extended(), "@context": [VC2, OB_CURRENT, DISTRICT, {"x": "urn:x:x"}]}
    report = verify(sign_shape(badge), READER)
    assert objection(report) == ("jsonld.context", "inconclusive", "/@context/3")


def test_without_the_general_processor_the_report_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an extra of the installation, needed for such badges alone."""
    badge = signed(extended())
    monkeypatch.setitem(sys.modules, "pyld", None)
    report = verify(badge, READER)
    assert report.state.value == "unsupported"
    assert "extra 'jsonld'" in report.decisive()[0].message
    assert verify(signed_badge(), READER).state.value == "valid"


def test_an_endorsement_may_use_the_districts_terms_too() -> None:
    """It repeats the badge's contexts, and its own proof is read under them."""
    word = endorsement(
        **{
            "@context": [VC2, OB_CURRENT, DISTRICT],
            "issuer": {"id": SIGNER.did, "type": ["Profile"]},
            "credentialSubject": {"id": achievement()["id"], "type": ["EndorsementSubject"]},
            "campus": "South",
        }
    )
    badge = signed(extended(endorsement=[signed(word)]))
    report = verify(badge, READER)
    assert report.state.value == "valid"
    assert [f.outcome.value for f in report.findings if f.check == "endorsement"] == ["warning"]
    badge["endorsement"][0]["campus"] = "North"
    assert verify(badge, READER).state.value == "invalid_signature"


@pytest.mark.parametrize("own", [[VC2], [VC2, DISTRICT]])
def test_a_presentation_may_hold_extended_badges(own: list[str]) -> None:
    """Each badge in it names its contexts itself, and the holder's proof covers all of them."""
    shown: Badge = {
        "@context": own,
        "type": ["VerifiablePresentation"],
        "holder": SIGNER.did,
        "verifiableCredential": [signed(extended())],
    }
    exchange: dict[str, Any] = {"challenge": "c1", "domain": "hr.example"}
    made = suites()["eddsa-rdfc-2022"].create(
        shown,
        options(proofPurpose="authentication", **exchange),
        from_multikey(SIGNER.public_key),
        SIGNER.sign,
        Canonicalizer(contexts=GIVEN),
    )
    presented = {**shown, "proof": made}
    report = READER.verify(json.dumps(presented), at=NOW, **exchange)
    assert report.state.value == "valid", report.findings
    presented["verifiableCredential"][0]["campus"] = "South"
    assert not READER.verify(json.dumps(presented), at=NOW, **exchange)
    assert not Verifier().verify(json.dumps({**shown, "proof": made}), at=NOW, **exchange)


def test_a_large_extended_badge_is_given_up_in_a_sentence() -> None:
    """The general processor is slow, so what it is given is bounded first."""
    badge = signed(extended(campus=[f"Campus {n}" for n in range(400)]))
    assert verify(badge, READER)
    few = Verifier(contexts=GIVEN, limits=Limits(max_general_values=300))
    report = verify(badge, few)
    assert report.state.value == "unsupported"
    assert "300 values" in report.decisive()[0].message


def test_a_file_of_many_large_extended_badges_has_one_budget() -> None:
    """Once each of them took as long as one may; a badge of published contexts needs none of it."""
    large = signed(extended(campus=[f"Campus {n}" for n in range(400)]))
    document = {"@context": [VC2], "type": ["VerifiablePresentation"]}
    shown = {**document, "verifiableCredential": [large, large, signed_badge()]}
    states = []
    for total in (80_000, 3_000):
        few = Verifier(contexts=GIVEN, limits=Limits(total_canonical_work=total))
        states.append([member.state.value for member in verify(shown, few).members or ()])
    assert states == [["valid"] * 3, ["valid", "unsupported", "valid"]]


def test_parts_of_an_extended_badge_can_be_shown() -> None:
    """Selective disclosure finds the same statements in the whole and in its parts."""
    signer = MemorySigner(bytes(range(1, 33)), kind="P-256")
    issuer = {"id": signer.did, "type": ["Profile"]}
    badge = extended(issuer=issuer, title=None, grades=None)
    whole = with_base_proof(badge, signer)
    shown = derive(whole, disclose=["/campus", "/steps", "/evidence/0/hours"], contexts=GIVEN)
    assert shown["steps"] == ["watch", "try", "try"]
    assert "evidence" not in derive(whole, contexts=GIVEN)
    assert verify(shown, READER).state.value == "valid"
    assert not verify({**shown, "campus": "South"}, READER)
    assert not verify({**shown, "steps": ["try", "watch", "try"]}, READER)


def test_a_verifier_with_files_travels_to_other_processes() -> None:
    """As many workers as there are verify with the same files."""
    there = pickle.loads(pickle.dumps(READER))  # noqa: S301
    assert there.contexts == GIVEN
    assert verify(signed(extended()), there)


@pytest.mark.parametrize("name", ["title", "grades"])
def test_maps_are_not_signed_to_be_shown_in_parts(name: str) -> None:
    """They look like nodes without an id, and are none."""
    signer = MemorySigner(bytes(range(1, 33)), kind="P-256")
    other = {"title": "grades", "grades": "title"}[name]
    with pytest.raises(DocumentError, match="cannot be signed"):
        with_base_proof(extended(**{other: None}), signer)


@pytest.mark.parametrize("value", [{"title": {"en": "A lesson"}}, {"grades": {"best": 1}}])
def test_nor_are_maps_in_a_part_without_an_id(value: Badge) -> None:
    """Such a part begins its lines with a name that the signature makes up."""
    signer = MemorySigner(bytes(range(1, 33)), kind="P-256")
    evidence = [{"type": ["Evidence"], "name": "A lesson", **value}]
    badge = extended(title=None, grades=None, evidence=evidence)
    with pytest.raises(DocumentError, match="cannot be signed"):
        with_base_proof(badge, signer)


def with_base_proof(badge: Badge, signer: MemorySigner) -> Badge:
    """The holder's own copy."""
    suite = suites()["ecdsa-sd-2023"]
    made = suite.create(
        badge,
        options(signer, cryptosuite=suite.name),
        from_multikey(signer.public_key),
        signer.sign,
        Canonicalizer(contexts=GIVEN),
    )
    return {**badge, "proof": [made]}


@pytest.mark.parametrize(
    "terms",
    [
        {"schema": "https://schema.org/", "colour": "schema:color"},
        {"xsd": "http://www.w3.org/2001/XMLSchema#", "n": {"@id": "urn:x:n", "@type": "xsd:int"}},
        {"@vocab": "https://sdsm.example/terms#", "hours": {"@type": "@id"}},
        {"name": "https://schema.org/name"},
        {"Visit": {"@id": "urn:x:Visit", "@context": {"level": "urn:x:level"}}},
        [{"campus": "urn:x:campus"}, {"coach": "urn:x:coach"}],
        {"id": "@id", "type": "@type", "@version": 1.1, "old": None},
        {"@vocab": None, "@language": None, "campus": "urn:x:campus"},
    ],
    ids=str,
)
def test_ordinary_contexts_are_taken(terms: Any) -> None:
    """Prefixes, datatypes, a vocabulary of one's own or none, equal definitions, own places."""
    given = Contexts({DISTRICT: file_of(terms)})
    badge = signed(small_badge(**{"@context": [VC2, OB_CURRENT, DISTRICT]}), contexts=given)
    assert verify(badge, Verifier(contexts=given)).state.value == "valid"


def of_a_test_server() -> Canonicalizer:
    """What a test server reads with."""
    return Canonicalizer(contexts=Contexts(inline=True))


def test_a_test_server_reads_inline_contexts() -> None:
    """Languages of texts, a vocabulary, and options of proofs under the same contexts."""
    document: Badge = {
        "@context": [VC2, {"@vocab": "https://vocabulary.example/", "Pass": "urn:x:Pass"}],
        "type": ["VerifiableCredential", "Pass"],
        "issuer": "did:web:a.example",
        "name": {"@value": "Ausweis", "@language": "de"},
        "credentialSubject": {"id": "urn:x:1", "colour": "red"},
    }
    form = of_a_test_server().form(document).decode()
    assert '<https://vocabulary.example/colour> "red"' in form
    assert '"Ausweis"@de' in form
    proof = {**options(), "@context": document["@context"]}
    assert b"DataIntegrityProof" in of_a_test_server().form(proof)


@pytest.mark.parametrize(
    "change",
    [
        {"name": {"@value": "x", "@language": "no tag"}},
        {"name": {"@value": "x", "url": "https://a.example/"}},
        {"name": {"@value": None}},
        {"name": {"@language": "en"}},
        {"name": [["x"]]},
        {"issuer": 7},
        {"type": []},
        {"type": "VerifiableCredential", "x": {"type": ["A", "A"]}},
        {"type": ["VerifiableCredential", "@json"]},
        {"index": {"a": "x"}},
        {"turned": {"id": "urn:x:3"}},
        {"credentialSubject": {"id": "urn:x:1", "criterion": 1e-400 + 0.1234567890123456789}},
    ],
    ids=str,
)
def test_a_test_server_refuses_what_is_not_signed(change: Badge) -> None:
    """Safe mode holds there, too."""
    document: Badge = {
        "@context": [
            VC2,
            {
                "@vocab": "https://vocabulary.example/",
                "index": {"@id": "urn:x:index", "@container": "@index"},
                "turned": {"@reverse": "https://vocabulary.example/turns"},
            },
        ],
        "type": ["VerifiableCredential"],
        "issuer": "did:web:a.example",
        "credentialSubject": {"id": "urn:x:1"},
        **change,
    }
    with pytest.raises(DocumentError):
        of_a_test_server().form(document)


@pytest.mark.parametrize(
    "context",
    [
        {"name": "https://vocabulary.example/name"},
        {"id": "https://vocabulary.example/id"},
        {"VerifiableCredential": "https://vocabulary.example/VC"},
        {"@import": VC2},
        {"Term": {"@id": "urn:x:Term", "@context": {"@base": "https://vocabulary.example/"}}},
        {"@base": "https://vocabulary.example/"},
    ],
    ids=str,
)
def test_an_inline_context_does_not_redefine_protected_terms(context: Badge) -> None:
    """Nor does it import what it could change on the way, nor resolve relative types."""
    document: Badge = {
        "@context": [VC2, context],
        "id": "urn:x:2",
        "type": ["VerifiableCredential"],
        "name": "x",
        "credentialSubject": {"id": "urn:x:3"},
    }
    with pytest.raises(DocumentError):
        of_a_test_server().form(document)
