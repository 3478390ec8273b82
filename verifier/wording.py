"""The one sentence that a person reads first, for each state."""

from __future__ import annotations

from verifier.languages import Language, language
from verifier.report import Outcome, Report, State
from verifier.summary import Claimed, Summary

_DOES_NOT_HOLD = ("proof.signature", Outcome.FAILED)
_DOUBTS = {("issuer.authority", Outcome.WARNING), ("recipient.match", Outcome.FAILED)}


def sentence(report: Report, lang: str = "en") -> str:
    """The verdict in one sentence: who, what, when.

    Raises:
        ValueError: there is no catalogue for this language.
    """
    catalogue = language(lang)
    members = report.members or ()
    if report.members is not None and report.summary is None:
        return _about_presentation(report, members, catalogue)
    if members and report.state is State.VALID:
        return catalogue.words["portfolio"].format(count=len(members))
    if members and report.own_state is not report.state:
        worst = next(member for member in members if member.state is report.state)
        name = (worst.summary or worst.claimed or Claimed()).name or catalogue.words["unnamed"]
        return catalogue.words["held"].format(name=name, sentence=sentence(worst, lang))
    first = _template(report, catalogue).format(**_facts(report, catalogue))
    return " ".join((first, *_doubts(report, catalogue)))


def _template(report: Report, catalogue: Language) -> str:
    """Only a signature that was computed and does not hold shows that a badge was changed."""
    if report.state is State.INVALID_SIGNATURE and not _changed(report):
        return catalogue.words["unproven"]
    return catalogue.sentences[report.state]


def _changed(report: Report) -> bool:
    return any((f.check, f.outcome) == _DOES_NOT_HOLD for f in report.findings)


def _about_presentation(report: Report, members: tuple[Report, ...], catalogue: Language) -> str:
    """The verdict on a presentation: its own trouble first, then that of its worst badge."""
    if report.state is State.VALID:
        return catalogue.words["presented"].format(count=len(members))
    own = [finding for finding in report.findings if finding.state is report.state]
    if own:
        return catalogue.words["presentation"].format(reason=catalogue.row(own[0]))
    worst = next(member for member in members if member.state is report.state)
    return catalogue.words["member"].format(sentence=sentence(worst, catalogue.name))


def _doubts(report: Report, catalogue: Language) -> list[str]:
    """What nobody should overlook who reads no further than that a badge is valid."""
    return [
        catalogue.row(finding)
        for finding in report.findings
        if report and (finding.check, finding.outcome) in _DOUBTS
    ]


def _facts(report: Report, catalogue: Language) -> dict[str, str]:
    words = catalogue.words
    decisive = report.decisive()
    facts = {
        "reason": catalogue.row(decisive[0]) if decisive else "",
        "issuer": (report.claimed and report.claimed.issuer) or words["claimed"],
        "name": words["name"],
        "person": words["person"],
        "start": "",
        "until": "",
        "awarded": "",
    }
    if report.summary is not None:
        summary = report.summary
        facts["issuer"] = _issuer(summary) or words["issuer"]
        facts["name"] = summary.name or words["name"]
        facts["start"] = (summary.valid_from or "")[:10]
        facts["until"] = (summary.valid_until or "")[:10]
        facts["awarded"] = facts["start"]
        facts["person"] = summary.recipient or words["person"]
    if report.verified is not None:
        credential = report.verified.credential
        facts["awarded"] = credential.awarded[:10]
        facts["person"] = credential.credential_subject.disclosed_name or facts["person"]
    return facts


def _issuer(summary: Summary) -> str | None:
    """The registry's name for the issuer, else the badge's own claim beside the address."""
    if summary.registered_name:
        return summary.registered_name
    if summary.issuer_name and summary.issuer_id:
        return f"{summary.issuer_name} ({summary.issuer_id})"
    return summary.issuer_name or summary.issuer_id
