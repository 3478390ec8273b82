"""A CLR 2.0 portfolio: what it holds, and the kind of credential that it is."""

from __future__ import annotations

from collections.abc import Mapping

from verifier.model.clr import CLR_TYPE
from verifier.strict_json import Json, JsonObject


def is_portfolio(document: JsonObject) -> bool:
    """Whether a document says that it is a portfolio."""
    kinds = document.get("type")
    return CLR_TYPE in (kinds if isinstance(kinds, list) else [kinds])


def held_in(document: JsonObject) -> list[Json]:
    """The credentials in a portfolio, as they stand there; each has a proof of its own.

    The portfolio's own signature covers all of them as one merged graph, so it says nothing about
    where in the portfolio a statement stands: only a member's own proof does.
    """
    subject = document.get("credentialSubject")
    value = subject.get("verifiableCredential") if isinstance(subject, Mapping) else None
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]
