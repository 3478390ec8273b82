"""What can be added is added by a file: and what is there has the names of its standards."""

from typing import Any

import pytest

from verifier import Limits, Offline
from verifier.carriers import unpack
from verifier.dids import resolve
from verifier.errors import MethodUnsupportedError
from verifier.recognition.rules import ORDER
from verifier.registry import collect
from verifier.suites import suites


@pytest.mark.parametrize(
    ("package", "names"),
    [
        (
            "verifier.suites",
            {
                *("eddsa-rdfc-2022", "eddsa-jcs-2022", "eddsa-2022", "Ed25519Signature2020"),
                *("ecdsa-rdfc-2019", "ecdsa-jcs-2019", "ecdsa-sd-2023"),
            },
        ),
        ("verifier.dids", {"did:key", "did:jwk", "did:web", "https"}),
        ("verifier.carriers", {"json", "jwt"}),
        ("verifier.recognition.rules", set(ORDER)),
    ],
)
def test_every_plug_in_is_collected_by_its_name(package: str, names: set[str]) -> None:
    """A change of this list is a change of what is accepted."""
    assert set(collect(package)) == names


def test_the_collection_cannot_be_changed_from_outside() -> None:
    """Nobody widens at run time what a verifier accepts."""
    found: Any = collect("verifier.suites")
    with pytest.raises(TypeError):
        found["mine"] = object()
    assert suites() is found


def test_an_address_without_a_method_is_unsupported() -> None:
    """By its scheme, to the letter."""
    for address in ("did:ion:x", "gopher://a.example", "", "did"):
        with pytest.raises(MethodUnsupportedError):
            resolve(address, Offline(), Limits())


def test_a_carrier_is_found_by_content() -> None:
    """A badge between white space is still a badge."""
    assert unpack(b'\n {"id": "urn:x:1"} ', Limits()).document == {"id": "urn:x:1"}
