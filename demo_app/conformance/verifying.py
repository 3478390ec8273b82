"""Verifying: what a request asks about a credential or presentation."""

from __future__ import annotations

from collections.abc import Mapping

from demo_app.conformance.answers import malformed
from demo_app.conformance.badges import is_badge, verified_badge
from demo_app.conformance.requests import list_option, text_option
from demo_app.conformance.workshop import workshop
from verifier import Report
from verifier.credential import CredentialVerifier
from verifier.profile import Profile
from verifier.strict_json import Json, JsonObject

_PURPOSE = "assertionMethod"


def verified(credential: Json, options: JsonObject, profile: Profile) -> Report:
    """The report on a credential, whatever was sent as one.

    Raises:
        RefusedRequestError: options of the wrong kind.
    """
    wanted = text_option(options, "expectedProofPurpose")
    if wanted not in (None, _PURPOSE):
        raise malformed(f"Credentials are for {_PURPOSE}.", path="/options/expectedProofPurpose")
    challenge, domain = text_option(options, "challenge"), text_option(options, "domain")
    if isinstance(credential, Mapping) and is_badge(credential) and not profile.any_key:
        return verified_badge(credential, challenge=challenge, domain=domain)
    return _verifier(profile).verify(
        credential, challenge=challenge, domain=domain, status=_with_status(options)
    )


def presented(presentation: Json, options: JsonObject, profile: Profile) -> Report:
    """The report on a presentation, whatever was sent as one.

    Raises:
        RefusedRequestError: options of the wrong kind.
    """
    return _verifier(profile).verify_presentation(
        presentation,
        challenge=text_option(options, "challenge"),
        domain=text_option(options, "domain"),
        status=_with_status(options),
    )


def _verifier(profile: Profile) -> CredentialVerifier:
    return CredentialVerifier(profile=profile, fetcher=workshop())


def _with_status(options: JsonObject) -> bool:
    """Whether status lists are looked up: always, unless the request names other checks only."""
    checks = list_option(options, "checks")
    return checks is None or "credentialStatus" in checks
