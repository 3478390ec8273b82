"""Credentials inside a badge bring their contexts again; nothing else may."""

from typing import Any

import pytest

from tests.verifier.badges import objection, signed_badge, small_badge, unsigned_but_shaped, verify
from tests.verifier.canonical import oracle
from verifier.canonical import Canonicalizer
from verifier.context_list import EXTENSIONS, OB_CURRENT, VC2

ENDORSEMENT = {
    "id": "urn:x:endorsement",
    "type": ["VerifiableCredential", "EndorsementCredential"],
    "name": "Reviewed",
    "issuer": {"id": "did:web:dpi.example", "type": ["Profile"]},
    "validFrom": "2026-01-01T00:00:00Z",
    "credentialSubject": {"id": "urn:x:1", "type": ["EndorsementSubject"]},
}


@pytest.mark.parametrize("context", [[VC2, OB_CURRENT], [VC2, OB_CURRENT, EXTENSIONS]])
def test_a_credential_inside_repeats_the_contexts_of_the_badge(context: list[str]) -> None:
    """An endorsement was signed by itself and brings its own list, or the beginning of ours."""
    endorsement = {"@context": context, **ENDORSEMENT}
    contexts = [VC2, OB_CURRENT, EXTENSIONS]
    report = verify(signed_badge(**{"@context": contexts, "endorsement": [endorsement]}))
    assert report.state.value == "valid"
    assert [f.path for f in report.findings if f.check == "endorsement"] == ["/endorsement/0"]


@pytest.mark.parametrize(
    "context", [None, {}, [], VC2, [OB_CURRENT], [VC2, EXTENSIONS], [VC2, {}], [None],
                [VC2, OB_CURRENT, OB_CURRENT], [{"name": "urn:x:other"}]],
)  # fmt: skip
def test_a_credential_inside_cannot_bring_other_contexts(context: Any) -> None:
    """Another list would give the endorsement's words another meaning than the badge's."""
    badge = small_badge(endorsement=[{"@context": context, **ENDORSEMENT}])
    report = verify(unsigned_but_shaped(badge))
    assert objection(report) == ("jsonld.terms", "failed", "/endorsement/0/@context")


@pytest.mark.parametrize("name", ["issuer", "credentialSubject", "evidence"])
def test_what_is_no_credential_has_no_contexts(name: str) -> None:
    """The list again would change nothing that is signed; it is refused all the same."""
    badge = signed_badge(evidence={"id": "urn:x:evidence", "type": ["Evidence"]})
    badge[name]["@context"] = badge["@context"]
    report = verify(badge)
    assert objection(report) == ("jsonld.terms", "failed", f"/{name}/@context")


def test_an_embedded_credential_has_the_canonical_form_of_pyld() -> None:
    """Contexts inside contexts, with a proof in a graph of its own."""
    inner = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofValue": "z1"}
    endorsement = {"@context": [VC2, OB_CURRENT], **ENDORSEMENT, "proof": [inner]}
    badge = small_badge(endorsement=[endorsement])
    assert Canonicalizer().form(badge) == oracle.canonical(badge)
