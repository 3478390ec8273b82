"""The public API as an embedder types it; mypy strict is the test, and nothing here is run.

A line that must not type-check carries `type: ignore[code]`; mypy complains when it does.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, assert_type

from openbadge_issuer import (
    Decision,
    IssuerError,
    MemorySigner,
    NotEarnedError,
    Problem,
    RefusedError,
    Report,
    Signer,
    State,
    Verdict,
    Verifier,
    award,
    controller_document,
    issue,
    open_key,
    recognise,
    write_key,
)
from openbadge_issuer.testing import DistrictSimulator
from verifier import (
    Finding,
    Limits,
    NotValidError,
    Offline,
    Outcome,
    Replay,
    VerifiedBadge,
    VerifierError,
)
from verifier.badge import SignedBadge
from verifier.interfaces import Fetched, Fetcher
from verifier.model import AchievementCredential, Result
from verifier.recognition import read_policy
from verifier.recognition.decision import Answer
from verifier.recognition.judgement import Case


class SecurityModule:
    """A key in a device: whoever has these members is a `Signer`, without inheriting."""

    kid = "did:web:sdsm.example#z6Mk"
    public_key = "z6Mk"
    algorithms = frozenset({"EdDSA"})

    def sign(self, data: bytes) -> bytes:
        return data


class Cache:
    """A fetcher of the embedder's own."""

    def fetch(self, url: str, *, limit: int) -> Fetched:
        return Fetched(url.encode()[:limit])


def a_platform_awards(assessment: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """An assessment may be an object, a text or a file; a badge is plain JSON."""
    assert_type(award(assessment), dict[str, Any])
    award(folder / "assessment.json")
    award(b"{}", folder=folder)
    award("{}", folder=folder)
    award(None)  # type: ignore[arg-type]
    award(assessment, folder)  # type: ignore[call-arg]
    badge = issue(award(assessment), signer=SecurityModule(), at=datetime(2026, 3, 3, tzinfo=UTC))
    issue(badge)  # type: ignore[call-arg]
    issue(badge, SecurityModule())  # type: ignore[call-arg]
    return assert_type(badge, dict[str, Any])


def a_platform_says_why_not(assessment: Mapping[str, Any]) -> list[str]:
    """Reasons are data; not earned is told from refused by its type."""
    try:
        award(assessment)
    except NotEarnedError:
        return []
    except RefusedError as exc:
        assert_type(exc.problems, tuple[Problem, ...])
        return [f"{problem.path} {problem.message}" for problem in exc.problems]
    except IssuerError as exc:
        return [str(exc)]
    return []


def an_issuer_keeps_keys(file: Path) -> Signer:
    """A passphrase is always spoken of, and a signer shows its public half."""
    signer = assert_type(MemorySigner.generate(did="did:web:sdsm.example"), MemorySigner)
    write_key(file, signer, passphrase=None)
    write_key(file, signer)  # type: ignore[call-arg]
    assert_type(open_key(file, passphrase="words"), MemorySigner)
    assert_type(controller_document(signer), dict[str, Any])
    assert_type(controller_document(SecurityModule()), dict[str, Any])
    return signer


def an_employer_verifies(file: bytes) -> VerifiedBadge | None:
    """`if report:` is safe; what is proven has a type of its own."""
    verifier = Verifier(fetcher=Offline(), limits=Limits(max_bytes=1024), check_evidence=True)
    report = assert_type(verifier.verify(file), Report)
    Verifier(Offline())  # type: ignore[call-arg]
    assert_type(bool(report), bool)
    assert_type(report.verdict, Verdict)
    assert_type(report.state, State)
    assert_type(report.findings, tuple[Finding, ...])
    assert_type(report.decisive()[0].outcome, Outcome)
    assert_type(report.to_dict(source="badge.json"), dict[str, object])
    if not report:
        return assert_type(report.verified, VerifiedBadge | None)
    badge = assert_type(report.require(), VerifiedBadge)
    assert_type(badge.credential, AchievementCredential)
    assert_type(badge.credential.credential_subject.results, tuple[Result, ...])
    report.findings = ()  # type: ignore[misc]
    return badge


def an_employer_requires(file: bytes) -> Report | None:
    """Who wants an exception gets one, with the report inside."""
    try:
        Verifier().verify(file).require()
    except NotValidError as exc:
        return assert_type(exc.report, Report)
    except VerifierError:
        return None
    return None


def an_employer_recognises(reports: Iterable[Report], policy: bytes, at: datetime) -> Decision:
    """Decisions are values: outcomes, reasons and exact amounts."""
    decision = assert_type(recognise(reports, read_policy(policy), at=at), Decision)
    for badge in decision.badges:
        assert_type(badge.outcome, Answer)
        assert_type([reason.code for reason in badge.reasons], list[str])
        assert_type(badge.report, Report)
    return decision


def only_proven_badges_are_judged(signed: SignedBadge, case: Case) -> Case:
    """A badge that was only read does not fit where a proven one is asked for."""
    Case(signed, case.report, case.policy, case.at)  # type: ignore[arg-type]
    return case


def fetchers_are_whatever_fetches(folder: Path) -> list[Fetcher]:
    """None, a folder, districts in memory, or the embedder's own."""
    return [Offline(), Replay(folder), DistrictSimulator(), Cache()]
