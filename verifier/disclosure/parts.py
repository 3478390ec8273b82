"""Which parts of a badge must always be shown, and useful choices among the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from verifier.strict_json import Json, JsonObject, pointer

# What a holder may leave out. Everything else stays: what Open Badges requires, who issued it and
# whom it is about, when it begins and ends, and where its withdrawal would be published.
_OPTIONAL = frozenset({"evidence", "relatedResource", "endorsement", "endorsementJwt", "image"})
_OPTIONAL_OF_SUBJECT = frozenset({"result", "narrative", "image"})
_OPTIONAL_OF_ACHIEVEMENT = frozenset(
    {"resultDescription", "endorsement", "endorsementJwt", "alignment", "related", "tag", "image"}
)
_AUTOMATIC = frozenset({"@context", "id", "type", "proof"})


def mandatory_pointers(document: JsonObject) -> list[str]:
    """JSON pointers of what every derived badge shows, so that it is still a badge."""
    pointers: list[str] = []
    for name, value in document.items():
        if name == "credentialSubject" and isinstance(value, Mapping):
            pointers += _of_subject(value)
        elif name not in _OPTIONAL | _AUTOMATIC:
            pointers.append(pointer(name))
    return pointers


def _of_subject(subject: JsonObject) -> Iterator[str]:
    for name, value in subject.items():
        if name == "achievement" and isinstance(value, Mapping):
            for part in value:
                if part not in _OPTIONAL_OF_ACHIEVEMENT | _AUTOMATIC:
                    yield pointer("credentialSubject", name, part)
        elif name not in _OPTIONAL_OF_SUBJECT | _AUTOMATIC:
            yield pointer("credentialSubject", name)


def _rubric_without_evidence(document: JsonObject) -> list[str]:
    """The rubric and every result; neither the artefacts nor their pins."""
    return [*_there(document, _RUBRIC, _RESULTS, _ALIGNMENTS)]


def _result_without_narrative(document: JsonObject) -> list[str]:
    """The rubric, every result and the artefacts, without what was written about the holder."""
    shown = [*_there(document, _RUBRIC, _RESULTS, _ALIGNMENTS)]
    evidence = document.get("evidence")
    listed = isinstance(evidence, list)
    for index, item in enumerate(evidence if isinstance(evidence, list) else [evidence]):
        if isinstance(item, Mapping):
            place = ("evidence", index) if listed else ("evidence",)
            names = [n for n in item if n not in ("narrative", "description", *_AUTOMATIC)]
            shown += [pointer(*place, name) for name in names]
    return shown


_RUBRIC = ("credentialSubject", "achievement", "resultDescription")
_RESULTS = ("credentialSubject", "result")
_ALIGNMENTS = ("credentialSubject", "achievement", "alignment")


def _there(document: JsonObject, *places: tuple[str, ...]) -> Iterator[str]:
    """Pointers to those places that the badge has."""
    for place in places:
        value: Json = document
        for name in place:
            value = value.get(name) if isinstance(value, Mapping) else None
        if value is not None:
            yield pointer(*place)


PRESETS: Mapping[str, Callable[[JsonObject], list[str]]] = MappingProxyType(
    {
        "rubric-without-evidence": _rubric_without_evidence,
        "result-without-narrative": _result_without_narrative,
    }
)
