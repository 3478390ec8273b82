"""What the VC data model demands of any credential and any presentation, at issue and at verify.

The rules look at the JSON document as it was received. What words mean is the JSON-LD processor's
part, and `verifier.rules` holds what Open Badges asks for beside.
"""

from __future__ import annotations

from collections.abc import Mapping

from verifier import specs
from verifier.data_model.envelopes import is_envelope
from verifier.data_model.rows import (
    CREDENTIAL,
    ENVELOPE,
    LEGACY_CREDENTIAL,
    LEGACY_PRESENTATION,
    PRESENTATION,
)
from verifier.data_model.rule import DataRule
from verifier.data_model.values import entries
from verifier.report import Finding, Outcome
from verifier.schema import is_legacy
from verifier.strict_json import Json, JsonObject

__all__ = ["check_credential", "check_presentation"]


def check_credential(document: JsonObject, place: str = "") -> list[Finding]:
    """Every `schema.*` finding on a credential of either version, or on an envelope.

    Does not check: proofs, what the words mean (JSON-LD), digests, whether it is in force.

    Args:
        document: the credential, with or without its proofs.
        place: JSON pointer to it, where it stands in another document.

    Returns:
        What breaks a rule, or one passed finding.
    """
    rules = LEGACY_CREDENTIAL if is_legacy(document) else CREDENTIAL
    return _checked(document, ENVELOPE if is_envelope(document) else rules, "credential", place)


def check_presentation(document: JsonObject) -> list[Finding]:
    """Every `schema.*` finding on a presentation, on each credential in it, or on an envelope.

    Does not check: what `check_credential` does not.
    """
    if is_envelope(document):
        return _checked(document, ENVELOPE, "presentation", "")
    rules = LEGACY_PRESENTATION if is_legacy(document) else PRESENTATION
    outer = {name: part for name, part in document.items() if name != "verifiableCredential"}
    found = _checked(outer, rules, "presentation", "")
    for path, credential in entries(document, "verifiableCredential"):
        found += _presented(credential, path)
    return found


def _presented(credential: Json, path: str) -> list[Finding]:
    if isinstance(credential, Mapping):
        return check_credential(credential, path)
    message = "A credential in a presentation must be an object."
    return [
        Finding(
            "schema.presented",
            Outcome.FAILED,
            message,
            path,
            specs.VC_PRESENTATION,
            specs.MALFORMED_VALUE,
        )
    ]


def _checked(
    document: JsonObject, rules: tuple[DataRule, ...], what: str, place: str
) -> list[Finding]:
    found = [finding for rule in rules for finding in rule.findings(document, place)]
    if any(finding.outcome is Outcome.FAILED for finding in found):
        return found
    message = f"The {what} has every part that the VC data model asks for."
    return [Finding("schema.model", Outcome.PASSED, message, place, specs.VC), *found]
