"""The short way to a proof's canonical form: the same bytes as the general way, or none at all."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.verifier.canonical import oracle
from verifier.canonical import Canonicalizer
from verifier.canonical.proof_options import usual_form
from verifier.context_list import CLR, DATA_INTEGRITY, EXTENSIONS, OB_CURRENT, OB_OLDER, VC1, VC2
from verifier.errors import DocumentError

CONTEXTS = (
    [VC2],
    [VC2, OB_CURRENT],
    [VC2, OB_OLDER, EXTENSIONS],
    [VC2, CLR, OB_CURRENT],
    [VC2, OB_CURRENT, DATA_INTEGRITY],
)
USUAL = {
    "type": "DataIntegrityProof",
    "cryptosuite": "eddsa-rdfc-2022",
    "created": "2026-03-02T15:00:00Z",
    "verificationMethod": "did:key:z6MkTest#z6MkTest",
    "proofPurpose": "assertionMethod",
}
ODD: tuple[Any, ...] = (
    *("", "é", 'a"b', "a\\b", "a\nb", "\x7f", "<b>", "a b", "word", "did:key:a b#c", "did:key:é#a"),
    *("urn:x:y#z", "https://a.example/#k", "_:b0", "@id", "xsd:date#x", "sec:proof#x"),
    *(None, 0, True, [], {}, ["assertionMethod"], {"id": "urn:x"}, "DataIntegrityProof"),
    *("authentication", "keyAgreement", "2026-03-02T15:00:00.5+02:00", "ecdsa-rdfc-2019"),
)


def general(options: dict[str, Any], context: list[str]) -> bytes | None:
    try:
        return Canonicalizer().form({**options, "@context": context})
    except DocumentError:
        return None


@given(
    st.sampled_from(CONTEXTS),
    st.dictionaries(st.sampled_from([*USUAL, "domain", "id", "@type"]), st.sampled_from(ODD)),
    st.sets(st.sampled_from([*USUAL]), max_size=1),
)
def test_it_agrees_with_the_general_way_on_whatever_it_takes(
    context: list[str], changes: dict[str, Any], missing: set[str]
) -> None:
    """Whatever stands in the options: the same bytes, or left to the general way."""
    options = {name: part for name, part in (USUAL | changes).items() if name not in missing}
    short = usual_form(options, context)
    assert short is None or short == general(options, context)


@given(
    st.sampled_from(CONTEXTS),
    st.from_regex(r"[0-9T:.Z+-]{1,40}", fullmatch=True),
    st.from_regex(r"did:[a-z]{1,20}:[A-Za-z0-9._:%-]+#[A-Za-z0-9_-]+", fullmatch=True),
    st.from_regex(r"[a-z0-9-]{1,40}", fullmatch=True),
    st.sampled_from(["assertionMethod", "authentication"]),
)
def test_every_time_key_and_suite_is_put_in_unchanged(
    context: list[str], time: str, key: str, suite: str, purpose: str
) -> None:
    """No such text needs an escape or changes the order of the lines."""
    options = USUAL | {
        "created": time,
        "verificationMethod": key,
        "cryptosuite": suite,
        "proofPurpose": purpose,
    }
    assert usual_form(options, context) == general(options, context)


def test_the_usual_options_are_taken_and_pyld_agrees() -> None:
    """The short way is in use at all, and right by another program."""
    for context in CONTEXTS:
        assert usual_form(USUAL, context) == oracle.canonical({**USUAL, "@context": context})


@pytest.mark.parametrize("context", [None, [], "x", VC2, [VC2, None], {"a": "b"}, [VC2, {}]])
def test_other_contexts_are_left_or_refused(context: Any) -> None:
    """Nothing is written under contexts that are no list of addresses."""
    try:
        assert usual_form(USUAL, context) is None
    except DocumentError as exc:
        assert context == []
        assert exc.path  # noqa: PT017  (an empty list defines no member at all)


def test_contexts_that_define_no_such_proof_are_refused_as_by_the_general_way() -> None:
    """VC 1.1 alone knows no DataIntegrityProof; an address that is not pinned is not read."""
    for context in ([VC1], [VC2, "https://a.example/context"]):
        with pytest.raises(DocumentError) as short:
            usual_form(USUAL, context)
        with pytest.raises(DocumentError) as long:
            Canonicalizer().form({**USUAL, "@context": context})
        assert (short.value.path, short.value.reason) == (long.value.path, long.value.reason)
