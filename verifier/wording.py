"""The one sentence that a person reads first, for each state."""

from __future__ import annotations

from verifier.report import Report, State, Summary

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


def sentence(report: Report) -> str:
    """The verdict in one sentence: who, what, when."""
    return _SENTENCES[report.state].format(**_facts(report))


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
        facts["issuer"] = _issuer(summary)
        facts["name"] = summary.name or "a badge"
        facts["start"] = (summary.valid_from or "")[:10]
        facts["until"] = (summary.valid_until or "")[:10]
        facts["awarded"] = facts["start"]
    if report.verified is not None:
        credential = report.verified.credential
        facts["awarded"] = credential.awarded[:10]
        facts["person"] = _person(report) or summary_id(report)
    return facts


def _issuer(summary: Summary) -> str:
    """The registry's name for the issuer, else the badge's own claim beside the address."""
    if summary.registered_name:
        return summary.registered_name
    if summary.issuer_name and summary.issuer_id:
        return f"{summary.issuer_name} ({summary.issuer_id})"
    return summary.issuer_name or summary.issuer_id or "the issuer"


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
