"""1EdTechRevocationList, deprecated and still in use; read, never written.

The list is not signed: it counts because it comes, over https, from the address that the issuer
signed into the badge (https://purl.imsglobal.org/spec/vcrl/v1p0/).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from verifier import specs
from verifier.errors import DocumentError
from verifier.report import Finding, Outcome
from verifier.sentences import say
from verifier.status_question import StatusQuestion, StatusUnknownError, unknown
from verifier.strict_json import JsonObject, parse
from verifier.wording_status import CLEAR, SET


@dataclass(frozen=True, slots=True)
class _Rows:
    """A list as it was read, and its rows by the id of the badge."""

    document: JsonObject
    by_id: Mapping[str, list[JsonObject]]


class RevocationList1EdTech:
    """A plain list of the ids that were withdrawn."""

    name = "1EdTechRevocationList"

    def check(self, entry: JsonObject, path: str, question: StatusQuestion) -> list[Finding]:
        """Whether the list names this badge."""
        try:
            return [_look_up(entry, path, question)]
        except StatusUnknownError as exc:
            return [unknown(path, exc, specs.OB_REVOCATION)]


def _look_up(entry: JsonObject, path: str, question: StatusQuestion) -> Finding:
    url = entry.get("id")
    if not isinstance(url, str):
        raise StatusUnknownError("The status entry lacks the address of its list.")
    if question.badge_id is None:
        raise StatusUnknownError("The list goes by ids, and the badge has none or shows none.")
    listed = question.once(url, RevocationList1EdTech.name, lambda: _read(url, question))
    if listed.document.get("issuer", question.issuer) != question.issuer:
        raise StatusUnknownError("The revocation list is by somebody else than the badge's issuer.")
    mine = listed.by_id.get(question.badge_id, ())
    if any(row.get("revoked", True) is not False for row in mine):
        reasons = [str(row["revocationReason"])[:200] for row in mine if "revocationReason" in row]
        message = SET["revocation"]
        if reasons:
            message = say(
                "The issuer has withdrawn the badge. The reason given: {reason}", reason=reasons[0]
            )
        return Finding("status.revocation", Outcome.FAILED, message, path, specs.OB_REVOCATION)
    message = CLEAR["revocation"]
    return Finding("status.revocation", Outcome.PASSED, message, path, specs.OB_REVOCATION)


def _read(url: str, question: StatusQuestion) -> _Rows:
    """The list at an address, which is the same for every badge."""
    try:
        document = parse(question.fetch(url).body, question.limits)
    except DocumentError as exc:
        reason = f"What {url} answered is no revocation list. {exc.reason}"
        raise StatusUnknownError(reason, specs.STATUS_RETRIEVAL) from exc
    rows = document.get("revokedCredential") if isinstance(document, dict) else None
    if not isinstance(document, dict) or not isinstance(rows, list):
        raise StatusUnknownError(f"What {url} answered is no revocation list.")
    if document.get("id", url) != url:
        raise StatusUnknownError("The revocation list says that it belongs to another address.")
    found: defaultdict[str, list[JsonObject]] = defaultdict(list)
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("id"), str):
            raise StatusUnknownError("The revocation list has a row that names no badge.")
        found[row["id"]].append(row)
    return _Rows(document, found)


PLUGIN = RevocationList1EdTech()
