"""The bits of a status list: inflated under a ceiling, read from the left."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from verifier import specs
from verifier.base64url import base64url_decode
from verifier.status_question import StatusList, StatusQuestion, StatusUnknownError
from verifier.strict_json import Json

SHORTEST = 131_072  # entries, so that nobody stands out in a small crowd
_INDEX = re.compile(r"0|[1-9][0-9]{0,9}")
_GZIP = 31


@dataclass(frozen=True, slots=True)
class Bits:
    """An inflated list.

    Attributes:
        data: the bytes; the first entry is the leftmost bit of the first byte.
        size: bits per entry.
    """

    data: bytes
    size: int = 1

    def value(self, index: int) -> int:
        """The entry at an index.

        Raises:
            StatusUnknownError: the list is too short to hide anybody in, or for this index.
        """
        entries = len(self.data) * 8 // self.size
        if entries < SHORTEST:
            message = f"The status list has {entries} entries; it must have {SHORTEST} at least."
            raise StatusUnknownError(message, specs.STATUS_LENGTH)
        if index >= entries:
            message = f"The status list has no entry {index}."
            raise StatusUnknownError(message, specs.STATUS_RANGE)
        first = index * self.size
        last = first + self.size
        window = int.from_bytes(self.data[first // 8 : (last + 7) // 8])
        return (window >> (-last % 8)) & ((1 << self.size) - 1)


def bits_of(
    listed: StatusList, url: str, question: StatusQuestion, size: int = 1, *, prefix: str = "u"
) -> Bits:
    """The list at an address, inflated once for all badges of a call.

    Raises:
        StatusUnknownError: as `inflate` does; or the lists of this call are too large together.
    """
    limits, what = question.limits, f"bits {prefix}"

    def make() -> bytes:
        tried = (made for (_, kind), made in question.read.items() if kind.startswith("bits "))
        spent = sum(len(m) if isinstance(m, bytes) else limits.max_status_bytes for m in tried)
        if spent + limits.max_status_bytes > limits.total_status_bytes:
            raise StatusUnknownError("The status lists of this file are too large together.")
        encoded = listed.subject.get("encodedList")
        return inflate(encoded, limits.max_status_bytes, prefix=prefix)

    return Bits(question.once(url, what, make), size)


def inflate(encoded: Json, limit: int, *, prefix: str = "u") -> bytes:
    """The bytes of an `encodedList`: one gzip member in base64url, no more than the limit.

    Raises:
        StatusUnknownError: it is something else, or larger.
    """
    if not isinstance(encoded, str) or not encoded.startswith(prefix):
        raise StatusUnknownError("The status list holds no list in the form that is read.")
    inflater = zlib.decompressobj(_GZIP)
    try:
        packed = base64url_decode(encoded.removeprefix(prefix))
        data = inflater.decompress(packed, limit + 1)
    except (ValueError, zlib.error) as exc:
        raise StatusUnknownError("The status list is damaged and cannot be unpacked.") from exc
    if len(data) > limit:
        raise StatusUnknownError(f"The status list is larger than {limit} bytes when unpacked.")
    if not inflater.eof or inflater.unused_data:
        raise StatusUnknownError("The status list is damaged: it ends too early or too late.")
    return data


def read_index(value: Json) -> int:
    """An index as badges write it: digits without leading zeros, or a number.

    Raises:
        StatusUnknownError: anything else.
    """
    if type(value) is int and 0 <= value < 10**10:
        return value
    if isinstance(value, str) and _INDEX.fullmatch(value):
        return int(value)
    raise StatusUnknownError(
        "The place in the status list is no plain number.", specs.MALFORMED_VALUE
    )
