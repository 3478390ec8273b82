"""Whether a badge was withdrawn: one file per status method, none of which is read yet."""

from __future__ import annotations

from collections.abc import Mapping

from verifier import specs
from verifier.report import Finding, Outcome
from verifier.strict_json import Json, JsonObject, pointer


def check_status(document: JsonObject) -> list[Finding]:
    """One `status.list` finding for each status entry; none is ever skipped.

    Does not check: any status method. Every entry is `inconclusive`.
    """
    value = document.get("credentialStatus")
    if value is None:
        return []
    entries = value if isinstance(value, list) else [value]
    return [
        Finding(
            "status.list",
            Outcome.INCONCLUSIVE,
            "Whether the badge was withdrawn could not be checked: "
            f"{_kind(entry)} is not read yet.",
            "/credentialStatus" + (pointer(index) if isinstance(value, list) else ""),
            specs.VC_STATUS,
        )
        for index, entry in enumerate(entries)
    ]


def _kind(entry: Json) -> str:
    kind = entry.get("type") if isinstance(entry, Mapping) else None
    name = kind[0] if isinstance(kind, list) and kind else kind
    return str(name)[:60] if isinstance(name, str) else "a status of no type"
