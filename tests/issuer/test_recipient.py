"""Who a badge is for: an address first, a name only with consent, an e-mail only as a hash."""

import hashlib
import re
from typing import Any

import pytest

from openbadge_issuer import award, issue
from openbadge_issuer.recipient import hashed_email
from openbadge_issuer.testing import TEACHER, DistrictSimulator
from tests.issuer.refusals import refused_award

NAME, EMAIL = "Jordan Rivera", "jordan@sdsm.example"
PLAIN_NAME = {
    "type": "IdentityObject",
    "hashed": False,
    "identityHash": NAME,
    "identityType": "name",
}


def subject(district: DistrictSimulator, **recipient: Any) -> dict[str, Any]:
    """What the subject of a signed badge says about the recipient."""
    badge = issue(award(district.assessment(recipient=recipient)), signer=district.signer)
    members = {"id", "identifier"}
    return {k: v for k, v in badge["credentialSubject"].items() if k in members}


def test_an_address_alone_says_the_least(district: DistrictSimulator) -> None:
    """The recommended way: nobody learns anything but the address."""
    assert subject(district, id=TEACHER) == {"id": TEACHER}


def test_a_disclosed_name_comes_first(district: DistrictSimulator) -> None:
    """Wallets show the first identifier, so the name stands before the hash."""
    found = subject(district, id=TEACHER, name=NAME, email=EMAIL, disclose=["name"])
    name, email = found["identifier"]
    assert found["id"] == TEACHER
    assert name == PLAIN_NAME
    assert email["hashed"] is True


def test_an_undisclosed_name_is_nowhere(district: DistrictSimulator) -> None:
    """Not in any member, and not in the bytes of the file."""
    recipient = {"id": TEACHER, "name": NAME, "email": EMAIL}
    badge = district.award(recipient=recipient).decode()
    assert "Rivera" not in badge
    assert "Jordan" not in badge
    assert "jordan" not in badge
    assert EMAIL not in badge


def test_an_email_becomes_a_salted_hash(district: DistrictSimulator) -> None:
    """SHA-256 over address and salt, as the holder's own program will compute it."""
    (identity,) = subject(district, email=EMAIL)["identifier"]
    digest = hashlib.sha256((EMAIL + identity["salt"]).encode()).hexdigest()
    assert identity == {
        "type": "IdentityObject",
        "hashed": True,
        "identityHash": f"sha256${digest}",
        "identityType": "emailAddress",
        "salt": identity["salt"],
    }


def test_the_salt_is_sixteen_random_bytes(district: DistrictSimulator) -> None:
    """A fresh one for every badge, so that two badges of one holder cannot be matched."""
    salts = {subject(district, email=EMAIL)["identifier"][0]["salt"] for _ in range(10)}
    assert len(salts) == 10
    assert all(re.fullmatch("[0-9a-f]{32}", salt) for salt in salts)


def test_the_standards_own_example() -> None:
    """Open Badges 3.0, IdentityObject: `a@example.com` with the salt `Kosher`."""
    expected = "b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399"
    assert hashed_email("a@example.com", salt="Kosher")["identityHash"] == f"sha256${expected}"


@pytest.mark.parametrize("email", [" a@example.com", "A@example.com", "a@EXAMPLE.com"])
def test_an_email_is_hashed_as_it_is_written(email: str) -> None:
    """Neither trimmed nor lower-cased: the holder gives it again exactly."""
    digest = hashlib.sha256((email + "Kosher").encode()).hexdigest()
    assert hashed_email(email, salt="Kosher")["identityHash"] == f"sha256${digest}"


def test_a_disclosed_email_stands_in_plain_text(district: DistrictSimulator) -> None:
    """Only when the recipient lets it."""
    assert subject(district, email=EMAIL, disclose=["email"])["identifier"] == [
        {
            "type": "IdentityObject",
            "hashed": False,
            "identityHash": EMAIL,
            "identityType": "emailAddress",
        }
    ]


def test_a_name_alone_will_do_if_it_is_disclosed(district: DistrictSimulator) -> None:
    """A paper certificate has no more."""
    assert subject(district, name=NAME, disclose=["name"]) == {"identifier": [PLAIN_NAME]}


@pytest.mark.parametrize("recipient", [{}, {"name": NAME}])
def test_a_badge_for_nobody_is_refused(
    district: DistrictSimulator, recipient: dict[str, str]
) -> None:
    """A name that may not be shown leaves nothing to know the holder by."""
    assert refused_award(district, recipient=recipient) == [
        ("/recipient", "The recipient needs an id, an e-mail address, or a name to disclose.")
    ]


@pytest.mark.parametrize("member", ["name", "email"])
def test_what_is_disclosed_must_be_there(district: DistrictSimulator, member: str) -> None:
    """A consent to nothing is a mistake in the assessment."""
    assert refused_award(district, recipient={"id": TEACHER, "disclose": [member]}) == [
        ("/recipient/disclose", f"There is no {member} to disclose.")
    ]


@pytest.mark.parametrize(
    ("recipient", "place"),
    [
        ({"id": "jordan"}, "/recipient/id"),
        ({"id": TEACHER, "disclose": ["phone"]}, "/recipient/disclose/0"),
        ({"id": TEACHER, "phone": "555"}, "/recipient/phone"),
        ({"name": "", "disclose": ["name"]}, "/recipient/name"),
        ({"id": TEACHER, "email": ""}, "/recipient/email"),
    ],
)
def test_a_recipient_that_is_not_understood(
    district: DistrictSimulator, recipient: dict[str, Any], place: str
) -> None:
    """Addresses are absolute, and no member is passed over."""
    assert [where for where, _ in refused_award(district, recipient=recipient)] == [place]
