"""Who says it, of whom, and who shows it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from verifier.data_model.rule import Break
from verifier.data_model.values import entries, is_empty, is_url
from verifier.strict_json import Json, JsonObject


def issuers(document: JsonObject) -> Iterator[Break]:
    """An issuer that is neither a URL nor an object with one."""
    if not _party(document.get("issuer")):
        yield "/issuer", "The issuer must be a URL, or an object whose id is one."


def holders(document: JsonObject) -> Iterator[Break]:
    """A holder that is neither a URL nor an object with one."""
    if "holder" in document and not _party(document["holder"]):
        yield "/holder", "The holder must be a URL, or an object whose id is one."


def subjects(document: JsonObject) -> Iterator[Break]:
    """No subject, or one of which nothing is said."""
    if "credentialSubject" not in document or is_empty(document, "credentialSubject"):
        yield "/credentialSubject", "The credential must say whom it is about."
        return
    for path, subject in entries(document, "credentialSubject"):
        if not isinstance(subject, Mapping) or not subject:
            yield path, "A subject must be an object that says something."


def _party(value: Json) -> bool:
    return is_url(value.get("id") if isinstance(value, Mapping) else value)
