"""Whether a document is the badge that the standard describes, and in which place it is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from pydantic import ValidationError

from verifier import specs
from verifier.context_list import VC1
from verifier.model import AchievementCredential, Credential, LegacyCredential
from verifier.model.demands import demand
from verifier.report import Finding, Outcome
from verifier.rules import check_rules
from verifier.strict_json import JsonObject, pointer

_C = TypeVar("_C", bound=Credential)

# Judged by our own classes: https://www.imsglobal.org/spec/ob/v3p0#data-model-schemas
_SCHEMA_HOST = "https://purl.imsglobal.org/spec/"
OWN_SCHEMAS = frozenset(
    f"{_SCHEMA_HOST}{spec}/schema/{form}/{spec[:-5]}_{spec[-4:]}_{name}_schema.json"
    for spec, names in {
        "ob/v3p0": (
            "achievementcredential",
            "anyachievementcredential",
            "endorsementcredential",
            "anyendorsementcredential",
        ),
        "clr/v2p0": ("clrcredential", "anyclrcredential"),
    }.items()
    for name in names
    for form in ("json", "json-ld")
)
_WORDS = {
    "too_short": "must be left out when empty",
    "literal_error": "is none of the words that the standard knows",
    "string_pattern_mismatch": "is not written as the standard asks",
}


def read_credential(document: JsonObject) -> tuple[AchievementCredential | None, list[Finding]]:
    """The badge as a typed value, and every `schema.*` finding.

    A badge of the VC 1.1 format is read into the same view and marked with a warning.

    Returns:
        The credential, or None if the document breaks the model, and the findings.
    """
    if not is_legacy(document):
        return read_as(AchievementCredential, document, "badge")
    credential, findings = read_as(LegacyCredential, _without_endorsements(document), "badge")
    message = "This badge is of the older VC 1.1 format; badges are no longer issued in it."
    return credential, [
        *findings,
        Finding("schema.legacy", Outcome.WARNING, message, "/@context/0", specs.OB_MODEL),
    ]


def _without_endorsements(document: JsonObject) -> JsonObject:
    """The view of a legacy badge leaves out endorsements, which are of the older format too."""
    return {
        name: _without_endorsements(part) if isinstance(part, Mapping) else part
        for name, part in document.items()
        if name != "endorsement"
    }


def is_legacy(document: JsonObject) -> bool:
    """Whether a document says that it is of the VC 1.1 format."""
    context = document.get("@context")
    return isinstance(context, list) and bool(context) and context[0] == VC1


def read_as(kind: type[_C], document: JsonObject, what: str) -> tuple[_C | None, list[Finding]]:
    """A credential of some class as a typed value, and every `schema.*` finding.

    Args:
        kind: the class.
        document: the credential, with or without its proofs.
        what: what to call it in a sentence.
    """
    try:
        credential = kind.model_validate(document)
    except ValidationError as exc:
        return None, _failures(document, exc, what)
    findings = [*check_rules(credential), *_foreign_schemas(credential)]
    if any(f.outcome is Outcome.FAILED for f in findings):
        return None, findings
    message = f"The {what} has every part that the standard asks for."
    passed = Finding("schema.model", Outcome.PASSED, message, "", specs.OB_MODEL)
    return credential, [passed, *findings]


def _failures(document: JsonObject, error: ValidationError, what: str) -> list[Finding]:
    """One finding for each place, however many alternatives of the model complained."""
    places: dict[str, Finding] = {}
    for problem in error.errors(include_url=False):
        path = _place(document, problem["loc"], missing=problem["type"] == "missing")
        message = f"{path.rpartition('/')[2] or 'The ' + what} {demand(problem, _WORDS)}."
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


def _foreign_schemas(credential: Credential) -> Iterator[Finding]:
    for index, schema in enumerate(credential.credential_schema or ()):
        if schema.id not in OWN_SCHEMAS:
            yield Finding(
                "schema.model",
                Outcome.INCONCLUSIVE,
                f"The badge asks to be checked against {schema.id[:120]}, which is not "
                "a schema of Open Badges; it was not fetched.",
                pointer("credentialSchema", index),
                specs.VC_SCHEMA,
            )


def _failed(message: str, path: str) -> Finding:
    return Finding(
        "schema.model", Outcome.FAILED, message, path, specs.OB_MODEL, specs.MALFORMED_VALUE
    )
