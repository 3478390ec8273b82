"""A badge as a signed token (https://www.imsglobal.org/spec/ob/v3p0#jwt-proof)."""

from __future__ import annotations

from verifier.badge import SignedBadge, signed_badge
from verifier.limits import Limits
from verifier.token import read_token


class Jwt:
    """A compact token whose content is the credential."""

    name = "jwt"

    def recognises(self, data: bytes) -> bool:
        """Whether the first characters are those of an encoded JSON object."""
        return data[:64].lstrip(b" \t\r\n")[:2] in (b"ey", b"ew")

    def unpack(self, data: bytes, limits: Limits) -> SignedBadge:
        """The credential in the token.

        Raises:
            DocumentError: the token is malformed.
        """
        token = read_token(data, limits)
        return signed_badge(token.document, token)


PLUGIN = Jwt()
