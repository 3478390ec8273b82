"""Terms that a context gained after its first edition, which older signatures do not cover."""

from __future__ import annotations

from collections.abc import Mapping

from verifier import specs
from verifier.report import Finding, Outcome
from verifier.strict_json import Json, JsonObject, pointer

# Context 3.0.3 gained these after its first edition of 2024, under the same address. A badge
# signed before verifies without them, and they are then not covered by its signature.
_LATER_TERMS = ("endorsementJwt", "jti")


def without_later_terms(document: JsonObject) -> tuple[JsonObject, list[Finding]]:
    """The document as the 2024 edition of the context sees it, and what that leaves out."""
    dropped: list[Finding] = []

    def strip(value: Json, path: str) -> Json:
        if isinstance(value, list):
            return [strip(item, path + pointer(i)) for i, item in enumerate(value)]
        if not isinstance(value, Mapping):
            return value
        kept: dict[str, Json] = {}
        for name, part in value.items():
            if name in _LATER_TERMS:
                message = f"{name} is not covered by the signature (2024 edition of the context)."
                where = path + pointer(name)
                dropped.append(
                    Finding("proof.coverage", Outcome.WARNING, message, where, specs.DI_VERIFY)
                )
            else:
                kept[name] = strip(part, path + pointer(name))
        return kept

    older = strip(document, "")
    return (older if isinstance(older, Mapping) else document), dropped
