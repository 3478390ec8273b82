"""Names and descriptions: texts, or texts that say in which language they are."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from verifier.data_model.rule import Break
from verifier.data_model.values import entries, nodes
from verifier.strict_json import Json, JsonObject

_MEMBERS = frozenset({"@value", "@language", "@direction"})
_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*")


def texts(document: JsonObject) -> Iterator[Break]:
    """Names and descriptions, of the credential and of its issuer, that are no texts."""
    issuer = document.get("issuer")
    parts = [("", document), *([("/issuer", issuer)] if isinstance(issuer, Mapping) else [])]
    for place, part in parts:
        for name in ("name", "description"):
            for path, value in entries(part, name):
                message = _wrong(value)
                if message is not None:
                    yield place + path, message


def directions(document: JsonObject) -> Iterator[Break]:
    """Texts that say in which direction they are written, wherever they stand."""
    for place, node in nodes(document):
        if "@direction" in node:
            yield place + "/@direction", "A signature over RDF does not cover this direction."


def _wrong(value: Json) -> str | None:
    if isinstance(value, str):
        return None
    if not isinstance(value, Mapping) or not isinstance(value.get("@value"), str):
        return "This must be a text, or an object with a text as its @value."
    others = sorted(set(value) - _MEMBERS)
    if others:
        return f"A text with a language has no member {others[0][:40]!r}."
    language = value.get("@language", "en")
    if not isinstance(language, str) or not _LANGUAGE.fullmatch(language):
        return "The @language must be a language tag such as 'en' or 'es-MX'."
    if value.get("@direction", "ltr") not in ("ltr", "rtl"):
        return "The @direction must be 'ltr' or 'rtl'."
    return None
