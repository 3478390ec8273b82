"""Links for LinkedIn: every value survives, the month is the issuer's, nothing odd gets in."""

import json
from datetime import timedelta, timezone
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from zoneinfo import ZoneInfo

import pytest

from openbadge_issuer import award
from openbadge_issuer.share import linkedin_add_to_profile, linkedin_post
from verifier.model import AchievementCredential

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
PAGE = "https://sdsm.example/badges/7f3a"


def credential(
    *, name: str = "Using Wait Time", awarded: str = "2026-03-02T15:00:00Z", **changed: object
) -> AchievementCredential:
    document = award(EXAMPLES / "assessment.json") | {"awardedDate": awarded, **changed}
    document = json.loads(json.dumps(document))
    document["credentialSubject"]["achievement"]["name"] = name
    return AchievementCredential.model_validate(document)


def values(link: str) -> dict[str, str]:
    parts = urlsplit(link)
    assert (parts.scheme, parts.hostname, parts.fragment) == ("https", "www.linkedin.com", "")
    return {name: value for name, (value,) in parse_qs(parts.query, strict_parsing=True).items()}


def test_link_has_exactly_the_parameters_of_the_form() -> None:
    """Nothing more, and no expiry where the badge has none."""
    link = linkedin_add_to_profile(credential(), page=PAGE, number="7F3A")
    assert values(link) == {
        "startTask": "CERTIFICATION_NAME",
        "name": "Using Wait Time",
        "organizationName": "School District of South Milwaukee",
        "issueYear": "2026",
        "issueMonth": "3",
        "certUrl": PAGE,
        "certId": "7F3A",
    }


@pytest.mark.parametrize(
    "name", ["Culture & Climate: Wait Time #1", "100 % + ü", "a=b?c/d", "Zoë “Q” \N{SNOWMAN}"]
)
def test_name_survives_whatever_it_holds(name: str) -> None:
    """The wallet that joined the values by hand lost everything behind `&` and `#`."""
    link = linkedin_add_to_profile(credential(name=name), page=PAGE, number="7F3A")
    assert values(link)["name"] == name
    assert link.isascii()


@pytest.mark.parametrize(
    ("hours", "year", "month"), [(0, "2024", "1"), (-12, "2023", "12"), (12, "2024", "1")]
)
def test_month_is_read_in_the_zone_of_the_issuer(hours: int, year: str, month: str) -> None:
    """New Year at midnight in UTC is still December further west."""
    badge = credential(awarded="2024-01-01T00:00:00Z")
    zone = timezone(timedelta(hours=hours))
    link = values(linkedin_add_to_profile(badge, page=PAGE, number="1", zone=zone))
    assert (link["issueYear"], link["issueMonth"]) == (year, month)


def test_expiry_and_organization_id_are_used_where_there_are_any() -> None:
    """The id takes the place of the name; both would be one too many."""
    badge = credential(validUntil="2027-01-01T03:00:00Z")
    zone = ZoneInfo("America/Chicago")
    link = values(
        linkedin_add_to_profile(badge, page=PAGE, number="1", organization_id="99", zone=zone)
    )
    assert (link["expirationYear"], link["expirationMonth"]) == ("2026", "12")
    assert link["organizationId"] == "99"
    assert "organizationName" not in link


@pytest.mark.parametrize("page", ["http://a.example/b", "https://a.example/#v", "javascript:x", ""])
def test_page_must_be_a_plain_web_page(page: str) -> None:
    """A link with a fragment never reaches LinkedIn's reader."""
    with pytest.raises(ValueError, match="plain https"):
        linkedin_add_to_profile(credential(), page=page, number="1")
    with pytest.raises(ValueError, match="plain https"):
        linkedin_post(page)


@pytest.mark.parametrize("number", ["", "urn:uuid:1", "a b"])
def test_number_is_short_and_plain(number: str) -> None:
    """An address is no number that a person reads aloud."""
    with pytest.raises(ValueError, match="letters, digits"):
        linkedin_add_to_profile(credential(), page=PAGE, number=number)


def test_an_issuer_without_a_name_needs_its_number() -> None:
    """Exactly one of the two stands in the link."""
    badge = credential(issuer="did:web:sdsm.example")
    with pytest.raises(ValueError, match="names no issuer"):
        linkedin_add_to_profile(badge, page=PAGE, number="1")
    assert "organizationId" in linkedin_add_to_profile(
        badge, page=PAGE, number="1", organization_id="9"
    )


def test_post_carries_the_page_alone() -> None:
    """The preview comes from the page's own tags."""
    assert values(linkedin_post(PAGE)) == {"url": PAGE}
