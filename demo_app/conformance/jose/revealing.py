"""The verifier's half of SD-JWT: digests are replaced by what was disclosed.

https://www.rfc-editor.org/rfc/rfc9901#section-7.1, steps 3 to 5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from demo_app.conformance.jose.disclosure import (
    ALGORITHM,
    RESERVED,
    Disclosure,
    digest,
    read_disclosure,
)
from verifier.errors import DocumentError
from verifier.limits import Limits
from verifier.strict_json import Json, JsonObject, pointer

_DEEPEST = Limits().max_depth


def reveal(payload: JsonObject, disclosures: Sequence[str]) -> Json:
    """The payload with everything disclosed in its place, and no digest left.

    Raises:
        DocumentError: a hash other than SHA-256; a disclosure that is malformed, given twice,
            or that nothing in the payload stands for; a digest that appears twice or in the
            wrong kind of place; a member that would appear twice.
    """
    if payload.get("_sd_alg", ALGORITHM) != ALGORITHM:
        raise DocumentError("/_sd_alg", f"The digests must be {ALGORITHM}.")
    if len(set(disclosures)) != len(disclosures):
        raise DocumentError("", "A disclosure is given twice.")
    given = {digest(text): read_disclosure(text) for text in disclosures}
    revealing = _Revealing(given)
    revealed = revealing.value({n: v for n, v in payload.items() if n != "_sd_alg"}, "", 0)
    if revealing.seen.issuperset(given):
        return revealed
    raise DocumentError("", "A disclosure belongs to nothing that was signed.")


class _Revealing:
    """One payload on its way into the open.

    Attributes:
        given: the disclosures, by digest.
        seen: the digests met so far, with or without a disclosure.
    """

    def __init__(self, given: Mapping[str, Disclosure]) -> None:
        self.given = given
        self.seen: set[str] = set()

    def value(self, value: Json, path: str, depth: int) -> Json:
        if depth > _DEEPEST:
            raise DocumentError(path, f"The content is nested deeper than {_DEEPEST} levels.")
        if isinstance(value, Mapping):
            return self._object(value, path, depth)
        if isinstance(value, list):
            return self._list(value, path, depth)
        return value

    def _object(self, value: JsonObject, path: str, depth: int) -> Json:
        members = {name: part for name, part in value.items() if name != "_sd"}
        digests = value.get("_sd", [])
        if not isinstance(digests, list):
            raise DocumentError(path, "The member '_sd' must be a list of digests.")
        for item in digests:
            disclosed = self._disclosed(item, path)
            if disclosed is None:
                continue
            if disclosed.name is None:
                raise DocumentError(path, "An item of a list is disclosed as a member.")
            if disclosed.name in members:
                raise DocumentError(path, f"The member {disclosed.name[:60]!r} appears twice.")
            members[disclosed.name] = disclosed.value
        for name in members:
            if name in RESERVED:
                raise DocumentError(path, f"The member {name!r} is kept for SD-JWT.")
        return {n: self.value(part, path + pointer(n), depth + 1) for n, part in members.items()}

    def _list(self, value: Sequence[Json], path: str, depth: int) -> Json:
        items: list[Json] = []
        for item in value:
            if not isinstance(item, Mapping) or set(item) != {"..."}:
                items.append(item)
                continue
            disclosed = self._disclosed(item["..."], path)
            if disclosed is None:
                continue
            if disclosed.name is not None:
                raise DocumentError(path, "A member is disclosed as an item of a list.")
            items.append(disclosed.value)
        return [
            self.value(item, path + pointer(index), depth + 1) for index, item in enumerate(items)
        ]

    def _disclosed(self, item: Json, path: str) -> Disclosure | None:
        """What a digest stands for; None where it stays hidden, or is a decoy."""
        if not isinstance(item, str):
            raise DocumentError(path, "A digest must be a text.")
        if item in self.seen:
            raise DocumentError(path, "The same digest appears twice.")
        self.seen.add(item)
        return self.given.get(item)
