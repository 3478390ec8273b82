"""The `@context` that each kind of credential must begin with (standards: order matters)."""

from __future__ import annotations

import re
from typing import Any

from pydantic import AfterValidator, WithJsonSchema

VC_CONTEXT = r"^https://www\.w3\.org/ns/credentials/v2$"
VC1_CONTEXT = r"^https://www\.w3\.org/2018/credentials/v1$"
OB_CONTEXT = r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.[0-9]\.[0-9])?\.json$"
CLR_CONTEXT = r"^https://purl\.imsglobal\.org/spec/clr/v2p0/context(-2\.[0-9]\.[0-9])?\.json$"


class ContextOrder:
    """A `@context` whose first entries must match patterns, in this order."""

    def __init__(self, *patterns: str) -> None:
        """Take the patterns of the first entries."""
        self.patterns = tuple(re.compile(pattern) for pattern in patterns)

    def check(self, value: tuple[str, ...]) -> tuple[str, ...]:
        """The value, if its beginning is in order.

        Raises:
            ValueError: it is not.
        """
        if len(value) < len(self.patterns):
            raise ValueError(f"must list at least {len(self.patterns)} contexts")
        for index, pattern in enumerate(self.patterns):
            if not pattern.fullmatch(value[index]):
                raise ValueError(f"must have another context at position {index + 1}")
        return value


def context_field(*patterns: str) -> Any:
    """The annotation of a `@context` with these beginnings."""
    places = [{"type": "string", "pattern": pattern} for pattern in patterns]
    schema = {
        "type": "array",
        "minItems": len(patterns),
        "prefixItems": places,
        "items": {"type": "string"},
    }
    return AfterValidator(ContextOrder(*patterns).check), WithJsonSchema(schema)
