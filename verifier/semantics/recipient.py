"""Whether a badge is about the person who shows it.

Rules: an address (a DID, a web address) is compared with the subject's id, character by character.
Anything else is an identifier: with an @ it is an e-mail address and is compared with e-mail
identities, without one it is compared with all other kinds. Space around what is given is dropped.
An e-mail address counts as given and in lower case; the standard itself says neither, so a hash of
another spelling does not match. https://www.imsglobal.org/spec/ob/v3p0#identityobject
"""

from __future__ import annotations

import hashlib
import hmac
import re
from collections.abc import Iterator

from verifier import specs
from verifier.model import AchievementSubject, ClrSubject, IdentityObject
from verifier.report import Finding, Outcome
from verifier.sentences import say
from verifier.strict_json import pointer

CHECK = "recipient.match"

_ADDRESS = re.compile(r"(?!mailto:)[A-Za-z][A-Za-z0-9+.-]*:\S+")
_ALGORITHMS = ("sha256", "md5")
_SUBJECT = "/credentialSubject"


def check_recipient(subject: AchievementSubject | ClrSubject, recipient: str) -> Finding:
    """One `recipient.match` finding.

    `failed` says nothing about the badge itself, only that it is not about this recipient;
    `inconclusive` says that the badge holds nothing to compare with. Does not check: that whoever
    shows the badge is this recipient.
    """
    wanted = recipient.strip()
    compared = list(_compared(subject, wanted))
    if not compared:
        message = say("The badge holds nothing of this kind to compare the recipient with.")
        return _finding(Outcome.INCONCLUSIVE, message, _SUBJECT)
    path, weak = next(((path, weak) for path, matches, weak in compared if matches), (None, False))
    if path is None:
        return _finding(Outcome.FAILED, say("The badge is about another recipient."), _SUBJECT)
    if weak:
        message = say("The badge is about this recipient, by an MD5 hash that others could forge.")
        return _finding(Outcome.WARNING, message, path)
    return _finding(Outcome.PASSED, say("The badge is about this recipient."), path)


def _compared(
    subject: AchievementSubject | ClrSubject, wanted: str
) -> Iterator[tuple[str, bool, bool]]:
    """Each thing of the fitting kind: its place, whether it matches, whether by a weak hash."""
    if _ADDRESS.fullmatch(wanted):
        if subject.id is not None:
            yield _SUBJECT + "/id", subject.id == wanted, False
        return
    wanted = wanted.removeprefix("mailto:")
    is_email = "@" in wanted
    spellings = {wanted, wanted.lower()} if is_email else {wanted}
    for index, identity in enumerate(subject.identifier or ()):
        if (identity.identity_type == "emailAddress") is not is_email:
            continue
        path = pointer("credentialSubject", "identifier", index)
        if not identity.hashed:
            own = identity.identity_hash
            yield path, own in spellings or (is_email and own.lower() in spellings), False
        elif identity.identity_hash.partition("$")[0] in _ALGORITHMS:
            matches = any(_hash_matches(identity, spelling) for spelling in spellings)
            yield path, matches, identity.identity_hash.startswith("md5$")


def _hash_matches(identity: IdentityObject, spelling: str) -> bool:
    algorithm, _, stated = identity.identity_hash.partition("$")
    salted = (spelling + (identity.salt or "")).encode("utf-8", "surrogatepass")
    digest = hashlib.new(algorithm, salted, usedforsecurity=False).hexdigest()
    return hmac.compare_digest(digest.encode(), stated.lower().encode("utf-8", "surrogatepass"))


def _finding(outcome: Outcome, message: str, path: str) -> Finding:
    return Finding(CHECK, outcome, message, path, specs.OB_VERIFY)
