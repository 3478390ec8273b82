"""Envelopes: a signed token in a `data:` URL, where a credential or presentation may stand.

https://www.w3.org/TR/vc-data-model-2.0/#enveloped-verifiable-credentials
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifier.context_list import VC2
from verifier.data_model.rule import Break
from verifier.data_model.values import names_of
from verifier.strict_json import JsonObject

CREDENTIAL = "EnvelopedVerifiableCredential"
PRESENTATION = "EnvelopedVerifiablePresentation"
_DATA = re.compile(r"data:[a-z]+/[a-z0-9.+-]+(;[A-Za-z0-9=._+-]+)*,\S+")


def is_envelope(document: JsonObject) -> bool:
    """Whether a document says that it is an envelope."""
    return bool({CREDENTIAL, PRESENTATION} & set(names_of(document.get("type"))))


def envelopes(document: JsonObject) -> Iterator[Break]:
    """What is wrong with an envelope."""
    context = document.get("@context")
    if context != VC2 and (not isinstance(context, list) or VC2 not in context):
        yield "/@context", f"The @context of an envelope must include {VC2}."
    if len(names_of(document.get("type"))) != 1:
        yield "/type", "An envelope has one type."
    content = document.get("id")
    if not isinstance(content, str) or not _DATA.fullmatch(content):
        yield "/id", "The id of an envelope must be a data: URL."
