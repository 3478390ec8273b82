"""RFC 8785 against its published suite, and its laws on any JSON."""

import json
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from verifier.canonical.jcs import canonical_json
from verifier.errors import DocumentError
from verifier.strict_json import Json

NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(allow_nan=False, allow_infinity=False)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=6)
VALUES = st.recursive(
    st.none() | st.booleans() | NUMBERS | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def test_every_file_of_the_suite(vectors: Path) -> None:
    """Arrays, French, structures, Unicode, values, weird names: the published bytes."""
    folder = vectors / "rfc8785-jcs" / "testdata"
    inputs = sorted((folder / "input").glob("*.json"))
    assert len(inputs) == 6
    for path in inputs:
        value = json.loads(path.read_text(encoding="utf-8"))
        expected = (folder / "output" / path.name).read_bytes()
        assert canonical_json(value) == expected.removesuffix(b"\n"), path.name
        written = (folder / "outhex" / f"{path.stem}.txt").read_text()
        assert canonical_json(value) == bytes.fromhex(written), path.name


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_the_form_says_the_same_and_is_its_own_form(value: dict[str, Any]) -> None:
    """Read with doubles alone, as ECMAScript does: 1e16 is written without its exponent."""
    form = canonical_json(value)
    read = json.loads(form, parse_int=float)
    assert read == value
    assert canonical_json(read) == form


@given(st.dictionaries(TEXTS, VALUES, max_size=4), st.randoms())
def test_the_order_of_members_means_nothing(value: dict[str, Any], random: Any) -> None:
    names = list(value)
    random.shuffle(names)
    assert canonical_json({name: value[name] for name in names}) == canonical_json(value)


@given(st.dictionaries(TEXTS, VALUES, max_size=4))
def test_the_quick_way_writes_what_the_library_writes(value: dict[str, Any]) -> None:
    assert canonical_json(value) == rfc8785.dumps(value)


@pytest.mark.parametrize("code", [*range(0xA1), 0x2028, 0xFFFF, 0x1F600])
def test_every_character_is_written_as_the_library_writes_it(code: int) -> None:
    for value in ({"text": chr(code)}, {chr(code): [True, None, 2**53 - 1]}):
        assert canonical_json(value) == rfc8785.dumps(value)


def test_names_are_ordered_as_utf_16_writes_them() -> None:
    """A character beyond the first plane comes before U+FB33, although its number is greater."""
    assert canonical_json({"\ufb33": 1, "\U0001f600": 2}) == '{"\U0001f600":2,"\ufb33":1}'.encode()


@pytest.mark.parametrize(
    ("number", "written"),
    [(15.0, b"15"), (1e16, b"10000000000000000"), (1e21, b"1e+21"), (-0.0, b"0"), (1e-7, b"1e-7")],
)
def test_numbers_are_written_as_ecmascript_writes_them(number: Json, written: bytes) -> None:
    assert canonical_json({"n": number}) == b'{"n":' + written + b"}"


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 2**53 + 1])
def test_a_number_that_readers_disagree_on_has_no_form(number: Json) -> None:
    with pytest.raises(DocumentError, match="no canonical form"):
        canonical_json({"n": number})


@pytest.mark.parametrize("half", [{"text": "\ud800"}, {"\udfff": 1}])
def test_half_of_a_pair_has_no_form(half: dict[str, Any]) -> None:
    with pytest.raises(DocumentError, match="no canonical form"):
        canonical_json(half)
