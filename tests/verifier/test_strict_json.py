"""The one door for JSON: what readers disagree about does not come in, and nothing else escapes."""

import json
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from verifier.errors import DocumentError, NotJsonError
from verifier.limits import Limits
from verifier.strict_json import MAX_SAFE_INTEGER, Json, _exact, parse, pointer

LEAVES = (
    st.none()
    | st.booleans()
    | st.integers(-MAX_SAFE_INTEGER, MAX_SAFE_INTEGER)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4)
    ),
    max_leaves=20,
)


@given(st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
@example(b'"' + b'\\"' * 50_000)  # once quadratic: minutes for a megabyte
@example(b"[" * 100_000)
@example(b'{"a":' * 100_000)
@example(b"1" * 5_000)
@example(b"\xef\xbb\xbf")
@example(b'"\\')
def test_any_bytes_are_a_value_or_a_document_error(data: bytes) -> None:
    """Nothing foreign escapes: no recursion error, no decoding error, no value error."""
    with suppress(DocumentError):
        parse(data)


@given(VALUES, st.booleans())
def test_what_json_writes_is_read_back(value: Any, ascii_only: bool) -> None:
    """The same value, whether characters are escaped or not."""
    assert parse(json.dumps(value, ensure_ascii=ascii_only)) == value


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('{"a": 1, "a": 1}', "The member 'a' appears twice"),
        ('[{"b": {"a": 1, "b": 2, "a": 3}}]', "The member 'a' appears twice"),
        ('{"a": 1, "\\u0061": 2}', "The member 'a' appears twice"),
        ("NaN", "NaN is not a JSON number"),
        ("[-Infinity]", "-Infinity is not a JSON number"),
        ("1e400", "too large"),
        ("-1e400", "too large"),
        ("1" + "0" * 500 + ".5", "too large"),
        ("9007199254740992", "beyond 2"),
        ("-9007199254740992", "beyond 2"),
        ("1" * 5000, "beyond 2"),
        ("0.1000000000000000055511151231257827", "more digits"),
        ("1.00000000000000001", "more digits"),
        ("1e-400", "more digits"),
        ('"\\ud800"', "half of a surrogate pair"),
        ('{"\\udc00": 1}', "half of a surrogate pair"),
        ('"\ud800"', "half of a surrogate pair"),
        ('"' + "\\ud83d" + '"', "half of a surrogate pair"),
        ("[" * 51 + "]" * 51, "nested deeper than 50"),
        ('{"a":' * 51 + "1" + "}" * 51, "nested deeper than 50"),
    ],
)
def test_json_that_readers_read_differently_is_refused(text: str, words: str) -> None:
    """Each with a sentence that names the reason."""
    with pytest.raises(DocumentError, match=words) as refused:
        parse(text)
    assert not isinstance(refused.value, NotJsonError)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xef\xbb\xbf\xef\xbb\xbf{}", "not JSON"),
        ('{"a": 1}'.encode("utf-16"), "not UTF-8"),
        ('{"a": 1}'.encode("utf-16-le"), "zero bytes"),
        ('{"a": 1}'.encode("utf-32-be"), "zero bytes"),
        ('"é"'.encode("latin-1"), "not UTF-8"),
        (b'"\xc0\xaf"', "not UTF-8"),
        (b'"a\x00b"', "zero bytes"),
        (b'"a\x1fb"', "not JSON: Invalid control character"),
        (b"{'a': 1}", "not JSON"),
        (b'{"a": 1,}', "not JSON"),
        (b'{"a": 1} {"a": 1}', "not JSON: Extra data at line 1, column 10"),
        (b'{"a": 1', "not JSON"),
        (b"\n\n  nonsense", "line 3, column 3"),
        (b"+1", "not JSON"),
        (b"01", "not JSON"),
    ],
)
def test_what_is_no_json_text_at_all_says_so(data: bytes, words: str) -> None:
    """Another kind of error, since a server that answers so has not answered at all."""
    with pytest.raises(NotJsonError, match=words):
        parse(data)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("\ufeff{}", {}),
        ("9007199254740991", MAX_SAFE_INTEGER),
        ("-9007199254740991", -MAX_SAFE_INTEGER),
        ("1.50", 1.5),
        ("1.0", 1),
        ("15e-1", 1.5),
        ("0.0e5", 0),
        ("-0", 0),
        ("5e-324", 5e-324),
        ("1.7976931348623157e308", 1.7976931348623157e308),
        ('"\\ud83d\\ude00"', "\U0001f600"),
        ('{"é": 1, "e\u0301": 2}', {"é": 1, "e\u0301": 2}),
        ("[" * 50 + "]" * 50, None),
        ('"[[[["', "[[[["),
        ('"\\\\"', "\\"),
        ('["\\"[", "]"]', ['"[', "]"]),
    ],
)
def test_ordinary_json_is_read(text: str, value: object) -> None:
    """Brackets inside texts do not count, equal-looking names are different names."""
    read = parse(text)
    assert value is None or read == value


def test_size_depth_and_number_of_values_are_the_callers() -> None:
    """Each limit is exact: what just fits is read."""
    limits = Limits(max_bytes=20, max_depth=2, max_nodes=4)
    assert parse("[[1, 2]]", limits) == [[1, 2]]
    assert parse(" " * 18 + "[]", limits) == []
    for text, words in (
        (" " * 19 + "[]", "larger than 20 bytes"),
        ("[[[1]]]", "nested deeper than 2"),
        ("[1, 2, 3, 4]", "more than 4 values"),
        ('{"a": {"b": 1}, "c": 2, "d": 3}'.replace(" ", ""), "larger"),
        ('{"a":1,"b":[1,2]}', "more than 4"),
    ):
        with pytest.raises(DocumentError, match=words):
            parse(text, limits)


def test_a_member_with_many_values_is_counted() -> None:
    """The default limits hold a list of twenty thousand numbers, and not one more."""
    assert isinstance(parse(json.dumps([0] * 19_999)), list)
    with pytest.raises(DocumentError, match="more than 20000 values"):
        parse(json.dumps([0] * 20_000))


NAMES = ("a", "b", "\\u0061", '\\"', "\\\\", '\\\\\\"', "é", "", "a:", '\\":\\"a')
NUMBERS = ("0", "-0", "1", "1.0", "1.50", "1e2", "1e400", "9007199254740991", "9007199254740992")
WRITTEN = st.sampled_from(
    [f'"{name}"' for name in NAMES] + [*NUMBERS, "true", "null", "NaN", "[", "}", "01", '"\\ud800"']
)


def objects(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Objects as texts, often with a member twice, and lists; with space between everything."""
    space = st.sampled_from(["", " ", "\n\t "])
    member = st.tuples(st.sampled_from(NAMES), space, inner).map(
        lambda parts: f'"{parts[0]}"{parts[1]}:{parts[1]}{parts[2]}'
    )
    members = st.lists(member, max_size=3).map(lambda parts: f"{{{', '.join(parts)}}}")
    return members | st.lists(inner, max_size=3).map(lambda parts: f"[{','.join(parts)} ]")


def reading(read: Callable[[], Json]) -> tuple[object, ...]:
    """The value with the types of all its parts, or the reason why there is none."""
    try:
        return ("value", repr(read()))
    except DocumentError as exc:
        return (type(exc), exc.reason)


@settings(max_examples=400)
@given(st.recursive(WRITTEN, objects, max_leaves=12))
@example('{"a":1,"a":1}')
@example('{"a": {"b": "\\"", "b": "x"}}')
@example('{"\\\\":"\\"","\\\\":1}')
@example("[" * 50 + '"\\\\"' + "]" * 50)
def test_the_quick_parser_reads_nothing_that_the_exact_one_does_not(text: str) -> None:
    """The quick way is taken only where both ways give the same."""
    raw, limits = text.encode(), Limits(max_depth=5, max_nodes=20)
    assert reading(lambda: parse(raw, limits)) == reading(lambda: _exact(raw, limits))


@given(st.lists(st.text() | st.integers(0, 99)))
def test_a_pointer_can_be_read_back(parts: list[str | int]) -> None:
    """RFC 6901: the escapes of ~ and / are reversible."""
    text = pointer(*parts)
    read = [part.replace("~1", "/").replace("~0", "~") for part in text.split("/")[1:]]
    assert read == [str(part) for part in parts]
