"""A badge as a JSON document (https://www.imsglobal.org/spec/ob/v3p0#file-format)."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.badge import SignedBadge
from verifier.envelope import signed_document
from verifier.errors import NotJsonError
from verifier.limits import Limits
from verifier.strict_json import parse


class JsonDocument:
    """One credential as JSON text, or an envelope around a token."""

    name = "json"

    def recognises(self, data: bytes) -> bool:
        """Whether the first character opens a JSON object or list."""
        return data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")[:1] in (b"{", b"[")

    def unpack(self, data: bytes, limits: Limits) -> SignedBadge:
        """The document.

        Raises:
            DocumentError: not strict JSON, or no object.
        """
        value = parse(data, limits)
        if not isinstance(value, Mapping):
            raise NotJsonError("", "The file holds JSON, but not one badge (a JSON object).")
        return signed_document(value, limits)


PLUGIN = JsonDocument()
