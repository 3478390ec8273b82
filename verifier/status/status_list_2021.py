"""StatusList2021Entry, the older form; read, never written (https://www.w3.org/TR/2023/WD-vc-status-list-20230427/)."""

from __future__ import annotations

from verifier import specs
from verifier.bits import bits_of, read_index
from verifier.context_list import ED25519_2020, VC1
from verifier.report import Finding, Outcome
from verifier.status_question import StatusQuestion, StatusUnknownError, elsewhere, unknown
from verifier.strict_json import JsonObject
from verifier.wording_status import CLEAR, SET

LIST_2021 = "https://w3id.org/vc/status-list/2021/v1"
_CONTEXTS = ((VC1, LIST_2021), (VC1, LIST_2021, ED25519_2020), (VC1, ED25519_2020, LIST_2021))


class StatusList2021:
    """One bit for each badge; the list is gzip in base64url without a prefix."""

    name = "StatusList2021Entry"

    def check(self, entry: JsonObject, path: str, question: StatusQuestion) -> list[Finding]:
        """What the list says of this badge."""
        try:
            return _look_up(entry, path, question)
        except StatusUnknownError as exc:
            return [unknown(path, exc, specs.STATUS_2021)]


def _look_up(entry: JsonObject, path: str, question: StatusQuestion) -> list[Finding]:
    purpose, url = entry.get("statusPurpose"), entry.get("statusListCredential")
    if purpose not in ("revocation", "suspension") or not isinstance(url, str):
        raise StatusUnknownError("The status entry lacks its list or a purpose that is known.")
    index = read_index(entry.get("statusListIndex"))
    listed = question.proven_list(url, "StatusList2021", _CONTEXTS)
    if listed.subject.get("statusPurpose") != purpose:
        raise StatusUnknownError(f"The status list is not one for {purpose!r}.")
    value = bits_of(listed, url, question, prefix="").value(index)
    outcome = Outcome.FAILED if value else Outcome.PASSED
    message = (SET if value else CLEAR)[str(purpose)]
    found = Finding(f"status.{purpose}", outcome, message, path, specs.STATUS_2021)
    return [found, *elsewhere(listed, url, path, specs.STATUS_2021)]


PLUGIN = StatusList2021()
