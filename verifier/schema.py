"""Whether a document is the badge that the standard describes, and in which place it is not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import ValidationError

from verifier import specs
from verifier.model import AchievementCredential
from verifier.report import Finding, Outcome
from verifier.strict_json import Json, JsonObject, pointer

_OWN_SCHEMAS = (
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json-ld/ob_v3p0_achievementcredential_schema.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_anyachievementcredential_schema.json",
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json-ld/ob_v3p0_anyachievementcredential_schema.json",
)
_SENTENCES = {
    "missing": "is missing",
    "string_type": "must be a text",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "model_type": "must be an object",
    "dict_type": "must be an object",
    "int_type": "must be a number",
    "float_type": "must be a number",
    "string_too_short": "must not be empty",
}
_PIN_MEMBERS = {"id", "mediaType", "digestSRI", "digestMultibase"}
_ABOUT_BADGE = _PIN_MEMBERS | {"type", "endorsementComment"}
_DECIDING = {
    "AchievementSubject",
    "Achievement",
    "ResultDescription",
    "RubricCriterionLevel",
    "Result",
    "Evidence",
}


def read_credential(document: JsonObject) -> tuple[AchievementCredential | None, list[Finding]]:
    """The badge as a typed value, and every `schema.model` finding.

    Returns:
        The credential, or None if the document breaks the model, and the findings.
    """
    try:
        credential = AchievementCredential.model_validate(document)
    except ValidationError as exc:
        return None, _failures(document, exc)
    findings = [
        *_repeated_ids(credential),
        *_hiding_places(document),
        *_impure_pins(document),
        *_foreign_schemas(credential),
    ]
    if any(f.outcome is Outcome.FAILED for f in findings):
        return None, findings
    message = "The badge has every part that Open Badges 3.0 asks for."
    return credential, [
        Finding("schema.model", Outcome.PASSED, message, "", specs.OB_MODEL),
        *findings,
    ]


def _failures(document: JsonObject, error: ValidationError) -> list[Finding]:
    """One finding for each place, however many alternatives of the model complained."""
    places: dict[str, Finding] = {}
    for problem in error.errors(include_url=False, include_context=False):
        path = _place(document, problem["loc"], missing=problem["type"] == "missing")
        what = _SENTENCES.get(problem["type"]) or problem["msg"].removeprefix("Value error, ")
        message = f"{path.rpartition('/')[2] or 'The badge'} {what}."
        places.setdefault(path, _failed(message, path))
    around = {path[:end] for path in places for end, char in enumerate(path) if char == "/"}
    return [finding for path, finding in places.items() if path not in around]


def _place(document: JsonObject, loc: Sequence[str | int], *, missing: bool) -> str:
    """The JSON pointer of a pydantic location; labels of alternatives and validators fall away."""
    value: object = document
    parts: list[str | int] = []
    for index, part in enumerate(loc):
        inner = _member(value, part)
        if inner is not None:
            value = inner[0]
        elif not (missing and index == len(loc) - 1):
            continue
        parts.append(part)
    return pointer(*parts)


def _member(value: object, part: str | int) -> tuple[object] | None:
    """What stands under a name or index, in a tuple; None if nothing does."""
    if isinstance(value, Mapping) and part in value:
        return (value[part],)
    if isinstance(value, list) and isinstance(part, int) and part < len(value):
        return (value[part],)
    return None


def _repeated_ids(credential: AchievementCredential) -> list[Finding]:
    """Two things with one id merge in the signed graph: their members become exchangeable."""
    achievement = credential.achievement
    rubric = achievement.criteria_of_rubric
    groups: dict[str, Iterable[str | None]] = {
        "/evidence": (e.id for e in credential.evidence or ()),
        "/relatedResource": (pin.id for pin in credential.pins),
        "/credentialSubject/achievement/resultDescription": [
            *(d.id for d in rubric),
            *(level.id for d in rubric for level in d.levels),
        ],
        "/id": (credential.id, credential.credential_subject.id, achievement.id),
    }
    findings = []
    for path, ids in groups.items():
        counts = Counter(name for name in ids if name is not None)
        for name, count in counts.items():
            if count > 1:
                findings.append(
                    _failed(f"The id {name} stands for {count} different things.", path)
                )
    return findings


def _hiding_places(document: JsonObject) -> Iterator[Finding]:
    """A second thing with the badge's id could take its expiry or status out of a reader's sight.

    The signature is over a graph, in which things with one id are one thing. The same holds for a
    second thing with the id and the class of one that decides.
    """
    known: set[tuple[str, str]] = set()
    for path, name, node in _things(document, ""):
        types = node.get("type")
        kinds = {str(kind) for kind in (types if isinstance(types, list) else [types])}
        own = "VerifiableCredential" in kinds or not set(node) <= _ABOUT_BADGE
        if path and name == document["id"] and own:
            yield _failed("Another thing has the id of the badge, and members of its own.", path)
        for kind in sorted(kinds & _DECIDING):
            if (name, kind) in known:
                yield _failed(f"The id {name} stands for two things of type {kind}.", path)
            known.add((name, kind))


def _things(value: Json, path: str) -> Iterator[tuple[str, str, JsonObject]]:
    """Every object that has an id: its place, its id, and itself."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            yield from _things(item, path + pointer(index))
    elif isinstance(value, Mapping):
        if isinstance(name := value.get("id"), str):
            yield path, name, value
        for member, part in value.items():
            yield from _things(part, path + pointer(member))


def _impure_pins(document: JsonObject) -> Iterator[Finding]:
    """A pin shares its node with the thing it pins: other members could be moved between them."""
    value = document.get("relatedResource")
    pins: list[Json] = value if isinstance(value, list) else [value] if value is not None else []
    for index, pin in enumerate(pins):
        path = "/relatedResource" + (pointer(index) if isinstance(value, list) else "")
        members = set(pin) if isinstance(pin, Mapping) else set()
        if not members & {"digestSRI", "digestMultibase"}:
            yield _failed("A related resource must have a digest.", path)
        for name in sorted(members - _PIN_MEMBERS):
            yield _failed(f"A related resource must not have {name!r}.", path + pointer(name))


def _foreign_schemas(credential: AchievementCredential) -> Iterator[Finding]:
    for index, schema in enumerate(credential.credential_schema or ()):
        if schema.get("id") not in _OWN_SCHEMAS:
            yield Finding(
                "schema.model",
                Outcome.INCONCLUSIVE,
                f"The badge asks to be checked against {str(schema.get('id'))[:120]}, which is not "
                "a schema of Open Badges; it was not fetched.",
                pointer("credentialSchema", index),
                specs.VC_SCHEMA,
            )


def _failed(message: str, path: str) -> Finding:
    return Finding(
        "schema.model", Outcome.FAILED, message, path, specs.OB_MODEL, specs.MALFORMED_VALUE
    )
