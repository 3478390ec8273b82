"""JSONTestSuite: every file of it, and what we decide where the standard leaves a choice."""

from pathlib import Path

import pytest

from verifier.errors import DocumentError
from verifier.strict_json import parse

# Good JSON that is refused: a member that stands twice is read differently by different readers
# (the last one wins in Python, the first one elsewhere), so a badge could show two faces.
TWO_FACES = {"y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"}

NUMBER = "a double does not hold this number as it is written"
SURROGATE = "half of a surrogate pair is no text, and cannot be written in UTF-8 or N-Quads"
ENCODING = "only UTF-8 is read"
CHOICES = {
    "i_number_double_huge_neg_exp.json": NUMBER,
    "i_number_huge_exp.json": NUMBER,
    "i_number_neg_int_huge_exp.json": NUMBER,
    "i_number_pos_double_huge_exp.json": NUMBER,
    "i_number_real_neg_overflow.json": NUMBER,
    "i_number_real_pos_overflow.json": NUMBER,
    "i_number_real_underflow.json": NUMBER,
    "i_number_too_big_neg_int.json": NUMBER,
    "i_number_too_big_pos_int.json": NUMBER,
    "i_number_very_big_negative_int.json": NUMBER,
    "i_object_key_lone_2nd_surrogate.json": SURROGATE,
    "i_string_1st_surrogate_but_2nd_missing.json": SURROGATE,
    "i_string_1st_valid_surrogate_2nd_invalid.json": SURROGATE,
    "i_string_incomplete_surrogate_and_escape_valid.json": SURROGATE,
    "i_string_incomplete_surrogate_pair.json": SURROGATE,
    "i_string_incomplete_surrogates_escape_valid.json": SURROGATE,
    "i_string_invalid_lonely_surrogate.json": SURROGATE,
    "i_string_invalid_surrogate.json": SURROGATE,
    "i_string_inverted_surrogates_U+1D11E.json": SURROGATE,
    "i_string_lone_second_surrogate.json": SURROGATE,
    "i_string_UTF-16LE_with_BOM.json": ENCODING,
    "i_string_UTF-8_invalid_sequence.json": ENCODING,
    "i_string_UTF8_surrogate_U+D800.json": ENCODING,
    "i_string_invalid_utf-8.json": ENCODING,
    "i_string_iso_latin_1.json": ENCODING,
    "i_string_lone_utf8_continuation_byte.json": ENCODING,
    "i_string_not_in_unicode_range.json": ENCODING,
    "i_string_overlong_sequence_2_bytes.json": ENCODING,
    "i_string_overlong_sequence_6_bytes.json": ENCODING,
    "i_string_overlong_sequence_6_bytes_null.json": ENCODING,
    "i_string_truncated-utf-8.json": ENCODING,
    "i_string_utf16BE_no_BOM.json": ENCODING,
    "i_string_utf16LE_no_BOM.json": ENCODING,
    "i_structure_500_nested_arrays.json": "fifty levels are enough for a badge",
    "i_structure_UTF-8_BOM_empty_object.json": "",  # accepted: one leading mark is ignored
}


def files(vectors: Path, letter: str) -> list[Path]:
    """The files of the suite whose name begins with a letter."""
    return sorted((vectors / "jsontestsuite" / "test_parsing").glob(f"{letter}_*.json"))


def accepted(file: Path) -> bool:
    """Whether the strict parser takes it."""
    try:
        parse(file.read_bytes())
    except DocumentError:
        return False
    return True


def test_what_must_be_refused_is_refused(vectors: Path) -> None:
    """All 188 files that are no JSON."""
    refused = files(vectors, "n")
    assert len(refused) == 188
    assert not [file.name for file in refused if accepted(file)]


def test_what_must_be_accepted_is_accepted_but_for_doubled_members(vectors: Path) -> None:
    """All 95 files of good JSON, except the two that different readers read differently."""
    good = files(vectors, "y")
    assert len(good) == 95
    assert {file.name for file in good if not accepted(file)} == TWO_FACES


def test_every_choice_is_made_and_has_a_reason(vectors: Path) -> None:
    """All 35 files that a parser may take or leave."""
    open_questions = files(vectors, "i")
    assert {file.name for file in open_questions} == set(CHOICES)
    assert {f.name: not accepted(f) for f in open_questions} == {
        name: bool(reason) for name, reason in CHOICES.items()
    }


@pytest.mark.parametrize("mark", ["object_same_key", "codepoint", "999", "000005"])
def test_texts_that_readers_change_are_refused(vectors: Path, mark: str) -> None:
    """The suite's second part: what survives parsing differently from reader to reader."""
    folder = vectors / "jsontestsuite" / "test_transform"
    found = sorted(folder.glob(f"*{mark}*.json"))
    assert found
    assert not [file.name for file in found if accepted(file)]
