"""What a verification says: findings, the state they lead to, and the verdict a person reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from verifier.clock import parse_timestamp, to_text
from verifier.errors import NotValidError
from verifier.sentences import plain
from verifier.source import Source
from verifier.states import SEVERITY, VERDICT_OF, Outcome, State, Verdict, state_of
from verifier.summary import Claimed, Summary

if TYPE_CHECKING:
    from verifier.badge import VerifiedBadge

__all__ = [
    "SEVERITY",
    "VERDICT_OF",
    "VERSION",
    "Finding",
    "Outcome",
    "Report",
    "State",
    "Verdict",
    "conclude",
]

VERSION = 1

_MATCHES = {
    Outcome.PASSED: True,
    Outcome.WARNING: True,  # by a weak hash
    Outcome.FAILED: False,
    Outcome.INCONCLUSIVE: None,
    Outcome.NOT_APPLICABLE: None,
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One check and what became of it.

    Attributes:
        check: stable name, `stage.thing`.
        outcome: what became of it.
        message: one plain sentence.
        path: JSON pointer to the place in the document (RFC 6901); empty for the whole.
        spec: address of the rule.
        problem: a problem type of the VC data model, where one exists.
    """

    check: str
    outcome: Outcome
    message: str
    path: str = ""
    spec: str | None = None
    problem: str | None = None

    @property
    def state(self) -> State:
        """The state that this finding alone leads to."""
        return state_of(self.check, self.outcome)

    @classmethod
    def from_dict(cls, members: Mapping[str, Any]) -> Finding:
        """The finding of its JSON members."""
        rest = (members["message"], members["path"], members["spec"], members["problem"])
        return cls(members["check"], Outcome(members["outcome"]), *rest)

    def to_dict(self) -> dict[str, object]:
        """The finding as JSON members."""
        return {
            "check": self.check,
            "outcome": self.outcome.value,
            "message": plain(self.message),
            "path": self.path,
            "spec": self.spec,
            "problem": self.problem,
        }


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was checked of one badge, and everything that could not be.

    A report is true only when the badge is valid: `if report:` is safe.

    Attributes:
        at: the instant for which the answer holds.
        findings: every finding, in the order of the stages.
        sources: every attempt to fetch a document.
        summary: the proven badge in short; None unless the proof verified.
        claimed: what the file says of itself; None when it is proven or unreadable.
        verified: the proven badge as a typed value; not part of the JSON.
        members: for a portfolio or a presentation, the report of each badge in it, in order; None
            for a single badge, and for a portfolio that is not proven.
        asked_registries: the registries that gave an answer about the issuer.
    """

    at: datetime
    findings: tuple[Finding, ...]
    sources: tuple[Source, ...] = ()
    summary: Summary | None = None
    claimed: Claimed | None = None
    verified: VerifiedBadge | None = field(default=None, repr=False, compare=False)
    members: tuple[Report, ...] | None = None
    asked_registries: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, members: Mapping[str, Any]) -> Report:
        """The report of its JSON members, as `to_dict` made them; `verified` is not among them.

        Raises:
            ValueError: another version, or not such a report.
        """
        _check_version(members)
        try:
            badge, claimed, inside = (members[k] for k in ("badge", "claimed", "findings"))
            parts = members.get("members")
            report = cls(
                at=parse_timestamp(members["at"]),
                findings=tuple(Finding.from_dict(f) for f in inside),
                sources=tuple(Source(**source) for source in members["sources"]),
                summary=None if badge is None else Summary.from_dict(badge),
                claimed=None if claimed is None else Claimed(**claimed),
                members=None if parts is None else tuple(cls.from_dict(m) for m in parts),
                asked_registries=tuple(members.get("registries", ())),
            )
        except (KeyError, TypeError, AttributeError) as exc:
            raise ValueError("a member of the report is missing or of the wrong kind") from exc
        if (members.get("verdict"), members.get("state")) != (report.verdict, report.state):
            raise ValueError("the verdict is not the one that its findings lead to")
        return report

    @property
    def own_state(self) -> State:
        """The most severe thing found, apart from the badges of a portfolio or presentation."""
        return _worst(f.state for f in self.findings)

    @property
    def state(self) -> State:
        """The most severe thing found; of a whole and its badges, the worst decides."""
        return _worst((self.own_state, *(member.state for member in self.members or ())))

    @property
    def recipient_matches(self) -> bool | None:
        """Whether it is about the recipient that was asked for; None where that is not known.

        Of a whole and its badges, one that is about somebody else decides.
        """
        answers = [_MATCHES[f.outcome] for f in self.findings if f.check == "recipient.match"]
        answers += [member.recipient_matches for member in self.members or ()]
        if False in answers:
            return False
        return None if not answers or None in answers else True

    @property
    def verdict(self) -> Verdict:
        """The answer that the state gives."""
        return VERDICT_OF[self.state]

    def __bool__(self) -> bool:
        """True only for the verdict `valid`."""
        return self.verdict is Verdict.VALID

    def require(self) -> VerifiedBadge:
        """The proven badge.

        Raises:
            NotValidError: the verdict is anything but `valid`, or there is no single badge (look
                at the `members` of a portfolio); it carries this report.
        """
        if not self or self.verified is None:
            raise NotValidError(self)
        return self.verified

    def decisive(self) -> tuple[Finding, ...]:
        """The findings that lead to the state; empty when the badge is simply valid."""
        state = self.state
        if state is State.VALID:
            return ()
        worst = (member for member in self.members or () if member.state is state)
        inside = (finding for member in worst for finding in member.decisive())
        return (*(f for f in self.findings if f.state is state), *inside)

    def to_dict(self, *, source: str | None = None) -> dict[str, object]:
        """The report as versioned JSON members; `source` names the file it is about."""
        members = {} if self.members is None else {"members": [m.to_dict() for m in self.members]}
        return {
            "version": VERSION,
            "source": source,
            "verdict": self.verdict.value,
            "state": self.state.value,
            "at": to_text(self.at),
            "badge": self.summary.to_dict() if self.summary else None,
            "claimed": self.claimed.to_dict() if self.claimed else None,
            "findings": [f.to_dict() for f in self.findings],
            "sources": [s.to_dict() for s in self.sources],
            "recipientMatches": self.recipient_matches,
            "registries": list(self.asked_registries),
            **members,
        }


def _check_version(document: object) -> None:
    if not isinstance(document, Mapping):
        raise ValueError(
            "a report is a JSON object; `openbadge verify --json` writes a list of them"
        )
    version = document.get("version")
    if version == VERSION:
        return
    if type(version) is int and version > VERSION:
        raise ValueError(
            f"this report has version {version}, which this release does not know (it reads "
            f"version {VERSION}); read it with a newer release of openbadge-issuer"
        )
    raise ValueError(f"this is no report of version {VERSION}")


def _worst(states: Iterable[State]) -> State:
    return min(set(states), key=SEVERITY.index, default=State.MALFORMED)


def conclude(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings fit to be shown: beside a forgery or garbage nothing claims success."""
    rows = tuple(findings)
    if _worst(f.state for f in rows) in (State.MALFORMED, State.INVALID_SIGNATURE):
        return tuple(f for f in rows if f.outcome is not Outcome.PASSED)
    return rows
