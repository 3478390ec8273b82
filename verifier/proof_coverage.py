"""Terms that a context gained after its first edition, which older signatures do not cover."""

from __future__ import annotations

from collections.abc import Mapping

from verifier import specs
from verifier.report import Finding, Outcome
from verifier.strict_json import Json, JsonObject, pointer

# Context 3.0.3 gained these after its first edition of 2024, under the same address. A badge
# signed before verifies without them, and they are then not covered by its signature.
_LATER_TERMS = ("endorsementJwt", "jti")
_NESTED = (list, Mapping)


class OlderEditions:
    """Documents as the 2024 edition of the context sees them; each is worked out once.

    Documents that were asked about must not change as long as this object lives.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[JsonObject, JsonObject, list[Finding]]] = {}

    def of(self, document: JsonObject) -> tuple[JsonObject, list[Finding]]:
        """The document without later terms, and what that leaves out."""
        if id(document) not in self._known:
            self._known[id(document)] = (document, *without_later_terms(document))
        return self._known[id(document)][1:]


def without_later_terms(document: JsonObject) -> tuple[JsonObject, list[Finding]]:
    """The document as the 2024 edition of the context sees it, and what that leaves out."""
    dropped: list[Finding] = []

    def strip(value: Json, path: tuple[str | int, ...]) -> Json:
        if isinstance(value, list):
            return [strip(item, (*path, i)) for i, item in enumerate(value)]
        if not isinstance(value, Mapping):
            return value
        kept: dict[str, Json] = {}
        for name, part in value.items():
            if name in _LATER_TERMS:
                message = f"{name} is not covered by the signature (2024 edition of the context)."
                where = pointer(*path, name)
                dropped.append(
                    Finding("proof.coverage", Outcome.WARNING, message, where, specs.DI_VERIFY)
                )
            else:
                kept[name] = strip(part, (*path, name)) if isinstance(part, _NESTED) else part
        return kept

    older = strip(document, ())
    return (older if isinstance(older, Mapping) else document), dropped
