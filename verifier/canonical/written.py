"""Context documents as they are written, without the algorithm that reads them.

What a name may stand for is over-estimated: every definition in any place counts. So what is not
found here is not there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from verifier.errors import ContextFileError
from verifier.strict_json import Json

Short: TypeAlias = Mapping[str, frozenset[str]]
"""What each name is written to stand for, in any place."""

_MOST_READINGS = 200


class Definition(NamedTuple):
    """One term definition."""

    name: str
    value: Json

    @property
    def text(self) -> Json:
        """What the name stands for, as it is written."""
        if isinstance(self.value, Mapping):
            return self.value.get("@id", self.name)
        return self.value

    @property
    def coercion(self) -> Json:
        """Its `@type`."""
        return self.value.get("@type") if isinstance(self.value, Mapping) else None

    @property
    def containers(self) -> list[Json]:
        """Its containers."""
        return listed(self.value.get("@container")) if isinstance(self.value, Mapping) else []


def context_objects(local: Json) -> Iterator[Mapping[str, Json]]:
    """Every context object, those inside definitions too."""
    for part in listed(local):
        if isinstance(part, Mapping):
            yield part
            for value in part.values():
                if isinstance(value, Mapping) and "@context" in value:
                    yield from context_objects(value["@context"])


def definitions(local: Json) -> Iterator[Definition]:
    """Every term definition, in any place."""
    for part in context_objects(local):
        yield from own(part)


def own(part: Mapping[str, Json]) -> Iterator[Definition]:
    """The definitions of one context object itself."""
    return (Definition(name, value) for name, value in part.items() if name[:1] != "@")


def short_forms(local: Json) -> Short:
    """What each name is written to stand for, in any place."""
    short: dict[str, frozenset[str]] = {}
    for name, text in ((d.name, d.text) for d in definitions(local)):
        if isinstance(text, str):
            short[name] = short.get(name, frozenset()) | {text}
    return short


def readings_of(text: Json, *short: Short) -> frozenset[str]:
    """All that a text may stand for, itself too: other terms, addresses, keywords."""
    seen: set[str] = set()
    waiting = [text] if isinstance(text, str) else []
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if len(seen) > _MOST_READINGS:
            raise ContextFileError(f"A context defines {text!r} by terms without an end.")
        prefix, colon, rest = one.partition(":")
        for forms in short:
            waiting += forms.get(one, ())
            if colon and not rest.startswith("//"):
                waiting += [start + rest for start in forms.get(prefix, ())]
    return frozenset(seen)


def addresses(text: Json, *short: Short) -> frozenset[str]:
    """The addresses that a text may stand for."""
    return frozenset(reading for reading in readings_of(text, *short) if ":" in reading)


def listed(value: Json) -> list[Json]:
    """A value as a list."""
    return value if isinstance(value, list) else [value]
