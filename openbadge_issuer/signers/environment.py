"""A key in an environment variable, where a platform's secret store puts it."""

from __future__ import annotations

import os
from collections.abc import Mapping

from openbadge_issuer.errors import KeyFileError
from openbadge_issuer.signers.memory import MemorySigner
from openbadge_issuer.signers.private_jwk import from_private_jwk


def from_environment(
    variable: str, *, did: str | None = None, environment: Mapping[str, str] | None = None
) -> MemorySigner:
    """The signer whose private JWK a variable holds.

    Args:
        variable: name of the variable.
        did: the issuer's address; the key's own did:key by default.
        environment: where to look; the process's own by default.

    Raises:
        KeyFileError: no such variable, or no private JWK in it; the value is never repeated.
    """
    value = (os.environ if environment is None else environment).get(variable)
    if not value:
        raise KeyFileError(f"The environment variable {variable} is not set or empty.")
    try:
        return from_private_jwk(value, did=did)
    except ValueError:
        # Without its cause, which may repeat a part of the secret.
        raise KeyFileError(f"The variable {variable} holds no private JWK.") from None
