"""Links with which a holder shows a badge elsewhere.

The parameters of LinkedIn rest on independent programs that use them; LinkedIn publishes no
contract for them and was never asked by a test.
"""

from __future__ import annotations

from datetime import UTC, tzinfo
from urllib.parse import quote, urlencode, urlsplit

from verifier.clock import parse_timestamp
from verifier.model import AchievementCredential

_ADD = "https://www.linkedin.com/profile/add"
_POST = "https://www.linkedin.com/sharing/share-offsite/"


def linkedin_add_to_profile(
    credential: AchievementCredential,
    *,
    page: str,
    number: str,
    organization_id: str | None = None,
    zone: tzinfo = UTC,
) -> str:
    """The link that fills in LinkedIn's form for a certification.

    Args:
        credential: the badge.
        page: address of its page for people; never one with a fragment.
        number: a short number that a person can read aloud.
        organization_id: the issuer's number at LinkedIn; its name is used without one.
        zone: where the issuer's calendar is read; never that of the server.

    Raises:
        ValueError: the page is no plain https address, the number is an address, or nobody can
            be named as the issuer.
    """
    if not _NUMBER_CHARACTERS.issuperset(number) or not number:
        raise ValueError("the number is made of letters, digits and hyphens")
    organisation = (
        {"organizationId": organization_id}
        if organization_id
        else {"organizationName": _issuer_name(credential)}
    )
    issued = parse_timestamp(credential.awarded).astimezone(zone)
    values = {
        "startTask": "CERTIFICATION_NAME",
        "name": credential.achievement.name,
        **organisation,
        "issueYear": str(issued.year),
        "issueMonth": str(issued.month),
    }
    if credential.valid_until is not None:
        expires = parse_timestamp(credential.valid_until).astimezone(zone)
        values |= {"expirationYear": str(expires.year), "expirationMonth": str(expires.month)}
    values |= {"certUrl": _page(page), "certId": number}
    return f"{_ADD}?{urlencode(values, quote_via=quote, safe='')}"


def linkedin_post(page: str) -> str:
    """The link that starts a post about a public page.

    Raises:
        ValueError: the page is no plain https address.
    """
    return f"{_POST}?{urlencode({'url': _page(page)}, quote_via=quote, safe='')}"


_NUMBER_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-")


def _issuer_name(credential: AchievementCredential) -> str:
    if not credential.issuer_name:
        raise ValueError("the badge names no issuer; give the organization id")
    return credential.issuer_name


def _page(address: str) -> str:
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname or "#" in address:
        raise ValueError("the page needs a plain https address without a fragment")
    return address
