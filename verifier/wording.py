"""The one sentence that a person reads first, for each state."""

from __future__ import annotations

from verifier.report import Report, State
from verifier.summary import Claimed

_SENTENCES = {
    State.MALFORMED: "This file is not a readable badge.",
    State.INVALID_SIGNATURE: (
        "This badge was changed after it was issued, or was not issued by {issuer}."
    ),
    State.INVALID_CONTENT: (
        "This badge cannot be relied on: what it says breaks the rules for badges, or parts of it "
        "are not covered by a signature: {reason}"
    ),
    State.REVOKED: "{issuer} has withdrawn this badge.",
    State.SUSPENDED: "{issuer} has put this badge on hold.",
    State.EXPIRED: "This badge is genuine but expired on {until}.",
    State.NOT_YET_VALID: "This badge is genuine but only takes effect on {start}.",
    State.UNSUPPORTED: "This badge uses a method that cannot be checked here: {reason}",
    State.KEY_UNAVAILABLE: (
        "The key of {issuer} could not be fetched, so nothing is known about this badge yet."
    ),
    State.STATUS_UNKNOWN: (
        "This badge is genuine, but we could not find out whether it was withdrawn."
    ),
    State.ISSUER_UNCHECKED: (
        "The signature is good, but the lists of recognised issuers could not be reached."
    ),
    State.ISSUER_UNRECOGNISED: (
        "The signature is good, but {issuer} is in none of the lists that were asked."
    ),
    State.VALID: (
        "This badge is genuine and in force: {issuer} awarded {name} to {person} on {awarded}."
    ),
}


_PORTFOLIO = "This portfolio and every badge in it ({count}) are genuine and in force."
_MEMBER = "One badge of this portfolio ({name}): {said}"


def sentence(report: Report) -> str:
    """The verdict in one sentence: who, what, when."""
    members = report.members or ()
    if report.members is not None and report.summary is None:
        return _about_presentation(report, members)
    if members and report.state is State.VALID:
        return _PORTFOLIO.format(count=len(members))
    if members and report.own_state is not report.state:
        worst = next(member for member in members if member.state is report.state)
        name = (worst.summary or worst.claimed or Claimed()).name
        return _MEMBER.format(name=name or "without a name", said=sentence(worst))
    return _SENTENCES[report.state].format(**_facts(report))


def _about_presentation(report: Report, members: tuple[Report, ...]) -> str:
    """The verdict on a presentation: its own trouble first, then that of its worst badge."""
    if report.state is State.VALID:
        return f"Every badge of this presentation is genuine and in force ({len(members)})."
    own = [finding for finding in report.findings if finding.state is report.state]
    if own:
        return f"This presentation cannot be relied on: {own[0].message}"
    worst = next(member for member in members if member.state is report.state)
    return f"Of the badges presented, one decides: {sentence(worst)}"


def _facts(report: Report) -> dict[str, str]:
    decisive = report.decisive()
    facts = {
        "reason": decisive[0].message if decisive else "",
        "issuer": (report.claimed and report.claimed.issuer) or "the issuer it names",
        "name": "a badge",
        "person": "its holder",
        "start": "",
        "until": "",
        "awarded": "",
    }
    if report.summary is not None:
        summary = report.summary
        facts["issuer"] = summary.issuer_name or summary.issuer_id or "the issuer"
        facts["name"] = summary.name or "a badge"
        facts["start"] = (summary.valid_from or "")[:10]
        facts["until"] = (summary.valid_until or "")[:10]
        facts["awarded"] = facts["start"]
    if report.verified is not None:
        credential = report.verified.credential
        facts["awarded"] = credential.awarded[:10]
        facts["person"] = _person(report) or summary_id(report)
    return facts


def _person(report: Report) -> str | None:
    """The name that the holder let into the badge, if any."""
    assert report.verified is not None  # noqa: S101  (the caller has looked)
    for identity in report.verified.credential.credential_subject.identifier or ():
        if identity.identity_type == "name" and not identity.hashed:
            return identity.identity_hash
    return None


def summary_id(report: Report) -> str:
    """The holder's address, or words for a holder without one."""
    recipient = report.summary.recipient if report.summary else None
    return recipient or "its holder"
