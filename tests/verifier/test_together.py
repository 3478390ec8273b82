"""What two parts do together: portfolios under every key, in tokens and in presentations."""

import json
from typing import Any

import pytest

from openbadge_issuer import embed, endorse, envelope, issue, portfolio, present
from openbadge_issuer.jwt import compact
from tests.verifier.ways import AT, HOLDER, credential, signed, signer
from verifier import NotValidError, Report, State, Verifier
from verifier.claims import claims_for
from verifier.wording import sentence

BADGE = signed("Ed25519", "eddsa-rdfc-2022")


def presented(*badges: Any) -> str:
    """A presentation by the holder in one exchange."""
    return json.dumps(present(badges, signer=HOLDER, challenge="c", domain="d", at=AT))


@pytest.mark.parametrize("kind", ["Ed25519", "P-256", "P-384"])
def test_a_portfolio_that_is_presented_is_opened(kind: str) -> None:
    """The signature is of the key's usual suite, and the worst of the inner badges decides."""
    gathered = portfolio([BADGE], signer=signer(kind), name="Jordan's", at=AT)
    report = Verifier().verify_presentation(
        presented(gathered), challenge="c", domain="d", at=AT, recipient=HOLDER.did
    )
    assert report.state is State.VALID
    assert report.recipient_matches is True
    (held,) = report.members or ()
    assert [member.state for member in held.members or ()] == [State.VALID]
    assert "presentation" in sentence(report)
    assert "portfolio" in sentence(held)


def test_a_valid_whole_is_no_single_badge() -> None:
    """Whoever requires one badge of a portfolio is sent to its members."""
    gathered = portfolio([BADGE], signer=HOLDER, name="Jordan's", at=AT)
    exchange = {"challenge": "c", "domain": "d"}
    for whole, asked in ((json.dumps(gathered), {}), (presented(gathered), exchange)):
        report = Verifier().verify(whole, at=AT, **asked)
        assert report
        with pytest.raises(NotValidError, match="among the `members`"):
            report.require()


def test_a_report_that_was_read_back_holds_no_badge() -> None:
    """The badge as a value is no part of the JSON."""
    report = Report.from_dict(Verifier().verify(BADGE, at=AT).to_dict())
    assert report
    with pytest.raises(NotValidError, match="made from its JSON"):
        report.require()


def test_a_portfolio_is_no_presentation() -> None:
    """It answers no challenge, although it has members too."""
    gathered = json.dumps(portfolio([BADGE], signer=HOLDER, name="Jordan's", at=AT))
    report = Verifier().verify_presentation(gathered, challenge="c", domain="d", at=AT)
    assert report.state is State.MALFORMED


def test_a_portfolio_as_a_token_with_an_enveloped_badge() -> None:
    """The token is proven like any other, and so is the one in the envelope."""
    key = signer("P-256")
    gathered: dict[str, Any] = portfolio([BADGE], signer=key, name="Jordan's", at=AT)
    del gathered["proof"]
    token = compact({**gathered, **claims_for(gathered)}, key, {"typ": "JWT"})
    report = Verifier().verify(token, at=AT)
    assert report.state is State.VALID
    assert [member.state for member in report.members or ()] == [State.VALID]


@pytest.mark.parametrize("entry", [7, envelope("eyJhbGciOiJub25lIn0.e30.AAAA")])
def test_a_member_that_is_no_badge_is_never_passed_over(entry: Any) -> None:
    """Whoever signs such a portfolio, its member has a report that says so."""
    key = signer("P-256")
    gathered: dict[str, Any] = portfolio([BADGE], signer=key, name="Jordan's", at=AT)
    del gathered["proof"]
    gathered["credentialSubject"]["verifiableCredential"].append(entry)
    token = compact({**gathered, **claims_for(gathered)}, key, {"typ": "JWT"})
    assert not Verifier().verify(token, at=AT)


def test_an_endorsed_badge_can_be_presented() -> None:
    """The endorsement repeats the contexts of the badge, not those of the presentation."""
    key = signer()
    document = credential(key.did)
    achievement = document["credentialSubject"]["achievement"]["id"]
    praise = endorse(achievement, "Good.", signer=signer("P-256"), at=AT)
    badge = issue(embed(document, praise), signer=key, at=AT)
    report = Verifier().verify_presentation(presented(badge), challenge="c", domain="d", at=AT)
    assert report.state is State.VALID
