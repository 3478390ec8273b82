"""Whose credential it is, and how a hashed identity is written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from verifier.model import AchievementCredential, ClrCredential
from verifier.rules.rule import Break, View
from verifier.strict_json import pointer

_SHA256 = re.compile(r"sha256\$[0-9a-fA-F]{64}")
_MD5 = re.compile(r"md5\$[0-9a-fA-F]{32}")


def nameless_subjects(view: View) -> Iterator[Break]:
    """A subject with neither id nor identifier."""
    credential = view.credential
    if isinstance(credential, AchievementCredential | ClrCredential):
        subject = credential.credential_subject
        if subject.id is None and subject.identifier is None:
            yield "/credentialSubject", "credentialSubject must have an id or an identifier."


def odd_hashes(view: View) -> Iterator[Break]:
    """A hashed identity of another form than the standard's, or with a weak algorithm."""
    credential = view.credential
    if not isinstance(credential, AchievementCredential | ClrCredential):
        return
    for index, identity in enumerate(credential.credential_subject.identifier or ()):
        path = pointer("credentialSubject", "identifier", index, "identityHash")
        if not identity.hashed or _SHA256.fullmatch(identity.identity_hash):
            continue
        if _MD5.fullmatch(identity.identity_hash):
            yield path, "The identity is hashed with MD5, which no longer hides it; use SHA-256."
        else:
            yield path, "The identity says it is hashed, but is no hash (sha256$ and 64 digits)."
