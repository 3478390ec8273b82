"""Who a badge is for: an address first, a name only with consent, an e-mail only as a hash."""

from __future__ import annotations

import hashlib
import secrets
from typing import Any

from openbadge_issuer.assessment import Recipient
from openbadge_issuer.errors import Problem, RefusedError


def subject_identity(recipient: Recipient) -> dict[str, Any]:
    """The members `id` and `identifier` of the badge's subject.

    The name comes first in the list, because wallets show the first. An e-mail address that is
    not disclosed becomes a salted hash. Anybody who guesses the address can confirm it, since
    the salt stands in the badge: an `id` alone says less.

    Raises:
        RefusedError: nothing is left that says whose badge it is, or something disclosed is
            missing.
    """
    identities: list[dict[str, Any]] = []
    for wanted in recipient.disclose:
        if getattr(recipient, wanted) is None:
            problem = Problem("/recipient/disclose", f"There is no {wanted} to disclose.")
            raise RefusedError([problem])
    if recipient.name is not None and "name" in recipient.disclose:
        identities.append(_plain("name", recipient.name))
    if recipient.email is not None:
        shown = "email" in recipient.disclose
        identities.append(
            _plain("emailAddress", recipient.email) if shown else hashed_email(recipient.email)
        )
    members: dict[str, Any] = {}
    if recipient.id is not None:
        members["id"] = recipient.id
    if identities:
        members["identifier"] = identities
    if not members:
        message = "The recipient needs an id, an e-mail address, or a name to disclose."
        raise RefusedError([Problem("/recipient", message)])
    return members


def hashed_email(email: str, salt: str | None = None) -> dict[str, Any]:
    """An identity hash (Open Badges 3.0, IdentityObject): SHA-256 of the address and the salt.

    Args:
        email: exactly as the holder will give it again; it is neither trimmed nor lower-cased.
        salt: 16 random bytes in hex by default.
    """
    salt = salt or secrets.token_hex(16)
    digest = hashlib.sha256((email + salt).encode()).hexdigest()
    return {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": salt,
    }


def _plain(kind: str, text: str) -> dict[str, Any]:
    return {"type": "IdentityObject", "hashed": False, "identityHash": text, "identityType": kind}
