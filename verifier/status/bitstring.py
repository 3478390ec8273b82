"""BitstringStatusListEntry (https://www.w3.org/TR/vc-bitstring-status-list/#validate-algorithm)."""

from __future__ import annotations

from datetime import timedelta

from verifier import specs
from verifier.bits import bits_of, read_index
from verifier.clock import parse_timestamp, to_text
from verifier.context_list import DATA_INTEGRITY, ED25519_2020, VC2
from verifier.report import Finding, Outcome
from verifier.sentences import say
from verifier.status_question import (
    StatusList,
    StatusQuestion,
    StatusUnknownError,
    elsewhere,
    unknown,
)
from verifier.strict_json import Json, JsonObject
from verifier.wording_status import CLEAR, SET

_CONTEXTS = ((VC2,), (VC2, DATA_INTEGRITY), (VC2, ED25519_2020))
_WIDEST = 16


class Bitstring:
    """One bit, or a few, for each badge, in a list that thousands share."""

    name = "BitstringStatusListEntry"

    def check(self, entry: JsonObject, path: str, question: StatusQuestion) -> list[Finding]:
        """What the list says of this badge."""
        try:
            return _look_up(entry, path, question)
        except StatusUnknownError as exc:
            return [unknown(path, exc, specs.BITSTRING_VALIDATE)]


def _look_up(entry: JsonObject, path: str, question: StatusQuestion) -> list[Finding]:
    purpose, url = entry.get("statusPurpose"), entry.get("statusListCredential")
    index, size = read_index(entry.get("statusListIndex")), _size(entry)
    if not isinstance(purpose, str) or not isinstance(url, str):
        raise StatusUnknownError(
            "The status entry lacks its list or purpose.", specs.MALFORMED_VALUE
        )
    if entry.get("id") == url:
        message = "The status entry has the address of the whole list as its own."
        raise StatusUnknownError(message, specs.MALFORMED_VALUE)
    listed = question.proven_list(url, "BitstringStatusList", _CONTEXTS)
    if purpose not in _purposes(listed.subject.get("statusPurpose")):
        raise StatusUnknownError(
            say("The status list is not one for {purpose!r}.", purpose=purpose[:40])
        )
    value = bits_of(listed, url, question, size).value(index)
    return [*_meaning(purpose, value, entry, path), *_about(listed, url, path, question)]


def _meaning(purpose: str, value: int, entry: JsonObject, path: str) -> list[Finding]:
    if purpose in ("revocation", "suspension"):
        outcome = Outcome.FAILED if value else Outcome.PASSED
        message: str = (SET if value else CLEAR)[purpose]
    elif purpose == "message":
        outcome, message = _message(entry, value)
    elif purpose == "refresh":
        outcome = Outcome.WARNING if value else Outcome.PASSED
        message = (SET if value else CLEAR)[purpose]
    else:
        raise StatusUnknownError(f"A status for {purpose[:40]!r} is not understood here.")
    return [Finding(f"status.{purpose}", outcome, message, path, specs.BITSTRING_VALIDATE)]


def _message(entry: JsonObject, value: int) -> tuple[Outcome, str]:
    messages = entry.get("statusMessage")
    for message in messages if isinstance(messages, list) else []:
        if isinstance(message, dict) and message.get("status") == hex(value):
            outcome = Outcome.WARNING if value else Outcome.PASSED
            return outcome, say(
                "The issuer says of this badge: {words}", words=str(message.get("message"))[:200]
            )
    raise StatusUnknownError("The status list has a message that the badge does not explain.")


def _about(listed: StatusList, url: str, path: str, question: StatusQuestion) -> list[Finding]:
    """What a reader should know of the list itself."""
    findings = elsewhere(listed, url, path, specs.BITSTRING_VALIDATE)
    starts, ttl = listed.document.get("validFrom"), listed.subject.get("ttl")
    if isinstance(starts, str) and parse_timestamp(starts) > question.at:
        message: str = say(
            "What counts is the list of {time}, whatever was so before.", time=starts
        )
        findings.append(_note(message, path))
    if ttl is not None:
        if type(ttl) is not int or ttl < 0:
            message = "The status list has a lifetime (ttl) that is no number."
            exc = StatusUnknownError(message, specs.MALFORMED_VALUE)
            findings.append(unknown(path, exc, specs.BITSTRING_VALIDATE))
        elif question.at - listed.fetched > timedelta(milliseconds=ttl):
            message = say(
                "The copy of the list is of {time}; a newer one is due.",
                time=to_text(listed.fetched),
            )
            findings.append(_note(message, path))
    return findings


def _note(message: str, path: str) -> Finding:
    return Finding("status.list", Outcome.WARNING, message, path, specs.BITSTRING_VALIDATE)


def _size(entry: JsonObject) -> int:
    size = entry.get("statusSize", 1)
    if type(size) is not int or not 1 <= size <= _WIDEST:
        message = "The status entry has a size that is not read here."
        raise StatusUnknownError(message, specs.MALFORMED_VALUE)
    messages = entry.get("statusMessage")
    if size > 1 and (not isinstance(messages, list) or len(messages) != 1 << size):
        message = "The status entry does not explain every value that it may have."
        raise StatusUnknownError(message, specs.MALFORMED_VALUE)
    return size


def _purposes(value: Json) -> list[Json]:
    return list(value) if isinstance(value, list) else [value]


PLUGIN = Bitstring()
